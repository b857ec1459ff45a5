"""Refunds to come as a provision, and the cost of what comes back as an asset: reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest

import artplan
from artplan.result import Result
from tests.plans import load, words
from tests.rules.broken import failed
from tests.rules.test_returns import FEBRUARY_SHARE, GENERAL, MARCH_SHARE, SHOP, by_month, row

BOUGHT = {"cost_rate": 0.4, "input_vat_rate": 0.13}


def run(product: dict[str, Any], standard: str = "enterprise", **shop: Any) -> Result:
    """100,000 of sales in January, of which a tenth is refunded in February and March."""
    return load(
        {
            "plan": {"start": "2027-01", "months": 4, "accounting_standard": standard},
            "storefronts": {"shop": {**SHOP, **shop}},
            "products": {"works": {"name": words("works"), "sales_share": 1, **product}},
            "tax": GENERAL,
        }
    ).run()


def test_revenue_and_cost_of_sales_are_those_of_what_is_kept():
    result = run(BOUGHT)
    left = by_month(10_000 / 1.13, 10_000 / 1.13 * MARCH_SHARE, 0)
    assert row(result, "returns_provision_closing") == left
    assert row(result, "net_revenue") == by_month(90_000 / 1.13, 0, 0)
    assert row(result, "cost_of_goods") == by_month(90_000 / 1.13 * 0.4, 0, 0)
    assert row(result, "return_goods_closing") == by_month(4_000 / 1.13, 4_000 / 1.13 * MARCH_SHARE, 0)
    assert row(result, "returns_provision_movement") == by_month(
        10_000 / 1.13, -10_000 / 1.13 * FEBRUARY_SHARE, -10_000 / 1.13 * MARCH_SHARE
    )
    assert row(result, "product_gross_profit") == pytest.approx(row(result, "gross_profit"), abs=1e-9)
    assert failed(result) == set()


def test_vat_and_cash_do_not_move():
    both = [run(BOUGHT, standard) for standard in ("small", "enterprise")]
    for line in ("output_vat", "vat_due", "cash_closing", "refunds_total", "goods_bought_total"):
        small, enterprise = (row(result, line) for result in both)
        assert small == pytest.approx(enterprise), line
    assert row(both[0], "net_revenue") == by_month(
        100_000 / 1.13, -10_000 / 1.13 * FEBRUARY_SHARE, -10_000 / 1.13 * MARCH_SHARE
    )
    assert not row(both[0], "returns_provision_closing")[0]


def test_an_agent_provides_for_its_commission_and_a_principal_expects_the_artists_share_back():
    agent = run({"artist_share": 0.6, "agent": True})
    assert row(agent, "returns_provision_closing")[0] == pytest.approx(10_000 * (1 - 0.6 - 13 / 113))
    assert row(agent, "return_goods_closing")[0] == 0
    taxed = run({"artist_share": 0.6, "agent": True, "vat_base": "commission"})
    rate = float(row(taxed, "commission_vat_share")[0])
    assert row(taxed, "returns_provision_closing")[0] == pytest.approx(10_000 * 0.4 * (1 - rate))
    principal = run({"artist_share": 0.5, "agent": False})
    assert row(principal, "returns_provision_closing")[0] == pytest.approx(10_000 / 1.13)
    assert row(principal, "return_goods_closing")[0] == pytest.approx(10_000 * 0.5)
    by_list = run({"artist_share": 0.5, "agent": False, "share_on": "list_price"})
    assert row(by_list, "return_goods_closing")[0] == pytest.approx(10_000 * 0.5)
    for result in (agent, taxed, principal, by_list):
        assert row(result, "gross_profit")[1:] == pytest.approx([0, 0, 0], abs=1e-9)
        assert failed(result) == set()


def test_what_the_buyer_keeps_or_spoils_is_not_expected_back():
    """Of 100 pieces that cost 30, 10 come back, a fifth of them unfit, and 10 are kept and refunded."""
    stocked = {"supply": "open", "price": 1_000, "stock_start": 500, "stock_value_start": 500 * 30}
    result = run({**stocked, "returned_saleable_share": 0.8}, refund_only_rate=0.1, refund_only_delay=45)
    assert row(result, "refund_saved_share_closing")[0] == pytest.approx(10 * 0.8 / 20)
    assert row(result, "return_goods_closing")[0] == pytest.approx(10 * 0.8 * 30)
    assert row(result, "returns_provision_closing")[0] == pytest.approx(20_000 / 1.13)
    assert row(result, "cost_of_goods") == by_month(100 * 30 - 240, 0, 0)
    assert failed(result) == set()


def test_sales_of_no_product_are_provided_for_too():
    for standard, provided in (("enterprise", 10_000 / 1.13), ("small", 0)):
        plan = {"start": "2027-01", "months": 4, "accounting_standard": standard}
        result = load({"plan": plan, "storefronts": {"shop": SHOP}, "tax": GENERAL}).run()
        assert row(result, "returns_provision_closing")[0] == pytest.approx(provided)
        assert failed(result) == set()


def test_the_results_of_base_differ_by_the_two_accounts():
    """Equity by one standard is that by the other, less the provision, with what comes back."""
    given = {"tax.profit_tax": "none", "appraisal.gross_profit_before": 1e9}
    small = artplan.load("base", given).run()
    enterprise = artplan.load("base", {**given, "plan.accounting_standard": "enterprise"}).run()
    accounts = enterprise["return_goods_closing"] - enterprise["returns_provision_closing"]
    assert accounts.iloc[-1] < 0
    assert list(enterprise["equity_total"] - small["equity_total"]) == pytest.approx(list(accounts))
    assert list(enterprise["cash_closing"]) == pytest.approx(list(small["cash_closing"]))
