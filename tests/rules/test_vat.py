"""VAT as a tax office knows it: what is taxed, by what period, small-scale or general; reckoned by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.money_plans import shares
from tests.plans import load, plans, words
from tests.rules.small_shop import failed, row, run, shop

SMALL = {
    "taxpayer": "small_scale",
    "small_scale_rate": 0.01,
    "vat_exempt_sales": 100_000,
    "surcharge_rate": 0.12,
    "surcharge_relief": 0,
}
some = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def small_scale(sales: Any, months: int = 6, **tax: Any) -> Result:
    return run(months, storefronts={"shop": shop(sales)}, tax={**SMALL, **tax})


# By quarter or by month

HALF_YEAR = {
    "2027-01": 50_000, "2027-02": 50_000, "2027-03": 181_000,
    "2027-04": 90_000, "2027-05": 90_000, "2027-06": 150_000,
}  # fmt: skip


def test_a_quarter_above_the_threshold_is_taxed_whole():
    """278,217.82 without VAT in the first quarter are exempt, 326,732.67 in the second are not."""
    result = small_scale(HALF_YEAR)
    assert row(result, "output_vat") == [0, 0, 0, 0, 0, round(330_000 / 1.01 * 0.01, 6)]
    assert row(result, "net_revenue")[5] == round(150_000 - 330_000 / 1.01 * 0.01, 6)
    assert failed(result) == []


def test_a_month_that_files_by_itself_is_exempt_by_itself():
    result = small_scale(HALF_YEAR, vat_period="month")
    assert row(result, "output_vat") == [
        round(each / 1.01 * 0.01, 6) if each > 101_000 else 0 for each in HALF_YEAR.values()
    ]


def test_three_months_of_290_000_are_exempt_whatever_the_first_one_sold():
    """150, 80 and 60 thousand without VAT; January by itself would owe 1,500."""
    sales = {"2027-01": 151_500, "2027-02": 80_800, "2027-03": 60_600}
    assert row(small_scale(sales, 3), "output_vat") == [0, 0, 0]
    assert row(small_scale(sales, 3, vat_period="month"), "output_vat") == [1_500, 0, 0]


def test_a_quarter_of_just_the_threshold_is_exempt():
    """By sales without VAT: 303,000 are 300,000."""
    assert row(small_scale({"2027-01": 303_000}, 1), "vat_exempt") == [1]
    assert row(small_scale({"2027-01": 303_001}, 1), "vat_exempt") == [0]
    by_rate = {"small_scale_rate": 0.25, "vat_exempt_sales": 1_000}
    assert row(small_scale({"2027-01": 3_750}, 1, **by_rate), "vat_exempt") == [1]
    assert row(small_scale({"2027-01": 3_751}, 1, **by_rate), "vat_exempt") == [0]


def test_vat_of_a_quarter_is_paid_in_the_month_after_it():
    sales = {"2027-01": 404_000, "2027-02": 202_000, "2027-03": 0}
    result = small_scale(sales, 5)
    assert row(result, "output_vat") == [4_000, 2_000, 0, 0, 0]
    assert row(result, "vat_paid") == [0, 0, 0, 6_720, 0]
    assert row(result, "vat_payable_closing") == [4_000 * 1.12, 6_720, 6_720, 0, 0]
    assert failed(result) == []


def test_refunds_may_take_a_quarter_below_the_threshold_again():
    """404,000 in January, half of which comes back in March: 202,000 are exempt."""
    given = {"return_rate": 0.5, "return_delay": 60}
    result = run(4, storefronts={"shop": shop({"2027-01": 404_000}, **given)}, tax=SMALL)
    assert row(result, "output_vat") == row(result, "vat_due") == [4_000, 0, -4_000, 0]
    assert row(result, "vat_payable_closing")[2:] == [0, 0]
    assert failed(result) == []


def test_a_period_that_takes_back_more_than_it_sells_loses_its_vat_or_carries_it_on():
    """202,000 come back in April: a small-scale taxpayer is given nothing, a general one a credit."""
    shops = {"shop": shop({"2027-01": 404_000}, refunds_before={"2027-04": 202_000})}
    small = run(4, storefronts=shops, tax={**SMALL, "special_invoice_share": 0.5})
    assert row(small, "output_vat_of_period")[3] == 0
    assert row(small, "vat_credit_closing") == [0] * 4
    general = run(4, storefronts=shops, tax={"taxpayer": "general", "vat_rate": 0.01})
    assert row(general, "output_vat_of_period") == [4_000, 0, 0, -2_000]
    assert row(general, "vat_credit_closing") == [0, 0, 0, 2_000]


def test_what_is_invoiced_specially_is_taxed_below_the_threshold():
    result = small_scale({"2027-01": 101_000}, 3, special_invoice_share=0.3)
    assert row(result, "output_vat") == [0.3 * 1_000, 0, 0]
    above = small_scale({"2027-01": 404_000}, 3, special_invoice_share=0.3)
    assert row(above, "output_vat") == [4_000, 0, 0]


def test_a_plan_that_begins_within_a_quarter_brings_what_it_has_sold():
    """252,500 sold and nothing charged in July; 101,000 in August take the quarter above the threshold."""
    opening = {"vat_period_sales": 252_500}
    shops = {"shop": shop({"2027-08": 101_000})}
    result = run(3, start="2027-08", plan={"opening": opening}, storefronts=shops, tax=SMALL)
    assert row(result, "output_vat") == [2_500 + 1_000, 0, 0]
    charged = {"vat_period_sales": 404_000, "vat_period_output": 4_000}
    result = run(3, start="2027-08", plan={"opening": charged}, storefronts=shops, tax=SMALL)
    assert row(result, "output_vat") == [1_000, 0, 0]
    with pytest.raises(PlanFault, match="the VAT period begins with the plan in 2027-07"):
        run(3, start="2027-07", plan={"opening": opening}, storefronts=shops, tax=SMALL)


@some
@given(plans())
def test_by_quarter_is_by_month_where_every_month_is_above(sections: dict[str, Any]):
    """Where nothing is exempt, and no month takes back what another has sold."""
    none = {name: 0 for name in ("return_rate", "refund_only_rate", "refund_before_dispatch_rate")}
    shops = {name: {**each, **none, "refunds_before": 0} for name, each in sections["storefronts"].items()}
    campaigns = {name: {**each, **none} for name, each in sections["campaigns"].items()}
    tax = {**sections["tax"], "taxpayer": "small_scale", "vat_exempt_sales": 0, "above_limit": "small_scale"}
    tax.pop("general_from", None)
    before = sections["plan"].get("opening", {}).items()
    opening = {key: value for key, value in before if not key.startswith("vat_period")}
    plan = {**sections["plan"], "opening": opening}
    sections = {**sections, "plan": plan, "storefronts": shops, "campaigns": campaigns}
    by_quarter, by_month = (
        load({**sections, "tax": {**tax, "vat_period": period}}).run() for period in ("quarter", "month")
    )
    for name in ("output_vat", "net_profit", "surcharges"):
        assert by_quarter.array(name) == pytest.approx(by_month.array(name), abs=1e-6), name


# Who is a general taxpayer


def test_a_shop_that_crosses_the_limit_is_general_from_the_quarter_in_which_it_does():
    """Two million a month as small-scale: 5 million are crossed in March, from January on at 13 %."""
    general = {"vat_rate": 0.13, "small_scale_limit": 5_000_000}
    result = small_scale(2_020_000, 5, **general)
    assert row(result, "vat_general") == [0, 0, 1, 1, 1]
    a_month = 2_020_000 / 1.13 * 0.13
    vat = row(result, "output_vat")
    assert vat[:2] == [20_000, 20_000]
    assert vat[2] == round(3 * a_month - 40_000, 6)
    assert vat[3:] == [round(a_month, 6)] * 2
    assert row(result, "vat_paid")[1:3] == [0, 0] and row(result, "vat_paid")[3] > 0
    assert failed(result) == []
    stays = small_scale(2_020_000, 5, **general, above_limit="small_scale")
    assert row(stays, "output_vat") == [20_000] * 5
    assert row(stays, "alert_small_scale") == row(result, "alert_small_scale") == [0, 0, 1e6, 3e6, 5e6]


def test_a_shop_that_has_crossed_stays_general():
    """500 are above the limit in March only; there is no way back."""
    sales = {"2027-01": 1_010, "2027-03": 1_010, "2028-03": 101}
    result = small_scale(sales, 16, small_scale_limit=1_500, vat_rate=0.13)
    assert row(result, "alert_small_scale")[2] == 500 and row(result, "alert_small_scale")[15] == 0
    assert row(result, "vat_general") == [0, 0, *[1] * 14]


def test_a_shop_may_register_from_a_month_on():
    """Nothing is taxed again: April owes 1 %, May 13 %, and the bills of May have input VAT."""
    rent = {"rent": {"name": words("rent"), "amount": 1_090, "input_vat_rate": 0.09}}
    tax = {**SMALL, "vat_exempt_sales": 0, "vat_rate": 0.13, "general_from": "2027-05"}
    result = run(6, storefronts={"shop": shop(1_010)}, tax=tax, overheads=rent)
    assert row(result, "vat_general") == [0, 0, 0, 0, 1, 1]
    assert row(result, "output_vat") == [10] * 4 + [round(1_010 / 1.13 * 0.13, 6)] * 2
    assert row(result, "input_vat") == [0] * 4 + [90, 90]
    assert row(result, "vat_paid")[3:5] == [round(30 * 1.12, 6), round(10 * 1.12, 6)]
    assert failed(result) == []


def test_a_general_taxpayer_does_not_register_again():
    with pytest.raises(PlanFault, match="general_from is for a small-scale taxpayer"):
        run(2, tax={"taxpayer": "general", "general_from": "2027-02"})


# Works on consignment


def gallery(tax: Any = None, **work: Any) -> Result:
    """Works for 11,300 are sold, of which the artist gets 6,000; the shop is his agent in its accounts."""
    works = {"works": {"sales_share": 1, "artist_share": 6_000 / 11_300, "agent": True, **work}}
    general = {"taxpayer": "general", "vat_rate": 0.13, "service_rate": 0.06, "surcharge_rate": 0.12}
    return run(1, storefronts={"shop": shop(11_300)}, products=works, tax=tax or general)


def test_works_invoiced_in_the_shops_name_are_taxed_at_their_full_price():
    result = gallery()
    assert row(result, "revenue_with_vat") == [5_300]
    assert row(result, "output_vat") == row(result, "product_output_vat", "works") == [1_300]
    assert row(result, "gross_profit") == row(result, "product_gross_profit", "works") == [5_300 - 1_300]
    assert failed(result) == []


def test_a_true_agent_is_taxed_on_his_commission_at_the_rate_of_services():
    result = gallery(vat_base="commission")
    assert row(result, "output_vat") == row(result, "product_output_vat", "works") == [300]
    assert row(result, "gross_profit") == [5_300 - 300]
    assert failed(result) == []


@pytest.mark.parametrize(("base", "exempt"), [("commission", 1), ("full", 0)])
def test_a_small_agents_sales_are_his_commissions(base: str, exempt: int):
    """5,300 against 11,300, where 2,000 a month are exempt."""
    small = {**SMALL, "vat_exempt_sales": 2_000}
    assert row(gallery(small, vat_base=base), "vat_exempt") == [exempt]


def test_commissions_and_goods_together_reach_the_threshold():
    """Commissions of 53 of 113 and goods of as much again as the works: 5,300 and 11,300."""
    works = {"sales_share": 1, "artist_share": 6_000 / 11_300, "agent": True, "vat_base": "commission"}
    both = {"works": works, "prints": {"sales_share": 1}}
    for threshold, exempt in ((5_400, 0), (5_500, 1)):
        tax = {**SMALL, "vat_exempt_sales": threshold}
        result = run(1, storefronts={"shop": shop(22_600)}, products=both, tax=tax)
        assert row(result, "vat_exempt") == [exempt]
    assert row(result, "commission_taxable_sales") == [5_300]
    assert row(result, "goods_taxable_sales") == [11_300]


def test_presentation_does_not_move_the_tax():
    """As a principal the shop shows the price as revenue and the artist as a cost: the profit is the same."""
    gross, net = gallery(agent=False), gallery()
    assert row(gross, "revenue_with_vat") == [11_300]
    for name in ("output_vat", "gross_profit", "net_profit", "cash_closing"):
        assert row(gross, name) == row(net, name), name


def test_only_an_agent_is_taxed_on_a_commission():
    with pytest.raises(PlanFault, match="VAT on the commission, but the shop is no agent"):
        gallery(agent=False, vat_base="commission")


# Input VAT by kind of supply


def test_packing_is_goods_and_transport_is_no_service():
    """100 orders: couriers 1,060, a quarter of it transport; packing 1,130."""
    tax = {
        "taxpayer": "general",
        "logistics_input_vat_rate": 0.06,
        "transport_share": 0.25,
        "transport_input_vat_rate": 0.09,
        "packing_input_vat_rate": 0.13,
    }
    costs = {"courier_cost": 10.6, "packing_cost": 11.3}
    result = run(1, storefronts={"shop": shop(100, **costs)}, tax=tax)
    couriers = 0.75 * 1_060 * 0.06 / 1.06 + 0.25 * 1_060 * 0.09 / 1.09
    assert row(result, "logistics_input_vat") == [round(couriers + 130, 6)]
    assert row(result, "logistics_cost") == [round(1_060 - couriers + 1_000, 6)]
    assert row(result, "logistics_cost_by_storefront", "shop") == row(result, "logistics_cost")


@some
@given(plans(), shares)
def test_packing_has_the_rate_of_couriers_unless_it_has_its_own(sections: dict[str, Any], rate: float):
    tax = {**sections["tax"], "logistics_input_vat_rate": rate, "transport_share": 0}
    tax.pop("packing_input_vat_rate", None)
    one = load({**sections, "tax": tax}).run()
    two = load({**sections, "tax": {**tax, "packing_input_vat_rate": rate}}).run()
    for name in one.lines:
        assert np.array_equal(one.array(name), two.array(name), equal_nan=True), name


# Surcharges


@pytest.mark.parametrize(("start", "relief"), [("2027-11", [0.5, 0.5, 0, 0]), ("2022-11", [0, 0, 0.5, 0.5])])
def test_surcharges_are_halved_for_small_firms_as_long_as_the_notice_says(start: str, relief: list[float]):
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.12}
    shops = {"shop": shop(1_130)}
    halved = run(4, start=start, storefronts=shops, tax={**tax, "profit_tax": "small_low_profit"})
    assert row(halved, "surcharges") == [pytest.approx(130 * 0.12 * (1 - part)) for part in relief]
    others = run(4, start=start, storefronts=shops, tax={**tax, "profit_tax": "flat"})
    assert row(others, "surcharges") == [pytest.approx(130 * 0.12)] * 4
    own = run(4, start=start, storefronts=shops, tax={**tax, "profit_tax": "flat", "surcharge_relief": 0.2})
    assert row(own, "surcharges") == [pytest.approx(130 * 0.12 * 0.8)] * 4


def test_a_year_above_the_limit_loses_the_relief_from_the_next_july():
    """400,000 of profit in 2026 where 300,000 are small; 2027 is within it again."""
    sales = {"2026-01": 400_000, **{f"2027-{month:02d}": 113 for month in range(1, 13)}, "2028-07": 113}
    general = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.12}
    tax = {**general, "profit_tax": "small_low_profit", "small_profit_limit": 300_000}
    tax |= {"tiers": [{"floor": 0, "ceiling": 300_000, "rate": 0.05}], "full_rate": 0.25}
    result = run(31, "2026-01", storefronts={"shop": shop(sales)}, tax=tax)
    kept = row(result, "relief_is_kept")
    assert kept == [1] * 18 + [0] * 12 + [1]
    assert row(result, "surcharges")[17:19] == [13 * 0.12 * 0.5, 13 * 0.12]
    assert row(result, "surcharges")[30] == 13 * 0.12  # the notice ends with 2027
    small = run(31, "2026-01", storefronts={"shop": shop(sales)}, tax={**tax, "small_profit_limit": 500_000})
    assert row(small, "relief_is_kept") == [1] * 31


@pytest.mark.parametrize(
    ("tax", "kept"),
    [
        ({"taxpayer": "general", "vat_rate": 0}, 0),
        ({"taxpayer": "general", "vat_rate": 0, "surcharge_relief": 0.5}, 1),
        ({"taxpayer": "small_scale", "small_scale_rate": 0, "above_limit": "small_scale"}, 1),
    ],
)
def test_who_loses_the_relief(tax: dict[str, Any], kept: int):
    """A general taxpayer by his filing; not against his own word, and no small-scale one."""
    tax = {"surcharge_rate": 0.12, "profit_tax": "small_low_profit", "full_rate": 0.25, "tiers": [], **tax}
    for limit, lost in ((400_000, 0), (399_999, 1)):
        result = run(
            7 + 12,
            "2026-01",
            storefronts={"shop": shop({"2026-01": 400_000})},
            tax={**tax, "small_profit_limit": limit},
        )
        assert row(result, "taxable_profit_last_year_closing")[11:13] == [0, 400_000]
        assert row(result, "relief_is_lost_closing")[17:] == [0, lost]
        assert row(result, "relief_is_kept")[18] == (kept if lost else 1)


@pytest.mark.parametrize(("place", "rate"), [("city", 0.12), ("town", 0.1), ("elsewhere", 0.06)])
def test_city_construction_tax_by_place(place: str, rate: float):
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_relief": 0, "place": place}
    assert row(run(1, storefronts={"shop": shop(113)}, tax=tax), "surcharges") == [round(13 * rate, 6)]
