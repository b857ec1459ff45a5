"""What an investor asks first: break-even, the lowest point of cash, how long it lasts, how much is needed.

Break-even counts platform fees, advertising, logistics and overheads that move with sales as variable;
people, other overheads, licences, training, depreciation and interest as fixed.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, rate, some, total, where


@line("CNY", zh="随销售变动的费用合计", en="Overheads that move with sales, all", good="down")
def variable_overheads(overhead_with_sales, overhead_vat_share):
    """Overheads that are a share of sales, without input VAT."""
    return total(overhead_with_sales, over="overhead") - total(
        overhead_with_sales * overhead_vat_share, over="overhead"
    )


@line("CNY", zh="固定成本（含利息）", en="Fixed cost, interest included", good="down")
def fixed_cost(
    contribution_margin,
    variable_overheads,
    profit_before_tax,
    customer_deposits_forfeited,
    disposal_gain,
    non_operating_gains_total,
    non_operating_losses_total,
):
    """Margin after variable overheads, with other income, less profit before tax: moves with no sales."""
    other = (
        customer_deposits_forfeited + disposal_gain + non_operating_gains_total - non_operating_losses_total
    )
    return contribution_margin - variable_overheads + other - profit_before_tax


@line(
    "1",
    zh="变动费用后边际贡献率",
    en="Contribution margin after variable overheads",
    rolls="recomputed",
    good="up",
)
def variable_contribution_margin_rate(contribution_margin, variable_overheads, net_revenue):
    """What a yuan of net revenue leaves for fixed cost."""
    return rate(contribution_margin - variable_overheads, net_revenue)


@line(
    "CNY",
    zh="盈亏平衡收入（息后）",
    en="Break-even sales after interest",
    rolls="recomputed",
    good="down",
    zero=("无法盈亏平衡", "out of reach"),
)
def break_even_sales(fixed_cost, net_revenue, contribution_margin, variable_overheads):
    """The net revenue at which profit before tax is 0; undefined where no sales could reach it."""
    return rate(fixed_cost * net_revenue, contribution_margin - variable_overheads)


@line(
    "CNY",
    zh="盈亏平衡收入（息前）",
    en="Break-even sales before interest",
    rolls="recomputed",
    good="down",
    zero=("无法盈亏平衡", "out of reach"),
)
def break_even_sales_before_interest(
    fixed_cost, interest_total, net_revenue, contribution_margin, variable_overheads
):
    """The net revenue at which profit before interest and tax is 0, however the business is financed."""
    return rate((fixed_cost - interest_total) * net_revenue, contribution_margin - variable_overheads)


@line("1", zh="安全边际率", en="Margin of safety", rolls="recomputed", good="up")
def safety_margin_rate(net_revenue, break_even_sales, contribution_margin, variable_overheads):
    """How far net revenue lies above break-even after interest, as a share of it; undefined without it."""
    reachable = some(contribution_margin - variable_overheads)
    return rate(reachable * (net_revenue - break_even_sales), net_revenue)


cumulated_result_opening = opening("cumulated_result_closing", zh="期初累计净利润")


@line("CNY", zh="累计净利润", en="Result since the start", rolls="last", good="up")
def cumulated_result_closing(cumulated_result_opening, net_profit):
    """Net profit since the plan's first month."""
    return cumulated_result_opening + net_profit


break_even_month_opening = opening("break_even_month_closing", zh="期初回本月序")


@line("month_number", zh="回本月序", en="Break-even month", rolls="last", zero=("尚未回本", "not yet"))
def break_even_month_closing(break_even_month_opening, cumulated_result_closing, month_number):
    """The number of the month since which the result since the start is above 0; 0 while it is not."""
    return (cumulated_result_closing > 0) * where(
        break_even_month_opening > 0, break_even_month_opening, month_number
    )


cash_lowest_opening = opening("cash_lowest_closing", first="cash_start", zh="期初最低现金")


@line("CNY", zh="最低现金", en="Lowest cash", rolls="last", good="up")
def cash_lowest_closing(cash_lowest_opening, cash_closing):
    """The least money there has been at a month's end so far, the start included."""
    return minimum(cash_lowest_opening, cash_closing)


cash_lowest_month_opening = opening("cash_lowest_month_closing", zh="期初最低现金月序")


@line(
    "month_number",
    zh="最低现金月序",
    en="Month of the lowest cash",
    rolls="last",
    zero=("期初", "the start"),
)
def cash_lowest_month_closing(cash_closing, cash_lowest_opening, cash_lowest_month_opening, month_number):
    """The number of the month with the least money so far; 0: the start."""
    return where(cash_closing < cash_lowest_opening, month_number, cash_lowest_month_opening)


@line("CNY", zh="现金净消耗", en="Cash burnt", good="down")
def cash_burn(cash_from_operating, cash_from_investing):
    """What operations and investments take out of the bank in the month, where they take anything."""
    return maximum(0 - cash_from_operating - cash_from_investing, 0)


@line("1", zh="现金可支撑月数", en="Runway in months", rolls="last", good="up", zero=("无消耗", "no burn"))
def runway_months(cash_closing, cash_burn):
    """How many months like this one the money lasts; undefined where the month burns none."""
    return rate(maximum(cash_closing, 0), cash_burn)


@line("CNY", zh="已筹资金", en="Funds raised", rolls="last")
def funds_raised(paid_in_closing, loans_closing):
    """Capital paid in and loans still owed."""
    return paid_in_closing + loans_closing


@line("CNY", zh="待筹资产", en="Assets to fund", rolls="last")
def assets_to_fund(assets_total, cash_closing, cash_reserve):
    """All assets but cash, and the cash that must be kept."""
    return assets_total - cash_closing + cash_reserve


@line("CNY", zh="资金需求", en="Funding required", rolls="last")
def funding_required(
    assets_to_fund,
    surplus_reserve_closing,
    retained_closing,
    operating_liabilities_total,
    returns_provision_closing,
    interest_payable_closing,
):
    """Assets to fund, less profits kept, and what all but owners and lenders wait for, and interest."""
    return (
        assets_to_fund
        - surplus_reserve_closing
        - retained_closing
        - operating_liabilities_total
        - returns_provision_closing
        - interest_payable_closing
    )


@line("CNY", zh="超出储备的现金", en="Cash above the reserve", rolls="last", good="up")
def cash_above_reserve(cash_closing, cash_reserve):
    """Money beyond what must be kept."""
    return cash_closing - cash_reserve


@line("CNY", zh="现金低于储备", en="Cash below the reserve", rolls="max", good="down", check="alert")
def alert_cash_reserve(cash_above_reserve):
    """How much is lacking to the cash that must be kept."""
    return maximum(0 - cash_above_reserve, 0)


@line(
    "CNY", zh="资金需求与来源一致", en="Funds raised meet the need and the rest", rolls="last", check="error"
)
def check_funding(funds_raised, funding_required, cash_above_reserve):
    """Funds raised, less the funding required and the cash above the reserve."""
    return funds_raised - funding_required - cash_above_reserve


@line("CNY/order", zh="单均商品与分成成本", en="Goods and artists per order", rolls="recomputed", good="down")
def goods_per_order(goods_used_total, artist_cost_total, orders_paid_total):
    """Goods and artists' shares over paid orders, VAT in."""
    return rate(goods_used_total + artist_cost_total, orders_paid_total)


@line("CNY/order", zh="单均平台费用", en="Platform fees per order", rolls="recomputed", good="down")
def fees_per_order(fees_paid, dealer_discount_total, orders_paid_total):
    """Platform fees and what dealers buy below the price over paid orders, VAT in."""
    return rate(fees_paid + dealer_discount_total, orders_paid_total)


@line("CNY/order", zh="单均物流费用", en="Logistics per order", rolls="recomputed", good="down")
def logistics_per_order(logistics_paid, orders_paid_total):
    """Courier and packing over paid orders, VAT in."""
    return rate(logistics_paid, orders_paid_total)


@line("CNY/order", zh="单均推广费用", en="Advertising per order", rolls="recomputed", good="down")
def advertising_per_order(advertising_total, orders_paid_total):
    """Advertising over paid orders, VAT in."""
    return rate(advertising_total, orders_paid_total)


@line("CNY", zh="随销售变动的费用合计（含税）", en="Overheads that move with sales, all, VAT in", good="down")
def variable_overheads_paid(overhead_with_sales):
    """Overheads that are a share of sales, as billed."""
    return total(overhead_with_sales, over="overhead")


@line(
    "CNY/order", zh="单均随销售变动费用", en="Variable overheads per order", rolls="recomputed", good="down"
)
def variable_overheads_per_order(variable_overheads_paid, orders_paid_total):
    """Overheads that move with sales over paid orders, VAT in."""
    return rate(variable_overheads_paid, orders_paid_total)


@line("CNY/order", zh="单均变动成本", en="Hard cost per order", rolls="recomputed", good="down")
def hard_cost_per_order(
    goods_per_order, fees_per_order, logistics_per_order, advertising_per_order, variable_overheads_per_order
):
    """All that a paid order itself costs, VAT in."""
    return (
        goods_per_order
        + fees_per_order
        + logistics_per_order
        + advertising_per_order
        + variable_overheads_per_order
    )


@line("CNY/order", zh="单均边际贡献", en="Margin per order", rolls="recomputed", good="up")
def margin_per_order(order_value_average, hard_cost_per_order):
    """What an order leaves for people and premises, VAT in."""
    return order_value_average - hard_cost_per_order
