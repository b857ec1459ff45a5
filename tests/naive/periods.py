"""Quarters and years: what a line says of several months, as plain Python.

An amount that flows is added up; what stands at a moment is taken at the period's end or at its beginning; a
price, a share or a head is averaged; a trouble is as large as in its worst month. A rate over a period is the
quotient of the period's amounts, never the average of the months' rates.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tests.naive import customers
from tests.naive.month import Given, add, counted, figure, per

Line = Any  # a number, or numbers by member

BEGINNINGS = ("_opening", "_opening_total", "_before", "_at_start")
ENDS = ("_closing", "_closing_total")

AT_THE_END = """
    reference_weight_total
    sales_target_weight_total storefront_target_year campaign_target_share
    position_attrition stint_attrition expected_attrition expected_attrition_total
    headcount_vacancy headcount_by_department span_of_control headcount_total headcount_planned_total
    score_in_grade heads_for_enquiries heads_for_orders heads_for_returns heads_for_sales heads_sized
    heads_called
    heads_wanted monthly_pay_per_head monthly_pay person_kept heads_kept_at_most heads_kept_up_to
    heads_kept_up_to_former leaver_tax_unrounded contribution_base
    commission_floor_per_head commission_ceiling_per_head
    commission_tier_amount commission_inside_band contribution_pay_agreed contribution_pay_current
    first_full_pay contribution_pay_average contribution_pay taxable_pay_ytd taxable_pay_before_bonus
    taxable_pay_expected bonus_year bonus_merged_year bonus_alone_year year_tax_merged year_tax_apart
    wage_tax_unrounded wage_tax_ytd
    last_year_total festival_month_sales lunar_sales_unscaled lunar_sales last_year_sales_compared
    season_weight_total base_month_share base_month_share_rounded base_month_share_used
    base_month_target_rounded target_remainder campaign_target_whole
    placement_is_paid placement_is_owned spend_is_commission mix_total placement_by_target followers_total
    buyer_tier_total customers_total customers_by_tier channel_commission_due_back returns_due refunds_due
    refunds_due_by_kind orders_ahead order_deposits_held
    order_deposits_by_campaign
    enquiries_are_limited parcels_are_limited pieces_wanted_ahead pieces_coming pieces_missing_ahead
    pieces_on_order pieces_by_age pieces_due_back stock_cost_due_back piece_cost_average
    stock_value_before_write_down product_refunds_due_at_list_price product_share_total product_refunds_due
    refund_step_reached asset_value sales_due artists_due artist_taxes_due goods_due carriers_due
    loss_taken_over loss_left
    age_within_year small_scale_sales_twelve_months vat_general goods_sales_of_period
    commission_sales_of_period nominal_vat_of_period output_vat_of_period
    taxable_profit_ytd current_assets_total assets_total operating_liabilities_total loan_principal_ahead
    current_liabilities_total liabilities_total equity_total liabilities_and_equity_total deposit_as_asset
    overhead_deposit_as_asset
    runway_months funds_raised assets_to_fund funding_required cash_above_reserve levy_staff
    severance_monthly_pay severance_per_head
    other_current_assets_total surplus_reserve_room surplus_reserve_due distributable_profit
"""
ON_AVERAGE = """
    product_price_ratio product_pieces_response product_weight orders_response order_value_response
    list_order_value price_relative conversion_response price_response conversion_at_price
    in_post_share full_time_equivalent full_time_equivalent_by_post full_time_equivalent_total
    indicator_gathered indicator_target_gathered indicator_reading indicator_target indicator_attainment
    indicator_level indicator_gap indicator_steps_short indicator_steps_over indicator_movement
    indicator_points_moved indicator_banded_level indicator_in_band indicator_band_points
    indicator_share_points indicator_points scorecard_full_points scorecard_points score
    indicator_bonus_possible scorecard_bonus_points people_appraised people_appraised_total ranked_score
    rival_people rival_lower rival_no_higher people_ranked_below people_ranked_equal outranked_share
    percentile_rank graded_points people_by_grade grade_share score_in_pay_band pay_band_rate band_pay_rate
    grade_pay_rate score_pay_rate performance_rate_earned bonus_paid_share performance_rate_due
    enquiries_at_peak orders_at_peak returns_at_peak sales_at_peak seats_empty seats_waiting seats_kept_share
    position_heads
    position_headcount position_gone_share
    person_heads stint_heads heads_up_to heads_up_to_former person_in_post_share
    quit_share gone_at_start_share gone_at_end_share staff_of_month bonus_is_apart
    productive_share productivity_missing_share heads_learning productive_equivalent
    productive_equivalent_by_post paid_share commission_own_credit commission_credit
    commission_earner_credit commission_earner_time commission_earner_share commission_stint_share
    commission_tier_rate
    commission_above_floor commission_below_ceiling commission_in_tier commission_point_rate
    commission_pool_heads commission_pool_share
    scheme_charged season_index mix_share click_price_per_visit impression_price_per_visit
    channel_price_per_visit commission_per_order_value commission_expected_share
    expected_commission_per_visit price_per_visit response_exponent response_to_spend
    placement_saturation response_for_visits order_value sales_per_visit repeat_factor_average
    repeat_orders_of_customer repeat_orders_of_origin customer_kept_share
    repeat_orders_ahead lifetime_orders
    dispatch_lost_share piece_price piece_price_marked_up product_served_share stock_served_share
    pieces_left_share refund_rate refund_rate_planned refund_factor_of_visits refund_factor
    placement_refund_weight refund_rate_by_kind cancelled_rate refund_month_share return_weight
    product_shipped_share refund_lost_share refund_share_at_list_price product_mix product_mix_sold
    sales_refund_share asset_vat_share loan_instalment licence_vat_share course_vat_share vat_exempt
    vat_rate commission_vat_rate vat_charged_share sales_vat_share commission_vat_share packing_vat_share
    loan_period_rate artist_vat_with_surcharges relief_is_kept artist_vat_share artist_fee_tax_base
    goods_vat_share service_vat_share logistics_vat_share overhead_vat_share
"""
ENDING, AVERAGED = frozenset(AT_THE_END.split()), frozenset(ON_AVERAGE.split())
ADDED_ALERTS = ("alert_campaign_targets", "alert_stock_out", "alert_target")  # what they miss adds up

QUOTIENTS = {
    "commission_attainment_rate": ("commission_sales", "commission_quota"),
    "commission_effective_rate": ("commission_pay_by_plan", "commission_sales"),
    "cost_per_visit_by_channel": ("spend_by_channel", "visits_by_channel"),
    "advertising_per_day": ("advertising_spend", "placement_days"),
    "target_per_visit": ("sales_target", "visits"),
    "visits_per_day": ("visits", "campaign_days"),
    "paid_visits_per_day": ("paid_visits", "campaign_days"),
    "conversion_by_storefront": ("orders_of_visits_by_storefront", "visits_by_storefront"),
    "order_value_average": ("gross_sales_total", "orders_paid_total"),
    "return_on_ad_spend": ("gross_sales_total", "advertising_total"),
    "advertising_share": ("advertising_total", "gross_sales_total"),
    "target_reached_rate": ("gross_sales_total", "sales_target_total"),
    "repeat_purchase_rate": ("repeat_orders", "orders_paid_by_storefront"),
    "return_shipping_share": ("return_shipping", "gross_sales_by_storefront"),
    "return_shipping_per_order": ("return_shipping", "orders_paid_by_storefront"),
    "enquiry_load_rate": ("enquiries_total", "enquiry_capacity"),
    "parcel_load_rate": ("parcels_wanted", "parcel_capacity"),
    "pieces_sold_share": ("pieces_sold", "pieces_opening + pieces_received + pieces_returned"),
    "gross_margin_rate": ("gross_profit", "net_revenue"),
    "contribution_margin_rate": ("contribution_margin", "net_revenue"),
    "operating_margin_rate": ("operating_profit", "net_revenue"),
    "net_margin_rate": ("net_profit", "net_revenue"),
    "payroll_share": ("payroll_total", "gross_sales_total"),
    "storefront_sales_share": ("lasting_sales_by_storefront", "lasting_sales_total"),
    "return_on_ad_spend_by_channel": ("lasting_sales_by_channel", "spend_by_channel"),
    "goods_per_order": ("goods_used_total + artist_cost_total", "orders_paid_total"),
    "fees_per_order": ("fees_paid + dealer_discount_total", "orders_paid_total"),
    "logistics_per_order": ("logistics_paid", "orders_paid_total"),
    "advertising_per_order": ("advertising_total", "orders_paid_total"),
    "variable_overheads_per_order": ("variable_overheads_paid", "orders_paid_total"),
    "view_profit_rate": ("view_profit_with_vat", "sales_kept_total"),
    "view_cost_rate": ("view_costs", "sales_kept_total"),
}
SHARED_OUT = ("orders_paid_share", "storefront_sales_share")  # what divides an amount, rather than is read
SUMS = {
    "enquiry_work": "enquiry_backlog_opening + enquiries_total",
    "parcel_work": "parcel_backlog_opening + parcels_wanted",
    "pieces_available": "pieces_opening + pieces_received",
}


def divided(above: float, below: float) -> float:
    return counted(figure(above, below))


def of_period(given: Given, months: list[dict[str, Line]], first: int, end: int) -> dict[str, Line]:
    """All lines over the months from `first` up to `end`, which is not included."""
    within = months[first:end]
    whole = {name: by_member(one_number(name), [month[name] for month in within]) for name in within[0]}

    def read(name: str, member: Any) -> float:
        values = whole[name]
        return values[member] if isinstance(values, dict) else values

    def added(names: str, member: Any) -> float:
        return add(read(name, member) for name in names.split(" + "))

    def entered(name: str, *member: str) -> float:
        """What the plan gives for all months together."""
        values = given.values[name][member[0] if member else ""]
        return add(values[at if len(values) > 1 else 0] for at in range(first, end))

    whole["campaign_days"] = {each: entered("campaign_days", each) for each in given.members["campaign"]}
    for name, names in SUMS.items():
        each_of(whole, name, lambda one, names=names: added(names, one))
    for name, (above, below) in QUOTIENTS.items():
        quotient = divided if name in SHARED_OUT else figure
        each_of(whole, name, lambda one, q=quotient, a=above, b=below: q(added(a, one), added(b, one)))
    of_commission(whole)
    of_stock(whole, entered, end - first)
    of_company(whole)
    customers.worth(whole, given.groups["origin", "storefront"])
    del whole["campaign_days"]
    return whole


def one_number(name: str) -> Callable[[list[float]], float]:
    """How the months' numbers of a line become one."""
    if name.endswith(BEGINNINGS) or name.startswith("last_month_"):
        return lambda months: months[0]
    if name.endswith(ENDS) or name in ENDING:
        return lambda months: months[-1]
    if name in AVERAGED:
        return lambda months: math.fsum(months) / len(months)
    if name.startswith("alert_") and name not in ADDED_ALERTS:
        return max
    return add


def by_member(one: Callable[[list[float]], float], months: list[Line]) -> Line:
    if not isinstance(months[0], dict):
        return one(months)
    return {member: one([month[member] for month in months]) for member in months[0]}


def each_of(whole: dict[str, Line], name: str, value: Callable[[Any], float]) -> None:
    """Work a line out anew, for every member that it has."""
    has = whole[name]
    whole[name] = {member: value(member) for member in has} if isinstance(has, dict) else value("")


def of_commission(whole: dict[str, Line]) -> None:
    """What part of the orders that visits placed in the period is paid and served."""

    def paid(c: str) -> float:
        served = per(whole["orders_paid"][c], whole["orders_wanted"][c], 1.0)
        return per(
            (whole["orders_agreed"][c] - whole["direct_orders"][c]) * served, whole["orders_of_visits"][c]
        )

    each_of(whole, "orders_paid_share", paid)


def of_stock(whole: dict[str, Line], entered: Callable[..., float], months: int) -> None:
    """How much of the goods a period sells, and how many days the rest lasts."""

    def unsold(product: str) -> float:
        listed = entered("items_listed", product) / months
        return float((1 - per(1, listed)) ** max(whole["pieces_sold"][product], 0.0))

    def sold(product: str) -> float:
        unique = entered("is_unique", product) > 0
        return float(counted(whole["pieces_sold_share"][product]) if unique else 1 - unsold(product))

    def days(product: str) -> float:
        piece_days = whole["pieces_closing"][product] * entered("days_in_month")
        return figure(piece_days, whole["pieces_sold"][product])

    each_of(whole, "items_unsold_share", unsold)
    each_of(whole, "sell_through_rate", sold)
    each_of(whole, "stock_days", days)


def of_company(whole: dict[str, Line]) -> None:
    """The rates of the whole company that are more than one quotient."""
    w, net = whole, whole["net_revenue"]
    services = w["advertising_total"] * (1 - w["service_vat_share"])
    before = figure(w["contribution_margin"] + services, w["lasting_sales_total"])
    w["contribution_margin_before_advertising_rate"] = before
    left = w["contribution_margin"] - w["variable_overheads"]
    w["variable_contribution_margin_rate"] = figure(left, net)
    w["break_even_sales"] = figure(w["fixed_cost"] * net, left)
    w["break_even_sales_before_interest"] = figure((w["fixed_cost"] - w["interest_total"]) * net, left)
    w["safety_margin_rate"] = figure(net - w["break_even_sales"], net)
    hard = ("goods", "fees", "logistics", "advertising", "variable_overheads")
    w["hard_cost_per_order"] = add(w[f"{each}_per_order"] for each in hard)
    w["margin_per_order"] = w["order_value_average"] - w["hard_cost_per_order"]
