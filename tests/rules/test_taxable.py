"""What is taxed as profit: no invoice no deduction, write-downs, advertising, losses; reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.result import Result
from tests.rules.small_shop import failed, row, run, shop

FLAT = {"profit_tax": "flat", "full_rate": 0.25}


def gallery(
    sales: Any = 20_000, months: int = 1, standard: str = "small", refunds: Any = None, **product: Any
) -> Result:
    return run(
        months,
        plan={"accounting_standard": standard},
        storefronts={"shop": shop(sales, **(refunds or {}))},
        products={"works": {"sales_share": 1, "artist_share": 0.5, **product}},
        tax=FLAT,
    )


def test_what_has_no_invoice_is_no_deduction():
    """10,000 of profit and 10,000 of artists: taxed are 20,000."""
    result = gallery(artist_invoice="none")
    assert row(result, "profit_before_tax") == [10_000]
    assert row(result, "income_tax") == [20_000 * 0.25]
    assert row(gallery(), "income_tax") == [10_000 * 0.25]


def test_an_agents_artists_are_no_cost_and_need_no_invoice():
    result = gallery(artist_invoice="none", agent=True)
    assert row(result, "profit_added_back") == [0]


def test_taxes_borne_for_an_artist_need_his_invoice_too():
    result = gallery(artist_invoice="none", agent=True, artist_kind="royalty", artist_tax_borne_by="shop")
    assert row(result, "profit_added_back") == [round(10_000 / 0.84 * 0.16, 6)]


def test_fees_without_invoice_are_added_back_when_the_work_is_sold():
    works = {
        **{"artist_share": 0, "supply": "open", "procurement": "commissioned", "artist_invoice": "none"},
        **{"price": 10_000, "unit_cost": 4_000, "purchases": {"2027-01": 2, "2027-02": 0}},
    }
    result = gallery({"2027-01": 0, "2027-02": 10_000}, 2, **works)
    assert row(result, "profit_added_back") == [0, 4_000]


# Write-downs


def test_a_write_down_is_deducted_when_the_piece_is_sold():
    """Ten pieces of 100 lose half after a month; five are sold at 50 in March, five stay."""
    works = {
        **{"artist_share": 0, "supply": "open", "procurement": "purchased", "price": 200, "unit_cost": 100},
        **{"purchases": {"2027-01": 10, "2027-02": 0, "2027-03": 0}},
        **{"write_down_after": 1, "write_down_rate": 0.5},
    }
    result = gallery({"2027-01": 0, "2027-02": 0, "2027-03": 1_000}, 3, "enterprise", **works)
    assert row(result, "stock_written_down", "works") == [0, 500, 0]
    assert row(result, "profit_added_back") == [0, 500, -250]
    assert row(result, "write_down_kept_closing", "works") == [0, 500, 250]
    assert row(result, "profit_before_tax") == [0, -500, 1_000 - 5 * 50]
    assert row(result, "taxable_result_ytd_closing") == [0, 0, 1_000 - 5 * 100]
    assert row(result, "income_tax") == [0, 0, 500 * 0.25]
    assert failed(result) == []


def test_what_has_no_invoice_is_no_deduction_by_way_of_a_write_down():
    """Two works at 4,000 lose half, then one is sold: 2,000 are booked, and all 4,000 are added back."""
    works = {
        **{"artist_share": 0, "supply": "open", "procurement": "commissioned", "artist_invoice": "none"},
        **{"price": 10_000, "unit_cost": 4_000, "write_down_after": 1, "write_down_rate": 0.5},
        "purchases": {"2027-01": 2, "2027-02": 0, "2027-03": 0},
    }
    result = gallery({"2027-01": 0, "2027-02": 0, "2027-03": 10_000}, 3, "enterprise", **works)
    assert row(result, "profit_before_tax") == [0, -4_000, 10_000 - 2_000]
    assert row(result, "taxable_result_ytd_closing") == [0, 0, 10_000]


def test_pieces_that_come_back_release_no_write_down():
    """Five of ten are sold in March; in April all but those of the 31st come back, and nothing leaves."""
    works = {
        **{"artist_share": 0, "supply": "open", "procurement": "purchased", "price": 200, "unit_cost": 100},
        **{"purchases": {"2027-01": 10, "2027-02": 0, "2027-03": 0, "2027-04": 0}},
        **{"write_down_after": 1, "write_down_rate": 0.5},
    }
    sales = {"2027-01": 0, "2027-02": 0, "2027-03": 1_000, "2027-04": 0}
    result = gallery(sales, 4, "enterprise", {"return_rate": 1, "return_delay": 31}, **works)
    assert row(result, "pieces_closing", "works")[2:] == [5, round(5 + 5 * 30 / 31, 6)]
    assert row(result, "write_down_released", "works") == [0, 0, 250, 0]


def test_a_provision_for_refunds_is_deducted_with_the_refund():
    """Of 1,000 in February half comes back in March, and with it half of the artist's half."""
    refunds = {"return_rate": 0.5, "return_delay": 28}
    sales = {"2027-01": 0, "2027-02": 1_000, "2027-03": 0}
    result = gallery(sales, 3, "enterprise", refunds)
    assert row(result, "profit_before_tax") == [0, 1_000 - 500 - (500 - 250), 0]
    assert row(result, "profit_added_back") == [0, 500 - 250, -(500 - 250)]
    assert row(result, "income_tax") == [0, 500 * 0.25, -250 * 0.25]
    assert row(gallery(sales, 3, "small", refunds), "income_tax") == row(result, "income_tax")


# Advertising


LIMITED = {**FLAT, "advertising_limit_share": 0.15}
ENTERED = {"profit_tax": "entered"}


def advertised(sales: Any, spend: Any, months: int, tax: Any = None) -> Result:
    channel = {"storefront": "shop", "prices_by": "fee", "fee": spend, "visits": 0}
    return run(
        months,
        plan={"opening": {"cash": 100_000}},
        storefronts={"shop": shop(sales)},
        channels={"ads": channel},
        products={"works": {"sales_share": 1}},
        tax=tax or LIMITED,
    )


def test_advertising_above_its_share_of_revenue_is_taxed():
    """Of 10,000 of revenue 1,500 may be deducted; 2,000 are spent."""
    result = advertised(10_000, 2_000, 1)
    assert row(result, "taxable_result_ytd_closing") == [8_000 + 500]
    assert row(result, "income_tax") == [8_500 * 0.25]


def test_what_the_year_so_far_could_not_deduct_comes_with_later_revenue():
    """January spends 2,000 on 10,000, February nothing on 10,000: 2,000 of 3,000 allowed."""
    sales, spend = {"2027-01": 10_000, "2027-02": 10_000}, {"2027-01": 2_000, "2027-02": 0}
    result = advertised(sales, spend, 2)
    assert row(result, "income_tax") == [8_500 * 0.25, (18_000 - 8_500) * 0.25]


def test_the_next_year_deducts_what_is_left():
    """500 of December are deducted in January, whose 10,000 leave room for 1,500."""
    sales = {"2027-12": 10_000, "2028-01": 10_000}
    spend = {"2027-12": 2_000, "2028-01": 0}
    result = run(
        2,
        plan={"start": "2027-12", "opening": {"cash": 100_000}},
        storefronts={"shop": shop(sales)},
        channels={"ads": {"storefront": "shop", "prices_by": "fee", "fee": spend, "visits": 0}},
        products={"works": {"sales_share": 1}},
        tax=LIMITED,
    )
    assert row(result, "advertising_brought_closing") == [0, 500]
    assert row(result, "income_tax") == [8_500 * 0.25, (10_000 - 500) * 0.25]


def test_advertising_of_before_the_plan():
    """300 of earlier years, and of this year 1,000 on 4,000 of revenue: 14,000 leave room for 2,100."""
    opening = {
        **{"cash": 100_000, "net_revenue_ytd": 4_000, "advertising_ytd": 1_000},
        "advertising_brought_forward": 300,
    }
    result = run(
        1,
        plan={"start": "2027-02", "opening": opening},
        storefronts={"shop": shop(10_000)},
        channels={"ads": {"storefront": "shop", "prices_by": "fee", "fee": 1_000, "visits": 0}},
        products={"works": {"sales_share": 1}},
        tax=LIMITED,
    )
    assert row(result, "advertising_deducted_ytd_closing") == [18 / 120 * 14_000]
    assert row(result, "taxable_result_ytd_closing") == [9_000 + 2_000 - 2_100]


def test_refunds_beyond_sales_leave_no_room_for_advertising():
    result = run(
        1,
        plan={"opening": {"cash": 100_000}},
        storefronts={"shop": shop(0, refunds_before={"2027-01": 500})},
        channels={"ads": {"storefront": "shop", "prices_by": "fee", "fee": 100, "visits": 0}},
        products={"works": {"sales_share": 1}},
        tax=LIMITED,
    )
    assert row(result, "net_revenue_ytd_closing") == [-500]
    assert row(result, "advertising_deducted_ytd_closing") == [0]


def test_a_plan_without_the_limit_deducts_all():
    result = advertised(10_000, 9_000, 1, ENTERED)
    assert row(result, "taxable_result_ytd_closing") == [1_000]


@pytest.mark.parametrize(("tax", "rate"), [({"profit_tax": "small_low_profit"}, 0.05), (FLAT, 0.25)])
def test_every_firm_has_the_limit_of_the_law(tax: dict[str, Any], rate: float):
    result = advertised(10_000, 2_000, 1, tax)
    assert row(result, "income_tax") == [8_500 * rate]


# Losses


@pytest.mark.parametrize(("years", "taxed"), [(5, 0), (0, 1_000)])
def test_losses_are_carried_forward_or_not(years: int, taxed: float):
    rent = {"rent": {"amount": {"2027-12": 1_000, "2028-01": 0}}}
    result = run(
        2,
        plan={"start": "2027-12", "opening": {"cash": 100_000}},
        storefronts={"shop": shop({"2027-12": 0, "2028-01": 1_000})},
        products={"works": {"sales_share": 1}},
        overheads=rent,
        tax={**FLAT, "loss_years": years},
    )
    assert row(result, "taxable_profit_ytd") == [0, taxed]


def test_what_was_added_back_before_the_plan_is_taxed_with_the_year():
    opening = {"cash": 100_000, "profit_ytd": 2_000, "income_tax_ytd": 625, "added_back_ytd": 500}
    result = run(
        1,
        plan={"start": "2027-02", "opening": opening},
        storefronts={"shop": shop(1_000)},
        products={"works": {"sales_share": 1}},
        tax=FLAT,
    )
    assert row(result, "income_tax") == [3_500 * 0.25 - 625]


# Stamp duty


def test_stamp_duty_on_each_kind_of_contract():
    """Goods 11,300 with 13 %, carriers 1,090 of transport with 9 %, rent 1,050 with 5 %, a loan, capital."""
    result = run(
        1,
        plan={"capital_paid_in": {"2027-01": 100_000}},
        storefronts={"shop": shop(100, courier_cost=10.9)},
        products={"prints": {"sales_share": 1, "cost_rate": 1, "input_vat_rate": 0.13}},
        overheads={
            "rent": {"amount": 1_050, "input_vat_rate": 0.05, "lease": True},
            "phones": {"amount": 900},
        },
        loans={"bank": {"amount": 50_000, "month": "2027-01", "term_months": 12, "repayment": "bullet"}},
        tax={
            **{"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.12, "surcharge_relief": 0.5},
            **{"transport_share": 1, "transport_input_vat_rate": 0.09, "stamp_duty": "statutory"},
        },
    )
    goods, transport = row(result, "goods_bought_total")[0] / 1.13 * 0.0003, 1_000 * 0.0003
    whole = goods + transport + 1_000 * 0.001 + 50_000 * 0.00005 + 100_000 * 0.00025
    assert row(result, "stamp_duty") == [round(whole / 2, 6)]
    assert failed(result) == []
