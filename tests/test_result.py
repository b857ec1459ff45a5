"""What comes out of a plan, as tables."""

from __future__ import annotations

from typing import get_args

import pytest

import artplan
from artplan import operating
from artplan.result import By

PLAN = artplan.load()
WHOLE = PLAN.run()
# Any other line rolls up from its own months, whatever else is there.
RECOMPUTED = [name for name, line in operating.model().lines.items() if line.rolls == "recomputed"]


@pytest.mark.parametrize("name", ["net_profit", "cash_closing", "score", *RECOMPUTED])
def test_a_line_asked_for_alone_is_the_same_by_month_quarter_half_and_year(name):
    alone = PLAN.run([name])
    assert list(alone.lines) == [name]
    assert list(alone.tidy()["line"].unique()) == [name] * bool(alone.frame(name).size)
    for by in get_args(By):
        assert alone.frame(name, by).equals(WHOLE.frame(name, by))


def test_all_lines_roll_up_to_every_period():
    for name in WHOLE.lines:
        for by in get_args(By):
            assert WHOLE.frame(name, by).shape[1] == len(WHOLE.periods(by)[0])
