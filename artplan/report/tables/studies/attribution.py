"""The tables that compare two plans."""

from __future__ import annotations

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.written.text import one_line
from artplan.report.tables.rounding import add_up, largest_remainder
from artplan.report.tables.table import Table, columns, row, words
from artplan.report.words.format import NOTHING, number, percent, rounded, shown_unit, signed
from artplan.report.words.parameters import measure
from artplan.report.words.plans import compared_names
from artplan.report.words.state import state
from artplan.report.words.steps import Steps
from artplan.study.compare.answer import Attribution, Comparison, Difference, Value
from artplan.texts.catalogue import text


def attribution(comparison: Comparison, result: Attribution, lang: str) -> Table:
    """List the figure in both plans and the effect of each step; amounts and percentages add up as shown."""
    steps, effects = Steps(comparison.before.plan, comparison.after.plan, lang), result.largest()
    amounts = np.array([each.amount for each in effects])
    decimals = decimals_for(result)
    start, end = (rounded(each, decimals) for each in (result.before, result.after))
    shown = largest_remainder(amounts, decimals, end - start)
    shares = percents(amounts, result.change)
    error = [text("attribution.error", lang)] if result.way == "sampled" else []
    heads = [text(f"attribution.{key}", lang) for key in ("amount", "share")]
    blank = [""] * len(error)
    label = measure(result.figure, comparison.after.plan, lang)
    first, last = (text("attribution.before", lang, name=each) for each in compared_names(comparison, lang))
    rows = [row([first, number(start, decimals), "", *blank])]
    for effect, amount, share in zip(effects, shown, shares, strict=True):
        errors = [number(effect.error, decimals)] if error else []
        rows.append(row([steps.label(effect.step), signed(number(amount, decimals)), share, *errors]))
    total = [signed(number(end - start, decimals)), "100%" if result.change and len(effects) else NOTHING]
    rows.append(row([text("attribution.change", lang), *total, *blank], "result"))
    rows.append(row([last, number(end, decimals), "", *blank], "result"))
    caption = text("tables.attribution.caption", lang, line=label, state=state(comparison, lang))
    name = f"attribution_{result.figure.text.replace('.', '_')}"
    return Table(
        name, caption, columns(text("attribution.step", lang), *heads, *error), tuple(rows), result.frame()
    )


def percents(amounts: Numbers, change: float) -> list[str]:
    """Return whole percentages of the change that add up to 100."""
    if not change:
        return [NOTHING] * len(amounts)
    return [number(each) + "%" for each in largest_remainder(amounts / change * 100, 0, 100)]


def decimals_for(result: Attribution) -> int:
    """Return the decimals of a figure: none for money and counts, four for rates."""
    return 4 if result.figure.unit == "1" or "/" in result.figure.unit else 0


def inputs(comparison: Comparison, lang: str) -> Table:
    """List the parameters that differ between the plans, with file and line."""
    heads = [text(f"tables.overrides.{key}", lang) for key in ("path", "old", "new", "place")]
    rows = [(each.path, *written(each, lang), each.place) for each in comparison.differences]
    caption = text("compare.inputs", lang, count=len(rows))
    return Table("inputs", caption, words(*heads), tuple(row(each) for each in rows), comparison.inputs())


def written(difference: Difference, lang: str) -> tuple[str, str]:
    """Return what stood there and what stands there now, short enough for cells."""
    if difference.kind == "added":
        return NOTHING, text("compare.kind.added", lang)
    if difference.kind == "removed":
        return NOTHING, text("compare.kind.removed", lang)
    return _value(difference.old), _value(difference.new)


def _value(value: Value) -> str:
    """Format a number, the range of a series, or a text, short enough for a cell."""
    if isinstance(value, tuple):
        low, high = _value(min(value)), _value(max(value))
        return low if low == high else f"{low} – {high}"
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) < 1 else f"{value:,.4f}".rstrip("0").rstrip(".")
    shown = NOTHING if value is None else one_line(str(value))
    return shown if len(shown) <= 30 else shown[:29] + "…"


def moved(comparison: Comparison, lang: str) -> Table:
    """List the lines that changed, the largest relative change first."""
    frame = comparison.moved()
    rows = []
    for (line, year), each in zip(list(frame.index), frame.to_dict("records"), strict=True):
        unit = shown_unit(line, comparison.after.unit(line))
        relative = NOTHING if each["relative"] != each["relative"] else signed(percent(each["relative"]))
        numbers = [_amount(each[key], unit) for key in ("before", "after", "change")]
        rows.append(
            row([comparison.after.label(line, lang), year, *numbers[:2], signed(numbers[2]), relative])
        )
    names = compared_names(comparison, lang)
    keys = [text(f"compare.{key}", lang) for key in ("line", "year")]
    heads = (
        *words(*keys),
        *columns("", *names, text("attribution.change", lang), text("compare.relative", lang))[1:],
    )
    return Table("moved", text("compare.lines", lang, count=len(frame)), heads, tuple(rows), frame)


def _amount(value: float, unit: str) -> str:
    if unit == "share":
        return percent(value, 2)
    return number(value, 2 if unit == "1" or "/" in unit or abs(value) < 100 else 0)


def sales(comparison: Comparison, of: str, lang: str) -> Table:
    """Compare gross sales by storefront, with the factors of the difference; numbers add up as shown."""
    frame = comparison.sales.frame(of, "storefront")
    keys = ("volume", "mix", "value") if of == "price" else ("visits", "conversion", "order_value")
    first, last = compared_names(comparison, lang)
    factors = [text(f"compare.sales.{key}", lang) for key in keys]
    heads = [text("compare.sales.storefront", lang), first, *factors, last]
    cells = frame.drop(columns="after").to_numpy()
    shown = add_up(cells)
    rows = [
        row([_shop(comparison, str(shop), lang), *_sales(each)])
        for shop, each in zip(frame.index, shown, strict=True)
    ]
    rows.append(row([text("compare.sales.total", lang), *_sales(shown.sum(axis=0))], "result"))
    return Table(f"sales_{of}", text(f"compare.sales.{of}", lang), columns(*heads), tuple(rows), frame)


def _sales(cells: Numbers) -> list[str]:
    first, *factors = cells
    return [number(first), *(signed(number(each)) for each in factors), number(float(cells.sum()))]


def _shop(comparison: Comparison, shop: str, lang: str) -> str:
    for result in (comparison.after, comparison.before):
        if shop in result.members["storefront"]:
            return str(result.plan.label("storefront", shop, lang))
    return shop
