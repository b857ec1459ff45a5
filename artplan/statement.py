"""The order of the statement, from gross sales to net profit, and of the balance sheet.

A row with sign 0 is a result: the sum of the signed rows above it since the last result. Charts, tables,
prose and the comparison with actuals all follow this order.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StatementRow:
    """A line of the statement; sign: -1 for a deduction, +1 for an addition, 0 for a result."""

    line: str
    sign: int
    only_with: str = ""  # shown only where this line has amounts


STATEMENT = (
    StatementRow("gross_sales_total", 0),
    StatementRow("refunds_total", -1),
    StatementRow("shipping_charged_total", 1),
    StatementRow("dealer_discount_total", -1, only_with="dealer_discount_total"),
    StatementRow("agent_payout_total", -1),
    StatementRow("output_vat", -1),
    StatementRow("agent_input_vat", 1, only_with="agent_input_vat"),
    StatementRow("returns_provision_movement", -1, only_with="returns_provision_movement"),
    StatementRow("net_revenue", 0),
    StatementRow("cost_of_goods", -1),
    StatementRow("artist_share_cost", -1),
    StatementRow("gross_profit", 0),
    StatementRow("platform_fees", -1),
    StatementRow("advertising_cost", -1),
    StatementRow("logistics_cost", -1),
    StatementRow("contribution_margin", 0),
    StatementRow("payroll_total", -1),
    StatementRow("overheads_cost", -1),
    StatementRow("standing_cost", -1),
    StatementRow("surcharges", -1),
    StatementRow("stamp_duty", -1, only_with="stamp_duty"),
    StatementRow("ebitda", 0, only_with="depreciation_total"),
    StatementRow("depreciation_total", -1),
    StatementRow("operating_profit", 0),
    StatementRow("interest_total", -1),
    StatementRow("customer_deposits_forfeited", 1, only_with="customer_deposits_forfeited"),
    StatementRow("disposal_gain", 1, only_with="disposal_gain"),
    StatementRow("non_operating_gains_total", 1, only_with="non_operating_gains_total"),
    StatementRow("non_operating_losses_total", -1, only_with="non_operating_losses_total"),
    StatementRow("profit_before_tax", 0, only_with="interest_total"),
    StatementRow("income_tax", -1),
    StatementRow("net_profit", 0),
)

CURRENT_ASSETS = (
    "cash_closing",
    "receivable_total_closing",
    "fee_refund_receivable_closing",
    "inventory_closing",
    "prepaid_closing",
    "deposits_closing",
    "vat_credit_closing",
    "return_goods_closing",
)
CURRENT_LIABILITIES = (
    "loans_current_closing",
    "artists_payable_closing",
    "suppliers_payable_closing",
    "payroll_payable_closing",
    "bonus_accrued_closing",
    "vat_payable_closing",
    "income_tax_payable_closing",
    "withheld_tax_payable_closing",
    "customer_deposits_closing",
    "returns_provision_closing",
    "interest_payable_closing",
)
EQUITY = (
    "paid_in_closing",
    "surplus_reserve_closing",
    "result_brought_closing",
    "result_of_year_closing",
    "appropriation_of_year_closing",
)
ASSETS = (*CURRENT_ASSETS, "fixed_assets_closing")
SOURCES = (*CURRENT_LIABILITIES, "loans_later_closing", *EQUITY)
