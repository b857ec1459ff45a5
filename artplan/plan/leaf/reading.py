"""Read the forms of a leaf: a plain value, a month table, a dated value, or a card around any of these.

All faults of a leaf are collected and raised together, each with its path inside the leaf, so that the caller
can name the line of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from artplan.plan.leaf.leaf import CARD_KEYS, Leaf, LeafSpec, Uncertain, is_card, of_month
from artplan.plan.leaf.number import Path, Trouble, number_of, to_number, trouble
from artplan.plan.leaf.published import range_of_month, read_published
from artplan.plan.leaf.remarks import Known, check_note, check_source
from artplan.plan.leaf.uncertain import moved, read_uncertain
from artplan.plan.written import calendar
from artplan.plan.written.faults import shown
from artplan.plan.written.text import one_line
from artplan.texts.closest import suggest
from artplan.texts.message import listed

# Quarters and half-years of a calendar year, with their months.
PERIODS = {
    **{f"Q{number + 1}": range(3 * number + 1, 3 * number + 4) for number in range(4)},
    **{f"H{number + 1}": range(6 * number + 1, 6 * number + 7) for number in range(2)},
}
SHOWN = 3  # months that a message names before "..."


class LeafTroubles(Exception):
    def __init__(self, troubles: Iterable[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__("; ".join(str(each.fault) for each in self.troubles))


@dataclass(frozen=True)
class Reading:
    """What reading a leaf or a reference needs to know about the rest of the plan.

    `months` is the plan's horizon. It is empty if the horizon could not be read; a table then has the values
    it lists. `allowed` also holds the months of the plans that this one extends, so that in a scenario
    shorter than its base the base's months are not faults. `first` is the plan's first month, which may be
    known although the number of months is not. `ids` gives the members of each section, or is None if a file
    of the plan could not be read.
    """

    months: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    ids: Mapping[str, tuple[str, ...]] | None = None
    first: str = ""

    @property
    def sources(self) -> Known:
        return None if self.ids is None else self.ids.get("sources", ())


def read(raw: Any, spec: LeafSpec, reading: Reading) -> Leaf:
    """Return the leaf written as `raw`; raise LeafTroubles with all its faults.

    What a card states by the year is checked as it is written, and a twelfth of it is the leaf's.
    """
    troubles: list[Trouble] = []
    card = raw if is_card(raw) else {"value": raw}
    inside: Path = ("value",) if is_card(raw) else ()
    stated = _check_card(card, spec, reading, troubles)
    values = _values(card.get("value"), stated, reading, inside, troubles) if "value" in card else ()
    if "value" not in card:
        troubles.append(trouble((), "leaf.no_value", number=number_of(stated)))
    uncertain = read_uncertain(card["uncertain"], stated, troubles) if "uncertain" in card else None
    published = None
    if "published" in card:
        published = read_published(card["published"], stated, reading.sources, troubles)
    if troubles:
        raise LeafTroubles(troubles)
    if stated is not spec:
        values = tuple(map(of_month, values))
        uncertain = uncertain and _spread_of_month(uncertain)
        published = published and range_of_month(published)
    note = one_line(card["note"]) if card.get("note") else None
    steps = tuple(at for at in range(1, len(values)) if values[at] != values[at - 1])
    said = (card.get("source"), note, uncertain, published)
    return Leaf(values, spec.unit, *said, spec.by, steps=steps, written=raw)


def _spread_of_month(uncertain: Uncertain) -> Uncertain:
    ((name, numbers),) = uncertain.items()
    changed = moved(name, numbers, {"level": of_month, "width": of_month})
    return {name: tuple(tuple(each) if isinstance(each, list) else each for each in changed)}


def _check_card(
    card: Mapping[str, Any], spec: LeafSpec, reading: Reading, troubles: list[Trouble]
) -> LeafSpec:
    """Check all but the card's numbers; return what these have to be in the unit that it states."""
    for key in card:
        if key not in CARD_KEYS:
            troubles.append(trouble((key,), "leaf.unknown_key", near=suggest(key, CARD_KEYS, "card_has")))
    unit = card.get("unit")
    stated = spec.in_unit(unit)
    if stated is None:
        troubles.append(_wrong_unit(unit, spec))
    elif stated is not spec and has_months(card.get("value")):
        troubles.append(trouble(("value",), "leaf.months_by_year", year=unit, month=spec.unit))
    check_note(card.get("note"), ("note",), troubles)
    check_source(card.get("source"), reading.sources, ("source",), troubles)
    return stated or spec


def _wrong_unit(unit: Any, spec: LeafSpec) -> Trouble:
    year = spec.of_year
    if spec.one_off and unit == spec.unit_of_year:
        return trouble(("unit",), "leaf.one_off", value=shown(unit), unit=spec.unit)
    units = spec.unit if year is None else listed([spec.unit, year.unit], "or")
    return trouble(("unit",), "leaf.wrong_unit", value=shown(unit), unit=units)


def has_months(raw: Any) -> bool:
    """Return whether a value is a table with months, each for itself."""
    return isinstance(raw, dict) and any(map(calendar.is_month, raw))


def _values(
    raw: Any, spec: LeafSpec, reading: Reading, path: Path, troubles: list[Trouble]
) -> tuple[float, ...]:
    if not isinstance(raw, dict):
        value = to_number(raw, spec, path, troubles)
        return (value,)
    if not raw:
        troubles.append(trouble(path, "leaf.empty_table", number=number_of(spec)))
        return ()
    if spec.by == "calendar":
        return _calendar_table(raw, spec, path, troubles)
    kinds = {key: _kind(key) for key in raw}
    for key, kind in kinds.items():
        if kind is None:
            troubles.append(trouble((*path, key), "leaf.no_month", value=shown(key)))
    if len(set(kinds.values()) - {None}) > 1:
        troubles.append(trouble(path, "leaf.months_and_days"))
        return ()
    numbers = {key: to_number(v, spec, (*path, key), troubles) for key, v in raw.items() if kinds[key]}
    if None in kinds.values():
        return ()
    by_day = "day" in kinds.values()
    table = _dated_value if by_day else _month_table
    return _shorten(table(numbers, spec, reading, path, troubles))


def _kind(key: str) -> str | None:
    if calendar.is_month(key):
        return "month"
    return "day" if calendar.read_day(key) else None


def _month_table(
    numbers: Mapping[str, float], spec: LeafSpec, reading: Reading, path: Path, troubles: list[Trouble]
) -> tuple[float, ...]:
    months = reading.months
    if not months:
        return tuple(numbers.values())
    for key in numbers:
        if key not in months and key not in reading.allowed:
            outside = trouble((*path, key), "leaf.outside", first=months[0], last=months[-1])
            troubles.append(outside)
    missing = [month for month in months if month not in numbers]
    if missing and spec.blank is None:
        named = listed([*missing[:SHOWN], *(["..."] if len(missing) > SHOWN else [])])
        troubles.append(trouble(path, "leaf.months_missing", months=named))
        return ()
    return tuple(numbers.get(month, spec.blank or 0.0) for month in months)


def _dated_value(
    numbers: Mapping[str, float], spec: LeafSpec, reading: Reading, path: Path, troubles: list[Trouble]
) -> tuple[float, ...]:
    for key in numbers:
        if not key.endswith("-01"):
            troubles.append(trouble((*path, key), "leaf.inside_month", first=f"{key[:8]}01"))
    if not reading.months:
        return tuple(numbers.values())
    changes = sorted((key[:7], value) for key, value in numbers.items())
    if changes[0][0] > reading.months[0]:
        begins, first = changes[0][0], f"{reading.months[0]}-01"
        troubles.append(trouble(path, "leaf.begins_late", begins=begins, first=first))
        return ()
    return tuple([v for m, v in changes if m <= month][-1] for month in reading.months)


def _calendar_table(
    raw: Mapping[str, Any], spec: LeafSpec, path: Path, troubles: list[Trouble]
) -> tuple[float, ...]:
    if all(key in PERIODS for key in raw):
        return _calendar_periods(raw, spec, path, troubles)
    result: dict[int, float] = {}
    for key, value in raw.items():
        if not key.isdecimal() or not 1 <= int(key) <= 12:
            troubles.append(trouble((*path, key), "leaf.no_calendar_month", value=shown(key)))
        elif int(key) in result:
            troubles.append(trouble((*path, key), "leaf.given_twice"))
        else:
            result[int(key)] = to_number(value, spec, (*path, key), troubles)
    missing = [str(i) for i in range(1, 13) if i not in result]
    if missing:
        troubles.append(trouble(path, "leaf.calendar_missing", months=listed(missing)))
        return ()
    return tuple(result[i] for i in range(1, 13))


def _calendar_periods(
    raw: Mapping[str, Any], spec: LeafSpec, path: Path, troubles: list[Trouble]
) -> tuple[float, ...]:
    """Quarters or half-years, each spread evenly over its months."""
    whole = PERIODS[next(iter(raw))]
    missing = [key for key, period in PERIODS.items() if len(period) == len(whole) and key not in raw]
    mixed = [key for key in raw if len(PERIODS[key]) != len(whole)]
    numbers = {key: to_number(value, spec, (*path, key), troubles) for key, value in raw.items()}
    if missing or mixed:
        troubles.append(trouble(path, "leaf.periods_missing", periods=listed(missing or mixed)))
        return ()
    share = {month: numbers[key] / len(whole) for key in raw for month in PERIODS[key]}
    return tuple(share[month] for month in range(1, 13))


def _shorten(values: tuple[float, ...]) -> tuple[float, ...]:
    return values[:1] if len(set(values)) == 1 else values
