"""A number by itself: outside its own `uncertain`, far off the likely value there, or unusual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from artplan.plan.leaf.uncertain import reach
from artplan.plan.written.notes import Note
from artplan.plausibility.facts import UsualBand, bands
from artplan.plausibility.numbers import Number, by_month, shown
from artplan.texts.message import listed

OFF_MODE = 0.1  # of the width of the distribution
OFF_MEAN = 1.0  # deviations


def notes(numbers: Iterable[Number]) -> Iterator[Note]:
    for number in numbers:
        yield from _of_uncertain(number)
        yield from _of_band(number)


def _of_uncertain(number: Number) -> Iterator[Note]:
    if number.leaf is None or number.leaf.uncertain is None:
        return
    low, high = reach(number.leaf.uncertain)
    outside = [(month, value) for month, value in number.entries if not low <= value <= high]
    if outside:
        value = by_month(*outside[0])
        yield number.note("outside_uncertain", value=value, low=shown(low), high=shown(high))
        return
    likely, slack = _likely(number)
    if likely is not None and len(number.entries) == 1 and abs(number.entries[0][1] - likely) > slack:
        yield number.note("off_likely", value=shown(number.entries[0][1]), likely=shown(likely))


def _likely(number: Number) -> tuple[float | None, float]:
    """Return the likely value of the number's distribution, None if it names none, and what may be off it."""
    assert number.leaf is not None and number.leaf.uncertain is not None
    ((name, values),) = number.leaf.uncertain.items()
    if name in ("pert", "triangular"):
        return values[1], OFF_MODE * (values[2] - values[0])
    if name in ("normal", "lognormal"):
        return values[0], OFF_MEAN * values[1]
    return None, 0.0


def _of_band(number: Number) -> Iterator[Note]:
    band = band_of(number)
    unusual = [(month, value) for month, value in number.entries if band and not band.holds(value)]
    if band and unusual:
        # The entry that is furthest off stands for all.
        entry = max(unusual, key=lambda each: abs(each[1]))
        yield number.note(*_beside(band), value=by_month(*entry), **_usual(band))


def band_of(number: Number) -> UsualBand | None:
    own = f"{number.key}.{number.path.rpartition('.')[2]}"
    return bands().get(own) or bands().get(number.key)


def _beside(band: UsualBand) -> tuple[str]:
    return ("none_of" if band.one_of else "unusual",)


def _usual(band: UsualBand) -> dict[str, object]:
    if band.one_of:
        return {"usual": listed(map(shown, band.one_of)), "source": band.source}
    return {"low": shown(band.low), "high": shown(band.high), "source": band.source}
