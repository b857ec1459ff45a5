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
counts = st.sampled_from(["calendar", "working", "thirty"])


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


# A history of values in place of changes

DEFAULTS = {"performance_rate": 1, "commission_sales_share": 1}
TOLD = ("post", "commission", "base_pay", "full_time_share", "performance_pay_share", *DEFAULTS)


def as_history(row: Sections) -> Sections:
    """`base_pay: {2020-01-01: 9000, 2027-07-16: 12000}` for `changes: {2027-07-16: {base_pay: 12000}}`."""
    changes = {day: dict(change) for day, change in row["changes"].items()}
    told = {**DEFAULTS, **row, "changes": changes}
    for key in TOLD:
        later = {day: change[key] for day, change in changes.items() if key in change}
        if key in told and later and not any(isinstance(value, dict) for value in later.values()):
            told[key] = {"2020-01-01": told[key], **later}
            for day in later:
                del changes[day][key]
    told["changes"] = {day: change for day, change in changes.items() if change}
    return told


def history_is_changes(sections: Sections) -> None:
    """Lines of persons may differ: a history goes on where nobody is there any more."""
    rows = sections["positions"]
    told = {name: as_history(row) for name, row in rows.items()}
    same(load(sections).run(), load({**sections, "positions": told}).run(), without=(*BY_STATE, "person"))


@some
@given(plans())
def test_a_history_is_so_many_changes(sections: Sections):
    history_is_changes(sections)


@pytest.mark.slow
@many
@given(plans())
def test_a_history_is_so_many_changes_in_many_plans(sections: Sections):
    history_is_changes(sections)
