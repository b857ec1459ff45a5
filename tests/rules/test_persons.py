"""Who the heads of a row are, and what becomes of them when their state changes: reckoned by hand."""

from __future__ import annotations

import pytest

from tests.rules.small_team import SHOP, one, row, run, team

POSTS = {"clerk": {"department": "office"}, "lead": {"department": "hall"}}
HALLS = {"office": {}, "hall": {}}
RISING = {"people": {"2027-01-01": 1, "2027-04-01": 3, "2027-09-01": 2}}


def test_who_joined_last_leaves_first():
    result = run(team(positions={"one": {**RISING, "severance_months": 1}}))
    assert one(result, "person_heads") == [1] * 12
    assert one(result, "person_heads", "one+2027-04") == [0] * 3 + [2] * 5 + [1] * 4
    assert one(result, "person_hires", "one+2027-04")[3] == 2
    assert one(result, "severance_pay", "one+2027-04") == [0] * 7 + [10_000] + [0] * 4
    assert row(result, "gross_pay") == [10_000] * 3 + [30_000] * 5 + [20_000] * 4


def test_those_who_quit_come_from_all_alike():
    """A tenth of each leaves at a month's end, and their seats stay empty."""
    seat = {"people": {"2027-01-01": 2, "2027-04-01": 4}, "leaver_rate": 0.1, "backfill_months": 11}
    result = run(team(positions={"one": seat}))
    assert one(result, "person_heads")[3:5] == pytest.approx([2 * 0.9**3, 2 * 0.9**4])
    assert one(result, "person_heads", "one+2027-04")[3:5] == pytest.approx([2, 2 * 0.9])
    assert one(result, "position_quits")[3] == pytest.approx(0.1 * (2 * 0.9**3 + 2))


def test_a_seat_filled_again_is_another_person_with_a_probation_of_his_own():
    seat = {"start": "2027-01-01", "probation_months": 1, "probation_pay_share": 0.8, **RISING}
    result = run(team(positions={"one": seat}))
    assert one(result, "gross_pay_per_head")[:4] == pytest.approx([8_000, 10_000, 10_000, 10_000])
    assert one(result, "gross_pay_per_head", "one+2027-04")[2:5] == pytest.approx([0, 8_000, 10_000])


def test_a_row_that_grows_is_two_rows():
    """Tax, contributions and the 13th month are each person's own."""
    policy = {"thirteenth_month_share": 1, "wage_tax": "cumulative", "raise_rate": 0.1, "raise_month": 6}
    rest = {"pay": policy, "contributions": {"city": "hangzhou", "base": "last_year_average"}}
    grows = {"one": {"people": {"2027-01-01": 1, "2027-04-01": 3}, "hiring_cost": 900}}
    two = {"one": {}, "more": {"people": 2, "start": "2027-04-01", "hiring_cost": 900}}
    ours, theirs = (run(team(months=24, positions=each, **rest)) for each in (grows, two))
    for line in ("payroll_total", "net_pay_total", "wage_tax_total", "bonus_accrued_closing"):
        assert ours[line].to_numpy() == pytest.approx(theirs[line].to_numpy()), line


def test_pay_that_rises_inside_a_month_is_paid_by_the_day():
    """On the cut-off day, the 15th, the old pay still holds."""
    seat = {"changes": {"2027-07-16": {"base_pay": 20_000}}}
    result = run(team(positions={"one": seat}, contributions={"city": "hangzhou"}))
    assert row(result, "gross_pay")[5:8] == pytest.approx(
        [10_000, 10_000 * 15 / 31 + 20_000 * 16 / 31, 20_000]
    )
    assert one(result, "contribution_base", ("one", "pension"))[5:8] == [10_000, 10_000, 20_000]


def test_a_month_of_several_states_is_a_full_month():
    """Of working days too: the parts are parts of 21.75."""
    days = {"2027-07-03": {"base_pay": 31_000}, "2027-07-22": {"base_pay": 62_000}}
    sections = team(positions={"one": {"changes": days}}, contributions={"city": "none", "base": "current"})
    gross = 10_000 * 2 / 31 + 31_000 * 19 / 31 + 62_000 * 10 / 31
    assert one(run(sections), "contribution_pay_current")[6] == pytest.approx(gross)
    sections["plan"]["day_count"] = "working"
    gross = (10_000 * 2 + 31_000 * 13 + 62_000 * 7) / 22
    assert one(run(sections), "contribution_pay_current")[6] == pytest.approx(gross)


def test_a_move_is_no_hire_and_no_leaver():
    seat = {"people": 2, "changes": {"2027-04-10": {"post": "lead"}, "2027-06-01": {"post": "clerk"}}}
    result = run(team(positions={"one": seat}, posts=POSTS, departments=HALLS))
    assert one(result, "transfers_out", "clerk")[3:6] == [2, 0, 0]
    assert one(result, "transfers_in", "clerk")[3:6] == [0, 0, 2]
    assert one(result, "headcount_closing", "lead")[2:6] == [0, 2, 2, 0]
    assert one(result, "transfers_into_department", "hall")[3] == 2
    assert result["headcount_total"].tolist() == [2] * 12
    assert one(result, "headcount_leavers", "clerk") == one(result, "headcount_hires", "lead") == [0] * 12
    assert one(result, "gross_pay_by_post", "lead")[3] == pytest.approx(20_000 * 21 / 30)


def test_who_is_gone_on_the_day_the_others_move_leaves_the_old_post():
    """By the table on March's last day; where April's work calls for fewer, as the month begins."""
    moves = {"changes": {"2027-04-01": {"post": "lead"}}}
    shop = {**SHOP, "sales_target_month": {"2027-01": 100_000, "2027-02": 200_000, "2027-03": 100_000}}
    seats = {
        "one": {"people": {"2027-01-01": 3, "2027-04-01": 1}, **moves},
        "sized": {"people": 0, "sized_by": {"orders_per_head": 500}, **moves},
    }
    result = run(team(shop=shop, positions=seats, posts=POSTS, departments=HALLS))
    assert one(result, "position_heads", "sized")[:4] == [0, 2, 4, 2]
    assert one(result, "headcount_leavers", "clerk")[2:4] == [3 - 1, 4 - 2]
    assert one(result, "transfers_in", "lead")[3] == 1 + 2
    assert one(result, "headcount_closing", "clerk")[2:4] == [1 + 4, 0]


def test_a_raise_inside_a_month_leaves_commission_as_it_is():
    """100,000 of sales meet the band from 60,000 on, and one cap, though no stint sells as much."""
    plan = {"way": "slab", "tiers": [{"rate": 0.01}, {"floor": 60_000, "rate": 0.02}], "cap": 1_800}
    seat = {"commission": "plan", "changes": {"2027-07-11": {"base_pay": 20_000}}}
    result = run(team(shop=SHOP, positions={"one": seat}, commissions={"plan": plan}))
    assert row(result, "commission_pay") == pytest.approx([1_800] * 12)
    assert one(result, "commission_pay")[6] == pytest.approx(1_800 * 10 / 31)


def test_a_band_of_no_sales_pays_nobody_who_is_not_there():
    plan = {"way": "slab", "tiers": [{"amount": 300}]}
    seat = {"commission": "plan", "start": "2027-03-01", "changes": {"2027-05-01": {"base_pay": 20_000}}}
    result = run(team(shop=SHOP, positions={"one": seat}, commissions={"plan": plan}))
    assert row(result, "commission_pay") == pytest.approx([0] * 2 + [300] * 10)


def test_another_commission_plan_is_another_earner():
    """Half of June's 30 days by 1 %, half by 2 %, each on the sales of its days."""
    plans = {name: {"way": "slab", "tiers": [{"rate": rate}]} for name, rate in (("a", 0.01), ("b", 0.02))}
    seat = {"commission": "a", "changes": {"2027-06-16": {"commission": "b"}}}
    result = run(team(shop=SHOP, positions={"one": seat}, commissions=plans))
    assert row(result, "commission_pay")[4:7] == pytest.approx([1_000, 500 + 1_000, 2_000])
