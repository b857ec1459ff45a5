"""A number as a file writes it, checked against what its parameter may be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from artplan.plan.leaf.leaf import PERCENT, Spec
from artplan.plan.written.faults import shown

Path = tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """A fault inside a leaf, at a path from the leaf on."""

    path: Path
    fault: str
    remedy: str


def to_number(raw: Any, spec: Spec, path: Path, troubles: list[Trouble]) -> float:
    """The number, checked against type and range; 0 where it is none (then there is a trouble)."""
    value: float | None = None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        value = float(raw)
    elif isinstance(raw, str) and spec.percent and PERCENT.fullmatch(raw):
        value = float(f"{float(raw[:-1]) / 100:.15g}")
    if value is None:
        fault = f"a number is wanted, not {shown(raw)}"
        troubles.append(Trouble(path, fault, f"give a number{_in(spec)}{range_of(spec)}"))
        return 0.0
    if not math.isfinite(value):
        troubles.append(Trouble(path, "not a finite number", f"give a number{_in(spec)}{range_of(spec)}"))
        return 0.0
    if not in_range(value, spec):
        troubles.append(
            Trouble(path, f"{shown(raw)} is out of range", f"give a number{_in(spec)}{range_of(spec)}")
        )
    return value


def in_range(value: float, spec: Spec) -> bool:
    return (
        (spec.ge is None or value >= spec.ge)
        and (spec.gt is None or value > spec.gt)
        and (spec.le is None or value <= spec.le)
    )


def _in(spec: Spec) -> str:
    return "" if spec.unit == "1" else f" in {spec.unit}"


def range_of(spec: Spec) -> str:
    low, high = spec.ge if spec.ge is not None else spec.gt, spec.le
    if low is not None and high is not None:
        above = "above " if spec.gt is not None else "from "
        return f", {above}{low:g} to {high:g}"
    if low is not None:
        return f", {'above' if spec.gt is not None else 'at least'} {low:g}"
    return f", at most {high:g}" if high is not None else ""
