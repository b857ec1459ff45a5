"""The annual budget: from net revenue to net profit, month by month, all costs without creditable VAT."""

from artplan.engine.line import line
from artplan.engine.vocabulary import rate


@line("CNY", zh="营业成本—商品", en="Cost of goods", good="down")
def cost_of_goods(goods_bought_total, goods_input_vat, stock_movement, return_goods_movement):
    """Goods bought without input VAT, less what stock and goods to be returned have gained; write-downs."""
    return goods_bought_total - goods_input_vat - stock_movement - return_goods_movement


@line("CNY", zh="营业成本—艺术家分成", en="Artists' share as a cost", good="down")
def artist_share_cost(artist_cost_total, agent_payout_total, artist_input_vat_total, agent_input_vat):
    """What artists cost, without input VAT, less the share that passes through an agent's hands."""
    return artist_cost_total - agent_payout_total - (artist_input_vat_total - agent_input_vat)


@line("CNY", zh="毛利", en="Gross profit", good="up")
def gross_profit(net_revenue, cost_of_goods, artist_share_cost):
    """Net revenue less goods and artists."""
    return net_revenue - cost_of_goods - artist_share_cost


@line("CNY", zh="平台费用", en="Platform fees", good="down")
def platform_fees(fees_paid, service_vat_share, annual_fee_cost, deposits_cost):
    """Commission, base, payment, slot and annual fees without input VAT; deposits booked as a cost."""
    return fees_paid * (1 - service_vat_share) + annual_fee_cost + deposits_cost


@line("CNY", zh="推广费用", en="Advertising", good="down")
def advertising_cost(advertising_total, service_vat_share, benefits_total):
    """Advertising without input VAT, and customers' benefits."""
    return advertising_total * (1 - service_vat_share) + benefits_total


@line("CNY", zh="物流费用", en="Logistics", good="down")
def logistics_cost(logistics_paid, logistics_input_vat):
    """Courier and packing without input VAT."""
    return logistics_paid - logistics_input_vat


@line("CNY", zh="边际贡献", en="Contribution margin", good="up")
def contribution_margin(gross_profit, platform_fees, advertising_cost, logistics_cost):
    """What sales leave for people and premises."""
    return gross_profit - platform_fees - advertising_cost - logistics_cost


@line("CNY", zh="日常运营费用", en="Overheads", good="down")
def overheads_cost(overheads_paid, overhead_input_vat, overheads_prepaid_added, overheads_prepaid_used):
    """Overheads without input VAT, less what is for later months, with what was paid before."""
    return overheads_paid - overhead_input_vat - overheads_prepaid_added + overheads_prepaid_used


@line("CNY", zh="息税折旧摊销前利润（EBITDA）", en="EBITDA", good="up")
def ebitda(contribution_margin, payroll_total, overheads_cost, standing_cost, surcharges, stamp_duty):
    """Contribution margin less people, overheads, licences, training, surcharges and stamp duty."""
    return contribution_margin - payroll_total - overheads_cost - standing_cost - surcharges - stamp_duty


@line("CNY", zh="息税前利润（EBIT）", en="Profit before interest and tax", good="up")
def operating_profit(ebitda, depreciation_total):
    """Profit before interest and income tax."""
    return ebitda - depreciation_total


@line("CNY", zh="利润总额", en="Profit before tax", good="up")
def profit_before_tax(
    operating_profit,
    interest_total,
    customer_deposits_forfeited,
    disposal_gain,
    non_operating_gains_total,
    non_operating_losses_total,
):
    """Operating profit less interest, with deposits forfeited, gains on assets sold, and other items."""
    beside = customer_deposits_forfeited + disposal_gain + non_operating_gains_total
    return operating_profit - interest_total + beside - non_operating_losses_total


@line("CNY", zh="净利润", en="Net profit", good="up")
def net_profit(profit_before_tax, income_tax):
    """Profit before tax less income tax."""
    return profit_before_tax - income_tax


@line("1", zh="毛利率", en="Gross margin", rolls="recomputed", good="up")
def gross_margin_rate(gross_profit, net_revenue):
    """Gross profit over net revenue."""
    return rate(gross_profit, net_revenue)


@line("1", zh="边际贡献率", en="Contribution margin rate", rolls="recomputed", good="up")
def contribution_margin_rate(contribution_margin, net_revenue):
    """Contribution margin over net revenue."""
    return rate(contribution_margin, net_revenue)


@line("1", zh="息税前利润率", en="EBIT margin", rolls="recomputed", good="up")
def operating_margin_rate(operating_profit, net_revenue):
    """Operating profit over net revenue."""
    return rate(operating_profit, net_revenue)


@line("1", zh="净利率", en="Net margin", rolls="recomputed", good="up")
def net_margin_rate(net_profit, net_revenue):
    """Net profit over net revenue."""
    return rate(net_profit, net_revenue)


@line("1", zh="人工成本率", en="Payroll share of sales", rolls="recomputed", good="down")
def payroll_share(payroll_total, gross_sales_total):
    """Payroll over gross sales."""
    return rate(payroll_total, gross_sales_total)
