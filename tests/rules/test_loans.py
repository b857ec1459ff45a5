"""Loans by their terms: grace, payments by the quarter, interest accrued, what falls due within a year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from artplan.plan.written.faults import PlanFault
from tests.plans import words
from tests.rules.small_shop import failed, row, run

LOAN = {"name": words("loan"), "amount": 1_200, "month": "2027-01", "rate": 0.12}


def lent(months: int = 12, plan=None, **terms):
    result = run(months, plan=plan, loans={"bank": {**LOAN, **terms}})
    assert failed(result) == []
    return result


def test_in_the_grace_nothing_but_interest_is_paid():
    result = lent(7, term_months=5, grace_months=2, repayment="equal_principal")
    assert row(result, "loan_repaid") == [0, 0, 0, 400, 400, 400, 0]
    assert row(result, "interest_paid_total") == [0, 12, 12, 12, 8, 4, 0]


def test_equal_instalments_begin_after_the_grace():
    result = lent(7, term_months=5, grace_months=2, repayment="equal_instalments")
    instalment = 1_200 * 0.01 / (1 - 1.01**-3)
    assert row(result, "debt_service") == pytest.approx([0, 12, 12, *[instalment] * 3, 0], abs=1e-6)
    assert row(result, "loans_closing")[-2:] == [0, 0]


def test_by_the_quarter_interest_is_a_cost_by_the_month_and_paid_at_the_end():
    result = lent(8, term_months=6, payment_every_months=3, repayment="equal_principal")
    # 1,200 x 1 % in February to April; 600 x 1 % in May to July
    assert row(result, "interest_total") == [0, 12, 12, 12, 6, 6, 6, 0]
    assert row(result, "interest_paid_total") == [0, 0, 0, 36, 0, 0, 18, 0]
    assert row(result, "interest_payable_closing") == [0, 12, 24, 0, 6, 12, 0, 0]
    assert row(result, "loan_repaid") == [0, 0, 0, 600, 0, 0, 600, 0]
    assert row(result, "debt_service") == [0, 0, 0, 636, 0, 0, 618, 0]


@pytest.mark.parametrize(("every", "term", "grace"), [(3, 24, 0), (6, 24, 6), (12, 36, 12), (3, 30, 9)])
def test_equal_instalments_by_period_are_an_annuity(every, term, grace):
    """Held against the present value: all payments, discounted at the rate per period, are the amount."""
    result = lent(
        term + 2,
        term_months=term,
        grace_months=grace,
        payment_every_months=every,
        repayment="equal_instalments",
    )
    rate, paid = 0.12 * every / 12, row(result, "debt_service")
    periods = [paid[n] for n in range(every, term + 1, every)]
    assert sum(periods) == pytest.approx(sum(paid))
    assert sum(each / (1 + rate) ** (n + 1) for n, each in enumerate(periods)) == pytest.approx(1_200)
    of_principal = periods[grace // every :]
    assert np.ptp(of_principal) < 1e-6
    assert periods[: grace // every] == pytest.approx([1_200 * rate] * (grace // every))
    assert row(result, "loans_closing")[term] == 0


def test_without_grace_and_by_the_month_nothing_has_changed():
    """To the bit: the instalment, interest and balance as the rules had them before these terms existed."""
    amount, yearly, term = 150_000.0, 0.045, 9
    result = lent(11, amount=amount, rate=yearly, term_months=term, repayment="equal_instalments")
    instalment = amount * ((yearly / 12) / (1 - (1 + yearly / 12) ** (0 - float(term))))
    owed, balances, paid = amount, [amount], [0.0]
    for month in range(1, 11):
        interest = owed * yearly / 12
        repaid = owed if month == term else min(amount * 0.0 + 1.0 * (instalment - interest), owed)
        repaid = repaid if month <= term else 0.0
        owed = owed + 0.0 - repaid
        balances.append(owed)
        paid.append(interest + repaid)
    assert result["loans_closing"].tolist() == balances
    assert result["debt_service"].tolist() == paid
    assert result["interest_total"].tolist() == result["interest_paid_total"].tolist()
    assert not result["interest_payable_closing"].any()


def test_less_frequent_payments_of_a_bullet_cost_the_same():
    """Interest is not compounded, so that only its payment moves."""
    monthly, yearly = (lent(14, term_months=12, payment_every_months=every) for every in (1, 12))
    assert row(monthly, "interest_total") == row(yearly, "interest_total")
    assert row(yearly, "interest_paid_total") == [*[0] * 12, 144, 0]
    assert row(monthly, "cash_closing")[-1] == row(yearly, "cash_closing")[-1] == -144


# What is current


def test_a_bullet_is_current_in_its_last_twelve_months():
    result = lent(20, term_months=16)
    assert row(result, "loans_current_closing") == [*[0] * 4, *[1_200] * 12, *[0] * 4]
    assert row(result, "loans_later_closing") == [*[1_200] * 4, *[0] * 16]


def test_equal_parts_of_principal_of_a_year_are_current():
    """Drawn in January, 24 payments of 50 from February on."""
    result = lent(26, term_months=24, repayment="equal_principal")
    assert row(result, "loans_current_closing") == [600] * 13 + [550 - 50 * n for n in range(12)] + [0]
    assert row(result, "loans_later_closing")[:3] == [600, 550, 500]


def test_grace_keeps_principal_out_of_the_current_part():
    """After a year's grace 300 every half-year: in July 2028, January and July 2029, January 2030."""
    result = lent(38, term_months=36, grace_months=12, payment_every_months=6, repayment="equal_principal")
    current = row(result, "loans_current_closing")
    assert current[:7] == [0] * 6 + [300]  # of July 2027: within twelve months lies July 2028
    assert current[12:19] == [600] * 7
    assert current[24:37] == [600] * 6 + [300] * 6 + [0]
    assert row(result, "loans_later_closing")[24:] == [0] * 14


@pytest.mark.parametrize(("every", "term", "grace"), [(1, 30, 0), (3, 24, 6), (12, 36, 0)])
@pytest.mark.parametrize("rate", [0.12, 0])
def test_the_principal_of_a_year_of_instalments(every, term, grace, rate):
    """The closed form, which looks at the terms, is what the next twelve months do repay."""
    result = lent(
        term + 14,
        rate=rate,
        term_months=term,
        grace_months=grace,
        payment_every_months=every,
        repayment="equal_instalments",
    )
    repaid = row(result, "loan_repaid")
    ahead = [sum(repaid[n + 1 : n + 13]) for n in range(term + 1)]
    assert row(result, "loans_current_closing")[: term + 1] == pytest.approx(ahead, abs=1e-5)


def test_of_opening_loans_twelve_months_are_current():
    opening = {"cash": 600, "loans": 600, "loans_rate": 0.12, "loans_months": 15}
    result = run(16, plan={"opening": opening})
    # 40 a month: 560 owed in January, of which 480 within the year; all of it from March on
    assert row(result, "loans_current_closing") == [480, 480, 480, *[440 - 40 * n for n in range(12)], 0]
    assert row(result, "loans_later_closing")[:4] == [80, 40, 0, 0]
    assert failed(result) == []


def test_opening_loans_without_repayment_are_never_current():
    result = run(2, plan={"opening": {"cash": 600, "loans": 600}})
    assert row(result, "loans_current_closing") == [0, 0]
    assert row(result, "liabilities_total") == [600, 600]


def test_current_liabilities_hold_interest_and_the_current_part():
    result = lent(3, term_months=24, payment_every_months=12, repayment="equal_principal")
    assert row(result, "operating_liabilities_total") == [0, 0, 0]
    assert row(result, "current_liabilities_total") == [600, 612, 624]
    assert row(result, "liabilities_total") == [1_200, 1_212, 1_224]


def test_interest_may_be_entered():
    """The bank's own amounts, while something is owed: not in the month of payout, nor after the term."""
    loan = {"amount": 12_000, "month": "2027-01", "term_months": 2, "interest": 70}
    result = run(5, loans={"bank": loan})
    assert row(result, "loan_interest", "bank") == [0, 70, 70, 0, 0]
    assert row(result, "interest_paid_total") == row(result, "interest_total")
    assert failed(result) == []


@pytest.mark.parametrize(
    ("terms", "fault"),
    [({"rate": 0.05}, "both given"), ({"repayment": "equal_instalments"}, "follow from a rate")],
)
def test_interest_entered_has_no_rate_beside_it(terms: dict[str, Any], fault: str):
    loan = {"amount": 12_000, "month": "2027-01", "term_months": 2, "interest": 70, **terms}
    with pytest.raises(PlanFault, match=fault):
        run(5, loans={"bank": loan})
