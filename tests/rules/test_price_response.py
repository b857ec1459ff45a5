"""What prices do to conversion, by the storefront's elasticity, and to pieces; sales without visits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.plans import load, words

SHOP = {
    "name": words("shop"),
    "driven_by": "spend",
    "natural_visits_by": "entered",
    "natural_visits": 1_000,
    "conversion_rate": 0.1,
    "average_order_value": 200,
}


def year(shop: dict[str, Any] | None = None, **sections: Any) -> Result:
    return load(
        {
            "plan": {"start": "2027-01", "months": 2},
            "storefronts": {"shop": {**SHOP, **(shop or {})}},
            **sections,
        }
    ).run()


def january(result: Result, line: str, member: str = "everyday_shop") -> float:
    return result.value(line, member) if result.per(line) else result.value(line)


def test_ten_percent_dearer_with_an_elasticity_of_one_and_a_half():
    """Orders times 1.1 to the power of -1.5, sales times 1.1 to the power of -0.5."""
    result = year({"average_order_value": 220, "reference_order_value": 200, "price_elasticity": -1.5})
    assert january(result, "orders_placed") == pytest.approx(100 * 1.1**-1.5)
    assert january(result, "gross_sales_total") == pytest.approx(20_000 * 1.1**-0.5)


def test_a_discount_is_answered_as_a_lower_price():
    campaign = {"storefront": "shop", "start": "2027-01-01", "end": "2027-01-31", "natural_visits": 500}
    sale = {**campaign, "driven_by": "spend", "natural_visits_by": "entered", "discount_rate": 0.2}
    result = year({"price_elasticity": -2}, campaigns={"sale": sale})
    assert january(result, "orders_placed", "sale") == pytest.approx(500 * 0.1 * 0.8**-2)
    sale["conversion_rate"] = 0.3  # seen at its discount
    result = year({"price_elasticity": -2}, campaigns={"sale": sale})
    assert january(result, "orders_placed", "sale") == pytest.approx(500 * 0.3)
    sale["reference_discount_rate"] = 0.1
    result = year({"price_elasticity": -2}, campaigns={"sale": sale})
    assert january(result, "orders_placed", "sale") == pytest.approx(500 * 0.3 * (0.8 / 0.9) ** -2)


def test_an_order_value_of_the_campaign_is_answered_against_its_own_reference():
    sale = {"storefront": "shop", "start": "2027-01-01", "end": "2027-01-31", "natural_visits": 500}
    sale |= {"driven_by": "spend", "natural_visits_by": "entered", "average_order_value": 300}
    shop = {"price_elasticity": -1, "reference_order_value": 100}
    result = year(shop, campaigns={"sale": sale})
    assert january(result, "orders_placed", "sale") == pytest.approx(500 * 0.1)
    result = year(shop, campaigns={"sale": {**sale, "reference_order_value": 250}})
    assert january(result, "orders_placed", "sale") == pytest.approx(500 * 0.1 * 250 / 300)


def test_without_a_reference_or_an_elasticity_nothing_answers():
    for said in ({}, {"reference_order_value": 200}, {"price_elasticity": -2}):
        result = year({"average_order_value": 220, **said})
        assert january(result, "orders_placed") == pytest.approx(100)


def test_nobody_buys_more_often_than_once_a_visit():
    cheap = {"average_order_value": 20, "reference_order_value": 200, "price_elasticity": -3}
    assert january(year(cheap), "orders_placed") == 1_000


def products(**of_prints: Any) -> dict[str, Any]:
    """Half of the sales are prints at 100, half originals at 400."""
    prints = {"sales_share": 1, "price": 100, "reference_price": 100, **of_prints}
    originals = {"sales_share": 1, "price": 400, "reference_price": 400}
    return {"prints": prints, "originals": originals}


def test_a_dearer_product_makes_orders_dearer_and_its_pieces_stay():
    result = year(products=products(price=120))
    assert january(result, "gross_sales_total") == pytest.approx(20_000 * (1.2 + 1) / 2)
    assert january(result, "pieces_sold", "prints") == pytest.approx(10_000 / 100)
    assert january(result, "pieces_sold", "originals") == pytest.approx(10_000 / 400)
    assert january(result, "orders_placed") == pytest.approx(100)


def test_its_pieces_fall_by_its_elasticity_and_those_of_others_stay():
    result = year(products=products(price=120, price_elasticity=-2))
    assert january(result, "pieces_sold", "prints") == pytest.approx(100 * 1.2**-2)
    assert january(result, "pieces_sold", "originals") == pytest.approx(25)
    assert january(result, "gross_sales_total") == pytest.approx(10_000 * 1.2**-1 + 10_000)


def test_without_references_the_order_value_leads_and_a_dearer_piece_is_one_of_fewer():
    kinds = {"prints": {"sales_share": 1, "price": 125}}
    result = year(products=kinds)
    assert january(result, "gross_sales_total") == pytest.approx(20_000)
    assert january(result, "pieces_sold", "prints") == pytest.approx(20_000 / 125)


@given(st.floats(1, 3), st.sampled_from([0, -0.3, -1, -2.5]))
def test_at_a_higher_price_never_more_pieces(dearer: float, elasticity: float):
    before, after = (
        year(products=products(price=100 * each, price_elasticity=elasticity)) for each in (1, dearer)
    )
    for product in ("prints", "originals"):
        one, other = (each.value("pieces_sold", product) for each in (before, after))
        assert other <= one * (1 + 1e-12)


@pytest.mark.parametrize(
    ("sections", "fault"),
    [
        ({"products": products(price_elasticity=-1, reference_price=0)}, "reference_price"),
        ({"products": {"prints": {"sales_share": 1, "reference_price": 10}}}, "reference_price"),
    ],
)
def test_what_does_not_fit_is_refused(sections: dict[str, Any], fault: str):
    with pytest.raises(PlanFault, match=fault):
        year(sections.pop("shop", None), **sections)


def test_sales_without_visits_need_no_channel():
    """A company's order of 30,000 in February beside 100 orders of visits."""
    result = year({"direct_sales": {"2027-02": 30_000}, "payment_rate": 0.9})
    assert list(result["gross_sales_total"].round(6)) == [18_000, 48_000]
    assert result.value("orders_placed", "everyday_shop", "2027-02") == 100 + 30_000 / 200
    assert result.value("conversion_by_storefront", "shop", "2027-02") == pytest.approx(0.1)


def test_a_fair_sells_without_visits_by_its_days():
    fair = {"storefront": "shop", "start": "2027-01-22", "end": "2027-02-09", "direct_sales": 19_000}
    result = year({"natural_visits": 0}, campaigns={"fair": {**fair, "discount_rate": 0.1}})
    assert list(result["gross_sales_total"].round(6)) == [10_000, 9_000]
    assert result.value("orders_paid", "fair") == pytest.approx(10_000 / 180)


def test_a_target_needs_visits_for_what_direct_sales_leave_of_it():
    shop = {
        "driven_by": "target",
        "natural_visits_by": "share",
        "sales_target_month": {"2027-01": 50_000, "2027-02": 20_000},
        "direct_sales": 30_000,
    }
    clicks = {"storefront": "shop", "prices_by": "click", "cost_per_click": 1, "mix": 1}
    result = year(shop, channels={"clicks": clicks})
    assert list(result["visits_total"].round(6)) == [20_000 / 200 / 0.1, 0]
    assert list(result["gross_sales_total"].round(6)) == [50_000, 30_000]
