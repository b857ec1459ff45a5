"""VAT: what the shop's sales owe, and what is due after input VAT.

Prices contain VAT: net = gross ÷ (1 + rate). What is taxed follows who sells to the buyer, whatever the
accounts show as revenue. A shop that invoices consigned works in its own name owes VAT on the full price; a
true agent owes that of its service on the commission.

A general taxpayer pays each month output less input VAT and carries an excess of input forward. A small-scale
one credits nothing, and is exempt in a month or quarter of small sales but for what it invoices specially. A
month carries the VAT of its period so far less what the months before it have carried, so that a quarter
whose sales end up above the threshold is taxed whole. Refunds reduce the sales of their own month; where they
exceed those of a small-scale taxpayer's period, their VAT is lost, while a general one carries it forward.

A small-scale taxpayer whose sales of twelve months exceed the limit is a general one from the period in which
they do, and stays one; the months of the period before then catch up their output VAT, while the input VAT of
their bills stays in the cost.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, maximum, total, where

# What is taxed


@line("CNY", zh="价税合计收入", en="Revenue, VAT in", good="up")
def revenue_with_vat(sales_kept_total, agent_payout_total, shipping_charged_total, dealer_discount_total):
    """Sales kept and freight, less dealers' discounts and the artists' own where the shop is their agent."""
    return sales_kept_total + shipping_charged_total - dealer_discount_total - agent_payout_total


@line("CNY", zh="品类应税销售额（含税）", en="Taxable sales by product, VAT in", per="product", good="up")
def product_taxable_sales(product_sales, agent_payout, taxed_on_commission):
    """The price of what is sold in the shop's name; the commission where it is taxed as an agent."""
    return product_sales - agent_payout * taxed_on_commission


@line("CNY", zh="其他应税销售额（含税）", en="Other taxable sales, VAT in", good="up")
def other_taxable_sales(revenue_with_vat, agent_payout_total, product_sales):
    """Freight, and sales of no product, less dealers' discounts."""
    return revenue_with_vat + agent_payout_total - total(product_sales, over="product")


@line("CNY", zh="按代理服务计税的销售额（含税）", en="Sales taxed as commission, VAT in", good="up")
def commission_taxable_sales(product_taxable_sales, taxed_on_commission):
    """Commissions of a true agent."""
    return total(product_taxable_sales * taxed_on_commission, over="product")


@line("CNY", zh="按货物计税的销售额（含税）", en="Sales taxed as goods, VAT in", good="up")
def goods_taxable_sales(product_taxable_sales, commission_taxable_sales, other_taxable_sales):
    """All other taxable sales: works sold in the shop's own name at their full price, freight."""
    return total(product_taxable_sales, over="product") - commission_taxable_sales + other_taxable_sales


# Small-scale or general


@line("CNY", zh="小规模口径不含税销售额", en="Sales without VAT as small-scale", good="up")
def small_scale_sales(goods_taxable_sales, commission_taxable_sales, small_scale_vat_rate):
    """Taxable sales without VAT at the rate of small-scale taxpayers, by which their limits are measured."""
    return (goods_taxable_sales + commission_taxable_sales) / (1 + small_scale_vat_rate)


@line("CNY", zh="建账前本年收入（按月龄）", en="Sales before the plan by age", per="age", rolls="first")
def small_scale_sales_by_age_at_start(net_revenue_ytd_start, year_before_share):
    """Net revenue of the fiscal year before the plan, an equal part for each of its months."""
    return net_revenue_ytd_start * year_before_share


small_scale_sales_by_age_opening = opening(
    "small_scale_sales_by_age_closing",
    first="small_scale_sales_by_age_at_start",
    zh="期初小规模口径销售额（按月龄）",
)


@line("CNY", zh="小规模口径销售额（按月龄）", en="Sales by age", per="age", rolls="last")
def small_scale_sales_by_age_closing(small_scale_sales_by_age_opening, small_scale_sales, age_is_new):
    """The sales of this month and of each month before it."""
    return aged(small_scale_sales_by_age_opening) + small_scale_sales * age_is_new


@line("1", zh="十二个月以内", en="Within twelve months", per="age", rolls="last")
def age_within_year(age_months):
    """1 for the month itself and the eleven before it."""
    return age_months < 12


@line("CNY", zh="连续十二个月应税销售额", en="Taxable sales of twelve months", rolls="last", good="up")
def small_scale_sales_twelve_months(small_scale_sales_by_age_closing, age_within_year):
    """Taxable sales of the last twelve months, as far as the plan knows them."""
    return total(small_scale_sales_by_age_closing * age_within_year, over="age")


@line("CNY", zh="超过小规模年销售额上限", en="Sales above the small-scale limit", rolls="max", check="alert")
def alert_small_scale(small_scale_sales_twelve_months, small_scale_limit):
    """Sales of the last twelve months above those up to which a firm may stay small-scale."""
    return where(small_scale_limit > 0, maximum(small_scale_sales_twelve_months - small_scale_limit, 0), 0)


vat_general_opening = opening("vat_general", first="vat_general_start", zh="期初一般纳税人")


@line("1", zh="一般纳税人", en="General taxpayer", rolls="last")
def vat_general(vat_general_opening, vat_general_entered, alert_small_scale, above_limit_is_general):
    """1 from the day the plan names, or the month in which sales exceed the limit; nobody goes back."""
    return maximum(
        maximum(vat_general_opening, vat_general_entered), (alert_small_scale > 0) * above_limit_is_general
    )


@line("1", zh="增值税率", en="VAT rate", rolls="average")
def vat_rate(vat_general, general_vat_rate, small_scale_vat_rate):
    """The rate on goods by the status of the month."""
    return where(vat_general, general_vat_rate, small_scale_vat_rate)


@line("1", zh="代理服务增值税率", en="VAT rate of commissions", rolls="average")
def commission_vat_rate(vat_general, service_vat_rate, small_scale_vat_rate):
    """The rate on an agent's service by the status of the month."""
    return where(vat_general, service_vat_rate, small_scale_vat_rate)


# Output VAT


@line("1", zh="增值税申报期首月", en="A VAT period begins", rolls="sum")
def vat_period_begins(vat_general_opening, small_scale_period_begins):
    """Every month for a general taxpayer; the quarter's first for a small-scale one that files by quarter."""
    return maximum(vat_general_opening, small_scale_period_begins)


goods_sales_of_period_opening = opening(
    "goods_sales_of_period", first="vat_period_sales_start", zh="期初本申报期货物销售额（含税）"
)
commission_sales_of_period_opening = opening(
    "commission_sales_of_period", zh="期初本申报期代理服务销售额（含税）"
)
output_vat_of_period_opening = opening(
    "output_vat_of_period", first="vat_period_output_start", zh="期初本申报期销项税额"
)


@line("CNY", zh="本申报期货物销售额（含税）", en="Goods sales of the VAT period so far", rolls="last")
def goods_sales_of_period(goods_sales_of_period_opening, vat_period_begins, goods_taxable_sales):
    """Sales taxed as goods since the VAT period began."""
    return where(vat_period_begins, 0, goods_sales_of_period_opening) + goods_taxable_sales


@line("CNY", zh="本申报期代理服务销售额（含税）", en="Commissions of the VAT period so far", rolls="last")
def commission_sales_of_period(
    commission_sales_of_period_opening, vat_period_begins, commission_taxable_sales
):
    """Sales taxed as commission since the VAT period began."""
    return where(vat_period_begins, 0, commission_sales_of_period_opening) + commission_taxable_sales


@line("1", zh="免征增值税", en="Exempt from VAT", rolls="average")
def vat_exempt(
    goods_sales_of_period,
    commission_sales_of_period,
    small_scale_vat_rate,
    vat_exempt_sales,
    vat_period_months,
    vat_general,
):
    """1 for a small-scale taxpayer whose sales of the period, without VAT, stay within the threshold."""
    sales = (goods_sales_of_period + commission_sales_of_period) / (1 + small_scale_vat_rate)
    return (1 - vat_general) * (sales <= vat_exempt_sales * vat_period_months)


@line("1", zh="计税销售占比", en="Part of sales that is charged VAT", rolls="average")
def vat_charged_share(vat_exempt, special_invoice_share):
    """All of them; where small sales are exempt, those with special invoices."""
    return where(vat_exempt, special_invoice_share, 1)


@line("1", zh="货物销售含税比例", en="VAT share of goods sales", rolls="average")
def sales_vat_share(vat_rate, vat_charged_share):
    """The part of a price that is charged VAT at the rate of goods."""
    return vat_rate / (1 + vat_rate) * vat_charged_share


@line("1", zh="代理服务含税比例", en="VAT share of commissions", rolls="average")
def commission_vat_share(commission_vat_rate, vat_charged_share):
    """The part of a commission that is charged VAT at the rate of services."""
    return commission_vat_rate / (1 + commission_vat_rate) * vat_charged_share


@line("CNY", zh="本申报期税额（按税率）", en="VAT at the rates of the period so far", rolls="last")
def nominal_vat_of_period(goods_sales_of_period, vat_rate, commission_sales_of_period, commission_vat_rate):
    """The VAT inside the taxable sales since the period began, at the rates of the month."""
    return goods_sales_of_period * vat_rate / (1 + vat_rate) + commission_sales_of_period * (
        commission_vat_rate / (1 + commission_vat_rate)
    )


@line("CNY", zh="本申报期销项税额", en="Output VAT of the period so far", rolls="last")
def output_vat_of_period(nominal_vat_of_period, vat_charged_share, vat_general):
    """What of it is charged; a small-scale taxpayer's is never below 0."""
    return where(vat_general, nominal_vat_of_period, maximum(nominal_vat_of_period, 0)) * vat_charged_share


@line("CNY", zh="销项税额", en="Output VAT")
def output_vat(output_vat_of_period, vat_period_begins, output_vat_of_period_opening):
    """The period's output VAT so far less what the months before have carried."""
    return output_vat_of_period - where(vat_period_begins, 0, output_vat_of_period_opening)


@line("CNY", zh="营业收入", en="Net revenue", good="up")
def net_revenue(revenue_with_vat, output_vat, agent_input_vat, returns_provision_movement):
    """Revenue without VAT, less refunds to come; artists' input VAT belongs to the shop's commission."""
    return revenue_with_vat - output_vat + agent_input_vat - returns_provision_movement


# What is due

vat_credit_opening = opening("vat_credit_closing", first="vat_credit_start", zh="期初其他流动资产—留抵增值税")


@line("CNY", zh="应交增值税", en="VAT due")
def vat_due(output_vat, assets_output_vat, input_vat, vat_credit_opening, vat_general):
    """Output VAT, of assets too; a general taxpayer's less input VAT and credit, and never below 0."""
    owed = output_vat + assets_output_vat
    return where(vat_general, maximum(owed - input_vat - vat_credit_opening, 0), owed)


@line("CNY", zh="其他流动资产—留抵增值税", en="VAT credit closing", rolls="last")
def vat_credit_closing(vat_credit_opening, input_vat, output_vat, assets_output_vat, vat_general):
    """Input VAT that found no output to be set against."""
    left = vat_credit_opening + input_vat - output_vat - assets_output_vat
    return where(vat_general, maximum(left, 0), vat_credit_opening)
