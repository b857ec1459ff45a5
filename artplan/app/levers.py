"""The parameters that a founder moves first, grouped as the plan is, from the plan's own members.

What changes from month to month is moved as a whole, by a factor; a single number by its value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from artplan.plan.plan import Plan
from artplan.report import study_words as words
from artplan.report.format import unit_label
from artplan.study.lever import reached, spec_of

GROUPS = {
    "traffic": ("channels.*.spend", "channels.*.cost_per_click", "storefronts.*.conversion_rate"),
    "prices": ("storefronts.*.average_order_value", "products.*.price", "storefronts.*.return_rate"),
    "pay": ("positions.*.base_pay", "positions.*.performance_share"),
    "costs": ("overheads.*.amount", "products.*.unit_cost", "storefronts.*.commission_rate"),
    "money": ("plan.opening.cash", "terms.*", "loans.*.amount"),
}
MOST = 12  # of a group
STEPS = 100


@dataclass(frozen=True)
class Lever:
    """A parameter to be moved between two ends; a factor is of all its months."""

    path: str
    label: str
    unit: str
    present: float
    low: float
    high: float
    step: float
    factor: bool
    placeholder: bool

    def written(self, value: float) -> float | str:
        """As a scenario would write it."""
        return f"x{value:g}" if self.factor else float(f"{value:.12g}")


def levers(plan: Plan, lang: str) -> dict[str, list[Lever]]:
    """By group, those that the plan gives a number for."""
    found = {group: list(_group(plan, patterns, lang))[:MOST] for group, patterns in GROUPS.items()}
    return {group: several for group, several in found.items() if several}


def lever(plan: Plan, path: str, lang: str) -> Lever | None:
    """Any number of the plan by its path; None for what is none or is 0, and so has no size to move by."""
    leaf, spec = plan.leaves.get(path), spec_of(path)
    if leaf is None or spec is None or not any(leaf.values):
        return None
    factor = len(leaf.values) > 1
    present = 1.0 if factor else leaf.values[0]
    low, high = (0.0, 2 * present) if present > 0 else (2 * present, 0.0)
    step = _step((high - low) / STEPS)
    if not factor:
        least = spec.ge if spec.gt is None else spec.gt + step
        low = low if least is None else max(low, least)
        high = high if spec.le is None else min(high, spec.le)
    low = present - math.floor((present - low) / step + 1e-9) * step  # a slider stands on whole steps
    label, unit = words.parameter(plan, path, lang), "×" if factor else unit_label(leaf.unit, lang)
    return Lever(path, label, unit, present, low, high, step, factor, leaf.placeholder)


def _group(plan: Plan, patterns: tuple[str, ...], lang: str) -> Iterator[Lever]:
    for pattern in patterns:
        for path in reached(plan, pattern, change=True):
            found = lever(plan, path, lang) if plan.leaves[path].given else None
            if found is not None:
                yield found


def _step(size: float) -> float:
    """1, 2 or 5 of a power of ten, the nearest below."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(each * power for each in (5, 2, 1) if each * power <= size * (1 + 1e-9))
