"""The table of what changed since a plan's last run: each change, and its own effect on profit and cash."""

from __future__ import annotations

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.plan import Plan
from artplan.report.tables.rounding import largest_remainder
from artplan.report.tables.studies.attribution import written
from artplan.report.tables.table import Table, columns, framed, row
from artplan.report.words.format import NOTHING, number, signed
from artplan.report.words.parameters import measure
from artplan.report.words.steps import Steps
from artplan.study.compare.answer import Comparison
from artplan.texts.catalogue import text


def changes(comparison: Comparison, plan: Plan, lang: str) -> Table:
    """List the changes in the order of the file; the effects add up to those of all changes.

    A note or a source that changed is left out. plan: as its files have it, for the places of the changes.
    """
    steps = Steps(comparison.before.plan, comparison.after.plan, lang)
    known = {each.path: each for each in comparison.differences}
    amounts = np.array([[each.amount for each in one.effects] for one in comparison.attributions])
    shown = np.array([largest_remainder(each) for each in amounts])
    rows = []
    for step, exact, effects in zip(comparison.steps, amounts.T, shown.T, strict=True):
        if exact.any() or any(path in known for path in step.paths):
            values = written(known[step.paths[0]], lang) if step.paths[0] in known else (NOTHING, NOTHING)
            cells = [steps.label(step, values=False), *values, *_amounts(effects)]
            rows.append(row(cells, how=plan.place_of(step.paths[0])))
    if rows:
        rows.append(row([text("changed.all", lang), "", "", *_amounts(shown.sum(axis=1))], "result"))
    figures = [measure(each.figure, plan, lang) for each in comparison.attributions]
    heads = [text(f"changed.{key}", lang) for key in ("change", "old", "new")]
    caption = text("changed.caption", lang, count=max(len(rows) - 1, 0))
    frame = framed([each.figure.text for each in comparison.attributions], amounts.T.tolist())
    return Table("changed", caption, columns(*heads, *figures), tuple(rows), frame)


def _amounts(values: Numbers) -> list[str]:
    return [signed(number(each)) for each in values]
