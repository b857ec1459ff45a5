"""Income tax on the year's profit so far.

It falls on the fiscal year's taxable result (see `taxable`) after losses of earlier years (see `losses`): by
tiers up to the limit of small low-profit firms, at the full rate on the whole profit above it.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import brackets, maximum, one_month, where

net_revenue_ytd_opening = opening(
    "net_revenue_ytd_closing", first="net_revenue_ytd_start", zh="期初本年累计营业收入"
)


@line("CNY", zh="本年累计营业收入", en="Net revenue, year to date", rolls="last", good="up")
def net_revenue_ytd_closing(net_revenue_ytd_opening, year_begins, net_revenue):
    """Net revenue of the fiscal year so far."""
    return where(year_begins, 0, net_revenue_ytd_opening) + net_revenue


profit_ytd_opening = opening("profit_ytd_closing", first="profit_ytd_start", zh="期初本年累计利润总额")


@line("CNY", zh="本年累计利润总额", en="Profit before tax, year to date", rolls="last", good="up")
def profit_ytd_closing(profit_ytd_opening, year_begins, profit_before_tax):
    """The fiscal year's profit so far."""
    return where(year_begins, 0, profit_ytd_opening) + profit_before_tax


@line("CNY", zh="累计应纳税所得额", en="Taxable profit, year to date", rolls="last")
def taxable_profit_ytd(taxable_result_ytd_closing, loss_brought_closing):
    """The year's taxable result so far, less losses of earlier years."""
    return maximum(taxable_result_ytd_closing - loss_brought_closing, 0)


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
