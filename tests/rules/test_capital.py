"""Assets, loans, licences and training: reckoned by hand."""

from __future__ import annotations

import pytest

from artplan.plan.written.faults import PlanFault
from tests.plans import words
from tests.rules.small_shop import LOAN, failed, row, run, shop


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


# Sale of an asset


SOLD = {"name": words("van"), "cost": 1_200, "month": "2027-01", "life_months": 12, "sold_month": "2027-04"}


def test_an_asset_sold_at_a_gain():
    """Written off by 100 a month in February to April: 900 are left in the books."""
    result = run(6, assets={"van": {**SOLD, "sold_for": 1_000}})
    assert row(result, "depreciation_total") == [0, 100, 100, 100, 0, 0]
    assert row(result, "fixed_assets_closing") == [1_200, 1_100, 1_000, 0, 0, 0]
    assert row(result, "assets_disposed_total") == [0, 0, 0, 900, 0, 0]
    assert row(result, "disposal_gain") == [0, 0, 0, 100, 0, 0]
    assert row(result, "net_profit") == [0, -100, -100, 0, 0, 0]
    assert row(result, "cash_from_investing") == [-1_200, 0, 0, 1_000, 0, 0]
    assert row(result, "cash_from_operating") == [0] * 6
    assert row(result, "cash_closing") == [-1_200] * 3 + [-200] * 3
    assert row(result, "fixed_cost")[3] == 100  # the depreciation; the gain is no cost that is saved
    assert failed(result) == []


def test_output_vat_of_a_sale_is_due_in_the_month_after():
    """452 with 13 % VAT are 400 and 52; the loss is what 900 in the books are more than 400."""
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0.1}
    result = run(6, assets={"van": {**SOLD, "sold_for": 452, "sale_vat_rate": 0.13}}, tax=tax)
    assert row(result, "disposal_gain")[3] == -500
    assert row(result, "vat_due") == [0, 0, 0, 52, 0, 0]
    assert row(result, "surcharges") == [0, 0, 0, 5.2, 0, 0]
    assert row(result, "net_profit")[3] == -605.2  # 100 of depreciation, 500 lost, 5.2 of surcharges
    assert row(result, "vat_paid") == [0, 0, 0, 0, 57.2, 0]
    assert row(result, "cash_from_operating") == [0, 0, 0, 0, -57.2, 0]
    assert failed(result) == []


def test_input_vat_of_the_purchase_is_set_against_that_of_the_sale():
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0}
    bought = {**SOLD, "cost": 1_356, "input_vat_rate": 0.13, "sold_for": 565, "sale_vat_rate": 0.13}
    result = run(5, assets={"van": bought}, tax=tax)
    # 156 of input VAT, 65 of output VAT
    assert row(result, "vat_credit_closing") == [156, 156, 156, 91, 91]
    assert row(result, "disposal_gain")[3] == -400
    assert failed(result) == []


def test_an_asset_sold_in_the_month_in_which_it_is_bought():
    result = run(3, assets={"van": {**SOLD, "sold_month": "2027-01", "sold_for": 1_150}})
    assert row(result, "disposal_gain") == [-50, 0, 0]
    assert row(result, "depreciation_total") == [0, 0, 0]


def test_an_asset_of_before_the_plan_is_not_sold_again():
    result = run(5, assets={"van": {**SOLD, "month": "2026-11", "sold_for": 1_000}})
    assert not any(row(result, "assets_sold_total")) and not any(row(result, "disposal_gain"))


def test_a_subsidy_and_a_fine_stand_below_operating_profit():
    """5,000 in February, 800 in March: profit, tax and cash of their months, and the statutory rows."""
    items = {
        "subsidy": {"amount": {"2027-02": 5_000}},
        "fine": {"amount": {"2027-03": -800}},
    }
    result = run(3, non_operating=items, tax={"profit_tax": "flat", "full_rate": 0.25})
    assert row(result, "profit_before_tax") == [0, 5_000, -800]
    assert row(result, "operating_profit") == [0, 0, 0]
    assert row(result, "non_operating_income") == [0, 5_000, 0]
    assert row(result, "non_operating_expenses") == [0, 0, 800]
    assert row(result, "cash_from_operating") == [0, 5_000, -800]
    assert row(result, "fixed_cost") == [0, 0, 0]
    assert failed(result) == []


def test_goods_may_be_entered_as_an_amount():
    """1,130 bought with 13 % of VAT, whatever is sold."""
    goods = {"prints": {"sales_share": 1, "goods_cost": 1_130, "input_vat_rate": 0.13}}
    tax = {"taxpayer": "general", "vat_rate": 0.13, "surcharge_rate": 0}
    result = run(2, storefronts={"shop": shop({"2027-01": 2_260, "2027-02": 0})}, products=goods, tax=tax)
    assert row(result, "cost_of_goods") == [1_000, 1_000]
    assert row(result, "gross_profit") == [1_000, -1_000]
    assert failed(result) == []
    with pytest.raises(PlanFault, match="as an amount"):
        run(1, products={"prints": {"sales_share": 1, "goods_cost": 10, "cost_rate": 0.5}})
