"""The table of a sweep: the lowest and the highest point of each line, and where they occur."""

from __future__ import annotations

import numpy as np

from artplan.report.tables.table import Table, columns, row
from artplan.report.words import parameters as words
from artplan.report.words.plans import plan_names
from artplan.study.sweep.answer import Swept
from artplan.texts.catalogue import text


def sweep(swept: Swept, lang: str) -> Table:
    """List two rows per line; `frame` holds every point."""
    points, rows, alone = list(swept.points()), [], len(swept.scenarios) == 1
    names = plan_names(swept.plans, lang)
    for place, measure in enumerate(swept.measures):
        known = np.flatnonzero(np.isfinite(swept.numbers[:, place]))
        for kind, pick in (("lowest", np.argmin), ("highest", np.argmax)) if known.size else ():
            at = int(known[pick(swept.numbers[known, place])])
            label = text(f"sweep.{kind}", lang, measure=words.measure(measure, swept.plan, lang))
            where = (names[swept.rows[at, 0]], *points[at][1 : 1 + len(swept.axes)])[alone:]
            shown = [f"{each:.6g}" if isinstance(each, float) else str(each) for each in where]
            rows.append(row([label, *shown, words.value(measure, float(swept.numbers[at, place]))]))
    scenario = [] if alone else [text("sweep.scenario", lang)]
    axes = [words.parameter(swept.plan, axis.path, lang) for axis in swept.axes]
    heads = columns(text("sweep.line", lang), *scenario, *axes, text("sweep.number", lang))
    caption = text("sweep.caption", lang, count=f"{len(points):,}")
    return Table(f"sweep_{swept.name}", caption, heads, tuple(rows), swept.frame())
