"""For every state that the model carries from month to month: the parameter of the next plan that has it.

`stated`: the parameter has it as it is. `total`: its sum, which falls due or is used up in the order the plan
has for opening balances. `added`: part of another account. `lost`: no parameter has it. What begins anew with
a fiscal or calendar year or with a plan, and what follows from another state, is not listed for a reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

How = Literal["stated", "total", "added", "lost"]

OPENING = "plan.opening."
SHOP, PRODUCT, PERSON = "storefronts.*.", "products.*.", "positions.*."

STATED: Mapping[str, str] = {
    "cash_closing": f"{OPENING}cash",
    "vat_credit_closing": f"{OPENING}vat_credit",
    "deposits_closing": f"{OPENING}deposits",
    "inventory_closing": f"{OPENING}stock",
    "payroll_payable_closing": f"{OPENING}payroll_payable",
    "vat_payable_closing": f"{OPENING}vat_payable",
    "income_tax_payable_closing": f"{OPENING}income_tax_payable",
    "withheld_tax_payable_closing": f"{OPENING}withheld_tax_payable",
    "customer_deposits_closing": f"{OPENING}customer_deposits",
    "paid_in_closing": f"{OPENING}paid_in_capital",
    "surplus_reserve_closing": f"{OPENING}surplus_reserve",
    "result_brought_closing": f"{OPENING}retained_earnings",
    "result_of_year_closing": f"{OPENING}retained_earnings",
    "appropriation_of_year_closing": f"{OPENING}retained_earnings",
    "advertising_brought_closing": f"{OPENING}advertising_brought_forward",
    "loss_left_closing": "losses.*.amount",
    "bonus_accrued_closing": f"{PERSON}thirteenth_month_earned",
    "fee_refund_receivable_closing": f"{SHOP}annual_fee_refund_start",
    "annual_fee_current_closing": f"{SHOP}annual_fee_start",
    "fee_sales_ytd_closing": f"{SHOP}fee_sales_ytd_start",
    "customers_closing": f"{SHOP}customers_start",
    "followers_closing": "channels.*.followers_start",
    "pieces_closing": f"{PRODUCT}stock_start",
    "stock_value_closing": f"{PRODUCT}stock_value_start",
    "edition_left_closing": f"{PRODUCT}run",
    "pay_growth_closing": f"{PERSON}base_pay",
    "contribution_pay_kept_closing": f"{PERSON}contribution_pay",
    "staff_months_closing": "contributions.staff_last_year",
    "score_in_grade": "scorecards.*.grade_before",
    "vat_general": "tax.taxpayer",
}
TOTAL: Mapping[str, str] = {
    "receivable_total_closing": f"{OPENING}receivable",
    "artists_payable_closing": f"{OPENING}artists_payable",
    "suppliers_payable_closing": f"{OPENING}suppliers_payable",
    "prepaid_closing": f"{OPENING}prepaid",
    "fixed_assets_closing": f"{OPENING}fixed_assets",
    "loans_closing": f"{OPENING}loans",
    "refunds_due_closing": f"{SHOP}refunds_before",
    "orders_ahead_closing": f"{SHOP}deliveries_before",
    "order_deposits_held_closing": f"{SHOP}deposits_before",
    "position_headcount_closing": f"{PERSON}people",
    "commission_base_closing": f"{PERSON}commission_sales_start",
    "commission_quota_closing": f"{PERSON}commission_quota_start",
    "commission_capped_closing": f"{PERSON}commission_paid_start",
}
ADDED: Mapping[str, str] = {
    "interest_payable_closing": f"{OPENING}suppliers_payable",
    "returns_provision_closing": f"{OPENING}retained_earnings",
    "return_goods_closing": f"{OPENING}retained_earnings",
    "pieces_due_back_closing": f"{PRODUCT}stock_start",
}
LOST = (
    # by when they leave, come back, or are at full speed
    "seats_empty_closing",
    "novices_closing",
    # commission and cost that refunds of the old year's sales give back
    "channel_commission_due_back_closing",
    "stock_cost_due_back_closing",
    "enquiry_backlog_closing",
    "parcel_backlog_closing",
    "pieces_on_order_closing",
    "write_down_kept_closing",
    "small_scale_sales_by_age_closing",
    "bad_months_closing",
    # by which surcharges on VAT are reviewed
    "taxable_profit_ytd",
    "relief_is_lost_closing",
    "artist_taxes_due_closing",
    "fixed_assets_at_cost_closing",
    "accumulated_depreciation_closing",
)
# Begins anew: with the fiscal or calendar year, or with the plan.
ANEW = (
    *("year_pay_closing", "year_months_closing", "staff_counted_closing", "taxable_pay_ytd_closing"),
    *("wage_tax_withheld_closing", "bonus_year_closing", "bonus_merged_year_closing"),
    *("bonus_alone_year_closing", "goods_sales_of_period", "commission_sales_of_period"),
    *("output_vat_of_period", "added_back_ytd_closing", "advertising_ytd_closing"),
    *("advertising_deducted_ytd_closing", "taxable_result_ytd_closing", "net_revenue_ytd_closing"),
    *("profit_ytd_closing", "income_tax_ytd_closing", "works_offered_closing", "works_sold_closing"),
    *("dividends_cumulated_closing", "cumulated_result_closing", "break_even_month_closing"),
    *("cash_lowest_closing", "cash_lowest_month_closing"),
)
# Follows from other states, or is the finer or coarser side of one that is listed.
FOLLOWS = (
    *("stint_headcount_closing", "headcount_closing", "person_headcount_closing", "heads_kept_up_to"),
    *("heads_needed_closing", "heads_wanted", "indicator_reading", "score", "gross_profit"),
    *("commission_by_band_closing", "commission_uncapped_closing", "thirteenth_month_closing"),
    *("last_year_pay_closing", "last_year_staff_closing", "earlier_deposits_closing"),
    *("customers_by_age_closing", "returns_due_closing", "refunds_due_by_kind_closing"),
    *("pieces_by_age_closing", "yearly_demand_closing", "product_refunds_due_at_list_price_closing"),
    *("product_refunds_due_closing", "overhead_prepaid_closing", "annual_fee_refund_earned_closing"),
    *("asset_book_closing", "asset_at_cost_closing", "fixed_assets_before_closing", "loan_closing"),
    "loan_interest_payable_closing",
    *("loans_before_closing", "sales_due_closing", "receivable_closing", "artists_due_closing"),
    *("goods_due_closing", "carriers_due_closing", "taxable_profit_last_year_closing"),
    *("product_returns_provision_closing", "product_return_goods_closing", "loss_brought_closing"),
    *("loans_current_closing", "loans_later_closing"),
)
PLACES: Mapping[str, tuple[How, str]] = {
    **{line: ("stated", parameter) for line, parameter in STATED.items()},
    **{line: ("total", parameter) for line, parameter in TOTAL.items()},
    **{line: ("added", parameter) for line, parameter in ADDED.items()},
    **{line: ("lost", "") for line in LOST},
}
