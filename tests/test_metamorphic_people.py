"""How results must move when people are told in another way, though nothing of theirs changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artplan import operating
from tests.campaign import sample
from tests.plans import Sections, load, plans
from tests.test_metamorphic import same

some = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=sample(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
BY_STATE = ("stint", "earner")
days = st.sets(st.dates(date(2026, 10, 1), date(2027, 12, 31)).map(str), min_size=1, max_size=5)
counts = st.sampled_from(["calendar", "working"])


def another_stint_changes_nothing(sections: Sections, days: set[str], count: str) -> None:
    """On these days everybody's next state begins, the same as the one before."""
    sections = {**sections, "plan": {**sections["plan"], "day_count": count}}
    rows = sections["positions"]
    same_again: Sections = {day: {} for day in days}
    more = {name: {**row, "changes": {**same_again, **row["changes"]}} for name, row in rows.items()}
    same(load(sections).run(), load({**sections, "positions": more}).run(), without=BY_STATE)


@some
@given(plans(), days, counts)
def test_another_stint_changes_nothing(sections: Sections, days: set[str], count: str):
    another_stint_changes_nothing(sections, days, count)


@pytest.mark.slow
@many
@given(plans(), days, counts)
def test_another_stint_changes_nothing_in_many_plans(sections: Sections, days: set[str], count: str):
    another_stint_changes_nothing(sections, days, count)


@pytest.mark.parametrize("day", ["2027-01-02", "2027-06-16", "2027-12-31"])
def test_another_stint_in_base_changes_nothing(day):
    plain = operating.load("base")
    more = {f"positions.{name}.changes": {day: {}} for name in plain.plan.sections.positions}
    same(plain.run(), operating.load("base", more).run(), without=BY_STATE)
