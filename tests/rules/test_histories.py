"""People whose pay, post and hours change, and rows of several people, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.rules.small_team import SHOP, one, run, team

NO_INSURANCE = {"city": "none"}
TWO_POSTS = {"clerk": {"department": "office"}, "lead": {"department": "shop"}}
DEPARTMENTS = {"office": {}, "shop": {}}


def worked(months: int = 12, pay: dict[str, Any] | None = None, **positions: Any) -> Result:
    return run(
        team(
            months=months, positions=positions, pay=pay or {}, contributions=NO_INSURANCE,
            posts=TWO_POSTS, departments=DEPARTMENTS,
        )
    )  # fmt: skip


def whole(result: Result, line: str) -> list[float]:
    return result.frame(line).sum().round(9).tolist()


def test_who_joins_a_row_later_has_a_tax_year_of_his_own():
    """Of 20,000 a month 15,000 are taxed: a year of them costs 19,080, six months 6,480."""
    result = worked(
        pay={"wage_tax": "cumulative"},
        seats={"base_pay": 20_000, "people": {"2027-01-01": 1, "2027-07-01": 2}},
    )
    a_year = 36_000 * 0.03 + (144_000 - 36_000) * 0.1 + (15_000 * 12 - 144_000) * 0.2
    six_months = 36_000 * 0.03 + (15_000 * 6 - 36_000) * 0.1
    assert sum(one(result, "wage_tax_withheld", "seats")) == pytest.approx(a_year)
    assert sum(one(result, "wage_tax_withheld", "seats+2027-07")) == pytest.approx(six_months)


def test_a_raise_inside_a_month_is_the_same_persons():
    """15 days at 15,000 and 16 at 20,000; no probation, no bonus paid out, one tax year."""
    pay = {
        "wage_tax": "cumulative", "probation_months": 2, "probation_pay_share": 0.8,
        "thirteenth_month_share": 1, "thirteenth_month_paid_in": 1,
    }  # fmt: skip
    result = worked(pay=pay, one={"base_pay": {"2027-01-01": 15_000, "2027-07-16": 20_000}})
    july = 15_000 * 15 / 31 + 20_000 * 16 / 31
    assert one(result, "person_gross_pay")[6] == pytest.approx(july)
    assert one(result, "thirteenth_month_paid") == [0] * 12
    taxed = 6 * 15_000 + july + 5 * 20_000 - 12 * 5_000
    tax = 36_000 * 0.03 + (144_000 - 36_000) * 0.1 + (taxed - 144_000) * 0.2
    assert sum(one(result, "wage_tax_withheld")) == pytest.approx(tax, abs=0.01)


def test_a_move_is_neither_a_hire_nor_a_leaver():
    """From the office to the shop on 16 July."""
    result = worked(months=8, one={"post": {"2027-01-01": "clerk", "2027-07-16": "lead"}})
    assert one(result, "headcount_closing", "clerk") == [1] * 6 + [0] * 2
    assert one(result, "headcount_closing", "lead") == [0] * 6 + [1] * 2
    assert one(result, "transfers_out", "clerk") == one(result, "transfers_in", "lead") == [0] * 6 + [1, 0]
    assert one(result, "transfers_into_department", "shop") == [0] * 6 + [1, 0]
    assert whole(result, "headcount_hires") == whole(result, "headcount_leavers") == [0] * 8
    assert one(result, "gross_pay_by_post", "clerk")[6] == pytest.approx(10_000 * 15 / 31)
    assert one(result, "gross_pay_by_post", "lead")[6] == pytest.approx(10_000 * 16 / 31)


def test_two_raises_and_a_move_in_one_month():
    """Ten days at 10,000, ten at 12,400, and eleven at 15,500 in another post: still a month's days."""
    changes = {"2027-07-11": {"base_pay": 12_400}, "2027-07-21": {"base_pay": 15_500, "post": "lead"}}
    result = worked(months=7, one={"changes": changes})
    assert one(result, "person_gross_pay")[6] == pytest.approx((10_000 * 10 + 12_400 * 10 + 15_500 * 11) / 31)
    assert one(result, "person_in_post_share")[6] == pytest.approx(1)


def test_working_days_of_a_month_in_two_states_are_a_whole_month():
    """July 2027 has 22 working days, eleven of them before the 16th: each is a 22nd of the month."""
    sections = team(months=7, positions={"one": {"changes": {"2027-07-16": {"base_pay": 12_000}}}})
    result = run({**sections, "plan": {**sections["plan"], "day_count": "working"}})
    assert one(result, "person_gross_pay")[6] == pytest.approx(10_000 * 11 / 22 + 12_000 * 11 / 22)


def test_who_joined_last_leaves_first_and_takes_his_bonus():
    """One person, three from March, two from May: of the two who came in March one's last day is in April."""
    pay = {"thirteenth_month_share": 1, "thirteenth_month_paid_in": 12}
    people = {"2027-01-01": 1, "2027-03-01": 3, "2027-05-01": 2}
    result = worked(months=6, pay=pay, seats={"people": people})
    assert one(result, "person_heads", "seats") == [1] * 6
    assert one(result, "person_heads", "seats+2027-03")[2:] == [2, 2, 1, 1]
    assert one(result, "person_let_go", "seats+2027-03") == [0, 0, 0, 1, 0, 0]
    assert one(result, "thirteenth_month_paid", "seats+2027-03")[3] == pytest.approx(2 * 10_000 / 12)


def test_leavers_come_from_all_alike_and_their_seats_have_a_probation_again():
    """A tenth of ten leaves at each month's end; those who come instead are on probation for a month."""
    pay = {"probation_months": 1, "probation_pay_share": 0.8}
    result = worked(months=3, pay=pay, seats={"people": 10, "leaver_rate": 0.1})
    assert one(result, "person_heads", "seats") == pytest.approx([10, 9, 8.1])
    assert one(result, "person_heads", "seats+2027-02") == pytest.approx([0, 1, 0.9])
    assert one(result, "gross_pay", "seats+2027-02")[1:] == pytest.approx([0.8 * 10_000, 0.9 * 10_000])


def test_who_gets_two_raises_is_noted():
    """His own from March, and the firm's of July on top: 10,000, 12,000, then 12,600."""
    pay = {"raise_rate": 0.05, "raise_month": 7}
    result = worked(months=7, pay=pay, one={"base_pay": {"2027-01-01": 10_000, "2027-03-01": 12_000}})
    assert one(result, "person_gross_pay") == pytest.approx([10_000] * 2 + [12_000] * 4 + [12_000 * 1.05])
    (note,) = result.plan.notes
    assert "rises from 2027-03, and the raise of 2027-07 comes on top" in note.text("en")
    assert worked(months=7, pay=pay, one={}).plan.notes == ()


def test_commission_is_shared_by_the_days_of_his_stints():
    """A hundredth of sales of 100,000, in July as in June; the raise inside the month moves nothing of it."""
    plan = {"way": "slab", "base": "gross_sales", "tiers": [{"floor": 0, "rate": 0.01}]}
    seller = {"commission": "sales", "changes": {"2027-07-16": {"base_pay": 12_000}}}
    result = run(team(months=7, positions={"one": seller}, shop=SHOP, commissions={"sales": plan}))
    assert one(result, "commission_pay")[5:] == pytest.approx([1_000, 1_000 * 15 / 31])
    assert one(result, "commission_pay", "one@2027-07-16")[6] == pytest.approx(1_000 * 16 / 31)


def test_who_quits_makes_room_before_anybody_is_let_go():
    """Of ten a tenth quits in January; next month five are wanted, so four of the nine are let go."""
    people = {"2027-01-01": 10, "2027-02-01": 5}
    result = worked(months=2, pay={"leaver_rate": 0.1}, seats={"people": people})
    assert one(result, "person_quits", "seats")[0] == pytest.approx(1)
    assert one(result, "person_let_go", "seats")[0] == pytest.approx(10 - 1 - 5)


def taxed_apart(bonus: float, **firm: Any) -> float:
    """Tax on a bonus paid in January of somebody whose pay is never taxed."""
    pay = {"wage_tax": "cumulative", "thirteenth_month_share": 1, "thirteenth_month_paid_in": 1, **firm}
    seat = {"base_pay": 1_000, "thirteenth_month_earned": bonus}
    return one(worked(months=1, pay=pay, one=seat), "wage_tax_withheld")[0]


def test_a_bonus_taxed_apart():
    """20,000 a month, and a bonus of 60,000: a twelfth of it lies in the second tier, 10 % less 210."""
    pay = {"wage_tax": "cumulative", "thirteenth_month_share": 3, "thirteenth_month_paid_in": 1}
    seat = {"base_pay": 20_000, "thirteenth_month_earned": 60_000, "thirteenth_month_tax": "apart"}
    wages = 36_000 * 0.03 + (144_000 - 36_000) * 0.1 + (15_000 * 12 - 144_000) * 0.2
    assert sum(one(worked(pay=pay, one=seat), "wage_tax_withheld")) == pytest.approx(
        wages + 60_000 * 0.1 - 210
    )
    merged = worked(pay=pay, one={**seat, "thirteenth_month_tax": "merged"})
    assert sum(one(merged, "wage_tax_withheld")) == pytest.approx(wages + 60_000 * 0.2)


@pytest.mark.parametrize(
    ("bonus", "tax"),
    [(36_000, 36_000 * 0.03), (36_000.01, 36_000.01 * 0.1 - 210), (144_000, 144_000 * 0.1 - 210)],
)
def test_a_bonus_at_a_tiers_edge(bonus: float, tax: float):
    """A cent more than 36,000 costs 2,310 yuan."""
    assert taxed_apart(bonus, thirteenth_month_tax="apart") == pytest.approx(tax, abs=0.005)


def test_from_2028_on_a_bonus_is_merged():
    sections = team(months=1, pay={"wage_tax": "cumulative", "thirteenth_month_tax": "apart"})
    result = run({**sections, "plan": {**sections["plan"], "start": "2028-01"}})
    assert one(result, "bonus_apart") == [0]


HANGZHOU = {"city": "hangzhou", "cut_off_day": 15}


def insured(months: int = 12, **positions: Any) -> Result:
    return run(
        team(months=months, positions=positions, contributions=HANGZHOU, pay={"thirteenth_month_share": 1})
    )


def test_who_works_by_the_hour_is_insured_against_accidents_only():
    """Of 2,000 a month the base is the floor; an intern and a retired person owe nothing at all."""
    half = {"base_pay": 4_000, "full_time_share": 0.5, "start": "2027-11-01", "end": "2027-11-30"}
    kinds = {"hours": "part_time", "trainee": "intern", "veteran": "retired"}
    result = insured(**{name: {**half, "employment": kind} for name, kind in kinds.items()})
    floor, rate = (
        float(result.frame(f"scheme_{name}").loc["injury"].iloc[-1]) for name in ("floor", "employer_rate")
    )
    assert one(result, "employer_contribution_total", "hours")[10] == pytest.approx(round(floor * rate, 2))
    assert one(result, "employer_contribution_total", "trainee") == [0] * 12
    assert one(result, "employer_contribution_total", "veteran") == [0] * 12
    assert one(result, "thirteenth_month_earned", "hours") == [0] * 12


def test_a_part_timer_becomes_full_time():
    """Insured in full from the month whose cut-off day finds him so; the bonus is earned from the day on."""
    changes = {"2027-03-16": {"employment": "full_time", "full_time_share": 1}}
    result = insured(months=4, one={"employment": "part_time", "full_time_share": 0.5, "changes": changes})
    assert one(result, "contribution_due", ("one", "pension")) == [0, 0, 0, 1]
    assert one(result, "contribution_due", ("one", "injury")) == [1, 1, 1, 1]
    assert one(result, "thirteenth_month_earned") == pytest.approx([0, 0, 10_000 * 16 / 31 / 12, 10_000 / 12])


def test_a_scheme_may_begin_or_end_for_one_person():
    """An intern whom the firm insures against accidents; a director whose fund ends in March."""
    result = insured(
        months=4,
        trainee={"employment": "intern", "insured": {"injury": True}},
        head={"changes": {"2027-03-01": {"insured": {"housing_fund": False}}}},
    )
    assert one(result, "contribution_due", ("trainee", "injury")) == [1] * 4
    assert one(result, "contribution_due", ("trainee", "pension")) == [0] * 4
    assert one(result, "contribution_due", ("head", "housing_fund")) == [1, 1, 0, 0]


def test_a_scheme_that_the_city_does_not_have_is_a_fault():
    with pytest.raises(PlanFault, match=r"positions.one.insured.pensions \| no scheme 'pensions'"):
        insured(one={"insured": {"pensions": False}})


ROWS = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@given(people=ROWS)
def test_a_row_of_several_costs_what_as_many_rows_do(people: list[int]):
    """Who joins last leaves first: the k-th row is filled in the months that need k people or more."""
    pay = {"wage_tax": "cumulative", "probation_months": 2, "probation_pay_share": 0.8, "raise_rate": 0.1,
           "raise_month": 5, "thirteenth_month_share": 1, "thirteenth_month_paid_in": 6}  # fmt: skip
    months = [f"2027-{at + 1:02}" for at in range(6)]
    row = worked(months=6, pay=pay, seats={"people": dict(zip(months, people, strict=True))})
    rows: dict[str, Any] = {}
    for number in range(1, 4):
        rows |= {f"seat_{number}_{at}": each for at, each in enumerate(_spells(people, number))}
    several = worked(months=6, pay=pay, **(rows or {"nobody": {"people": 0}}))
    for line in ("payroll_total", "wage_tax_total", "net_pay_total", "gross_pay_total"):
        assert whole(row, line) == pytest.approx(whole(several, line))


def _spells(people: list[int], number: int) -> list[dict[str, Any]]:
    """The times in which at least so many are needed, each as a row with a start and an end."""
    spells: list[dict[str, Any]] = []
    for at, needed in enumerate(people):
        if needed >= number and (at == 0 or people[at - 1] < number):
            spells.append({"start": f"2027-{at + 1:02}-01"} if at else {})
        if at and needed < number <= people[at - 1]:
            spells[-1]["end"] = f"2027-{at:02}-{(31, 28, 31, 30, 31)[at - 1]}"
    return spells


@given(pay=st.integers(5_000, 50_000), month=st.integers(2, 6))
def test_a_change_on_the_first_is_the_same_as_a_dated_value(pay: int, month: int):
    dated = worked(months=6, one={"base_pay": {"2027-01-01": 10_000, f"2027-{month:02}-01": pay}})
    changed = worked(months=6, one={"changes": {f"2027-{month:02}-01": {"base_pay": pay}}})
    for line in ("payroll_total", "net_pay_total", "headcount_total"):
        assert whole(dated, line) == pytest.approx(whole(changed, line))


def test_a_change_is_given_once():
    twice = {"base_pay": {"2027-01-01": 1, "2027-03-16": 2}, "changes": {"2027-03-16": {"base_pay": 3}}}
    with pytest.raises(PlanFault, match="the table of base_pay gives this day too"):
        worked(one=twice)
