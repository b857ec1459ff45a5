"""The books by function, as the statutory forms of small enterprises lay them out (会小企01 to 03).

The income statement by function goes from net revenue to the same profit before tax as the budget. What the
people of a post, an overhead or an asset cost is a selling or an administrative expense, as the plan
says; platforms, advertising and logistics are selling expenses, licences and training administrative ones,
and so is the depreciation of assets from before the plan. Interest stands above operating profit, what buyers
forfeit and what sales of assets gain or lose below it.

Fixed assets are told apart into their value at cost and what is written off; those from before the plan stand
at cost with the value that they begin with.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, total


@line("CNY", zh="营业成本", en="Operating cost", good="down")
def operating_cost(cost_of_goods, artist_share_cost):
    """Goods and artists."""
    return cost_of_goods + artist_share_cost


@line("CNY", zh="税金及附加", en="Taxes and surcharges", good="down")
def taxes_and_surcharges(surcharges, stamp_duty):
    """Surcharges on VAT, and stamp duty."""
    return surcharges + stamp_duty


@line("CNY", zh="人工成本（计入销售费用）", en="Payroll as selling expenses", good="down")
def selling_payroll(payroll_cost_by_post, post_sells):
    """Everything the company pays for the people whose posts serve selling."""
    return total(payroll_cost_by_post * post_sells, over="post")


@line("CNY", zh="日常运营费用（按项目，不含税）", en="Overheads by kind", per="overhead", good="down")
def overhead_cost(overhead_paid, overhead_vat_share, overhead_prepaid_added, overhead_prepaid_used):
    """The overhead without input VAT, less what is for later months, with what was paid before."""
    return overhead_paid * (1 - overhead_vat_share) - overhead_prepaid_added + overhead_prepaid_used


@line("CNY", zh="日常运营费用（计入销售费用）", en="Overheads as selling expenses", good="down")
def selling_overheads(overhead_cost, overhead_sells):
    """Overheads that serve selling."""
    return total(overhead_cost * overhead_sells, over="overhead")


@line("CNY", zh="折旧与摊销（计入销售费用）", en="Depreciation as selling expenses", good="down")
def selling_depreciation(asset_depreciation, asset_sells):
    """Depreciation of assets that serve selling."""
    return total(asset_depreciation * asset_sells, over="asset")


@line("CNY", zh="销售费用", en="Selling expenses", good="down")
def selling_expenses(selling_cost, selling_payroll, selling_overheads, selling_depreciation):
    """Platforms, advertising and logistics; people, overheads and assets that serve selling."""
    return selling_cost + selling_payroll + selling_overheads + selling_depreciation


@line("CNY", zh="人工成本（计入管理费用）", en="Payroll as administrative expenses", good="down")
def administrative_payroll(payroll_total, selling_payroll):
    """Everything the company pays for all other people."""
    return payroll_total - selling_payroll


@line("CNY", zh="日常运营费用（计入管理费用）", en="Overheads as administrative expenses", good="down")
def administrative_overheads(overhead_cost, selling_overheads):
    """All other overheads."""
    return total(overhead_cost, over="overhead") - selling_overheads


@line("CNY", zh="折旧与摊销（计入管理费用）", en="Depreciation as administrative expenses", good="down")
def administrative_depreciation(
    asset_depreciation, selling_depreciation, fixed_assets_before_opening, fixed_assets_before_closing
):
    """Depreciation of all other assets, and of those from before the plan."""
    before = fixed_assets_before_opening - fixed_assets_before_closing
    return total(asset_depreciation, over="asset") - selling_depreciation + before


@line("CNY", zh="管理费用", en="Administrative expenses", good="down")
def administrative_expenses(
    administrative_payroll, administrative_overheads, administrative_depreciation, standing_cost
):
    """People, overheads and assets that do not serve selling; licences and training."""
    return administrative_payroll + administrative_overheads + administrative_depreciation + standing_cost


@line("CNY", zh="财务费用", en="Finance expenses", good="down")
def finance_expenses(interest_total):
    """Interest on all loans."""
    return interest_total


@line("CNY", zh="营业利润", en="Statutory operating profit", good="up")
def statutory_operating_profit(
    net_revenue,
    operating_cost,
    taxes_and_surcharges,
    selling_expenses,
    administrative_expenses,
    finance_expenses,
):
    """Net revenue less operating cost, taxes, and selling, administrative and finance expenses."""
    expenses = selling_expenses + administrative_expenses + finance_expenses
    return net_revenue - operating_cost - taxes_and_surcharges - expenses


@line("CNY", zh="资产处置收益（按资产）", en="Gain by asset sold", per="asset", good="up")
def asset_gain(asset_sale, asset_output_vat, asset_disposed):
    """What the sale brings without VAT beyond the value in the books."""
    return maximum(asset_sale - asset_output_vat - asset_disposed, 0)


@line("CNY", zh="资产处置损失（按资产）", en="Loss by asset sold", per="asset", good="down")
def asset_loss(asset_sale, asset_output_vat, asset_disposed):
    """What the sale brings without VAT less than the value in the books."""
    return maximum(asset_disposed - asset_sale + asset_output_vat, 0)


@line("CNY", zh="营业外收入", en="Non-operating income", good="up")
def non_operating_income(customer_deposits_forfeited, asset_gain, non_operating_gains_total):
    """Deposits that buyers have forfeited, gains on assets sold, and other gains."""
    return customer_deposits_forfeited + total(asset_gain, over="asset") + non_operating_gains_total


@line("CNY", zh="营业外支出", en="Non-operating expenses", good="down")
def non_operating_expenses(asset_loss, non_operating_losses_total):
    """Losses on assets sold, and other losses."""
    return total(asset_loss, over="asset") + non_operating_losses_total


@line("CNY", zh="利润总额（法定报表）", en="Statutory profit before tax", good="up")
def statutory_profit_before_tax(statutory_operating_profit, non_operating_income, non_operating_expenses):
    """Operating profit with what comes in and goes out beside operations."""
    return statutory_operating_profit + non_operating_income - non_operating_expenses


@line("CNY", zh="法定利润表与管理利润表一致", en="Both profits before tax agree", check="error")
def check_profit_by_function(statutory_profit_before_tax, profit_before_tax):
    """Profit before tax by function, less the one of the budget."""
    return statutory_profit_before_tax - profit_before_tax


asset_at_cost_opening = opening("asset_at_cost_closing", zh="期初固定资产原价（按资产）")


@line("CNY", zh="固定资产原价（按资产）", en="Asset at cost", per="asset", rolls="last")
def asset_at_cost_closing(asset_at_cost_opening, asset_value, asset_bought, asset_sold):
    """What the asset cost without input VAT, until it is sold."""
    return (asset_at_cost_opening + asset_value * asset_bought) * (1 - asset_sold)


fixed_assets_at_cost_opening = opening(
    "fixed_assets_at_cost_closing", first="fixed_assets_start", zh="期初固定资产原价"
)


@line("CNY", zh="固定资产原价", en="Fixed assets at cost", rolls="last")
def fixed_assets_at_cost_closing(asset_at_cost_closing, fixed_assets_start):
    """Assets that the company has at cost; those from before the plan at their opening value."""
    return total(asset_at_cost_closing, over="asset") + fixed_assets_start


accumulated_depreciation_opening = opening("accumulated_depreciation_closing", zh="期初累计折旧")


@line("CNY", zh="累计折旧", en="Accumulated depreciation", rolls="last")
def accumulated_depreciation_closing(fixed_assets_at_cost_closing, fixed_assets_closing):
    """What is written off of the assets that the company has."""
    return fixed_assets_at_cost_closing - fixed_assets_closing


@line("CNY", zh="累计折旧不为负", en="Depreciation is never negative", rolls="last", check="error")
def check_accumulated_depreciation(accumulated_depreciation_closing):
    """What the assets are worth in the books beyond what they cost."""
    return maximum(0 - accumulated_depreciation_closing, 0)


@line("CNY", zh="建账一年内到期的借款", en="Loans due within a year at the start", rolls="first")
def loans_current_at_start(loans_start, loans_start_current_share):
    """What the first twelve months pay back."""
    return loans_start * loans_start_current_share


loans_current_opening = opening(
    "loans_current_closing", first="loans_current_at_start", zh="期初一年内到期的借款"
)


@line("CNY", zh="建账长期借款", en="Loans due later at the start", rolls="first")
def loans_later_at_start(loans_start, loans_current_at_start):
    """What is owed to lenders on the first morning beyond the first twelve months."""
    return loans_start - loans_current_at_start


loans_later_opening = opening("loans_later_closing", first="loans_later_at_start", zh="期初长期借款")
