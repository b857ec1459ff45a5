"""The tables of artists' taxes and of taxable profit: what they list, and that their rows add up as shown."""

from __future__ import annotations

import artplan
from artplan.report.tables.table import Table
from artplan.report.tables.taxes import artists, taxable_profit
from tests.rules.small_shop import run, shop

LOSSES = {"of_2026": {"year": 2026, "amount": 900}}
TAX = {"profit_tax": "flat", "full_rate": 0.25, "advertising_limit_share": 0.15}


def amounts(table: Table, column: int = 1) -> dict[str, float]:
    return {
        row.cells[0]: float(row.cells[column].replace(",", "").replace("\u2212", "-")) for row in table.rows
    }


def test_what_is_left_to_artists_is_what_they_earn_less_taxes():
    table = artists(artplan.load("base").run(), "en")
    for row in table.rows:
        earned, on_top, income_tax, other, left = (float(cell.replace(",", "")) for cell in row.cells[1:])
        assert earned + on_top - income_tax - other == left
    whole = amounts(table)
    assert whole["Total"] == sum(amount for name, amount in whole.items() if name != "Total")


def test_from_profit_to_tax():
    """20,000 less 10,000 of artists without invoice and 4,000 of ads; 900 of losses are brought forward."""
    result = run(
        1,
        plan={"opening": {"cash": 100_000}},
        storefronts={"shop": shop(20_000)},
        channels={"ads": {"storefront": "shop", "prices_by": "fee", "fee": 4_000, "visits": 0}},
        products={"works": {"sales_share": 1, "artist_share": 0.5, "artist_invoice": "none"}},
        tax=TAX,
        losses=LOSSES,
    )
    assert [*amounts(taxable_profit(result, "en")).values()] == [
        *(6_000, 10_000, 4_000 - 0.15 * 20_000),
        17_000,
        -900,
        16_100,
        16_100 * 0.25,
    ]


def test_a_plan_of_two_fiscal_years_has_two_columns():
    result = run(14, plan={"first_fiscal_month": 4}, storefronts={"shop": shop(100)}, tax=TAX)
    heads = [column.head for column in taxable_profit(result, "zh").columns]
    assert heads[1:] == ["财年截至 2027 年 3 月", "财年截至 2028 年 2 月"]


def test_cents_add_up():
    steps = amounts(taxable_profit(artplan.load("base").run(), "en"))
    profit, added, income, taxable, _ = steps.values()
    assert round(profit + added, 2) == income == taxable
