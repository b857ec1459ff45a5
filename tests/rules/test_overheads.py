"""Overheads paid ahead and their deposits: reckoned by hand."""

from __future__ import annotations

from tests.plans import words
from tests.rules.small_shop import failed, row, run, shop

RENT = {"name": words("rent"), "amount": 32_000}
GENERAL = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0}


def rent(months: int = 6, opening: dict[str, float] | None = None, tax=None, **more):
    return run(
        months,
        plan={"opening": opening or {"cash": 300_000}},
        overheads={"rent": {**RENT, **more}},
        **({"tax": tax} if tax else {}),
    )


def test_a_quarter_is_paid_ahead_against_a_deposit():
    result = rent(paid_every_months=3, deposit=32_000)
    assert row(result, "overheads_cost") == [32_000] * 6
    assert row(result, "net_profit") == [-32_000] * 6
    # 300,000 - 3 x 32,000 - 32,000; and another 3 x 32,000 in April
    assert row(result, "cash_closing") == [172_000] * 3 + [76_000] * 3
    assert row(result, "prepaid_closing") == [64_000, 32_000, 0, 64_000, 32_000, 0]
    assert row(result, "deposits_closing") == [32_000] * 6
    assert failed(result) == []


def test_a_payment_by_the_month_is_never_prepaid():
    plain, said = rent(amount={"2027-02": 500}), rent(amount={"2027-02": 500}, paid_every_months=1)
    for result in (plain, said):
        assert row(result, "cash_closing")[:3] == [300_000, 299_500, 299_500]
        assert row(result, "overheads_cost")[:3] == [0, 500, 0]
        assert row(result, "prepaid_added") == row(result, "prepaid_used") == [0] * 6


def test_a_new_amount_holds_from_the_next_payment():
    result = rent(paid_every_months=3, amount={"2027-01-01": 100, "2027-02-01": 200})
    assert row(result, "overhead_billed", "rent") == [300, 0, 0, 600, 0, 0]
    assert row(result, "overheads_cost") == [100, 100, 100, 200, 200, 200]


def test_a_period_that_runs_past_the_end_stays_prepaid():
    result = rent(4, paid_every_months=12, amount=100)
    assert row(result, "cash_closing") == [298_800] * 4
    assert row(result, "prepaid_closing") == [1_100, 1_000, 900, 800]


def test_a_period_begun_before_the_plan_is_prepaid_in_the_opening():
    """Paid in December for a quarter: January and February stand in the opening, March pays again."""
    opening = {"cash": 1_000, "prepaid": 200, "prepaid_months": 2, "deposits": 70, "paid_in_capital": 1_270}
    result = rent(4, opening, amount=100, paid_every_months=3, paid_from="2026-12", deposit=70)
    assert row(result, "overhead_billed", "rent") == [0, 0, 300, 0]
    assert row(result, "net_profit") == [-100] * 4
    assert row(result, "prepaid_closing") == [100, 0, 200, 100]
    assert row(result, "cash_closing") == [1_000, 1_000, 700, 700]
    assert row(result, "deposits_closing") == [70] * 4  # the landlord has had it since December
    assert failed(result) == []


def test_a_contract_that_begins_within_the_plan():
    result = rent(
        4, amount=100, paid_from="2027-02", paid_every_months=2, deposit=50, deposit_returned_month="2027-04"
    )
    assert row(result, "overheads_cost") == [0, 100, 100, 100]
    assert row(result, "deposits_paid_total") == [0, 50, 0, 0]
    assert row(result, "deposits_returned_total") == [0, 0, 0, 50]
    # 300,000 - 200 - 50; and in April the deposit less another two months
    assert row(result, "cash_closing") == [300_000, 299_750, 299_750, 299_600]
    assert failed(result) == []


def test_input_vat_comes_with_the_bill():
    """The rate changes in February: the cost of the months paid in January does not."""
    rate = {"2027-01-01": 0.09, "2027-02-01": 0.05}
    result = rent(4, tax=GENERAL, amount=109, paid_every_months=3, input_vat_rate=rate)
    assert row(result, "overhead_input_vat") == [27, 0, 0, round(327 * 0.05 / 1.05, 6)]
    assert row(result, "overheads_cost")[:3] == [100, 100, 100]
    assert row(result, "prepaid_closing")[:3] == [200, 100, 0]
    assert row(result, "overheads_cost")[3] == round(109 / 1.05, 6)
    assert failed(result) == []


def test_what_moves_with_sales_is_never_paid_ahead():
    result = run(
        3,
        storefronts={"shop": shop({"2027-01": 100, "2027-02": 300, "2027-03": 0})},
        overheads={"cards": {"name": words("c"), "amount": 10, "paid_every_months": 3, "sales_share": 0.1}},
    )
    assert row(result, "overheads_paid") == [40, 30, 0]  # 3 x 10 + 10 % of 100, 10 % of 300
    assert row(result, "overheads_cost") == [20, 40, 10]
    assert failed(result) == []
