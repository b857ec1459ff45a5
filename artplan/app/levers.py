"""The parameters that a founder usually changes first, by group, with the members of the plan.

A single number is changed directly. A number with several months is changed by a factor for all months, or
month by month. A parameter that is not a number is selected from options or typed.
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
from artplan.report.words.values import published_in
from artplan.study.terms.parameters import expanded, spec_of
from artplan.texts.catalogue import has, text
from artplan.texts.units import unit_label

CASH = "plan.opening.cash"
GROUPS = {
    "traffic": (
        "storefronts.*.sales_target_year",
        "storefronts.*.conversion_rate",
        "storefronts.*.repeat_level",
        "channels.*.spend",
        "channels.*.cost_per_click",
        "channels.*.commission_rate",
        "channels.*.visits",
        "storefronts.*.driven_by",
        "channels.*.commission_on",
    ),
    "prices": (
        "storefronts.*.average_order_value",
        "products.*.price",
        "products.*.markup_rate",
        "storefronts.*.return_rate",
        "storefronts.*.refund_before_dispatch_rate",
        "storefronts.*.refund_only_rate",
        "campaigns.*.discount_rate",
        "storefronts.*.order_deposit_share",
        "storefronts.*.order_forfeit_rate",
    ),
    "people": (
        "positions.*.people",
        "positions.*.start",
        "positions.*.sized_by.enquiries_per_head",
        "positions.*.leaver_rate",
    ),
    "pay": (
        "pay.raise_rate",
        "pay.thirteenth_month_share",
        "positions.*.changes.*.base_pay",
        "positions.*.base_pay",
    ),
    "costs": (
        "overheads.*.amount",
        "products.*.artist_share",
        "products.*.unit_cost",
        "products.*.cover_months",
        "products.*.minimum_lot",
        "storefronts.*.platform_commission_rate",
        "storefronts.*.courier_cost",
    ),
    "money": (
        CASH,
        "plan.cash_reserve",
        "loans.*.amount",
        "terms.artists_days",
        "terms.carriers_days",
        "storefronts.*.settlement_days",
        "tax.taxpayer",
    ),
}
MOST = 16  # the most parameters in a group
STEPS = 100
WHOLE = ("person", "piece", "day", "month", "item")
# `plan` would change the months, which must stay the scenario's; `processes` affects no figure
FIXED = ("plan", "processes")
NONE_GIVEN = ("people",)  # shown even if no file sets it


@dataclass(frozen=True)
class Lever:
    """A number that a slider changes between two limits.

    factor: whether the number is a factor for all months. tooltip: path, source and place in the file. by:
    "month" or "calendar" if a table of such keys may replace the number.
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
        """Return the value as a scenario file would write it."""
        return f"x{value:g}" if self.factor else float(f"{value:.12g}")


@dataclass(frozen=True)
class Option:
    """A word, a date or a count.

    options: pairs of the label shown and the value written; empty if the value is typed.
    """

    path: str
    label: str
    present: Any
    options: tuple[tuple[str, Any], ...]
    tooltip: str


def levers(plan: Plan, lang: str) -> dict[str, list[Lever | Option]]:
    """Return the parameters of each group that exist in the plan."""
    result = {group: list(_group(plan, patterns, lang))[:MOST] for group, patterns in GROUPS.items()}
    return {group: items for group, items in result.items() if items}


def lever(plan: Plan, path: str, lang: str) -> Lever | Option | None:
    """Return the control for a path.

    The result is None if the path is no parameter, or is a number that is 0, which gives a slider no scale.
    """
    return _number(plan, path, lang) or _option(plan, path, lang)


def searched(plan: Plan, lang: str) -> dict[str, str]:
    """Return all parameters set in the plan's files: from the label with the path to the path."""
    numbers = [path for path, leaf in plan.leaves.items() if leaf.given and any(leaf.values)]
    options = [path for path in plan.stated if _option(plan, path, lang)]
    return {f"{_label(plan, path, lang)} ({path})": path for path in (*numbers, *options)}


def _group(plan: Plan, patterns: tuple[str, ...], lang: str) -> Iterator[Lever | Option]:
    for pattern in patterns:
        for path in expanded(plan, pattern):
            leaf = plan.leaves.get(path)
            given = leaf.given if leaf is not None else path in plan.stated
            if path == CASH and plan.sections.plan.opening.is_balance_sheet:
                continue  # alone it can only unbalance the others
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
    # aligns the slider's steps with the present value
    low = present - math.floor((present - low) / step + 1e-9) * step
    unit = "×" if factor else unit_label(leaf.unit, lang).replace("—", "")
    shown = _label(plan, path, lang)
    quoted = published_in(plan, path, lang)
    usual = text("published.beside", lang, range=quoted) if quoted else ""
    message = "\n".join(filter(None, (path, _source(plan, leaf, lang), usual, leaf.place)))
    return Lever(path, shown, unit, present, low, high, step, factor, leaf.placeholder, message, leaf.by)


def _option(plan: Plan, path: str, lang: str) -> Option | None:
    section = path.partition(".")[0]
    members = {name: tuple(value) for name, value in plan.sections if isinstance(value, dict)}
    result = None if section in FIXED else choice(path, members)
    if result is None:
        return None
    stated = plan.stated.get(path)
    field = path.rpartition(".")[2]
    options = tuple((_word(plan, result.section, field, each, lang), each) for each in result.options)
    written = stated.text if stated else None
    if result.many and written not in result.options:
        return None  # a list of several; no option shows it
    present = next((each for _, each in options if str(each) == written), written)
    message = "\n".join(filter(None, (path, result.describe, stated.place if stated else "")))
    return Option(path, _label(plan, path, lang), present, options, message)


def _label(plan: Plan, path: str, lang: str) -> str:
    """Return the label of a parameter.

    For a parameter that is not a number, it consists of the member and the field, translated where possible.
    """
    section, *inner = path.split(".")
    if path in plan.leaves or not inner:
        return words.parameter(plan, path, lang)
    key = f"choice.{inner[-1]}"
    field = text(key, lang) if has(key) else inner[-1]
    dimension = DIMENSIONS.get(section)
    if dimension is None:
        return field
    return " · ".join(
        (plan.label(dimension, inner[0], lang), field, *words.inner_names(plan, inner[1:-1], lang))
    )


def _word(plan: Plan, section: str, field: str, value: Any, lang: str) -> str:
    if section in DIMENSIONS:
        return plan.label(DIMENSIONS[section], value, lang)
    word = str(value).lower()
    keys = (
        f"choice.word_of.{field}.{word}",
        f"choice.word.{word}",
    )  # the first, where a word means two things
    return next((text(key, lang) for key in keys if has(key)), str(value))


def _source(plan: Plan, leaf: Leaf, lang: str) -> str:
    source = plan.sections.sources.get(leaf.source) if leaf.source else None
    return source.title if source is not None else ""


def _step(size: float) -> float:
    """Return the largest number that does not exceed `size` and is 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(each * power for each in (5, 2, 1) if each * power <= size * (1 + 1e-9))
