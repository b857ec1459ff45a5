"""Parameters that reach the rules as they are: by section, the parameter, the input it feeds, its default."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Values, plain, value_of

COMPANY: dict[str, dict[str, tuple[str, float]]] = {
    "plan": {"cash_reserve": ("cash_reserve", 0), "capital_paid_in": ("capital_paid_in", 0)},
    "contributions": {
        "burden_rate": ("burden_rate", 0),
        "levy_spared_up_to": ("levy_spared_up_to", 0),
        "staff_last_year": ("staff_last_year", 0),
    },
    "pay": {
        "thirteenth_month_leaver_share": ("thirteenth_month_leaver_share", 1),
        "paid_next_month": ("pay_later_share", 0),
        "contributions_paid_next_month": ("contributions_later_share", 0),
        "high_temperature_allowance": ("high_temperature_allowance", 0),
        "union_fee_rate": ("union_fee_rate", 0),
        "welfare_rate": ("welfare_rate", 0),
    },
    "season": {
        "company_target_year": ("company_target_year", 0),
        "share_step": ("season_share_step", 0),
        "target_step": ("season_target_step", 0),
    },
    "history": {
        "days": ("history_days", 30),
        "daily_step": ("history_daily_step", 0),
        "total_step": ("history_total_step", 0),
    },
    "capacity": {
        "enquiries_lost_share": ("enquiries_lost_share", 0),
        "parcels_lost_share": ("parcels_lost_share", 0),
        "enquiry_backlog_start": ("enquiry_backlog_start", 0),
        "parcel_backlog_start": ("parcel_backlog_start", 0),
    },
    "tax": {
        "special_invoice_share": ("special_invoice_share", 0),
        "transport_share": ("transport_share", 0),
        "transport_input_vat_rate": ("transport_input_vat_rate", 0),
        "income_tax": ("income_tax_entered", 0),
        "service_input_vat_rate": ("service_input_vat_rate", 0),
        "logistics_input_vat_rate": ("logistics_input_vat_rate", 0),
        "loss_brought_forward": ("loss_start", 0),
    },
    "appraisal": {
        "rank_step": ("rank_step", 0.01),
        "gross_profit_before": ("gross_profit_before_plan", 0),
        "bad_months_warning": ("bad_months_warning", 2),
        "bad_months_action": ("bad_months_action", 3),
    },
    "appropriation": {
        "reserve_share": ("reserve_share", 0),
        "reserve_limit": ("reserve_limit", 0.5),
        "dividends": ("dividends_declared", 0),
    },
    "view": {"vat_rate": ("view_vat_rate", 0)},
}
OPENING = {
    "cash": "cash_start",
    "vat_credit": "vat_credit_start",
    "receivable": "receivable_start",
    "deposits": "deposits_start",
    "stock": "stock_start",
    "prepaid": "prepaid_start",
    "fixed_assets": "fixed_assets_start",
    "artists_payable": "artists_payable_start",
    "suppliers_payable": "suppliers_payable_start",
    "payroll_payable": "payroll_payable_start",
    "vat_payable": "vat_payable_start",
    "income_tax_payable": "income_tax_payable_start",
    "withheld_tax_payable": "withheld_tax_payable_start",
    "added_back_ytd": "added_back_ytd_start",
    "advertising_ytd": "advertising_ytd_start",
    "advertising_brought_forward": "advertising_brought_start",
    "customer_deposits": "customer_deposits_start",
    "vat_period_sales": "vat_period_sales_start",
    "vat_period_output": "vat_period_output_start",
    "loans": "loans_start",
    "surplus_reserve": "surplus_reserve_start",
    "retained_earnings": "retained_start",
    "profit_ytd": "profit_ytd_start",
    "income_tax_ytd": "income_tax_ytd_start",
    "net_revenue_ytd": "net_revenue_ytd_start",
    "loans_rate": "loans_start_rate",
}
MEMBERS: dict[str, dict[str, tuple[str, float]]] = {
    "posts": {
        "planned_headcount": ("headcount_planned", 0),
        "enquiries_per_person": ("enquiries_per_person", 0),
        "parcels_per_person": ("parcels_per_person", 0),
    },
    "positions": {
        "people": ("position_people", 1),
        "ramp_start_share": ("ramp_start_share", 0),
    },
    "storefronts": {
        "sales_target_year": ("sales_target_year", 0),
        "sales_target_share": ("sales_target_weight", 0),
        "price_elasticity": ("price_elasticity", 0),
        "direct_sales": ("storefront_direct_sales", 0),
        "sales_target_month": ("sales_target_month", 0),
        "natural_visits": ("natural_visits_month", 0),
        "payment_rate": ("payment_rate", 1),
        "enquiry_rate": ("enquiry_rate", 0),
        "enquiry_conversion_rate": ("enquiry_conversion_rate", 0),
        "platform_commission_rate": ("platform_commission_rate", 0),
        "base_fee_rate": ("base_fee_rate", 0),
        "payment_fee_rate": ("payment_fee_rate", 0),
        "courier_cost": ("courier_cost", 0),
        "packing_cost": ("packing_cost", 0),
        "refunds_before": ("refunds_before", 0),
        "deliveries_before": ("deliveries_before", 0),
        "deposits_before": ("deposits_before", 0),
        "return_shipping_cost": ("return_shipping_cost", 0),
        "freight_insurance_rate": ("freight_insurance_rate", 0),
        "freight_insurance_covers": ("freight_insurance_covers", 0),
        "shipping_charge": ("shipping_charge", 0),
        "payment_fee_fixed": ("payment_fee_fixed", 0),
        "commission_refunded_share": ("commission_refunded_share", 1),
        "base_fee_refunded_share": ("base_fee_refunded_share", 1),
        "payment_fee_refunded_share": ("payment_fee_refunded_share", 0),
        "annual_fee": ("annual_fee", 0),
        "annual_fee_start": ("annual_fee_current_start", 0),
        "fee_sales_ytd_start": ("fee_sales_ytd_start", 0),
        "annual_fee_refund_start": ("annual_fee_refund_earned_start", 0),
        "deposit": ("deposit", 0),
        "dealer_margin_rate": ("dealer_margin_rate", 0),
        "customers_start": ("customers_start", 0),
        "repeat_rate": ("repeat_rate", 0),
        "repeat_level": ("repeat_level", 1),
        "customer_lapse_rate": ("customer_lapse_rate", 0),
        "last_month_visits": ("storefront_last_month_visits", 0),
    },
    "channels": {
        "cost_per_click": ("cost_per_click", 0),
        "visits_per_click": ("visits_per_click", 1),
        "cost_per_thousand_impressions": ("cost_per_thousand_impressions", 0),
        "click_rate": ("click_rate", 0),
        "commission_rate": ("channel_commission_rate", 0),
        "reference_spend": ("reference_spend", 1),
        "elasticity": ("elasticity", 1),
        "saturation": ("saturation", 0),
        "spend": ("channel_spend", 0),
        "fee": ("channel_fee", 0),
        "visits": ("channel_visits", 0),
        "followers_start": ("followers_start", 0),
        "followers_new": ("followers_new", 0),
        "follower_growth_rate": ("follower_growth_rate", 0),
        "follower_loss_rate": ("follower_loss_rate", 0),
        "visits_per_follower": ("visits_per_follower", 0),
        "last_month_visits": ("channel_last_month_visits", 0),
    },
    "campaigns": {
        "sales_target": ("campaign_sales_target", 0),
        "last_year_sales": ("campaign_last_year_sales", 0),
        "natural_visits": ("campaign_natural_visits", 0),
        "discount_rate": ("discount_rate", 0),
        "slot_fee": ("slot_fee", 0),
        "direct_sales": ("campaign_direct_sales", 0),
    },
    "buyer_tiers": {
        "share": ("buyer_tier_share", 0),
        "repeat_factor": ("buyer_tier_repeat_factor", 1),
        "calls": ("buyer_tier_calls", 0),
        "benefit": ("buyer_tier_benefit", 0),
    },
    "products": {
        "reference_price": ("reference_price", 0),
        "price_elasticity": ("product_price_elasticity", 0),
        "sales_share": ("product_sales_share", 0),
        "cost_rate": ("product_cost_rate", 0),
        "goods_cost": ("goods_cost_entered", 0),
        "artist_share": ("artist_share", 0),
        "artist_vat_rate": ("artist_vat_rate", 0),
        "artist_input_vat_rate": ("artist_input_vat_rate", 0),
        "input_vat_rate": ("goods_input_vat_rate", 0),
        "price": ("piece_price_entered", 0),
        "artist_net_wanted": ("artist_net_wanted", 0),
        "unit_cost": ("piece_unit_cost", 0),
        "items_listed": ("items_listed", 0),
        "stock_start": ("pieces_start", 0),
        "stock_value_start": ("stock_value_start", 0),
        "purchases": ("purchases_planned", 0),
        "markup_rate": ("markup_rate", 0),
        "minimum_lot": ("minimum_lot", 0),
        "run": ("edition_run", 0),
        "framing_cost": ("framing_cost", 0),
        "certificate_cost": ("certificate_cost", 0),
        "packing_cost": ("piece_packing_cost", 0),
        "transit_insurance_rate": ("transit_insurance_rate", 0),
        "low_stock": ("low_stock_level", 0),
        "write_down_rate": ("write_down_rate", 0),
        "return_factor": ("return_factor", 1),
        "returned_saleable_share": ("returned_saleable_share", 1),
    },
    "overheads": {
        "amount": ("overhead_amount", 0),
        "sales_share": ("overhead_sales_share", 0),
        "deposit": ("overhead_deposit", 0),
        "input_vat_rate": ("overhead_input_vat_rate", 0),
    },
    "losses": {"amount": ("loss_amount", 0)},
    "non_operating": {"amount": ("non_operating_amount", 0)},
    "scorecards": {
        "score_before": ("score_before_plan", 100),
        "bad_below": ("bad_score_limit", 0),
    },
    "indicators": {"points": ("indicator_full_points", 0)},
    "grades": {"share_at_most": ("grade_share_limit", 1)},
    "assets": {
        "cost": ("asset_cost", 0),
        "residual_share": ("asset_residual_share", 0),
        "sold_for": ("asset_sale_price", 0),
        "sale_vat_rate": ("asset_sale_vat_rate", 0),
        "input_vat_rate": ("asset_input_vat_rate", 0),
    },
    "loans": {
        "amount": ("loan_amount", 0),
        "rate": ("loan_rate", 0),
        "interest": ("loan_interest_entered", 0),
    },
    "licences": {
        "cost": ("licence_cost", 0),
        "input_vat_rate": ("licence_input_vat_rate", 0),
    },
    "training": {
        "sessions": ("course_sessions", 0),
        "cost": ("course_cost", 0),
        "input_vat_rate": ("course_input_vat_rate", 0),
    },
}


def inputs(book: Book) -> Values:
    result: Values = {}
    for section, table in COMPANY.items():
        for parameter, (name, default) in table.items():
            result[name] = {"": book.numbers(book.all(section).get(parameter), default)}
    for account, name in OPENING.items():
        result[name] = {"": book.numbers(book.plan.get("opening", {}).get(account))}
    for section, table in MEMBERS.items():
        for parameter, (name, default) in table.items():
            result[name] = {
                member: book.numbers(says.get(parameter), default)
                for member, says in book.all(section).items()
            }
    for name in (feed for feed, _ in MEMBERS["campaigns"].values()):
        for shop in book.all("storefronts"):
            result[name][f"everyday_{shop}"] = book.same(0)
    result["last_year_sales"] = by_calendar_month(book, book.all("season").get("last_year_sales"), 1.0)
    result["season_weights"] = by_calendar_month(book, book.all("season").get("shares"), 0.0)
    return result


def by_calendar_month(book: Book, raw: Any, otherwise: float) -> dict[Any, list[float]]:
    """A table of 1 to 12, or one number for all; the same in every year."""
    raw = value_of(raw)
    result = {}
    for number in range(1, 13):
        one = otherwise if raw is None else of_month(raw, number) if isinstance(raw, dict) else plain(raw)
        result[f"{number:02d}"] = book.same(one)
    return result


def of_month(raw: dict[str, Any], number: int) -> float:
    """A month's own entry, or its even part of its quarter's or half-year's."""
    for key, part in ((f"Q{(number + 2) // 3}", 3), (f"H{(number + 5) // 6}", 6)):
        if key in raw:
            return plain(raw[key]) / part
    return plain(raw[str(number)])
