"""The parameters that a founder moves first, grouped as the plan is, from the plan's own members.

A single number is moved by its value, one that changes over the months by a factor of all of them, or month
by month; what is no number is chosen or written.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.choices import choice
from artplan.plan.schema.root import DIMENSIONS
from artplan.report.words import parameters as words
from artplan.study.terms.parameters import expanded, spec_of
from artplan.texts.catalogue import has, text
from artplan.texts.units import unit_label

GROUPS = {
    "traffic": (
        "storefronts.*.sales_target_year",
        "storefronts.*.conversion_rate",
        "channels.*.spend",
        "channels.*.cost_per_click",
        "channels.*.visits",
        "storefronts.*.driven_by",
    ),
    "prices": (
        "storefronts.*.average_order_value",
        "products.*.price",
        "storefronts.*.return_rate",
        "campaigns.*.discount_rate",
    ),
    "people": (
        "positions.*.people",
        "positions.*.start",
        "positions.*.sized_by.enquiries_per_head",
        "positions.*.leaver_rate",
    ),
    "pay": ("pay.raise_rate", "pay.thirteenth_month_share", "positions.*.base_pay"),
    "costs": (
        "overheads.*.amount",
        "products.*.artist_share",
        "products.*.unit_cost",
        "storefronts.*.platform_commission_rate",
        "storefronts.*.courier_cost",
    ),
    "money": (
        "plan.opening.cash",
        "plan.cash_reserve",
        "loans.*.amount",
        "terms.artists_days",
        "terms.carriers_days",
        "storefronts.*.settlement_days",
        "tax.taxpayer",
    ),
}
MOST = 16  # of a group
STEPS = 100
WHOLE = ("person", "piece", "day", "month", "item")
FIXED = ("plan", "processes")  # the months that are compared with the scenario's; what no figure rests on
NONE_GIVEN = ("people",)  # moved also where no file gives it


@dataclass(frozen=True)
class Lever:
    """A number to be moved between two ends; a factor is of all its months. tooltip: where it stands.

    by: "month" or "calendar", whose table may be written instead.
    """

    path: str
    label: str
    unit: str
    present: float
    low: float
    high: float
    step: float
    factor: bool
    placeholder: bool
    tooltip: str
    by: str

    def written(self, value: float) -> float | str:
        """As a scenario would write it."""
        return f"x{value:g}" if self.factor else float(f"{value:.12g}")


@dataclass(frozen=True)
class Option:
    """A word, a date or a count. options: (what is shown, what is written); none where it is written."""

    path: str
    label: str
    present: Any
    options: tuple[tuple[str, Any], ...]
    tooltip: str


def levers(plan: Plan, lang: str) -> dict[str, list[Lever | Option]]:
    """By group, those that stand in the plan."""
    result = {group: list(_group(plan, patterns, lang))[:MOST] for group, patterns in GROUPS.items()}
    return {group: items for group, items in result.items() if items}


def lever(plan: Plan, path: str, lang: str) -> Lever | Option | None:
    """What is moved at a path; None for what is none, or a number that is 0 and so has no size to move by."""
    return _number(plan, path, lang) or _option(plan, path, lang)


def searched(plan: Plan, lang: str) -> dict[str, str]:
    """All that a file gives, by what a reader finds it by: label and path."""
    numbers = [path for path, leaf in plan.leaves.items() if leaf.given and any(leaf.values)]
    options = [path for path in plan.stated if _option(plan, path, lang)]
    return {f"{_label(plan, path, lang)} ({path})": path for path in (*numbers, *options)}


def _group(plan: Plan, patterns: tuple[str, ...], lang: str) -> Iterator[Lever | Option]:
    for pattern in patterns:
        for path in expanded(plan, pattern):
            leaf = plan.leaves.get(path)
            given = leaf.given if leaf is not None else path in plan.stated
            result = lever(plan, path, lang) if given or path.endswith(NONE_GIVEN) else None
            if result is not None:
                yield result


def _number(plan: Plan, path: str, lang: str) -> Lever | None:
    leaf, spec = plan.leaves.get(path), spec_of(path)
    if leaf is None or spec is None or not any(leaf.values):
        return None
    factor = len(leaf.values) > 1
    present = 1.0 if factor else leaf.values[0]
    whole = not factor and spec.unit in WHOLE
    low, high = sorted((0.0, 2 * present))
    high = present + 5 if whole and 0 < present < 5 else high
    step = _step((high - low) / STEPS)
    step = max(step, 1.0) if whole and present == int(present) else step
    if not factor:
        least = spec.ge if spec.gt is None else spec.gt + step
        low = low if least is None else max(low, least)
        high = high if spec.le is None else min(high, spec.le)
    low = present - math.floor((present - low) / step + 1e-9) * step  # a slider stands on whole steps
    unit = "×" if factor else unit_label(leaf.unit, lang).replace("—", "")
    shown = _label(plan, path, lang)
    message = "\n".join(filter(None, (path, _source(plan, leaf, lang), leaf.place)))
    return Lever(path, shown, unit, present, low, high, step, factor, leaf.placeholder, message, leaf.by)


def _option(plan: Plan, path: str, lang: str) -> Option | None:
    section = path.partition(".")[0]
    members = {name: tuple(value) for name, value in plan.sections if isinstance(value, dict)}
    result = None if section in FIXED else choice(path, members)
    if result is None:
        return None
    stated = plan.stated.get(path)
    options = tuple((_word(plan, result.section, each, lang), each) for each in result.options)
    written = stated.text if stated else None
    present = next((each for _, each in options if str(each) == written), written)
    message = "\n".join(filter(None, (path, result.describe, stated.place if stated else "")))
    return Option(path, _label(plan, path, lang), present, options, message)


def _label(plan: Plan, path: str, lang: str) -> str:
    """What is no number is called by the member and the field, in words where there are some."""
    section, *inner = path.split(".")
    if path in plan.leaves or not inner:
        return words.parameter(plan, path, lang)
    key = f"choice.{inner[-1]}"
    field = text(key, lang) if has(key) else inner[-1]
    dimension = DIMENSIONS.get(section)
    return f"{plan.label(dimension, inner[0], lang)} · {field}" if dimension else field


def _word(plan: Plan, section: str, value: Any, lang: str) -> str:
    if section in DIMENSIONS:
        return plan.label(DIMENSIONS[section], value, lang)
    key = f"choice.word.{str(value).lower()}"
    return text(key, lang) if has(key) else str(value)


def _source(plan: Plan, leaf: Leaf, lang: str) -> str:
    source = plan.sections.sources.get(leaf.source) if leaf.source else None
    return source.title if source is not None else ""


def _step(size: float) -> float:
    """1, 2 or 5 of a power of ten, the nearest below."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(each * power for each in (5, 2, 1) if each * power <= size * (1 + 1e-9))
