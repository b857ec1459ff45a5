"""Which values without a source weigh most: the swing of a figure when each alone is moved by ±10 %.

    weights(artplan.load("base"))             # the ten that move net profit most
    weights(plan, "cash_closing", count=3)

How many values a plan takes without a source says little: one of them may move profit by more than all others
together. The plan's decisions are held, so that a price or a rate moves what is sold, and a target that
nothing reads any more moves nothing. A statutory table that is out of date is no number to be moved, and has
no swing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from artplan.operating import OperatingPlan
from artplan.study import defaults
from artplan.study.uncertainty.answer import Sensitivity
from artplan.study.uncertainty.sensitivity import sensitivity


def weights(
    plan: OperatingPlan,
    line: str = defaults.SENSITIVE[0],
    count: int = defaults.WEIGHED,
    *,
    replan: bool = False,
) -> pd.DataFrame:
    """Return the placeholders that move the line most, the heaviest first, without those that move nothing.

    By path: the parameter's value at -10 % and +10 % (nan where it has one for each month), the line at each,
    and their distance, in the line's unit. Raises PlanFault for an unknown line or a plan that gives nothing.
    """
    return of_placeholders(plan, [line], replan=replan).tornado[line].head(count)


def of_placeholders(
    plan: OperatingPlan, lines: Iterable[str] = defaults.SENSITIVE, *, replan: bool = False
) -> Sensitivity:
    """Return the sensitivity of the lines to the placeholders alone, as many as move a line."""
    answer, open_ = sensitivity(plan, lines, all_given=True, replan=replan), set(plan.plan.placeholders)
    tables = {
        line: table[table.index.isin(open_) & (table["swing"] > 0)] for line, table in answer.tornado.items()
    }
    return replace(answer, tornado=tables)
