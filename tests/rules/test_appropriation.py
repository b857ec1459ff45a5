"""The statutory reserve and dividends: reckoned by hand."""

from __future__ import annotations

from tests.rules.small_shop import failed, row, run, shop

TENTH = {"reserve_share": 0.1}


def test_a_tenth_of_the_years_profit_is_set_aside_in_its_last_month():
    """100 a month; the fiscal year ends in March, with a quarter of the plan behind it."""
    plan = {"first_fiscal_month": 4}
    result = run(15, plan=plan, storefronts={"shop": shop(100)}, appropriation={**TENTH, "reserve_limit": 1})
    assert row(result, "surplus_reserve_added") == [0] * 15  # nothing is paid in, of which it could be a part
    result = run(
        15,
        plan={**plan, "opening": {"cash": 1_000}},
        storefronts={"shop": shop(100)},
        appropriation=TENTH,
    )
    added = [0, 0, 300 * 0.1, *[0] * 11, 1_200 * 0.1]
    assert row(result, "surplus_reserve_added") == added
    assert row(result, "surplus_reserve_due")[:3] == [10, 20, 30]
    assert row(result, "surplus_reserve_closing") == [0, 0, *[30] * 12, 30 + 120]
    assert row(result, "result_brought_closing") == [0] * 3 + [300 - 30] * 12
    assert row(result, "retained_closing")[-1] == 1_500 - 150
    assert list(result.frame("result_brought_closing", by="year").iloc[0]) == [0, 270]
    assert row(result, "equity_total")[-1] == 1_000 + 1_500
    assert failed(result) == []


def test_the_reserve_ends_at_half_of_paid_in_capital():
    opening = {"cash": 1_000, "paid_in_capital": 300, "surplus_reserve": 90, "retained_earnings": 610}
    plan = {"opening": opening, "capital_paid_in": {"2028-12": 40}}
    result = run(24, plan=plan, storefronts={"shop": shop(100)}, appropriation=TENTH)
    assert row(result, "surplus_reserve_closing") == [90] * 11 + [150] * 12 + [170]


def test_losses_of_earlier_years_are_covered_first():
    opening = {"cash": 1_000, "paid_in_capital": 2_000, "retained_earnings": -1_000}
    result = run(12, plan={"opening": opening}, storefronts={"shop": shop(100)}, appropriation=TENTH)
    assert row(result, "surplus_reserve_closing")[-1] == (1_200 - 1_000) * 0.1


def test_dividends_come_out_of_cash_and_retained_earnings():
    """600 of the year's profit, 60 of which are due to the reserve, and 100 of earlier years."""
    opening = {"cash": 1_000, "paid_in_capital": 900, "retained_earnings": 100}
    taken = {**TENTH, "dividends": {"2027-06": 500, "2028-02": 30}}
    result = run(14, plan={"opening": opening}, storefronts={"shop": shop(100)}, appropriation=taken)
    assert row(result, "dividends_paid") == [0] * 5 + [500] + [0] * 7 + [30]
    assert row(result, "distributable_profit")[5] == 100 + 600 - 600 * 0.1
    assert row(result, "retained_closing")[5] == 100 + 600 - 500
    assert row(result, "appropriation_of_year_closing")[10:] == [-500, -500 - 120, 0, -30]
    assert row(result, "result_brought_closing")[11:13] == [100, 100 + 1_200 - 500 - 120]
    assert row(result, "cash_closing")[-1] == 1_000 + 1_400 - 530
    assert row(result, "cash_from_financing") == [0] * 5 + [-500] + [0] * 7 + [-30]
    assert row(result, "funding_required")[-1] == 900 - row(result, "cash_closing")[-1]
    assert not row(result, "alert_dividends")[5] and failed(result) == []


def test_dividends_beyond_what_may_be_distributed_are_told():
    """100 a month: in February, 200 have been earned and 100 taken; 20 are due to the reserve."""
    taken = {**TENTH, "dividends": {"2027-01": 90, "2027-02": 100}}
    result = run(2, plan={"opening": {"cash": 1_000}}, storefronts={"shop": shop(100)}, appropriation=taken)
    assert row(result, "alert_dividends") == [0, 100 - (200 - 90 - 20)]
    taken["dividends"] = {"2027-12": 1_200}
    year = run(plan={"opening": {"cash": 10_000}}, storefronts={"shop": shop(100)}, appropriation=taken)
    assert row(year, "distributable_profit")[-1] == 1_200 - 120  # after the reserve, which is set aside once
    assert row(year, "alert_dividends") == [0] * 11 + [120]
    assert list(year.frame("surplus_reserve_due", by="quarter").iloc[0]) == [30, 60, 90, 120]
    assert list(year.frame("surplus_reserve_added", by="year").iloc[0]) == [120]
    assert not year["check_months"].round(6).any()
    loss = run(1, appropriation={"dividends": 5})
    assert row(loss, "alert_dividends") == [5] and row(loss, "distributable_profit") == [0]
