"""People and pay, each rule on a plan small enough to work out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from artplan import operating
from artplan.engine import trace
from artplan.engine.evaluate import Program
from artplan.plan import inputs
from artplan.plan.faults import PlanFault
from artplan.result import Result
from tests.plans import Sections, load, words

JANUARY, DECEMBER = "2027-01", "2027-12"


def team(*, months: int = 12, shop: Sections | None = None, **sections: Any) -> Sections:
    """A department, a post, one person at 10,000 a month unless `positions` says otherwise."""
    return {
        "plan": {"name": words("team"), "start": JANUARY, "months": months},
        "departments": {"office": {}},
        "posts": {"clerk": {"department": "office"}},
        "positions": {"one": {}},
        **sections,
        **({"storefronts": {"shop": shop}, "channels": {"ads": ADS}} if shop else {}),
    }


ADS = {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "mix": 1}
SHOP = {
    "driven_by": "target",
    "natural_visits_by": "share",
    "conversion_rate": 0.1,
    "average_order_value": 100,
    "sales_target_month": 100_000,
}


def run(sections: Sections) -> Result:
    clerk = {"post": "clerk", "base_pay": 10_000}
    positions = {name: {**clerk, **each} for name, each in sections["positions"].items()}
    result = load({**sections, "positions": positions}).run()
    assert [check for check in result.checks() if check.kind == "error" and not check.passed] == []
    return result


def one(result: Result, line: str, member: str | tuple[str, ...] = "one") -> list[float]:
    return [float(each) for each in result.frame(line).loc[member]]


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


def test_the_13th_month_reaches_those_who_earned_it_though_nobody_is_left():
    alone = {"leaver_rate": 1, "backfill_months": 11}
    result = run(
        team(pay={"thirteenth_month_share": 1.2, "wage_tax": "cumulative"}, positions={"one": alone})
    )
    assert one(result, "position_heads") == [1] + [0] * 11
    assert one(result, "net_pay")[11] == pytest.approx(10_000 * 1.2 / 12)


def test_payroll_is_paid_in_this_month_or_the_next():
    pay = {"paid_next_month": 1, "contributions_paid_next_month": 0.5}
    owed = {"payroll_payable": 7_000, "retained_earnings": -7_000}
    horizon = {"name": words("team"), "start": JANUARY, "months": 12, "opening": owed}
    result = run(team(plan=horizon, pay=pay, contributions={"burden_rate": 0.3}))
    assert result["payroll_paid"].iloc[:2].tolist() == pytest.approx([7_000 + 1_500, 11_500 + 1_500])
    assert result["payroll_payable_closing"].iloc[0] == pytest.approx(10_000 + 1_500)
    assert result["payroll_total"].iloc[0] == pytest.approx(13_000)
    assert result["cash_closing"].iloc[0] == pytest.approx(-8_500)


# Contributions


def test_flat_burden_is_instead_of_schemes():
    result = run(team(contributions={"burden_rate": 0.3}))
    assert one(result, "employer_contribution_total")[0] == pytest.approx(3_000)
    with pytest.raises(PlanFault, match="both city and burden_rate"):
        run(team(contributions={"burden_rate": 0.3, "city": "hangzhou"}))


def test_small_firms_are_spared_the_levy():
    city = {"city": "chengdu", "levy_spared_up_to": 30}
    spared = run(team(contributions=city))
    large = run(team(contributions=city, positions={"one": {"people": 31}}))
    assert spared.value("employer_contribution_per_head", ("one", "disability")) == 0
    assert large.value("employer_contribution_per_head", ("one", "disability")) > 0
    assert spared.value("employer_contribution_per_head", ("one", "pension")) == large.value(
        "employer_contribution_per_head", ("one", "pension")
    )


def test_last_years_average_comes_in_in_the_month_of_the_scheme():
    """In Hangzhou in January for the insurances, in July for the housing fund."""
    seats = {"one": {"contribution_pay": 8_000}, "new": {"start": "2027-02-15"}}
    sections = team(
        months=24,
        positions=seats,
        pay={"raise_rate": 0.1, "raise_month": 10, "thirteenth_month_share": 1},
        contributions={"city": "hangzhou", "base": "last_year_average"},
    )
    result = run(sections)
    average = (9 * 10_000 + 3 * 11_000 + (9 * 10_000 + 3 * 11_000) / 12) / 12
    for scheme, month in (("pension", 12), ("housing_fund", 18)):
        base = one(result, "contribution_pay", ("one", scheme))
        assert base == pytest.approx([8_000] * month + [average] * (24 - month))
    new = one(result, "contribution_pay", ("new", "housing_fund"))
    assert new[1:18] == pytest.approx([10_000] * 17), "agreed pay, then the first full month's"
    worked = 14 / 28 + 10
    paid = (14 / 28 + 7) * 10_000 + 3 * 11_000
    assert new[18] == pytest.approx((paid + paid / 12) / worked)


def test_contributions_on_the_months_own_pay():
    seat = {"base_pay": {"2027-01-01": 10_000, "2027-02-01": 12_000}}
    result = run(team(positions={"one": seat}, contributions={"city": "hangzhou", "base": "current"}))
    assert one(result, "contribution_pay", ("one", "pension"))[:2] == [10_000, 12_000]


CITIES = ["beijing", "shanghai", "hangzhou", "shenzhen", "guangzhou", "chengdu"]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("pay", [2_000, 12_000, 60_000])
def test_every_city_charges_by_its_own_table(city, pay):
    """July 2024 to June 2025: each scheme's own floor, cap, rate and fixed amount, within half a yuan."""
    sections = team(contributions={"city": city}, positions={"one": {"base_pay": pay}})
    sections["plan"]["start"] = "2024-07"
    plan = load({**sections, "positions": {"one": {"post": "clerk", "base_pay": pay}}})
    result = plan.run()
    for name, entries in plan.plan.law.schemes.items():
        for month, entry in zip(result.months, entries, strict=True):
            scheme = entry and entry.scheme
            base = min(max(pay, scheme.floor), scheme.cap) if scheme else 0
            for side in ("employer", "employee"):
                rate, fixed = (getattr(scheme, f"{side}_{part}", 0) for part in ("rate", "fixed"))
                found = result.value(f"{side}_contribution_per_head", ("one", name), month)
                assert found == pytest.approx(base * rate + fixed, abs=0.5001 if scheme else 0)
    kinds = {entry.scheme.kind for entries in plan.plan.law.schemes.values() for entry in entries if entry}
    assert {"social_insurance", "housing_fund"} <= kinds


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


# Heads


def test_a_post_follows_last_months_work():
    shop = {**SHOP, "enquiry_rate": 0.5, "sales_target_month": {JANUARY: 100_000, "2027-02": 200_000}}
    sized = {"people": 2, "sized_by": {"enquiries_per_head": 1_500}}
    part = {"people": 0, "sized_by": {"orders_per_head": 800, "returns_per_head": 100, "rounding": "none"}}
    result = run(team(shop={**shop, "return_rate": 0.1}, positions={"one": sized, "part": part}))
    # 100,000 at 100 an order are 1,000 orders of 10,000 visits, 5,000 enquiries and 100 returns
    assert one(result, "position_heads")[:4] == [2, 4, 7, 2]
    assert one(result, "position_heads", "part")[:4] == pytest.approx([0, 1 + 1.25, 2 + 2.5, 0])
    assert one(result, "position_hires")[:4] == [0, 2, 3, 0]
    assert one(result, "position_let_go")[:4] == [0, 0, 0, 5]
    assert one(result, "gross_pay")[2] == 70_000
    assert result["headcount_total"].iloc[1] == pytest.approx(4 + 2.25)


@pytest.mark.parametrize(
    ("rounding", "heads"), [("up", [4, 7]), ("nearest", [3, 7]), ("down", [3, 6]), ("none", [3.4, 6.8])]
)
def test_heads_are_sized_in_whole_numbers_or_parts(rounding, heads):
    """5,100 and 10,200 enquiries of 10,200 and 20,400 visits, at 1,500 a head: 3.4 and 6.8."""
    shop = {**SHOP, "enquiry_rate": 0.5, "sales_target_month": {JANUARY: 102_000, "2027-02": 204_000}}
    sized = {"people": 0, "sized_by": {"enquiries_per_head": 1_500, "rounding": rounding}}
    result = run(team(shop=shop, positions={"one": sized}))
    assert one(result, "position_heads")[1:3] == pytest.approx(heads)


def test_more_heads_than_are_planned_are_an_alert():
    """Two people where one is planned; nobody has said how many clerks there should be in the other post."""
    posts = {"clerk": {"department": "office", "planned_headcount": 1}, "other": {"department": "office"}}
    positions = {"one": {"people": 2}, "other": {"post": "other"}}
    result = run(team(posts=posts, positions=positions))
    assert one(result, "alert_headcount", "clerk") == [2 - 1] * 12
    assert one(result, "alert_headcount", "other") == [0] * 12


def test_a_post_can_be_sized_on_the_peak_day():
    """All of a month's campaign on one day of thirty: that day's pace is thirty times the campaign's."""
    event = {"storefront": "shop", "start": "2027-04-11", "end": "2027-04-11", "sales_target": 30_000}
    sections = team(
        shop={**SHOP, "sales_target_month": 60_000},
        campaigns={"event": event},
        positions={"one": {"people": 0, "sized_by": {"orders_per_head": 100, "on": "peak"}}},
    )
    result = run(sections)
    assert result["orders_at_peak"].iloc[3] == pytest.approx(300 + 30 * 300)
    assert one(result, "position_heads")[3:6] == [6, 93, 6]


def test_leavers_are_replaced_after_a_lag():
    seat = {"people": 10, "leaver_rate": 0.1, "backfill_months": 2, "severance_months": 1, "hiring_cost": 100}
    result = run(team(positions={"one": seat}))
    heads = [10, 9, 10 - 1 - 0.9, 10 - 0.9 - 0.81]
    assert one(result, "position_heads")[:4] == pytest.approx(heads)
    assert one(result, "position_hires")[:4] == pytest.approx([0, 0, 0, 1])
    assert one(result, "hiring_cost_due")[3] == pytest.approx(100)
    assert one(result, "headcount_closing", "clerk")[:2] == pytest.approx([9, 9 - 0.9])
    assert one(result, "severance_pay") == [0] * 12, "whoever quits gets none"


def test_people_entered_by_date_are_hires_and_leavers():
    seat = {"people": {"2027-01-01": 2, "2027-04-01": 3, "2027-09-01": 1}}
    result = run(team(positions={"one": seat}))
    assert one(result, "headcount_hires", "clerk")[3] == 1
    assert one(result, "headcount_leavers", "clerk")[8] == 2
    assert one(result, "headcount_closing", "clerk") == [2] * 3 + [3] * 5 + [1] * 4


def test_a_weekend_in_post_is_a_hire_and_a_leaver():
    seat = {"start": "2027-07-31", "end": "2027-08-01"}
    sections = team(positions={"one": seat})
    sections["plan"]["day_count"] = "working"
    result = run(sections)
    assert one(result, "headcount_hires", "clerk")[6:8] == [1, 0]
    assert one(result, "headcount_leavers", "clerk")[6:8] == [0, 1]


def test_new_hires_learn():
    seat = {"start": "2027-03-01", "ramp_months": 2, "ramp_start_share": 0.5}
    result = run(team(positions={"one": seat, "old": {"ramp_months": 2}}))
    assert one(result, "productive_equivalent")[1:6] == pytest.approx([0, 0.5, 0.75, 1, 1])
    assert one(result, "productive_equivalent_by_post", "clerk")[2] == pytest.approx(1.5)
    assert one(result, "full_time_equivalent")[2] == 1


def test_who_knows_nothing_yet_counts_for_exactly_nothing():
    seat = {"start": "2027-04-10", "people": 3, "full_time_share": 0.342, "ramp_months": 3}
    sections = team(months=4, positions={"one": {**seat, "ramp_start_share": 0}})
    assert one(run(sections), "productive_equivalent")[3] == 0.0


# Commission


def commission(**plan: Any) -> Sections:
    return {"commissions": {"plan": {"way": "slab", "tiers": [{"rate": 0.02}], **plan}}}


def paid(result: Result, member: str = "one") -> float:
    return result.value("commission_per_head", member, JANUARY)


def test_a_head_has_his_own_sales_or_a_part_of_the_pool():
    tiers = [{"floor": 0, "rate": 0.01}, {"floor": 60_000, "rate": 0.02}]
    seats = {
        "one": {"commission": "plan", "people": 2},
        "half": {"commission": "plan", "full_time_share": 0.5},
    }
    own = run(team(shop=SHOP, positions=seats, **commission(tiers=tiers)))
    assert paid(own) == pytest.approx(50_000 * 0.01)
    assert paid(own, "half") == pytest.approx(100_000 * 0.02), "its share credited is 1 unless entered"
    pool = run(team(shop=SHOP, positions=seats, **commission(tiers=tiers, shared_by="pool")))
    assert [paid(pool), paid(pool, "half")] == pytest.approx([2_000 / 2.5, 2_000 / 5])
    assert pool.year("commission_total") == pytest.approx(12 * 2_000)


def test_commission_counts_days_in_post_and_joins_gross_pay():
    result = run(
        team(shop=SHOP, positions={"one": {"commission": "plan", "end": "2027-01-15"}}, **commission())
    )
    expected = 100_000 * 15 / 31 * 0.02
    assert paid(result) == pytest.approx(expected)
    assert result.value("gross_pay", "one") == pytest.approx(10_000 * 15 / 31 + expected)


def test_commission_net_of_returns_with_a_cap():
    shop, seats = {**SHOP, "return_rate": 0.25}, {"one": {"commission": "plan"}}
    assert paid(run(team(shop=shop, positions=seats, **commission(base="sales_kept")))) == pytest.approx(
        1_500
    )
    assert paid(run(team(shop=shop, positions=seats, **commission(cap=1_200)))) == 1_200


@pytest.mark.parametrize(
    ("quota", "expected"), [(80_000, 0.03), (100_000, 0.02), (120_000, 0.01), (200_000, 0)]
)
def test_bands_by_attainment(quota, expected):
    """100,000 of sales are 125 %, 100 %, 83 % or 50 % of the quota; a band pays its rate on all sales."""
    tiers = [
        {"floor_share": 0.8, "rate": 0.01},
        {"floor_share": 1, "rate": 0.02},
        {"floor_share": 1.2, "rate": 0.03},
    ]
    plan = commission(bands="attainment", quota=quota, tiers=tiers)
    assert paid(run(team(shop=SHOP, positions={"one": {"commission": "plan"}}, **plan))) == pytest.approx(
        100_000 * expected
    )


def test_attainment_without_a_quota_pays_nothing():
    plan = commission(bands="attainment", tiers=[{"floor_share": 0, "rate": 0.01}])
    spend = {**SHOP, "driven_by": "spend", "sales_target_month": 0, "natural_visits": 500}
    result = run(team(shop=spend, positions={"one": {"commission": "plan"}}, **plan))
    assert paid(result) == 0


@pytest.mark.parametrize(
    ("tiers", "bands", "said"),
    [
        ([{"floor": 10}, {"floor": 5}], "sales", "overlap or fall"),
        ([{"floor": 0, "ceiling": 20}, {"floor": 10}], "sales", "overlap or fall"),
        ([{"floor_share": 0.5}], "sales", "bands are of sales"),
        ([{"floor": 5}], "attainment", "bands are of attainment"),
    ],
)
def test_bands_that_do_not_fit_are_refused(tiers, bands, said):
    with pytest.raises(PlanFault, match=said):
        run(team(shop=SHOP, **commission(tiers=tiers, bands=bands)))


# Checks fire


@pytest.mark.parametrize(
    ("check", "line", "wrong"),
    [
        (
            "check_position_headcount",
            "position_hires",
            lambda position_heads: position_heads + position_heads,
        ),
        ("check_take_home", "net_pay", lambda gross_pay: gross_pay * 0),
        ("check_payroll_parts", "payroll_cost", lambda gross_pay: gross_pay * 0),
        ("check_cash_flow", "payroll_payable_closing", lambda payroll_due: payroll_due * 2),
    ],
)
def test_a_broken_rule_is_found(check, line, wrong):
    model = operating.model()
    broken = trace.expression_of(replace(model.lines[line], rule=wrong))
    program = Program.of(replace(model, expressions={**model.expressions, line: broken}), [check])
    plan = load({**team(), "positions": {"one": {"post": "clerk", "base_pay": 10_000}}}).plan
    assert np.abs(program.run(inputs.build(plan))[check]).max() > 0.5
