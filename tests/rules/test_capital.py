"""Assets, loans, licences and training: reckoned by hand."""

from __future__ import annotations

import pytest

from tests.plans import words
from tests.rules.small_shop import LOAN, failed, row, run


def test_an_asset_is_written_off_from_the_month_after():
    result = run(
        5,
        assets={
            "desk": {
                "name": words("desk"),
                "cost": 1130,
                "month": "2027-02",
                "life_months": 2,
                "residual_share": 0.1,
                "input_vat_rate": 0.13,
            }
        },
        tax={"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0},
    )
    assert row(result, "fixed_assets_closing") == [0, 1000, 550, 100, 100]
    assert row(result, "depreciation_total") == [0, 0, 450, 450, 0]
    assert row(result, "vat_credit_closing") == [0, 130, 130, 130, 130]
    assert failed(result) == []


RATE = 0.01
INSTALMENT = 1200 * RATE / (1 - (1 + RATE) ** -3)


@pytest.mark.parametrize(
    ("repayment", "repaid", "interest"),
    [
        ("bullet", [0, 0, 0, 1200, 0], [0, 12, 12, 12, 0]),
        ("equal_principal", [0, 400, 400, 400, 0], [0, 12, 8, 4, 0]),
    ],
)
def test_loans(repayment, repaid, interest):
    result = run(5, loans={"bank": {**LOAN, "repayment": repayment}})
    assert row(result, "loan_repaid") == repaid
    assert row(result, "interest_total") == interest
    assert failed(result) == []


def test_equal_instalments_pay_the_loan_off():
    result = run(5, loans={"bank": {**LOAN, "repayment": "equal_instalments"}})
    assert row(result, "debt_service") == pytest.approx([0, *[INSTALMENT] * 3, 0], abs=1e-6)
    assert row(result, "loans_closing")[-2:] == [0, 0]


def test_opening_loans_are_paid_back_in_equal_parts():
    opening = {"cash": 600, "loans": 600, "loans_rate": 0.12, "loans_months": 2}
    result = run(3, plan={"opening": opening})
    assert row(result, "loans_closing") == [300, 0, 0]
    assert row(result, "interest_total") == [6, 3, 0]


def test_licences_are_renewed_and_training_is_held():
    result = run(
        6,
        licences={"icp": {"name": words("icp"), "cost": 300, "due": "2026-11", "renewal_months": 3}},
        training={"course": {"name": words("c"), "sessions": {"2027-01": 4}, "cost": 50}},
    )
    assert row(result, "licence_paid") == [0, 300, 0, 0, 300, 0]
    assert row(result, "training_paid_total") == [200, 0, 0, 0, 0, 0]
    assert row(result, "net_profit") == [-200, -300, 0, 0, -300, 0]
