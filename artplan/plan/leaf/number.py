"""A number as a file writes it, checked against the range of its parameter."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from artplan.plan.leaf.leaf import PERCENT, LeafSpec
from artplan.plan.written.faults import shown
from artplan.plan.written.gate import as_float
from artplan.texts.message import Both, Message, message, said
from artplan.texts.units import unit_label

Path = tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """A fault inside a leaf, with its path relative to the leaf."""

    path: Path
    fault: Message
    remedy: Message


def trouble(path: Path, key: str, /, **values: object) -> Trouble:
    """Return the trouble with the catalogue key `faults.<key>`, at a path relative to the leaf."""
    return Trouble(path, *said(key, **values))


def to_number(raw: Any, spec: LeafSpec, path: Path, troubles: list[Trouble]) -> float:
    """Return the number, checked against type and range; 0, with a trouble added, if it is not a number."""
    value: float | None = None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        value = as_float(raw)
    elif isinstance(raw, str) and PERCENT.fullmatch(raw) and raw[0] in "+-":
        troubles.append(
            trouble(path, "leaf.no_change", value=shown(raw), number=f"{float(raw[:-1]) / 100:.6g}")
        )
        return 0.0
    elif isinstance(raw, str) and spec.percent and PERCENT.fullmatch(raw):
        value = float(f"{float(raw[:-1]) / 100:.15g}")
    if value is None:
        troubles.append(trouble(path, "leaf.no_number", value=shown(raw), wanted=wanted(spec)))
        return 0.0
    if not math.isfinite(value):
        troubles.append(trouble(path, "leaf.not_finite", wanted=wanted(spec)))
        return 0.0
    if 0 < abs(value) < spec.least:
        troubles.append(trouble(path, "leaf.too_small", value=shown(raw), least=f"{spec.least:g}"))
    elif not in_range(value, spec):
        bounds = range_left((value,), spec)
        troubles.append(trouble(path, "leaf.out_of_range", value=shown(raw), wanted=wanted(spec, bounds)))
    return value


def in_range(value: float, spec: LeafSpec) -> bool:
    """Return whether the parameter may have the value, by its own range and by that of its unit."""
    above = value > spec.lowest if spec.gt is not None else value >= spec.lowest
    return above and value <= spec.highest


def range_left(values: tuple[float, ...], spec: LeafSpec) -> Message | None:
    """Return the range that some of the values leave; None if there is none.

    It is the parameter's own as far as that is enough: a remedy names no end that is nowhere near.
    """
    if all(in_range(value, spec) for value in values):
        return None
    if spec.ge is None and spec.gt is None:
        return between(spec.lowest, None, spec.highest)
    return range_of(spec) if max(values) <= spec.highest else between(spec.ge, spec.gt, spec.highest)


def unit_of(spec: LeafSpec) -> Both:
    """Return the unit as its code, as a card writes it, and as its Chinese label."""
    above, slash, _ = spec.unit.partition("/")
    chinese = unit_label(spec.unit, "zh")
    # A table shows a dash for no unit; in a sentence 1/月 is clearer than —/月.
    return Both(above + slash + chinese.partition("/")[2] if above == "1" else chinese, spec.unit)


def number_of(spec: LeafSpec) -> Message:
    """Return a phrase such as `a number in CNY/click`."""
    plain = spec.unit == "1"
    return message("form.number") if plain else message("form.number_in", unit=unit_of(spec))


def wanted(spec: LeafSpec, bounds: Message | None = None) -> Message:
    """Return a phrase such as `give a number in CNY/click, at least 0`; bounds: in place of its range."""
    number, bounds = number_of(spec), bounds or range_of(spec)
    if bounds is not None:
        number = message("wanted.ranged", what=number, range=bounds)
    return message("wanted.plain", what=number)


def range_of(spec: LeafSpec) -> Message | None:
    return between(spec.ge, spec.gt, spec.le)


def between(
    ge: float | None = None, gt: float | None = None, le: float | None = None, lt: float | None = None
) -> Message | None:
    """Return a phrase such as `at least 0` or `from 0 to 1`; None without bounds."""
    if le is not None and ge is not None:
        return message("range.from_to", low=_end(ge), high=_end(le))
    if le is not None and gt is not None:
        return message("range.above_to", low=_end(gt), high=_end(le))
    lower = None if ge is None else message("range.at_least", low=_end(ge))
    lower = lower if gt is None else message("range.above", low=_end(gt))
    upper = None if le is None else message("range.at_most", high=_end(le))
    upper = upper if lt is None else message("range.below", high=_end(lt))
    return message("range.both", low=lower, high=upper) if lower and upper else lower or upper


def _end(end: float) -> str:
    return f"{end:,.0f}" if abs(end) >= 1e6 else f"{end:g}"
