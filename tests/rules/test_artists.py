"""Artists as natural persons: what is withheld, who bears it, and when it is paid; reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.rules.small_shop import failed, row, run, shop

GENERAL = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.12, "surcharge_relief": 0.5}


def gallery(sales: Any = 20_000, months: int = 1, tax: Any = None, **artist: Any) -> Result:
    """Half of the sales is the artists'."""
    works = {"sales_share": 1, "artist_share": 0.5, "artist_kind": "royalty", **artist}
    return run(
        months,
        storefronts={"shop": shop(sales)},
        products={"works": works},
        tax=tax or {"taxpayer": "none"},
        terms={"artists_days": 0},
    )


def withheld(payment: float, **artist: Any) -> float:
    return row(gallery(payment / 0.5, artists_per_month=1, **artist), "artist_income_tax", "works")[0]


# By kind of contract


@pytest.mark.parametrize(
    ("payment", "kind", "tax"),
    [
        (800, "royalty", 0),
        (3_000, "royalty", (3_000 - 800) * 0.2),
        (4_000, "royalty", (4_000 - 800) * 0.2),
        (10_000, "royalty", 10_000 * 0.8 * 0.2),
        (100_000, "royalty", 100_000 * 0.8 * 0.2),
        (3_000, "manuscript", (3_000 - 800) * 0.7 * 0.2),
        (10_000, "manuscript", 10_000 * 0.8 * 0.7 * 0.2),
        (3_000, "service", (3_000 - 800) * 0.2),
        (25_000, "service", 20_000 * 0.2),
        (50_000, "service", 40_000 * 0.3 - 2_000),
        (100_000, "service", 80_000 * 0.4 - 7_000),
        (10_000, "property", 10_000 * 0.03),
        (10_000, "business", 0),
    ],
)
def test_tax_on_a_payment(payment: float, kind: str, tax: float):
    assert withheld(payment, artist_kind=kind) == pytest.approx(tax)


def test_without_a_number_of_artists_the_rate_is_flat():
    """16 % of royalties and services, 11.2 % of manuscripts, whatever the amount."""
    for kind, rate in (("royalty", 0.16), ("service", 0.16), ("manuscript", 0.112)):
        result = gallery({"2027-01": 1_000, "2027-02": 400_000}, 2, artist_kind=kind)
        assert row(result, "artist_income_tax", "works") == [500 * rate, 200_000 * rate]


def test_each_artist_has_his_own_free_sum():
    """9,000 for three artists are three payments of 3,000."""
    result = gallery(18_000, artists_per_month=3)
    assert row(result, "artist_income_tax", "works") == [3 * (3_000 - 800) * 0.2]


def test_a_rate_of_the_plans_own():
    assert withheld(10_000, artist_withholding_rate=0.05) == 500


def test_a_month_of_refunds_withholds_nothing():
    sales = {"2027-01": 1_000, "2027-02": 0}
    works = {"sales_share": 1, "artist_share": 0.5, "artist_kind": "royalty", "artist_vat_rate": 0.01}
    result = run(
        2,
        storefronts={"shop": shop(sales, return_rate=0.5, return_delay=30)},
        products={"works": works},
        terms={"artists_days": 0},
    )
    assert row(result, "artist_payout", "works")[1] < 0
    assert row(result, "artist_income_tax", "works")[1] == row(result, "artist_taxes", "works")[1] == 0


# Who bears it


def test_the_artist_bears_the_tax():
    """Of 10,000 he gets 8,400; the shop's cost is 10,000."""
    result = gallery()
    assert row(result, "artist_cost_total") == [10_000]
    assert row(result, "suppliers_paid") == [10_000 - 1_600]
    assert row(result, "withheld_tax_payable_closing") == [1_600]
    assert failed(result) == []


def test_the_shop_bears_the_tax():
    """10,000 are what is left of 10,000 / 0.84: 1,904.76 on top, a cost of the month."""
    result = gallery(artist_tax_borne_by="shop")
    on_top = round(10_000 / 0.84 * 0.16, 6)
    assert row(result, "artist_taxes_borne_total") == [on_top]
    assert row(result, "gross_profit") == [20_000 - 10_000 - on_top]
    assert row(result, "suppliers_paid") == [10_000]
    assert row(result, "product_gross_profit", "works") == row(result, "gross_profit")
    assert failed(result) == []


@pytest.mark.parametrize("payment", [500, 3_000, 10_000, 40_000, 90_000])
@pytest.mark.parametrize("kind", ["royalty", "manuscript", "service", "property"])
def test_what_the_shop_adds_is_the_tax_on_the_gross_payment(payment: float, kind: str):
    """The tax on all that is paid is what lies between it and what the artist keeps."""
    kept = payment - withheld(payment, artist_kind=kind)
    result = gallery(kept / 0.5, artists_per_month=1, artist_kind=kind, artist_tax_borne_by="shop")
    assert row(result, "artist_cost", "works") == [pytest.approx(payment)]


# VAT


def test_vat_is_inside_what_the_artist_gets_and_income_tax_falls_on_the_rest():
    """10,100 with 1 % of VAT: 100, 6 % of surcharges on it, and 16 % of 10,000."""
    result = gallery(20_200, tax=GENERAL, artist_vat_rate=0.01)
    assert row(result, "artist_vat", "works") == [100]
    assert row(result, "artist_income_tax", "works") == [1_600]
    assert row(result, "artist_taxes", "works") == [1_600 + 100 * 1.06]
    assert failed(result) == []


def test_vat_on_top_where_the_shop_bears_it():
    result = gallery(tax=GENERAL, artist_vat_rate=0.01, artist_tax_borne_by="shop")
    paid = 10_000 / 0.84
    assert row(result, "artist_taxes_borne_total") == [round(paid * 0.16 + paid * 0.01 * 1.06, 6)]
    assert failed(result) == []


@pytest.mark.parametrize("agent", [True, False])
def test_a_special_invoice_gives_its_vat_back(agent: bool):
    """Of 10,300 with 3 % of VAT 10,000 are the cost, whichever way revenue is shown."""
    invoice = {"artist_kind": "business", "artist_invoice": "special", "artist_input_vat_rate": 0.03}
    result = gallery(20_600, tax=GENERAL, agent=agent, **invoice)
    assert row(result, "artist_input_vat", "works") == [300]
    net = round(20_600 / 1.13, 6)
    assert row(result, "net_revenue") == [pytest.approx(net - 10_000 if agent else net)]
    assert row(result, "artist_share_cost") == [0 if agent else 10_000]
    assert row(result, "gross_profit") == [pytest.approx(net - 10_000)]
    assert row(result, "product_gross_profit", "works") == row(result, "gross_profit")
    assert row(result, "vat_due") == [pytest.approx(20_600 - net - 300)]
    assert failed(result) == []


def test_a_small_scale_taxpayer_credits_no_special_invoice():
    tax = {"taxpayer": "small_scale", "small_scale_rate": 0.01}
    invoice = {"artist_kind": "business", "artist_invoice": "special", "artist_input_vat_rate": 0.03}
    assert row(gallery(20_600, tax=tax, **invoice), "artist_input_vat", "works") == [0]


# When it is paid


def test_tax_is_withheld_when_the_artist_is_paid_and_goes_to_the_office_a_month_later():
    result = run(
        3,
        "2027-02",
        storefronts={"shop": shop({"2027-02": 20_000, "2027-03": 0, "2027-04": 0})},
        products={"works": {"sales_share": 1, "artist_share": 0.5, "artist_kind": "royalty"}},
        terms={"artists_days": 28},
    )
    assert row(result, "artists_payable_closing") == [10_000, 0, 0]
    assert row(result, "artist_taxes_withheld") == [0, 1_600, 0]
    assert row(result, "withheld_tax_paid") == [0, 0, 1_600]
    assert row(result, "suppliers_paid") == [0, 10_000 - 1_600, 1_600]
    assert failed(result) == []


def test_what_was_withheld_before_the_plan_is_paid_in_its_first_month():
    opening = {"cash": 5_000, "withheld_tax_payable": 700, "paid_in_capital": 4_300}
    result = run(2, plan={"opening": opening})
    assert row(result, "withheld_tax_paid") == [700, 0]
    assert failed(result) == []


# Works made to order

COMMISSIONED = {
    **{"sales_share": 1, "supply": "open", "procurement": "commissioned", "artist_kind": "service"},
    **{"price": 2_000, "unit_cost": 3_000, "purchases": {"2027-02": 2, "2027-03": 0}},
}


def commissions(**works: Any) -> Result:
    return run(
        2,
        "2027-02",
        storefronts={"shop": shop({"2027-02": 2_000, "2027-03": 2_000})},
        products={"works": {**COMMISSIONED, **works}},
        terms={"suppliers_days": 28},
    )


def test_each_fee_is_a_payment_by_the_terms_of_suppliers():
    """Two works at 3,000: 2 × (3,000 − 800) × 20 % are withheld a month later."""
    result = commissions()
    assert row(result, "artist_fee_income_tax", "works") == [880, 0]
    assert row(result, "artist_taxes_withheld") == [0, 880]
    assert row(result, "goods_and_carriers_paid") == [0, 6_000]
    assert row(result, "suppliers_paid") == [0, 6_000 - 880]
    assert failed(result) == []


def test_fee_and_share_are_two_payments():
    """A fee of 3,000 a work, and of each month's 2,000 a fifth for one artist: below the free sum."""
    result = commissions(artist_share=0.2, artists_per_month=1)
    assert row(result, "artist_income_tax", "works") == [0, 0]
    assert row(result, "artist_fee_income_tax", "works") == [880, 0]


# Faults


@pytest.mark.parametrize(
    ("artist", "fault"),
    [
        ({"artist_kind": "business", "artist_vat_rate": 0.01}, "pays its own taxes"),
        ({"artist_kind": "business", "artist_tax_borne_by": "shop"}, "pays its own taxes"),
        ({"artist_invoice": "special"}, "go together"),
        ({"artist_input_vat_rate": 0.03}, "go together"),
        (
            {
                **{"agent": True, "vat_base": "commission", "artist_invoice": "special"},
                "artist_input_vat_rate": 0.03,
            },
            "the artist invoices the buyer",
        ),
        ({**COMMISSIONED, "purchases": 2, "artist_tax_borne_by": "shop"}, "before tax"),
        ({**COMMISSIONED, "purchases": 2, "artist_kind": "royalty"}, "how many are paid"),
        (
            {**COMMISSIONED, "purchases": 2, "artist_invoice": "none", "input_vat_rate": 0.13},
            "there is no invoice",
        ),
    ],
)
def test_what_does_not_go_together(artist: dict[str, Any], fault: str):
    with pytest.raises(PlanFault, match=fault):
        gallery(**artist)
