"""Every check sees what it is there for: a wrong rule makes each error fire, a plan each alert.

A rule is made wrong by a factor on what it gives; the checks' own modules try subtler mistakes.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from artplan import model as compiled
from artplan import operating
from artplan.operating import OperatingPlan
from tests.rules.broken import failed, scaled
from tests.rules.small_shop import DESK, LOAN

# For each error the line whose rule is wrong, and the factor by which it is
WRONG: dict[str, tuple[str, float]] = {
    "check_accumulated_depreciation": ("fixed_assets_at_cost_closing", 0.5),
    "check_advertising": ("spend_by_channel", 0.5),
    "check_artists_payable": ("artists_paid", 0.5),
    "check_assets": ("fixed_assets_added", 0.5),
    "check_balance": ("net_profit", 0.5),
    "check_buyer_tiers": ("customers_by_tier", 0.5),
    "check_cash": ("payments_total", 0.5),
    "check_cash_flow": ("working_capital_growth", 0.5),
    "check_channel_commission": ("channel_commission_returned", 0.5),
    "check_channel_contribution_margin": ("natural_contribution_margin", 0.5),
    "check_clicks": ("impressions_by_channel", 0.001),
    "check_customer_deposits": ("customer_deposits_applied", 0.5),
    "check_customers": ("customers_closing", 0.5),
    "check_customers_by_origin": ("customers_by_age_closing", 0.5),
    "check_deposits": ("deposits_paid_total", 0.5),
    "check_edition": ("edition_left_closing", -1),
    "check_enquiries_of_visits": ("enquiries", 1000),
    "check_enquiry_backlog": ("enquiry_backlog_closing", 0.5),
    "check_fixed_assets": ("fixed_assets_added", 0.5),
    "check_followers": ("followers_closing", 0.5),
    "check_funding": ("assets_to_fund", 0.5),
    "check_funnel": ("orders_paid", 2),
    "check_headcount": ("headcount_by_department", 0.5),
    "check_headcount_by_post": ("position_joiners", 0.5),
    "check_headcount_negative": ("headcount_closing", -1),
    "check_income_tax_payable": ("net_profit", 0.5),
    "check_interest_payable": ("interest_paid_total", 0.5),
    "check_loans": ("loans_repaid_total", 0.5),
    "check_loans_by_term": ("loans_later_closing", 0.5),
    "check_loans_current": ("loans_current_closing", 2),
    "check_losses": ("loss_left_closing", 0.5),
    "check_months": ("result_of_year_closing", 0.5),
    "check_orders_by_origin": ("natural_orders", 0.5),
    "check_orders_of_visits": ("orders_of_visits", 1000),
    "check_orders_ahead": ("orders_due", 0.5),
    "check_orders_wanted": ("orders_agreed", 2),
    "check_overhead_prepaid": ("overhead_prepaid_used", 0.5),
    "check_parcel_backlog": ("parcel_backlog_closing", 0.5),
    "check_payroll": ("payroll_cost_by_department", 0.5),
    "check_payroll_parts": ("payroll_total", 0.5),
    "check_payroll_payable": ("payroll_paid", 0.5),
    "check_pieces_back": ("pieces_refunded", 0.5),
    "check_pieces_sales": ("pieces_sold", 0.5),
    "check_position_headcount": ("person_kept", 0.5),
    "check_prepaid": ("prepaid_added", 0.5),
    "check_profit_by_function": ("selling_expenses", 0.5),
    "check_product_contribution_margin": ("product_contribution_margin", 0.5),
    "check_product_refunds": ("product_refunds", 0.5),
    "check_product_refunds_at_list_price": ("product_refunds_at_list_price", 0.5),
    "check_products": ("product_gross_sales", 0.5),
    "check_receivable": ("collected", 0.5),
    "check_refund_kinds": ("refunds_due_by_kind", 2),
    "check_refunds": ("refunds", 0.5),
    "check_refunds_by_product": ("product_refunds", 2),
    "check_returns": ("orders_returned", 0.5),
    "check_sales": ("gross_sales_by_storefront", 0.5),
    "check_score": ("score", 2),
    "check_scorecard_points": ("scorecard_full_points", 0.5),
    "check_season": ("base_month_share_used", 0.5),
    "check_stock_account": ("pieces_closing", 0.5),
    "check_stock_ages": ("pieces_by_age_closing", 0.5),
    "check_stock_cost_back": ("stock_cost_refunded", 0.5),
    "check_stock_negative": ("pieces_closing", -1),
    "check_stock_value": ("stock_value_closing", -1),
    "check_storefront_contribution_margin": ("storefront_contribution_margin", 0.5),
    "check_suppliers_payable": ("goods_and_carriers_paid", 0.5),
    "check_take_home": ("net_pay", 0.5),
    "check_unique_works": ("works_sold_closing", 1000),
    "check_vat_payable": ("vat_paid", 0.5),
    "check_withheld_tax": ("withheld_tax_paid", 0.5),
    "check_visits": ("visits_by_channel", 0.5),
    "check_visits_by_storefront": ("visits_by_storefront", 0.5),
    "check_visits_of_clicks": ("clicks_by_channel", 0.001),
}

POORLY = {f"indicators.{name}.points_entered": 0 for name in ("design_ground_rules", "design_attitude")}
ONE_DAY = {"start": "2027-03-15", "end": "2027-03-15"}
# For each alert what a founder changes in the base plan to see it
TROUBLE: dict[str, dict[str, Any]] = {
    "alert_advertising_share": {"limits.advertising_share.highest": 0.1},
    "alert_gross_margin": {"limits.gross_margin_rate.lowest": 0.6},
    "alert_net_margin": {"limits.net_margin_rate.lowest": 0},
    "alert_payroll_share": {"limits.payroll_share.lowest": 0.1},
    "alert_bad_months_action": POORLY,
    "alert_bad_months_warning": POORLY,
    "alert_bonus_tax": {  # a bonus of 30,000, and little pay after the month that pays it
        "pay.thirteenth_month_tax": "better",
        "positions.logistics_specialist.thirteenth_month_earned": 30_000,
        "positions.logistics_specialist.base_pay": {"2027-01-01": 20_000, "2027-02-01": 1_000},
    },
    "alert_campaign_targets": {"campaigns.juhuasuan.sales_target": 2e6},
    "alert_cash": {"plan.opening.cash": -600_000},
    "alert_cash_reserve": {"plan.cash_reserve": 1e8},
    "alert_dividends": {"appropriation.dividends": {"2027-03": 1e6}},
    "alert_enquiries": {"posts.*.enquiries_per_person": 1},
    "alert_grade_share": {"grades.good.share_at_most": 0.1},
    "alert_headcount": {"posts.logistics_specialist.planned_headcount": 0},
    "alert_low_stock": {"products.prints.low_stock": 1e6},
    "alert_net_pay": {f"positions.logistics_specialist.{side}": day for side, day in ONE_DAY.items()},
    "alert_parcels": {"posts.*.parcels_per_person": 1},
    "alert_product_refunds": {"products.prints.return_factor": 100, "storefronts.*.return_rate": 0.5},
    "alert_small_scale": {"tax.taxpayer": "small_scale"},
    "alert_stock_out": {"products.prints.purchases": 0},
    "alert_visits_beyond_reach": {"channels.zhitongche.saturation": 0.99},
    "alert_target": {"storefronts.*.conversion_rate": 0, "storefronts.*.driven_by": "spend"},
}


@cache
def sound() -> OperatingPlan:
    """The base plan, with two loans, an asset, a yearly fee, a rent paid ahead, a loss, and too few packers.

    Artists of editions are taxed. What its search ads bring has a limit; one storefront makes to order
    against a deposit.
    """
    more = {"loans.bank": LOAN, "assets.desk": DESK, "storefronts.pc_store.annual_fee": 900}
    more["loans.long"] = {**LOAN, "term_months": 24}
    more["overheads.rent.paid_every_months"] = 3
    more["tax.loss_brought_forward"] = 900
    more["channels.zhitongche.saturation"] = 0.01
    more |= {"storefronts.pc_store.making_months": 1, "storefronts.pc_store.order_deposit_share": 0.3}
    more["posts.logistics_specialist.parcels_per_person"] = 1_500
    more["products.editions.artist_kind"] = "royalty"
    return operating.load("base", more)


def checks(kind: str) -> set[str]:
    return {line.name for line in compiled.model().lines.values() if line.check == kind}


def test_no_check_is_forgotten():
    assert checks("error") == set(WRONG)
    assert checks("alert") == set(TROUBLE)


def test_sound_rules_are_silent():
    assert failed(sound().run()) == set()


@pytest.mark.parametrize("check", sorted(WRONG))
def test_a_wrong_rule_is_found(check):
    assert check in failed(scaled(sound(), *WRONG[check]))


def test_a_wrong_account_of_income_tax_is_found():
    """In a plan that pays tax: the sound one writes off its desk and owes none."""
    assert "check_income_tax_payable" in failed(
        scaled(operating.load("base"), "income_tax_payable_closing", 0.5)
    )


@pytest.mark.parametrize("check", sorted(TROUBLE))
def test_trouble_is_seen(check):
    assert check in failed(operating.load("base", TROUBLE[check]).run(), "alert")
