"""How a plan and its result show themselves in a notebook (HTML) or a terminal (aligned text).

This is the one place from which `operating` and `result` reach the reports, imported only when something is
shown. Tables import pandas, and answers the charts: each is imported only where one is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from artplan.operating import OperatingPlan
from artplan.report.explain.explanation import Explanation
from artplan.report.words import plain
from artplan.result import By
from artplan.study.explain.explain import difference, explain
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label

if TYPE_CHECKING:
    from artplan.report.answers import Shown
    from artplan.report.tables.table import Table, TableRow

BY: By = "quarter"


def plan(loaded: Any, lang: str) -> Shown:
    """The tables that a loaded plan shows: name, overrides, assumptions and placeholders.

    >>> import artplan
    >>> [table.name for table in plan(artplan.load("base"), "en").tables]
    ['scenario_list', 'assumptions']
    """
    from artplan.report.answers import Shown
    from artplan.report.tables.plan import assumptions, overrides, scenario_list

    changed = (overrides(loaded, lang),) if loaded.plan.overrides else ()
    return Shown((), (scenario_list({loaded.plan.name: loaded}, lang), *changed, assumptions(loaded, lang)))


def result(items: Any, lang: str) -> Shown:
    """The tables that a result shows: headline figures, budget by quarter, and checks.

    A result of some lines only shows these lines by member and quarter.

    >>> import artplan
    >>> [table.name for table in result(artplan.load("base").run(["net_profit"]), "en").tables]
    ['asked']
    """
    from artplan.report.answers import Shown
    from artplan.report.tables.money import budget
    from artplan.report.tables.plan import checks, scenarios

    if len(items.lines) < len(items.program.model.lines):
        return Shown((), (lines_table(items, lang),))
    headline = scenarios({items.plan.name: items}, lang)
    return Shown((), (headline, budget(items, lang, BY), checks(items, lang)))


def explained(
    plan: OperatingPlan,
    line: str,
    when: str,
    members: Sequence[str],
    other: OperatingPlan | None,
    depth: int | None,
    lang: str,
) -> Explanation:
    """The derivation of one number of a plan, or of its difference from the same number of `other`.

    when: a month or period (2027-11, 2027-Q4, 2027). members: one for each dimension of the line, or none for
    the sum. depth: levels of the tree that are shown, or None for as many as suit a screen. Raises PlanFault
    for an unknown line, period or member.

    >>> import artplan
    >>> tree = explained(artplan.load("base"), "net_profit", "2027-11", (), None, 1, "en")
    >>> tree.title()
    'Net profit (net_profit) · 2027-11 · scenario: Base plan'
    """
    result, lang = plan.run(), lang or plan.plan.language
    if other is None:
        return Explanation(explain(result, line, when, members), result, lang, depth)
    others = other.run()
    return Explanation(difference(result, others, line, when, members), result, lang, depth, others)


def lines_table(items: Any, lang: str) -> Table:
    """One table of all lines of a partial result, by member and quarter, each in its unit.

    >>> import artplan
    >>> table = lines_table(artplan.load("base").run(["net_profit"]), "en")
    >>> [column.head for column in table.columns][1:]
    ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4']
    """
    import pandas as pd

    from artplan.report.tables.table import Table, columns

    frames = {name: items.frame(name, BY) for name in items.lines}
    rows = [each for name in items.lines for each in _rows(items, name, lang)]
    caption = text("tables.lines.caption", lang, by=text(f"tables.by.{BY}", lang))
    heads = columns(text("tables.line", lang), *items.periods(BY)[0])
    return Table("asked", caption, heads, tuple(rows), pd.concat(frames))


def _rows(items: Any, name: str, lang: str) -> Iterator[TableRow]:
    from artplan.report.tables.table import row

    unit = items.unit(name)
    for key, numbers in zip(items.rows(name), items.numbers(name, BY).tolist(), strict=True):
        members = zip(items.per(name), key, strict=True)
        labels = [items.plan.label(dimension, member, lang) for dimension, member in members]
        label = " · ".join([items.label(name, lang), *labels])
        whole = text("tables.with_unit", lang, label=label, unit=unit_label(unit, lang))
        yield row([whole, *(plain.number(value, unit) for value in numbers)])


def aligned(shown: Shown) -> str:
    """The tables as text in aligned columns, each below its caption.

    >>> import artplan
    >>> text = aligned(result(artplan.load("base").run(["net_profit"]), "en"))
    >>> "Net profit" in text
    True
    """
    rows = []
    for each in shown.tables:
        heads = [column.head for column in each.columns]
        rows += [each.caption, plain.table([heads, *(row.cells for row in each.rows)]), ""]
    return "\n".join(rows[:-1])
