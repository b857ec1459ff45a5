"""The tables of a month's differences by drivers: factor by factor, and through the model."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Table, TableRow, columns, row
from artplan.report.words.format import heads, number, percent, rounded, signed
from artplan.study.variance.answer import DriverVariance, FactorVariance, FlexedLine
from artplan.texts.catalogue import text

DECIMALS = {"order_value": 2, "cost_per_click": 2, "price": 2, "pay_per_head": 2}
PERCENTS = ("conversion", "refund_rate", "mix")
CENT = 0.01


def tables(answer: DriverVariance, lang: str) -> list[Table]:
    """Return the tables of what was measured: storefronts, channels, products, people, flexed budget."""
    kinds = dict.fromkeys(each.kind for each in answer.factors)
    shown = [products(answer, lang) if kind == "product" else factors(answer, kind, lang) for kind in kinds]
    return [*shown, flexed(answer, lang)]


def factors(answer: DriverVariance, kind: str, lang: str) -> Table:
    """List each member's drivers with their budget, actual and effect, and below them the amount."""
    rows: list[TableRow] = []
    items = [each for each in answer.factors if each.kind == kind]
    for each in items:
        if each.member:
            rows.append(row([answer.plan.label(kind, each.member, lang), "", "", "", ""], "group"))
        rows += _factor_rows(each, lang)
    titles = (text(f"variance.{name}", lang) for name in ("budget", "actual", "effect", "judged"))
    frame = pd.DataFrame(
        [(each.member, *vars(driver).values()) for each in items for driver in each.drivers],
        columns=["member", "driver", "budget", "actual", "effect"],
    ).set_index("member")
    caption = text(f"variance.{kind}", lang, month=_months(answer, lang))
    named = columns(text("variance.driver", lang), *titles)
    return Table(f"variance_{kind}", caption, named, tuple(rows), frame)


def _factor_rows(each: FactorVariance, lang: str) -> list[TableRow]:
    *effects, rest = _shown_effects(each)
    rows = [
        row([text(f"variance.of.{driver.name}", lang), _value(driver.name, driver.budget),
             _value(driver.name, driver.actual), signed(number(effect)), judged(each.good, effect, lang)])
        for driver, effect in zip(each.drivers, effects, strict=True)
    ]  # fmt: skip
    if rest:
        rows.append(row([text("variance.of.rest", lang), "", "", signed(number(rest)), ""]))
    total = sum(effects) + rest
    named = text(f"variance.amount.{each.kind}", lang)
    cells = [number(each.budget), number(each.actual), signed(number(total)), judged(each.good, total, lang)]
    return [*rows, row([named, *cells], "result")]


def products(answer: DriverVariance, lang: str) -> Table:
    """List the products with what volume, mix and price make of their sales."""
    items = [each for each in answer.factors if each.kind == "product"]
    cells = [_shown_effects(each) for each in items]
    rest = any(row[-1] for row in cells)
    names = ["pieces", "mix", "price", *(["rest"] if rest else [])]
    named = [answer.plan.label("product", each.member, lang) for each in items]
    rows = [
        _product_row(label, each.budget, each.actual, shown[: len(names)], lang)
        for label, each, shown in zip(named, items, cells, strict=True)
    ]
    sums = [sum(column) for column in zip(*cells, strict=True)][: len(names)]
    budget, actual = sum(each.budget for each in items), sum(each.actual for each in items)
    total = _product_row(text("variance.all_products", lang), budget, actual, sums, lang)
    titles = [text(f"variance.{name}", lang) for name in ("budget", "actual")]
    titles += [text(f"variance.of.{name}", lang) for name in names]
    titles += [text(f"variance.{name}", lang) for name in ("difference", "judged")]
    frame = pd.DataFrame(
        [(each.member, each.budget, each.actual, *(d.effect for d in each.drivers)) for each in items],
        columns=["product", "budget", "actual", "volume", "mix", "price"],
    ).set_index("product")
    caption = text("variance.product", lang, month=_months(answer, lang))
    first = columns(text("variance.line", lang), *titles)
    return Table("variance_product", caption, first, (*rows, row(total.cells, "result")), frame)


def _product_row(label: str, budget: float, actual: float, effects: Sequence[float], lang: str) -> TableRow:
    total = sum(effects)
    shown = [number(budget), number(actual), *(signed(number(each)) for each in effects)]
    return row([label, *shown, signed(number(total)), judged("up", total, lang)])


def flexed(answer: DriverVariance, lang: str) -> Table:
    """List, for each result, its budget, the effect of each group of drivers, and what is left."""
    steps = [_steps(each) for each in answer.flexed]
    count = len(answer.groups)
    rows = [row([text("variance.budget", lang), *(number(each.budget) for each in answer.flexed)], "result")]
    rows += [
        row([text(f"variance.group.{group}", lang), *(signed(number(each[at])) for each in steps)])
        for at, group in enumerate(answer.groups)
    ]
    sums = [rounded(line.budget) + sum(each[:count]) for line, each in zip(answer.flexed, steps, strict=True)]
    rows.append(row([text("variance.by_drivers", lang), *map(number, sums)], "result"))
    left = (signed(number(each[count])) for each in steps)
    rows.append(row([text("variance.remainder", lang), *left]))
    rows.append(
        row([text("variance.actual", lang), *(number(each.actual) for each in answer.flexed)], "result")
    )
    titles = (short_label(answer.labels[each.line][lang]) for each in answer.flexed)
    frame = pd.DataFrame(
        {each.line: [each.budget, *each.effects, each.flexed, each.remainder, each.actual]
         for each in answer.flexed},
        index=pd.Index(["budget", *answer.groups, "flexed", "remainder", "actual"], name="group"),
    )  # fmt: skip
    caption = text("variance.flexed", lang, month=_months(answer, lang))
    named = columns(text("variance.driver", lang), *titles)
    return Table("variance_flexed", caption, named, tuple(rows), frame)


def sentences(answer: DriverVariance, lang: str) -> list[str]:
    """Return which visits are sums of days, what was not measured, and which months were substituted."""
    comma = text("list.comma", lang)

    def named(names: Sequence[str]) -> str:
        return comma.join(answer.plan.label("storefront", each, lang) for each in names)

    said = [text("variance.substituted", lang, months=comma.join(answer.substituted))]
    if answer.unmeasured:
        said.append(text("variance.unmeasured", lang, names=named(answer.unmeasured)))
    if answer.added:
        said.append(text("variance.days_added", lang, names=named(answer.added)))
    return said


def _months(answer: DriverVariance, lang: str) -> str:
    first, last = answer.months[0], answer.months[-1]
    return first if first == last else text("variance.months", lang, first=first, last=last)


def _steps(each: FlexedLine) -> list[float]:
    """Return the effects and the remainder in whole yuan that lead from the budget to the actual."""
    way = rounded(each.actual) - rounded(each.budget)
    return [*map(float, largest_remainder([*each.effects, each.remainder], total=way))]


def _shown_effects(each: FactorVariance) -> list[float]:
    """Return the effects and the rest in whole yuan that lead from the budget to the actual."""
    rest = each.rest if abs(each.rest) >= CENT else 0.0
    way = rounded(each.actual) - rounded(each.budget)
    return [*map(float, largest_remainder([*(d.effect for d in each.drivers), rest], total=way))]


def _value(name: str, value: float) -> str:
    if name == "heads":
        return heads(value)
    return percent(value, 2) if name in PERCENTS else number(value, DECIMALS.get(name, 0))


def judged(good: str, effect: float, lang: str) -> str:
    """Return whether an effect in CNY is favourable; nothing where there is none."""
    if not effect:
        return ""
    return text("variance.favourable" if (effect > 0) == (good == "up") else "variance.unfavourable", lang)
