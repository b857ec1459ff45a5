"""What a plan and its result show of themselves in a notebook or a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from artplan.operating import OperatingPlan
from artplan.report.answers import Shown
from artplan.report.explain.explanation import Explanation
from artplan.report.tables import money
from artplan.report.tables.plan import assumptions, checks, overrides, scenario_list, scenarios
from artplan.report.tables.table import Row, Table, columns, row
from artplan.report.words import plain
from artplan.report.words.format import unit_label
from artplan.result import By
from artplan.study.explain.explain import difference, explain
from artplan.texts.catalogue import text

BY: By = "quarter"


def plan(loaded: Any, lang: str) -> Shown:
    """Which plan it is, what it changes, and what it rests on."""
    changed = (overrides(loaded, lang),) if loaded.plan.overrides else ()
    return Shown((), (scenario_list({loaded.plan.name: loaded}, lang), *changed, assumptions(loaded, lang)))


def result(found: Any, lang: str) -> Shown:
    """Headline figures, budget and checks; of a result of some lines only, these."""
    if len(found.lines) < len(found.program.model.lines):
        return Shown((), (asked(found, lang),))
    headline = scenarios({found.plan.name: found}, lang)
    return Shown((), (headline, money.budget(found, lang, BY), checks(found, lang)))


def explained(
    plan: OperatingPlan,
    line: str,
    when: str,
    members: Sequence[str],
    other: OperatingPlan | None,
    depth: int | None,
    lang: str,
) -> Explanation:
    """Where a number of the plan comes from; with another plan, where the difference from that does."""
    result, lang = plan.run(), lang or plan.plan.language
    if other is None:
        return Explanation(explain(result, line, when, members), result, lang, depth)
    others = other.run()
    return Explanation(difference(result, others, line, when, members), result, lang, depth, others)


def asked(found: Any, lang: str) -> Table:
    """The lines that were asked for, by member and quarter."""
    frames = {name: found.frame(name, BY) for name in found.lines}
    rows = [each for name, frame in frames.items() for each in _rows(found, name, frame, lang)]
    caption = text("tables.asked.caption", lang, by=text(f"tables.by.{BY}", lang))
    heads = columns(text("tables.line", lang), *found.periods(BY)[0])
    return Table("asked", caption, heads, tuple(rows), pd.concat(frames))


def _rows(found: Any, name: str, frame: pd.DataFrame, lang: str) -> Iterator[Row]:
    per, unit = found.per(name), found.unit(name)
    for key, numbers in zip(frame.index, frame.to_numpy(), strict=True):
        members = zip(per, key if isinstance(key, tuple) else (key,), strict=False)
        labels = [found.plan.label(dimension, member, lang) for dimension, member in members]
        label = " · ".join([found.label(name, lang), *labels])
        whole = text("tables.with_unit", lang, label=label, unit=unit_label(unit, lang))
        yield row([whole, *(plain.number(float(value), unit) for value in numbers)])


def aligned(shown: Shown) -> str:
    """The tables in columns, for a terminal."""
    told = []
    for each in shown.tables:
        heads = [column.head for column in each.columns]
        told += [each.caption, plain.table([heads, *(row.cells for row in each.rows)]), ""]
    return "\n".join(told[:-1])
