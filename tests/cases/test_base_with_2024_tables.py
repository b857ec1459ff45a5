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
LESS = -PAY - CONTRIBUTIONS - OTHER_COSTS - 0.014  # cents of each sum


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
        ("net_profit", 337_851.72 + 0.95 * (WRITTEN_DOWN + LESS)),
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


# Artists as natural persons: 3,587,462 are paid to them, half for works on consignment

PAID = 3_587_462
BOTH = ("originals", "editions")


def artists(**given: object) -> Result:
    return changed(**{f"products__{each}__artist_{name}": to for each in BOTH for name, to in given.items()})


def withheld(result: Result, line: str) -> float:
    return printed(of_year(result, line), 0)


def test_income_tax_withheld_from_artists() -> None:
    """573,994 of royalties, 401,796 of manuscripts; the shop's result is the same."""
    royalties, manuscripts = artists(kind="royalty"), artists(kind="manuscript")
    assert withheld(royalties, "artist_income_tax") == printed(PAID * 0.16, 0) == 573_994
    assert withheld(manuscripts, "artist_income_tax") == printed(PAID * 0.112, 0) == 401_796
    assert difference("net_profit", royalties) == 0


def test_contracts_that_promise_net_amounts() -> None:
    """683,326 on top turn the year into a loss of about 328,000."""
    grossed_up = artists(kind="royalty", tax_borne_by="shop")
    assert withheld(grossed_up, "artist_taxes_borne_total") == printed(PAID / 0.84 * 0.16, 0) == 683_326
    assert difference("profit_before_tax", grossed_up) == -683_326
    assert of_year(grossed_up, "profit_before_tax") == pytest.approx(-328_000, abs=1_000)


def test_vat_withheld_from_artists() -> None:
    """35,519 at 1 %, and 2,131 of halved surcharges."""
    taxed = artists(kind="royalty", vat_rate=0.01, withholding_rate=0)
    assert withheld(taxed, "artist_vat") == printed(PAID / 1.01 * 0.01, 0) == 35_519
    halved = changed(
        tax__surcharge_relief=0.5,
        **{f"products__{each}__artist_kind": "royalty" for each in BOTH},
        **{f"products__{each}__artist_vat_rate": 0.01 for each in BOTH},
    )
    surcharges = of_year(halved, "artist_vat") * (of_year(halved, "artist_vat_with_surcharges") - 1)
    assert printed(surcharges, 0) == 2_131


def test_editions_without_invoice_are_taxed() -> None:
    """107,468 of income tax instead of 17,782; write-downs of 1.54, less what is sold of them, add cents."""
    without = changed(products__editions__artist_invoice="none")
    taxable = 355_633.39 + LESS + WRITTEN_DOWN + PAID / 2
    assert of_year(without, "income_tax") == pytest.approx(taxable * 0.05, abs=0.05)
    assert difference("income_tax", without) == printed(PAID / 2 * 0.05, 0)


def test_both_kinds_as_cost_without_invoice_reach_the_full_rate() -> None:
    """As a principal, at VAT on the full price: 124,512 and 3,587,462 are above three million."""
    principal = {"agent": False, "vat_base": "full", "artist_invoice": "none"}
    given = {f"products__originals__{name}": to for name, to in principal.items()}
    result = changed(**given, products__editions__artist_invoice="none")
    assert of_year(result, "income_tax") == pytest.approx((124_512 + LESS + PAID) * 0.25, abs=1)


# The income statement as filed, stamp duty, refunds to come


def test_interest_stands_above_the_statutory_operating_profit() -> None:
    """355,633, not 358,460."""
    profit = of_year(frozen(), "statutory_operating_profit")
    assert printed(profit, 2) == printed(355_633.39 + WRITTEN_DOWN + LESS, 2)


def test_stamp_duty() -> None:
    """Purchases 615, rent 352, the loan 7.50; all halved for small firms."""
    duty = changed(tax__stamp_duty="statutory", overheads__rent__lease=True, tax__surcharge_relief=0.5)
    prints = 17_160 * 135 / 1.13
    others = of_year(frozen(), "inventory_bought") - prints  # works made to order, certificates
    assert printed(prints * 0.0003, 0) == 615
    assert of_year(duty, "stamp_duty_on_supplies") == pytest.approx((prints + others) * 0.0003)
    assert withheld(duty, "stamp_duty_on_leases") == printed(32_000 * 12 / 1.09 * 0.001, 0) == 352
    assert printed(of_year(duty, "stamp_duty_on_funds"), 2) == 150_000 * 0.00005
    whole = sum(of_year(duty, f"stamp_duty_on_{each}") for each in ("supplies", "leases", "funds"))
    assert of_year(duty, "stamp_duty") == pytest.approx(whole / 2)


def test_refunds_to_come_are_provided_for_without_their_vat() -> None:
    """12,350.50 in December: at most 12,350 / 1.13 = 10,929 of revenue, less what is not the shop's."""
    provided = changed(plan__accounting_standard="enterprise")
    december = {"month": "2027-12"}
    assert printed(provided.value("refunds_expected_closing", **december), 2) == 12_350.50
    provision = provided.value("returns_provision_closing", **december)
    assert of_year(frozen(), "net_revenue") - of_year(provided, "net_revenue") == pytest.approx(provision)
    assert provision < 12_350 / 1.13
    assert difference("cash_closing", provided) == difference("vat_due", provided) == 0
