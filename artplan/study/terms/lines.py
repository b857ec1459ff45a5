"""The lines of a study: each must exist and have one number for each month."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.engine.roll import rolled
from artplan.model import model
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.renamed import suggest_line
from artplan.result import Result
from artplan.texts.closest import suggest
from artplan.texts.message import listed


def known_lines(study: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines, each once. Raises PlanFault for unknown lines and for lines with members."""
    known, faults = model().lines, []
    plain = [name for name, line in known.items() if not line.per]
    wanted = tuple(dict.fromkeys(lines))
    for name in wanted:
        if name not in known:
            faults.append(fault_at(study, name, "asked.no_line", near=suggest_line(name, known)))
        elif known[name].per:
            near, dimensions = suggest(name, plain, "for_example"), listed(known[name].per, "and_words")
            faults.append(fault_at(study, name, "asked.varies", dimensions=dimensions, near=near))
    if faults:
        raise PlanFault(faults)
    return wanted


def over_the_horizon(result: Result, line: str) -> Numbers:
    """Return the line's figure for the whole horizon, (case,), rolled up as its card says."""
    whole = rolled(result.program, result.values, result.data, line, [(0, len(result.months))])
    return np.broadcast_to(whole[0], (result.cases,))
