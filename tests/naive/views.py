"""Views on the worked-out plan: contributions, an investor's figures, the management table, history."""

from __future__ import annotations

from tests.naive.month import Month, add, counted, figure, per, to_steps


def product_contribution_margins(m: Month) -> None:
    n = m.now
    n["product_gross_profit"], n["product_output_vat"] = {}, {}
    for p in m.members("product"):
        part = "commission_vat_share" if m.of("taxed_on_commission", p) else "sales_vat_share"
        owed = n["product_output_vat"][p] = n["product_taxable_sales"][p] * n[part]
        left = n["product_sales"][p] - owed - n["artist_cost"][p] + n["artist_input_vat"][p]
        n["product_gross_profit"][p] = left - n["goods_cost"][p] - n["product_returns_effect"][p]
    shared = n["shared_gross_profit"] = n["gross_profit"] - add(n["product_gross_profit"].values())
    m.each(
        "product_contribution_margin",
        "product",
        lambda p: n["product_gross_profit"][p] + n["product_mix"][p] * (shared - n["selling_cost"]),
    )
    n["check_product_contribution_margin"] = 0.0


def storefront_contribution_margins(m: Month) -> None:
    n, services = m.now, 1 - m.now["service_vat_share"]
    m.sum_by("advertising_by_storefront", "placement", "storefront", n["advertising_spend"])
    m.sum_by("slot_fees_by_storefront", "campaign", "storefront", n["campaign_slot_fee"])
    for name in ("platform_cost", "selling_cost", "logistics_cost"):
        n[f"{name}_by_storefront"] = {}
    n["storefront_sales_share"] = {}
    for s in m.members("storefront"):
        platform = (n["fees_by_storefront"][s] + n["slot_fees_by_storefront"][s]) * services
        platform += n["annual_fee_cost_by_storefront"][s] + n["deposit_cost_by_storefront"][s]
        packing = n["packing_by_storefront"][s]
        carried = (n["logistics_by_storefront"][s] - packing) * (1 - n["logistics_vat_share"])
        carried += packing * (1 - n["packing_vat_share"])
        n["logistics_cost_by_storefront"][s] = carried
        n["platform_cost_by_storefront"][s] = platform
        own = platform + n["advertising_by_storefront"][s] * services + carried
        n["selling_cost_by_storefront"][s] = own
        part = figure(n["lasting_sales_by_storefront"][s], n["lasting_sales_total"])
        n["storefront_sales_share"][s] = counted(part)
    shared = n["shared_selling_cost"] = n["selling_cost"] - add(n["selling_cost_by_storefront"].values())
    below = m.each(
        "dealer_discount_net", "storefront", lambda s: n["dealer_discount"][s] * (1 - n["sales_vat_share"])
    )
    common = n["gross_profit"] + add(below.values()) - shared
    own, share = n["selling_cost_by_storefront"], n["storefront_sales_share"]
    m.each("storefront_contribution_margin", "storefront", lambda s: common * share[s] - below[s] - own[s])
    n["check_storefront_contribution_margin"] = n["check_channel_contribution_margin"] = 0.0


def channel_contribution_margins(m: Month) -> None:
    n, services = m.now, 1 - m.now["service_vat_share"]
    n["placement_sales"] = {}
    for one in m.members("placement"):
        c = str(m.group("placement", "campaign", one))
        refunded = n["refunds_arising"][c] * n["placement_refund_weight"][one]
        a_visit = per(n["gross_sales"][c] - refunded, n["visits"][c])
        n["placement_sales"][one] = n["placement_visits"][one] * a_visit
    by_channel = m.sum_by("lasting_sales_by_channel", "placement", "channel", n["placement_sales"])
    spent = n["spend_by_channel"]
    m.each("return_on_ad_spend_by_channel", "channel", lambda one: figure(by_channel[one], spent[one]))
    before = n["contribution_margin"] + n["advertising_total"] * services
    n["contribution_margin_before_advertising_rate"] = figure(before, n["lasting_sales_total"])
    rate = counted(n["contribution_margin_before_advertising_rate"])
    m.each(
        "channel_contribution_margin",
        "channel",
        lambda one: by_channel[one] * rate - n["spend_by_channel"][one] * services,
    )
    n["natural_contribution_margin"] = (n["lasting_sales_total"] - add(by_channel.values())) * rate


def break_even(m: Month) -> None:
    """Sales at which nothing is left, and the month since which the plan has earned its losses."""
    n = m.now
    n["variable_overheads_paid"] = add(n["overhead_with_sales"].values())
    variable = n["variable_overheads"] = add(
        amount * (1 - n["overhead_vat_share"][one]) for one, amount in n["overhead_with_sales"].items()
    )
    beside = n["non_operating_gains_total"] - n["non_operating_losses_total"]
    costs_of_sales = variable - n["customer_deposits_forfeited"] - n["disposal_gain"] - beside
    n["fixed_cost"] = n["contribution_margin"] - costs_of_sales - n["profit_before_tax"]
    left = n["contribution_margin"] - variable
    n["variable_contribution_margin_rate"] = figure(left, n["net_revenue"])
    sales = n["break_even_sales"] = figure(n["fixed_cost"] * n["net_revenue"], left)
    n["break_even_sales_before_interest"] = figure(
        (n["fixed_cost"] - n["interest_total"]) * n["net_revenue"], left
    )
    n["safety_margin_rate"] = figure(n["net_revenue"] - sales, n["net_revenue"])
    n["cumulated_result_opening"] = m.opening("cumulated_result_closing")
    n["cumulated_result_closing"] = n["cumulated_result_opening"] + n["net_profit"]
    since = n["break_even_month_opening"] = m.opening("break_even_month_closing")
    reached, number = n["cumulated_result_closing"] > 0, m.of("month_number")
    n["break_even_month_closing"] = (since or number) if reached else 0.0


def money_needed(m: Month) -> None:
    """The lowest cash, how long it lasts, what has to be raised."""
    n = m.now
    lowest = n["cash_lowest_opening"] = m.opening("cash_lowest_closing", first=m.of("cash_start"))
    at, number = m.opening("cash_lowest_month_closing"), m.of("month_number")
    n["cash_lowest_month_opening"] = at
    n["cash_lowest_closing"] = min(lowest, n["cash_closing"])
    n["cash_lowest_month_closing"] = number if n["cash_closing"] < lowest else at
    burn = n["cash_burn"] = max(-n["cash_from_operating"] - n["cash_from_investing"], 0.0)
    n["runway_months"] = figure(max(n["cash_closing"], 0.0), burn)
    reserve = m.of("cash_reserve")
    n["funds_raised"] = n["paid_in_closing"] + n["loans_closing"]
    n["assets_to_fund"] = n["assets_total"] - n["cash_closing"] + reserve
    results = n["surplus_reserve_closing"] + n["retained_closing"]
    n["funding_required"] = n["assets_to_fund"] - results - n["liabilities_total"] + n["loans_closing"]
    above = n["cash_above_reserve"] = n["cash_closing"] - reserve
    n["alert_cash_reserve"] = max(-above, 0.0)
    n["check_funding"] = n["funds_raised"] - n["funding_required"] - above


def an_order(m: Month) -> None:
    """What a paid order costs and leaves."""
    n, orders = m.now, m.now["orders_paid_total"]
    costs = {
        "goods_per_order": n["goods_used_total"] + n["artist_cost_total"],
        "fees_per_order": n["fees_paid"] + n["dealer_discount_total"],
        "logistics_per_order": n["logistics_paid"],
        "advertising_per_order": n["advertising_total"],
        "variable_overheads_per_order": n["variable_overheads_paid"],
    }
    for name, cost in costs.items():
        n[name] = figure(cost, orders)
    n["hard_cost_per_order"] = figure(add(costs.values()), orders)
    n["margin_per_order"] = figure(n["gross_sales_total"] - add(costs.values()), orders)


def management_table(m: Month) -> None:
    """As billed, then everything divided by one rate."""
    n, rate = m.now, 1 + m.of("view_vat_rate")
    sales = n["sales_kept_total"]
    goods = n["view_cost"] = n["goods_used_total"] + n["artist_cost_total"]
    gross = n["view_gross_profit"] = sales - goods
    moved = n["deposits_paid_total"] - n["deposits_returned_total"]
    counted = moved if m.of("view_deposits_as_cost") else 0.0
    n["view_deposits"] = max(counted, n["deposits_cost"])
    n["view_platform_fees"] = n["fees_billed"] + n["dealer_discount_total"] + n["view_deposits"]
    bills = (
        "view_platform_fees",
        "advertising_total",
        "logistics_paid",
        "running_costs_paid",
        "payroll_total",
    )
    costs = n["view_costs"] = add(n[bill] for bill in bills)
    profit = n["view_profit_with_vat"] = gross - costs
    for name, amount in (
        ("view_net_sales", sales),
        ("view_net_cost", goods),
        ("view_net_gross_profit", gross),
        ("view_profit", profit),
    ):
        n[name] = amount / rate
    n["view_profit_rate"], n["view_cost_rate"] = figure(profit, sales), figure(costs, sales)


def visits_carried_over(m: Month) -> None:
    """Last month's visits of every channel, by day, over the days of the month; the rest must be bought."""
    n, days = m.now, m.of("history_days")
    seen = {one: m.of("channel_last_month_visits", one) for one in m.members("channel")}
    m.sum_by("last_month_channel_visits", "channel", "storefront", seen)
    m.each(
        "last_month_natural_visits",
        "storefront",
        lambda s: m.of("storefront_last_month_visits", s) - n["last_month_channel_visits"][s],
    )
    step, whole_step = m.of("history_daily_step"), m.of("history_total_step")
    a_day = m.each("last_month_visits_per_day", "channel", lambda one: to_steps(per(seen[one], days), step))
    n["visits_carried"], n["visits_counted_on"], n["visits_gap"] = {}, {}, {}
    for one in m.members("channel"):
        carried = n["visits_carried"][one] = a_day[one] * m.of("days_in_month")
        goes_on = m.of("channel_goes_on", one)
        counted = n["visits_counted_on"][one] = to_steps(carried, whole_step) if goes_on else 0.0
        n["visits_gap"][one] = n["visits_by_channel"][one] - counted
    by_shop = {s: m.within("channel", "storefront", s) for s in m.members("storefront")}
    m.each(
        "paid_visits_gap",
        "storefront",
        lambda s: n["paid_visits_by_storefront"][s] - add(n["visits_counted_on"][one] for one in by_shop[s]),
    )
    for name in ("check_clicks", "check_visits_of_clicks"):
        m.each(name, "channel", lambda one: 0.0)
