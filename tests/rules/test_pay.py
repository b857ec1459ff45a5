"""Pay besides the month's, and what arrives of it: reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from artplan import model as compiled
from artplan.engine import trace
from artplan.engine.program import Program
from artplan.plan.inputs import build as inputs
from artplan.plan.written.faults import PlanFault
from tests.plans import load, words
from tests.rules.small_team import JANUARY, one, row, run, team

# Pay


def test_raises_compound_in_their_month():
    late = {"start": "2027-07-01"}
    pay = {"raise_rate": 0.1, "raise_month": 7}
    result = run(team(months=24, pay=pay, positions={"one": {}, "late": late, "own": {"raise_rate": 0.2}}))
    assert one(result, "monthly_pay_per_head")[5:7] == pytest.approx([10_000, 11_000])
    assert one(result, "monthly_pay_per_head")[18] == pytest.approx(10_000 * 1.1**2)
    assert one(result, "monthly_pay_per_head", "late")[17:19] == pytest.approx([10_000, 11_000])
    assert one(result, "monthly_pay_per_head", "own")[6] == pytest.approx(12_000)


def test_pay_entered_holds_when_the_plan_begins():
    result = run(team(months=13, pay={"raise_rate": 0.1, "raise_month": 1}))
    assert one(result, "monthly_pay_per_head")[::12] == pytest.approx([10_000, 11_000])


def test_probation_is_paid_by_its_days():
    seat = {"start": "2027-03-16", "probation_months": 2, "probation_pay_share": 0.8}
    pay = one(run(team(positions={"one": seat})), "gross_pay")
    assert pay[2] == pytest.approx(10_000 * 16 * 0.8 / 31)
    assert pay[3] == pytest.approx(8_000)
    assert pay[4] == pytest.approx(10_000 * (15 * 0.8 + 16) / 31)
    assert pay[5] == pytest.approx(10_000)


def test_probation_needs_a_start():
    with pytest.raises(PlanFault, match="no start"):
        run(team(positions={"one": {"probation_months": 2}}))


@pytest.mark.parametrize(("way", "monthly"), [("accrued", 10_000 / 12), ("when_paid", 0)])
def test_thirteenth_month(way, monthly):
    pay = {"thirteenth_month_share": 1, "thirteenth_month": way, "thirteenth_month_paid_in": 12}
    result = run(team(pay=pay))
    cost = one(result, "thirteenth_month_cost")
    assert cost[:11] == pytest.approx([monthly] * 11)
    assert sum(cost) == pytest.approx(10_000)
    assert one(result, "thirteenth_month_paid")[10:] == pytest.approx([0, 10_000])
    assert result["bonus_accrued_closing"].iloc[10] == pytest.approx(monthly * 11)
    assert result["bonus_accrued_closing"].iloc[11] == pytest.approx(0)
    assert result["payroll_paid"].iloc[10:].tolist() == pytest.approx([10_000, 20_000])


def test_a_thirteenth_month_earned_before_the_plan_is_owed_at_its_start():
    pay = {"thirteenth_month_share": 1, "thirteenth_month_paid_in": 2}
    result = run(team(pay=pay, positions={"one": {"thirteenth_month_earned": 9_000}}))
    assert result["bonus_accrued_opening"].iloc[0] == 9_000
    assert one(result, "thirteenth_month_paid")[1] == pytest.approx(9_000 + 10_000 / 12)


@pytest.mark.parametrize(
    ("paid_in", "covers", "paid"),
    [
        (1, {}, 9_000),
        (1, {"thirteenth_month_covers": "with_own_month"}, 9_000 + 10_000 / 12),
        (12, {}, 9_000 + 10_000),
        (12, {"thirteenth_month_covers": "until_last_month"}, 9_000 + 11 / 12 * 10_000),
    ],
)
def test_a_payment_in_january_is_for_the_year_before_one_in_december_for_its_own(paid_in, covers, paid):
    pay = {"thirteenth_month_share": 1, "thirteenth_month_paid_in": paid_in, **covers}
    result = run(team(pay=pay, positions={"one": {"thirteenth_month_earned": 9_000}}))
    assert one(result, "thirteenth_month_paid")[paid_in - 1] == pytest.approx(paid)
    assert one(result, "thirteenth_month_closing")[11] == pytest.approx(9_000 + 10_000 - paid)


def test_whoever_leaves_in_the_payment_month_loses_no_more_than_his_own_month():
    """All of the year before, and half of January's own twelfth."""
    pay = {
        "thirteenth_month_share": 1,
        "thirteenth_month_paid_in": 1,
        "thirteenth_month_leaver_share": 0.5,
    }
    position = {"thirteenth_month_earned": 9_000, "end": "2027-01-31"}
    result = run(team(pay=pay, positions={"one": position}))
    assert one(result, "thirteenth_month_paid")[0] == pytest.approx(9_000 + 0.5 * 10_000 / 12)
    assert one(result, "thirteenth_month_lost")[0] == pytest.approx(0.5 * 10_000 / 12)


def test_whoever_leaves_gets_his_part_of_the_thirteenth_month():
    pay = {"thirteenth_month_share": 1, "thirteenth_month_leaver_share": 0.5}
    result = run(team(pay=pay, positions={"one": {"end": "2027-06-30"}}))
    assert one(result, "thirteenth_month_paid")[5] == pytest.approx(0.5 * 5_000)
    assert one(result, "thirteenth_month_lost")[5] == pytest.approx(0.5 * 5_000)
    assert sum(one(result, "thirteenth_month_cost")) == pytest.approx(2_500)
    assert one(result, "thirteenth_month_closing")[5:] == pytest.approx([0] * 7)


def test_severance_and_joining():
    leaves = {"end": "2027-05-31", "severance_months": 1.5}
    joining = {"hiring_cost": 1_000, "equipment_cost": 6_000, "training_cost": 500}
    joins = {"start": "2027-02-01", "people": 2, **joining}
    result = run(team(positions={"one": leaves, "new": joins}))
    assert one(result, "severance_pay") == [0] * 4 + [15_000] + [0] * 7
    assert one(result, "joining_cost", "new") == [0, 2 * 7_500] + [0] * 10
    assert one(result, "payroll_cost")[4] == 10_000 + 15_000


def test_whoever_quits_takes_the_13th_month_with_the_last_pay():
    """Taxed with it: 3 % of what is above the allowance."""
    alone = {"leaver_rate": 1, "backfill_months": 11}
    result = run(
        team(pay={"thirteenth_month_share": 1.2, "wage_tax": "cumulative"}, positions={"one": alone})
    )
    assert one(result, "position_heads") == [1] + [0] * 11
    gross = 10_000 + 10_000 * 1.2 / 12
    assert one(result, "net_pay")[0] == pytest.approx(gross - 0.03 * (gross - 5_000))
    assert row(result, "net_pay")[1:] == [0] * 11


def test_payroll_is_paid_in_this_month_or_the_next():
    pay = {"paid_next_month": 1, "contributions_paid_next_month": 0.5}
    owed = {"payroll_payable": 7_000, "retained_earnings": -7_000}
    horizon = {"name": words("team"), "start": JANUARY, "months": 12, "opening": owed}
    result = run(team(plan=horizon, pay=pay, contributions={"burden_rate": 0.3}))
    assert result["payroll_paid"].iloc[:2].tolist() == pytest.approx([7_000 + 1_500, 11_500 + 1_500])
    assert result["payroll_payable_closing"].iloc[0] == pytest.approx(10_000 + 1_500)
    assert result["payroll_total"].iloc[0] == pytest.approx(13_000)
    assert result["cash_closing"].iloc[0] == pytest.approx(-8_500)


# Take-home


@pytest.mark.parametrize(
    ("pay", "free", "expected"),
    [
        (10_000, 2_500, [75, 75, 75]),
        (30_000, 6_500, [555, 625, 1_850]),
    ],
)
def test_wage_tax_is_withheld_on_the_year_so_far(pay, free, expected):
    """18,500 x 3 %; 37,000 x 10 % - 2,520 - 555; 55,500 x 10 % - 2,520 - 1,180: worked by hand."""
    seat = {"base_pay": pay, "special_deductions": free}
    result = run(team(months=13, positions={"one": seat}, pay={"wage_tax": "cumulative"}))
    tax = one(result, "wage_tax_per_head")
    assert tax[:3] == pytest.approx(expected)
    assert tax[12] == pytest.approx(expected[0]), "a new year begins in January"
    assert one(result, "net_pay")[0] == pytest.approx(pay - expected[0])


def test_a_month_never_gives_tax_back():
    seat = {"base_pay": {"2027-01-01": 20_000, "2027-02-01": 3_000}}
    result = run(team(positions={"one": seat}, pay={"wage_tax": "cumulative"}))
    tax = one(result, "wage_tax_per_head")
    assert tax[0] == pytest.approx(15_000 * 0.03)
    assert tax[1:] == [0] * 11


def test_a_month_hardly_worked_can_take_more_than_it_pays():
    seat = {"start": "2027-03-15", "end": "2027-03-15"}
    result = run(team(positions={"one": seat}, contributions={"city": "hangzhou"}))
    fired = {check.name for check in result.checks() if not check.passed}
    assert "alert_net_pay" in fired


# Checks fire


@pytest.mark.parametrize(
    ("check", "line", "wrong"),
    [
        (
            "check_position_headcount",
            "person_headcount_closing",
            lambda person_heads: person_heads + person_heads,
        ),
        ("check_headcount_by_post", "position_joiners", lambda position_headcount: position_headcount * 2),
        ("check_take_home", "net_pay", lambda person_gross_pay: person_gross_pay * 0),
        ("check_payroll_parts", "payroll_cost", lambda gross_pay: gross_pay * 0),
        ("check_cash_flow", "payroll_payable_closing", lambda payroll_due: payroll_due * 2),
    ],
)
def test_a_broken_rule_is_found(check, line, wrong):
    model = compiled.model()
    broken = trace.expression_of(replace(model.lines[line], rule=wrong))
    program = Program.of(replace(model, expressions={**model.expressions, line: broken}), [check])
    plan = load({**team(), "positions": {"one": {"post": "clerk", "base_pay": 10_000}}}).plan
    assert np.abs(program.run(inputs.build(plan))[check]).max() > 0.5


def test_the_high_temperature_allowance_is_pay_of_its_months_and_posts():
    """300 from June to September, to the one who packs: half of June in post is half of it."""
    pay = {"high_temperature_allowance": 300, "high_temperature_posts": ["packer"]}
    posts = {"clerk": {"department": "office"}, "packer": {"department": "office"}}
    seats = {"one": {}, "two": {"post": "packer", "start": "2027-06-16"}}
    result = run(team(positions=seats, posts=posts, pay=pay))
    assert one(result, "high_temperature_pay", "two") == [0] * 5 + [150, 300, 300, 300] + [0] * 3
    assert one(result, "high_temperature_pay", "one") == [0] * 12
    assert one(result, "gross_pay", "two")[5:7] == [5_000 + 150, 10_000 + 300]


def test_the_months_of_the_high_temperature_allowance_are_the_plans():
    pay = {"high_temperature_allowance": 200, "high_temperature_months": [7, 8]}
    result = run(team(positions={"one": {"people": 3}}, pay=pay))
    assert one(result, "high_temperature_pay") == [0] * 6 + [3 * 200] * 2 + [0] * 4


def test_union_fee_and_welfare_fall_on_pay_and_the_13th_month():
    """10,000 a month and a twelfth of half a month's pay: 2 % and 5 % of 10,416.67, paid in the month."""
    pay = {"union_fee_rate": 0.02, "welfare_rate": 0.05, "thirteenth_month_share": 0.5}
    result = run(team(pay=pay))
    wages = 10_000 + 10_000 * 0.5 / 12
    assert one(result, "union_fee") == pytest.approx([wages * 0.02] * 12)
    assert one(result, "staff_welfare") == pytest.approx([wages * 0.05] * 12)
    assert one(result, "payroll_cost") == pytest.approx([wages * 1.07] * 12)
    paid = result["payroll_paid"]
    assert list(paid)[:2] == pytest.approx([10_000 + wages * 0.07] * 2), "the 13th month waits"
