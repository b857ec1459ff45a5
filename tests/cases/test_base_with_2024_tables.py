"""The base plan with the tables of 2024 still gives the figures that documents of its time quote."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import artplan
from artplan.result import Result
from tests.cases.test_published import printed

FOLDER = Path(__file__).parent / "base_with_2024_tables"


@cache
def frozen() -> Result:
    return artplan.load("base", folder=FOLDER).run()


# Who follows a service agent that quits is now on probation himself, and insured from his own first month on;
# and where two agents become one in November, that is one head, not 0.94 and a seat to be filled again: more
# pay and contributions, less severance and cost of joining.
PAY, CONTRIBUTIONS = -71.48 + 272.99, -1.33 + 88.71
OTHER_COSTS = -116.51 - 413.60 + 9.42  # severance, joining, 13th month
# Small enterprises write no stock down: of 1.5414 written down, 0.8897 was still in stock at the year's end.
WRITTEN_DOWN = 0.8897
LESS = -PAY - CONTRIBUTIONS - OTHER_COSTS - 0.01  # cents of each sum


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("gross_sales_total", 12_309_613.91),
        ("vat_due", 711_601.54),
        ("surcharges", 85_392.19),  # 711,601.54189 x 12 % = 85,392.185027: cut to 85,392.18 where quoted
        ("payroll_total", 1_498_505.05 - LESS),
        ("gross_pay_total", 1_075_795.13 + PAY),
        ("employer_contribution_total", 361_764.73 + CONTRIBUTIONS),
        ("operating_profit", 358_459.92 + WRITTEN_DOWN + LESS),
        ("profit_before_tax", 355_633.39 + WRITTEN_DOWN + LESS),
        ("income_tax", 17_781.67 + 0.05 * (WRITTEN_DOWN + LESS)),  # 355,633.39 x 5 %
        ("net_profit", 337_851.72 + 0.95 * (WRITTEN_DOWN + LESS) - 0.003),  # cents again
    ],
)
def test_a_figure_of_the_year(line: str, expected: float) -> None:
    assert printed(float(frozen().total(line, "year").sum()), 2) == printed(expected, 2)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("pension", 13_000 * 0.16),
        ("medical", 13_000 * 0.099),
        ("unemployment", 13_000 * 0.005),
        ("injury", 13_000 * 0.002),
        ("housing_fund", 13_000 * 0.08),
    ],
)
def test_contributions_of_the_director(scheme: str, expected: float) -> None:
    """2,080 / 1,287 / 65 / 26 / 1,040."""
    row = frozen().frame("employer_contribution_per_head").loc[("operations_director", scheme)]
    assert list(row) == pytest.approx([expected] * 12)


def test_wage_tax_of_the_director() -> None:
    row = frozen().frame("wage_tax_per_head").loc["operations_director"]
    assert printed(row.sum(), 2) == 4_506.00


def test_the_floor_of_2024_holds_in_2027() -> None:
    base = frozen().frame("contribution_base").loc[("packing_helper", "pension")]
    assert set(base) == {4_812}


# What VAT and surcharges would be, as an independent calculation came to


def changed(**given: object) -> Result:
    paths = {path.replace("__", "."): value for path, value in given.items()}
    return artplan.load("base", paths, folder=FOLDER).run()


def of_year(result: Result, line: str) -> float:
    return float(result.total(line, "year").sum())


def difference(line: str, other: Result) -> float:
    return printed(of_year(other, line) - of_year(frozen(), line), 0)


# Originals are kept for 2,989,551; the shop's commission on them is 1,195,821.
KEPT, COMMISSION = 2_989_551, 1_195_821


def test_vat_on_works_that_the_shop_invoices_in_its_own_name() -> None:
    """343,931 instead of 137,572, and surcharges of 12 % on it."""
    full = changed(products__originals__vat_base="full")
    assert difference("output_vat", full) == printed((KEPT - COMMISSION) * 13 / 113, 0) == 206_358
    assert difference("profit_before_tax", full) == 124_512 - 355_633


def test_vat_of_a_true_agent() -> None:
    """67,688 at the rate of services."""
    agent = changed(tax__service_rate=0.06)
    assert difference("output_vat", agent) == 67_688 - 137_572
    assert difference("profit_before_tax", agent) == 433_903 - 355_633


def test_halved_surcharges() -> None:
    halved = changed(tax__surcharge_relief=0.5)
    assert printed(of_year(halved, "surcharges"), 2) == printed(711_601.54189 * 0.06, 2)
    assert difference("profit_before_tax", halved) == 398_329 - 355_633


def test_packing_is_goods() -> None:
    """308,293 and 62,173, VAT in, at 13 % instead of 6 %."""
    goods = changed(tax__packing_input_vat_rate=0.13)
    packing = 308_293 + 62_173
    assert difference("vat_due", goods) == -21_650
    assert printed(packing * 6 / 106 - packing * 13 / 113, 0) == -21_650


def test_the_loan_of_nine_months_is_current() -> None:
    """Of 150,000 lent in February one instalment is paid in March; the rest is due within the year."""
    result = frozen()
    instalment = 150_000 * 0.00375 / (1 - 1.00375**-9)
    left = 150_000 - (instalment - 150_000 * 0.00375)
    march = {
        name: result.value(name, month="2027-03")
        for name in (
            *("operating_liabilities_total", "loans_current_closing", "loans_later_closing"),
            *("current_liabilities_total", "current_assets_total"),
        )
    }
    assert printed(left, 0) == printed(march["loans_current_closing"], 0) == 133_582
    assert march["loans_later_closing"] == 0
    assert printed(march["operating_liabilities_total"], 0) == 274_767
    assert printed(march["current_liabilities_total"], 0) == 408_349
    assert printed(march["current_assets_total"] / march["current_liabilities_total"], 2) == 1.93
