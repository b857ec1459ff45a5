"""The balance sheet at each month's end: every account from its own opening and movements, nothing to fit.

Where the plan opens with nothing but cash and VAT credit, paid-in capital is what balances them, by
definition; from then on it moves by what the owners pay in and by nothing else.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, total, where


@line("CNY", zh="建账存货", en="Inventory at the start", rolls="first")
def inventory_at_start(stock_start, stock_value_start):
    """What is entered as stock, and no less than what the products' own stock cost."""
    return maximum(stock_start, total(stock_value_start, over="product"))


@line("CNY", zh="期初流动资产合计", en="Current assets at the start", rolls="first")
def current_assets_at_start(
    cash_start,
    receivable_start,
    fee_refund_receivable_at_start,
    vat_credit_start,
    inventory_at_start,
    prepaid_start,
    deposits_start,
):
    """Cash, receivables, VAT credit, stock, prepaid and deposits on the first morning."""
    return (
        cash_start
        + receivable_start
        + fee_refund_receivable_at_start
        + vat_credit_start
        + inventory_at_start
        + prepaid_start
        + deposits_start
    )


@line("CNY", zh="期初应交税费", en="Taxes payable at the start", rolls="first")
def taxes_payable_at_start(vat_payable_start, income_tax_payable_start, withheld_tax_payable_start):
    """VAT, income tax and withheld taxes owed on the first morning."""
    return vat_payable_start + income_tax_payable_start + withheld_tax_payable_start


@line("CNY", zh="期初流动负债合计", en="Current liabilities at the start", rolls="first")
def current_liabilities_at_start(
    artists_payable_start,
    suppliers_payable_start,
    payroll_payable_start,
    taxes_payable_at_start,
    customer_deposits_start,
    bonus_accrued_before,
):
    """Payables, taxes and what buyers have paid ahead on the first morning."""
    return (
        artists_payable_start
        + suppliers_payable_start
        + payroll_payable_start
        + taxes_payable_at_start
        + customer_deposits_start
        + bonus_accrued_before
    )


@line("CNY", zh="期初负债合计", en="Liabilities at the start", rolls="first")
def liabilities_at_start(current_liabilities_at_start, loans_start):
    """Current liabilities and loans on the first morning."""
    return current_liabilities_at_start + loans_start


@line("CNY", zh="期初净资产", en="Net assets at the start", rolls="first")
def net_assets_at_start(current_assets_at_start, fixed_assets_start, liabilities_at_start):
    """Assets less liabilities on the first morning."""
    return current_assets_at_start + fixed_assets_start - liabilities_at_start


@line("CNY", zh="建账实收资本", en="Paid-in capital at the start", rolls="first")
def paid_in_at_start(capital_entered, paid_in_entered, net_assets_at_start, result_of_year_at_start):
    """What is entered; where only cash and VAT credit open the plan, what balances them."""
    return where(capital_entered, paid_in_entered, net_assets_at_start - result_of_year_at_start)


@line("CNY", zh="建账本年净利润", en="Result of the year at the start", rolls="first")
def result_of_year_at_start(profit_ytd_start, income_tax_ytd_start):
    """What the fiscal year has earned before the plan begins, after income tax."""
    return profit_ytd_start - income_tax_ytd_start


@line("CNY", zh="建账年初未分配利润", en="Result of earlier years at the start", rolls="first")
def result_brought_at_start(capital_entered, retained_start, result_of_year_at_start):
    """Retained earnings entered, less the fiscal year's own result, which is part of them."""
    return where(capital_entered, retained_start - result_of_year_at_start, 0)


inventory_opening = opening("inventory_closing", first="inventory_at_start", zh="期初存货")


@line("CNY", zh="存货采购（不含税）", en="Goods bought without VAT")
def inventory_bought(goods_bought_total, goods_input_vat):
    """Goods bought in the month, without input VAT."""
    return goods_bought_total - goods_input_vat


@line("CNY", zh="存货", en="Inventory closing", rolls="last")
def inventory_closing(inventory_opening, inventory_bought, cost_of_goods, return_goods_movement):
    """Goods bought and not yet sold, at cost."""
    return inventory_opening + inventory_bought - cost_of_goods - return_goods_movement


paid_in_opening = opening("paid_in_closing", first="paid_in_at_start", zh="期初实收资本")


@line("CNY", zh="实收资本", en="Paid-in capital", rolls="last")
def paid_in_closing(paid_in_opening, capital_received):
    """What the owners have paid in."""
    return paid_in_opening + capital_received


result_of_year_opening = opening(
    "result_of_year_closing", first="result_of_year_at_start", zh="期初本年净利润"
)


@line("CNY", zh="本年净利润", en="Result of the year", rolls="last", good="up")
def result_of_year_closing(result_of_year_opening, year_begins, net_profit):
    """Net profit of the fiscal year so far."""
    return where(year_begins, 0, result_of_year_opening) + net_profit


result_brought_opening = opening(
    "result_brought_closing", first="result_brought_at_start", zh="上月末的年初未分配利润"
)


@line("CNY", zh="年初未分配利润", en="Result brought forward", rolls="last")
def result_brought_closing(
    result_brought_opening, year_begins, result_of_year_opening, appropriation_of_year_opening
):
    """Profits and losses of earlier years; a new fiscal year takes in what last year's result has left."""
    return result_brought_opening + where(
        year_begins, result_of_year_opening + appropriation_of_year_opening, 0
    )


@line("CNY", zh="其他流动资产", en="Other current assets", rolls="last")
def other_current_assets_total(vat_credit_closing, return_goods_closing):
    """VAT credit, and the cost of pieces that are expected back."""
    return vat_credit_closing + return_goods_closing


@line("CNY", zh="流动资产合计", en="Current assets", rolls="last")
def current_assets_total(
    cash_closing,
    receivable_total_closing,
    fee_refund_receivable_closing,
    other_current_assets_total,
    inventory_closing,
    prepaid_closing,
    deposits_closing,
):
    """Cash, receivables, stock, prepaid, deposits and other current assets."""
    return (
        cash_closing
        + receivable_total_closing
        + fee_refund_receivable_closing
        + other_current_assets_total
        + inventory_closing
        + prepaid_closing
        + deposits_closing
    )


@line("CNY", zh="资产总计", en="Assets", rolls="last")
def assets_total(current_assets_total, fixed_assets_closing):
    """Current and fixed assets."""
    return current_assets_total + fixed_assets_closing


@line("CNY", zh="应交税费", en="Taxes payable", rolls="last")
def taxes_payable_closing(vat_payable_closing, income_tax_payable_closing, withheld_tax_payable_closing):
    """VAT with surcharges, income tax and withheld taxes."""
    return vat_payable_closing + income_tax_payable_closing + withheld_tax_payable_closing


@line("CNY", zh="经营性流动负债", en="Operating liabilities", rolls="last")
def operating_liabilities_total(
    artists_payable_closing,
    suppliers_payable_closing,
    payroll_payable_closing,
    bonus_accrued_closing,
    taxes_payable_closing,
    customer_deposits_closing,
):
    """What is owed to artists, suppliers, people, the tax office and buyers who have paid ahead."""
    return (
        artists_payable_closing
        + suppliers_payable_closing
        + payroll_payable_closing
        + bonus_accrued_closing
        + taxes_payable_closing
        + customer_deposits_closing
    )


@line("CNY", zh="流动负债合计", en="Current liabilities", rolls="last")
def current_liabilities_total(
    operating_liabilities_total, returns_provision_closing, interest_payable_closing, loans_current_closing
):
    """Operating liabilities, refunds provided for, interest accrued, and loans due within twelve months."""
    return (
        operating_liabilities_total
        + returns_provision_closing
        + interest_payable_closing
        + loans_current_closing
    )


@line("CNY", zh="负债合计", en="Liabilities", rolls="last")
def liabilities_total(current_liabilities_total, loans_later_closing):
    """Current liabilities, and loans that are due later."""
    return current_liabilities_total + loans_later_closing


@line("CNY", zh="所有者权益合计", en="Equity", rolls="last", good="up")
def equity_total(paid_in_closing, surplus_reserve_closing, retained_closing):
    """Paid-in capital, the reserve, and retained earnings."""
    return paid_in_closing + surplus_reserve_closing + retained_closing


@line("CNY", zh="负债和所有者权益总计", en="Liabilities and equity", rolls="last")
def liabilities_and_equity_total(liabilities_total, equity_total):
    """All that the assets are paid with."""
    return liabilities_total + equity_total


@line("CNY", zh="资产负债表平衡", en="The balance sheet balances", rolls="last", check="error")
def check_balance(assets_total, liabilities_and_equity_total):
    """Assets less liabilities and equity."""
    return assets_total - liabilities_and_equity_total
