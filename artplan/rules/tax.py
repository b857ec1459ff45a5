"""VAT and its surcharges; income tax on the year's profit so far.

Prices contain VAT: net = gross ÷ (1 + rate). A small-scale taxpayer is exempt in a month of small
sales and credits no input VAT; a general one pays output less input VAT and carries an excess of
input forward. Refunds reduce the sales of their own month; where they exceed them, a general taxpayer
carries their VAT forward, while a small-scale one, whose month counts as one of small sales, loses it.
Income tax falls on the fiscal year's profit so far, after losses of earlier years (see `losses`): by tiers
up to the limit of small low-profit firms, at the full rate on the whole profit above it.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, brackets, maximum, one_month, ratio, total, where


@line("CNY", zh="价税合计收入", en="Revenue, VAT in", good="up")
def revenue_with_vat(sales_kept_total, agent_payout_total, shipping_charged_total, dealer_discount_total):
    """Sales kept and freight, less dealers' discounts and the artists' own where the shop is their agent."""
    return sales_kept_total + shipping_charged_total - dealer_discount_total - agent_payout_total


@line("1", zh="免征增值税", en="Exempt from VAT", rolls="average")
def vat_exempt(revenue_with_vat, vat_rate, vat_exempt_sales, vat_general):
    """1 for a small-scale taxpayer whose month's sales without VAT stay within the threshold."""
    return (1 - vat_general) * (ratio(revenue_with_vat, 1 + vat_rate, 0) <= one_month(vat_exempt_sales))


@line("CNY", zh="销项税额", en="Output VAT")
def output_vat(revenue_with_vat, vat_rate, vat_exempt):
    """The VAT inside the revenue."""
    return (1 - vat_exempt) * revenue_with_vat * vat_rate / (1 + vat_rate)


@line("CNY", zh="营业收入", en="Net revenue", good="up")
def net_revenue(revenue_with_vat, output_vat):
    """Revenue without VAT."""
    return revenue_with_vat - output_vat


@line("1", zh="商品进项税比例", en="Input VAT share of goods", per="product", rolls="average")
def goods_vat_share(vat_general, goods_input_vat_rate):
    """The part of a supplier's bill that comes back as input VAT."""
    return vat_general * ratio(goods_input_vat_rate, 1 + goods_input_vat_rate, 0)


@line("CNY", zh="商品进项税额", en="Input VAT on goods")
def goods_input_vat(goods_bought, goods_vat_share):
    """Input VAT of goods bought."""
    return total(goods_bought * goods_vat_share, over="product")


@line("1", zh="服务进项税比例", en="Input VAT share of services", rolls="average")
def service_vat_share(vat_general, service_input_vat_rate):
    """The part of a platform's or advertiser's bill that comes back as input VAT."""
    return vat_general * ratio(service_input_vat_rate, 1 + service_input_vat_rate, 0)


@line("1", zh="物流进项税比例", en="Input VAT share of logistics", rolls="average")
def logistics_vat_share(vat_general, logistics_input_vat_rate):
    """The part of a carrier's bill that comes back as input VAT."""
    return vat_general * ratio(logistics_input_vat_rate, 1 + logistics_input_vat_rate, 0)


@line("1", zh="日常运营费用进项税比例", en="Input VAT share of overheads", per="overhead", rolls="average")
def overhead_vat_share(vat_general, overhead_input_vat_rate):
    """The part of an overhead's bill that comes back as input VAT."""
    return vat_general * ratio(overhead_input_vat_rate, 1 + overhead_input_vat_rate, 0)


@line("CNY", zh="日常运营费用进项税额", en="Input VAT on overheads")
def overhead_input_vat(overhead_paid, overhead_vat_share):
    """Input VAT of all overheads."""
    return total(overhead_paid * overhead_vat_share, over="overhead")


@line("CNY", zh="平台开票费用", en="Platform bills, VAT in", good="down")
def fees_billed(fees_paid, annual_fees_paid_total, annual_fee_refunds_accrued_total):
    """Fees of the month and annual fees, less annual fees given back."""
    return fees_paid + annual_fees_paid_total - annual_fee_refunds_accrued_total


@line("CNY", zh="服务进项税额", en="Input VAT on services")
def service_input_vat(fees_billed, advertising_total, service_vat_share):
    """Input VAT of platform fees and advertising."""
    return (fees_billed + advertising_total) * service_vat_share


@line("CNY", zh="物流进项税额", en="Input VAT on logistics")
def logistics_input_vat(logistics_paid, logistics_vat_share):
    """Input VAT of courier and packing bills."""
    return logistics_paid * logistics_vat_share


@line("CNY", zh="进项税额合计", en="Input VAT")
def input_vat(goods_input_vat, service_input_vat, logistics_input_vat, overhead_input_vat, capital_input_vat):
    """All input VAT that suppliers have invoiced."""
    return goods_input_vat + service_input_vat + logistics_input_vat + overhead_input_vat + capital_input_vat


vat_credit_opening = opening("vat_credit_closing", first="vat_credit_start", zh="期初其他流动资产—留抵增值税")


@line("CNY", zh="应交增值税", en="VAT due")
def vat_due(output_vat, input_vat, vat_credit_opening):
    """Output less input VAT and the credit carried forward, never below 0."""
    return maximum(output_vat - input_vat - vat_credit_opening, 0)


@line("CNY", zh="其他流动资产—留抵增值税", en="VAT credit closing", rolls="last")
def vat_credit_closing(vat_credit_opening, input_vat, output_vat):
    """Input VAT that found no output to be set against."""
    return maximum(vat_credit_opening + input_vat - output_vat, 0)


@line("CNY", zh="税金及附加", en="Surcharges on VAT", good="down")
def surcharges(vat_due, surcharge_rate, surcharge_relief):
    """City construction tax and education surcharges on the VAT due, less the relief for small firms."""
    return vat_due * surcharge_rate * (1 - surcharge_relief)


net_revenue_ytd_opening = opening(
    "net_revenue_ytd_closing", first="net_revenue_ytd_start", zh="期初本年累计营业收入"
)


@line("CNY", zh="本年累计营业收入", en="Net revenue, year to date", rolls="last", good="up")
def net_revenue_ytd_closing(net_revenue_ytd_opening, year_begins, net_revenue):
    """Net revenue of the fiscal year so far."""
    return where(year_begins, 0, net_revenue_ytd_opening) + net_revenue


@line(
    "CNY",
    zh="建账前本年营业收入（按月龄）",
    en="Net revenue before the plan by age",
    per="age",
    rolls="first",
)
def net_revenue_by_age_at_start(net_revenue_ytd_start, year_before_share):
    """Net revenue of the fiscal year before the plan, an equal part for each of its months."""
    return net_revenue_ytd_start * year_before_share


net_revenue_by_age_opening = opening(
    "net_revenue_by_age_closing", first="net_revenue_by_age_at_start", zh="期初营业收入（按月龄）"
)


@line("CNY", zh="营业收入（按月龄）", en="Net revenue by age", per="age", rolls="last")
def net_revenue_by_age_closing(net_revenue_by_age_opening, net_revenue, age_is_new):
    """The net revenue of this month and of each month before it."""
    return aged(net_revenue_by_age_opening) + net_revenue * age_is_new


@line("1", zh="十二个月以内", en="Within twelve months", per="age", rolls="last")
def age_within_year(age_months):
    """1 for the month itself and the eleven before it."""
    return age_months < 12


@line("CNY", zh="连续十二个月营业收入", en="Net revenue of twelve months", rolls="last", good="up")
def net_revenue_twelve_months(net_revenue_by_age_closing, age_within_year):
    """Net revenue of the last twelve months, as far as the plan knows them."""
    return total(net_revenue_by_age_closing * age_within_year, over="age")


@line("CNY", zh="超过小规模年销售额上限", en="Sales above the small-scale limit", rolls="max", check="alert")
def alert_small_scale(net_revenue_twelve_months, small_scale_limit):
    """Sales of the last twelve months above those up to which a firm may stay small-scale."""
    return where(small_scale_limit > 0, maximum(net_revenue_twelve_months - small_scale_limit, 0), 0)


profit_ytd_opening = opening("profit_ytd_closing", first="profit_ytd_start", zh="期初本年累计利润总额")


@line("CNY", zh="本年累计利润总额", en="Profit before tax, year to date", rolls="last", good="up")
def profit_ytd_closing(profit_ytd_opening, year_begins, profit_before_tax):
    """The fiscal year's profit so far."""
    return where(year_begins, 0, profit_ytd_opening) + profit_before_tax


@line("CNY", zh="累计应纳税所得额", en="Taxable profit, year to date", rolls="last")
def taxable_profit_ytd(profit_ytd_closing, loss_brought_closing):
    """The year's profit so far, less losses of earlier years."""
    return maximum(profit_ytd_closing - loss_brought_closing, 0)


@line("CNY", zh="建账本年累计所得税", en="Income tax of the year at the start", rolls="first")
def income_tax_ytd_at_start(income_tax_ytd_start, income_tax_is_entered):
    """Tax charged before the plan begins; tax entered by month is not reckoned by the year."""
    return income_tax_ytd_start * (1 - income_tax_is_entered)


income_tax_ytd_opening = opening(
    "income_tax_ytd_closing", first="income_tax_ytd_at_start", zh="期初本年累计所得税"
)


@line("CNY", zh="本年累计所得税", en="Income tax, year to date", rolls="last", good="down")
def income_tax_ytd_closing(
    taxable_profit_ytd, small_profit_limit, tier_floor, tier_ceiling, tier_rate, full_tax_rate
):
    """Tiers up to the small-profit limit; above it the full rate on the whole profit."""
    return where(
        taxable_profit_ytd <= small_profit_limit,
        brackets(taxable_profit_ytd, tier_floor, tier_ceiling, tier_rate),
        taxable_profit_ytd * full_tax_rate,
    )


@line("CNY", zh="所得税费用", en="Income tax", good="down")
def income_tax(
    income_tax_is_entered,
    income_tax_entered,
    income_tax_ytd_closing,
    year_begins,
    income_tax_ytd_opening,
):
    """What the month adds to the year's tax, given back where the year's profit falls; or what is entered."""
    return (
        income_tax_is_entered * one_month(income_tax_entered)
        + income_tax_ytd_closing
        - where(year_begins, 0, income_tax_ytd_opening)
    )
