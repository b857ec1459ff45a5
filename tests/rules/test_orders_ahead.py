"""Works made to order and presales: orders that are delivered later, reckoned by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.money_plans import shares
from tests.plans import load, plans, words
from tests.rules.small_shop import failed, row, run, shop

TO_ORDER = {"average_order_value": 1_000, "making_months": 2, "order_deposit_share": 0.3}
PRESALE = {
    "name": words("presale"),
    "storefront": "shop",
    "start": "2027-10-20",
    "end": "2027-11-11",
    "natural_visits": 230,  # one order for each visit, ten on each day
    "balance_due": "2027-11-11",
    "order_deposit_share": 0.1,
}


def studio(months: int = 4, orders: Any = None, **more: Any) -> Result:
    """A studio that takes a hundred orders of 1,000 in January."""
    visits = {"2027-01": 100} if orders is None else orders
    return run(months, storefronts={"shop": shop(visits, **{**TO_ORDER, **more})})


def presale(**more: Any) -> Result:
    shops = {"shop": shop(0, average_order_value=1_000)}
    return run(3, start="2027-10", storefronts=shops, campaigns={"presale": {**PRESALE, **more}})


def test_a_work_made_to_order_is_sold_when_it_is_delivered():
    result = studio(settlement_days=60)
    assert row(result, "orders_agreed", "everyday_shop") == [100, 0, 0, 0]
    assert row(result, "orders_paid", "everyday_shop") == [0, 0, 100, 0]
    assert row(result, "net_revenue") == [0, 0, 100 * 1_000, 0]
    assert row(result, "customer_deposits_received") == [0.3 * 100 * 1_000, 0, 0, 0]
    assert row(result, "customer_deposits_closing") == [30_000, 30_000, 0, 0]
    assert row(result, "receivable_total_closing")[:3] == [0, 0, 0.7 * 100 * 1_000]
    assert row(result, "cash_closing")[:3] == [30_000, 30_000, 30_000]
    assert failed(result) == []


def test_a_deposit_of_an_order_never_taken_stays_with_the_shop():
    result = studio(order_forfeit_rate=0.1, settlement_days=60)
    assert row(result, "orders_paid", "everyday_shop") == [0, 0, 0.9 * 100, 0]
    assert row(result, "customer_deposits_forfeited") == [0, 0, 0.1 * 30_000, 0]
    assert row(result, "customer_deposits_applied", "shop") == [0, 0, 0.9 * 30_000, 0]
    assert row(result, "receivable_total_closing")[2] == 90 * 700
    assert row(result, "operating_profit")[2] == 90 * 1_000
    assert row(result, "profit_before_tax")[2] == 90 * 1_000 + 3_000
    assert row(result, "fixed_cost")[2] == 0
    assert failed(result) == []


def test_forfeited_deposits_bear_no_vat():
    general = {"taxpayer": "general", "vat_rate": 0.13}
    result = run(
        3,
        storefronts={"shop": shop({"2027-01": 100}, **TO_ORDER, order_forfeit_rate=0.1)},
        tax=general,
    )
    assert row(result, "output_vat") == [0, 0, pytest.approx(90_000 * 0.13 / 1.13, abs=1e-6)]


def test_a_deposit_of_an_order_that_stock_cannot_serve_goes_back():
    """Sixty of a hundred works are there; the deposits of the others are taken off what is settled."""
    works = {
        "name": words("works"),
        "sales_share": 1,
        "supply": "open",
        "price": 1_000,
        "stock_start": 60,
    }
    result = run(4, storefronts={"shop": shop({"2027-01": 100}, **TO_ORDER)}, products={"works": works})
    assert row(result, "orders_paid", "everyday_shop") == [0, 0, 60, 0]
    assert row(result, "cash_closing")[-1] == row(result, "gross_sales_total")[2] == 60 * 1_000
    assert failed(result) == []


def test_orders_due_after_the_plan_stay_in_the_account():
    result = studio(2)
    assert row(result, "gross_sales_total") == [0, 0]
    assert sum(row(result, "customer_deposits_closing")[1:]) == 30_000


def test_part_months_of_making_count_up_and_may_change():
    result = studio(4, {"2027-01": 100, "2027-02": 50}, making_months={"2027-01-01": 1.5, "2027-02-01": 0})
    assert row(result, "orders_paid", "everyday_shop") == [0, 50, 100, 0]


def test_pre_heating_is_a_presale_without_a_deposit():
    """Visits of October that put works into their baskets buy when Double 11 begins."""
    result = presale(order_deposit_share=0, end="2027-11-10", order_forfeit_rate=0.25, natural_visits=220)
    assert row(result, "visits_total") == [120, 100, 0]
    assert row(result, "gross_sales_total") == [0, (120 * 0.75 + 100) * 1_000, 0]
    assert row(result, "customer_deposits_closing") == [0, 0, 0]


def test_a_presale_is_delivered_in_the_month_of_its_balance():
    """Twelve days in October wait for the balance of November; eleven days in November are sold at once."""
    result = presale()
    assert row(result, "orders_agreed", "presale") == [120, 110, 0]
    assert row(result, "orders_paid", "presale") == [0, 110 + 120, 0]
    assert row(result, "customer_deposits_received") == [0.1 * 120 * 1_000, 0, 0]
    assert row(result, "collected_total") == [0, 230_000 - 12_000, 0]
    assert failed(result) == []


def test_days_after_the_balance_are_sold_at_once():
    result = presale(balance_due="2027-10-31")
    assert row(result, "orders_paid", "presale") == [120, 110, 0]
    assert row(result, "customer_deposits_received") == [0, 0, 0]


@pytest.mark.parametrize(
    ("due", "fault"), [("2027-10-19", "before the campaign starts"), ("2028-11-01", "12 months")]
)
def test_a_balance_date_that_cannot_be_is_refused(due, fault):
    with pytest.raises(PlanFault) as refusal:
        presale(balance_due=due)
    assert fault in refusal.value.text("en")


# Of before the plan


def studio_of_earlier_orders(**more: Any) -> Result:
    """Works of 20,000 are delivered in February and of 10,000 in March, a third of it paid before the plan.

    Deposits of 1,000 are of works that are delivered after the plan.
    """
    deliveries = {"2027-02": 20_000, "2027-03": 10_000}
    deposits = {"2027-02": 6_000, "2027-03": 3_000}
    given = {"average_order_value": 1_000, "deliveries_before": deliveries, "deposits_before": deposits}
    opening = {"cash": 10_000, "customer_deposits": 10_000}
    return run(3, plan={"opening": opening}, storefronts={"shop": shop(0, **given, **more)})


def test_orders_of_before_the_plan_are_sold_when_they_are_delivered():
    result = studio_of_earlier_orders()
    assert row(result, "orders_paid", "everyday_shop") == [0, 20, 10]
    assert row(result, "net_revenue") == [0, 20_000, 10_000]
    assert row(result, "customer_deposits_received") == [0, 0, 0]
    assert row(result, "customer_deposits_closing") == [10_000, 10_000 - 6_000, 10_000 - 9_000]
    assert row(result, "cash_closing") == [10_000, 10_000 + 14_000, 24_000 + 7_000]
    assert failed(result) == []


def test_a_buyer_of_before_the_plan_may_forfeit_too():
    result = studio_of_earlier_orders(order_forfeit_rate=0.1)
    assert row(result, "orders_paid", "everyday_shop") == [0, 0.9 * 20, 0.9 * 10]
    assert row(result, "customer_deposits_forfeited") == [0, 0.1 * 6_000, 0.1 * 3_000]
    assert row(result, "customer_deposits_closing")[-1] == 1_000
    assert failed(result) == []


def test_an_order_of_before_the_plan_is_due_like_one_of_the_plan():
    """A hundred works ordered in the month before the plan, or in its first month one month nearer."""
    ordered = studio(months=3, making_months=1)
    given = {"average_order_value": 1_000, "deliveries_before": {"2027-01": 100_000}}
    shops = {"shop": shop(0, **given, deposits_before={"2027-01": 30_000})}
    earlier = run(2, plan={"opening": {"cash": 30_000, "customer_deposits": 30_000}}, storefronts=shops)
    for line in ("orders_paid_by_storefront", "net_revenue", "customer_deposits_closing", "cash_closing"):
        assert (
            row(earlier, line, "shop" if "by" in line else "")
            == (row(ordered, line, "shop" if "by" in line else "")[1:])
        ), line


def test_deposits_of_before_the_plan_are_part_of_the_account_and_of_the_price():
    shops = {"shop": shop(0, deliveries_before={"2027-01": 1_000}, deposits_before={"2027-01": 1_200})}
    with pytest.raises(PlanFault) as refusal:
        run(2, plan={"opening": {"cash": 1_100, "customer_deposits": 1_100}}, storefronts=shops)
    said = refusal.value.text("en")
    assert "deposits of 1,200.00 on orders delivered in 2027-01 exceed their price of 1,000.00" in said
    assert "add to 1,200.00, more than the 1,100.00 of the account" in said


def test_commission_is_earned_with_the_order():
    """A channel is paid a tenth of what its visits order, in the month in which they do."""
    affiliates = {
        "name": words("affiliates"),
        "storefront": "shop",
        "prices_by": "sale",
        "commission_rate": 0.1,
        "visits": {"2027-01": 100},
    }
    result = run(3, storefronts={"shop": shop(0, **TO_ORDER)}, channels={"affiliates": affiliates})
    assert row(result, "advertising_total") == [0.1 * 100 * 1_000, 0, 0]
    assert row(result, "gross_sales_total") == [0, 0, 100 * 1_000]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), shares)
def test_without_months_of_making_a_deposit_changes_nothing(sections: dict[str, Any], share: float):
    for campaign in sections["campaigns"].values():
        campaign.pop("balance_due", None)
    for storefront in sections["storefronts"].values():
        storefront |= {"making_months": 0, "order_forfeit_rate": 0, "order_deposit_share": share}
    with_deposit = load(sections).run()
    for storefront in sections["storefronts"].values():
        storefront |= {"order_deposit_share": 0}
    without = load(sections).run()
    for name in without.lines:
        assert np.array_equal(with_deposit.array(name), without.array(name), equal_nan=True), name


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), st.integers(1, 12))
def test_what_is_agreed_is_delivered_forfeited_or_still_ahead(sections: dict[str, Any], months: int):
    for storefront in sections["storefronts"].values():
        storefront |= {"making_months": months, "order_deposit_share": 0.2, "order_forfeit_rate": 0.25}
    result = load(sections).run()
    received, used, lost, held = (
        result.total(f"customer_deposits_{name}", "month")
        for name in ("received", "applied", "forfeited", "closing")
    )
    before = float(result.array("customer_deposits_opening")[0, 0])
    assert before + received.sum() == pytest.approx(used.sum() + lost.sum() + held.iloc[-1])
    assert failed(result) == []
