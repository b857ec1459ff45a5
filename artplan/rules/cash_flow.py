"""The cash flow statement, by both methods.

The direct one lists what comes in and goes out by operating, investing and financing; deposits count as
operating, interest as financing. The indirect one starts from net profit and takes out what moved no
money in the month: depreciation, and the movements of every other account of the balance sheet.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import maximum, total, where


@line("CNY", zh="经营活动现金流入", en="Operating receipts", good="up")
def operating_receipts(
    collected_total,
    customer_deposits_received,
    other_received,
):
    """What platforms pay out and give back, what buyers pay ahead, and gains beside operations."""
    return collected_total + customer_deposits_received + other_received


@line("CNY", zh="经营活动现金流出", en="Operating payments", good="down")
def operating_payments(
    suppliers_paid,
    payroll_paid,
    running_costs_paid,
    taxes_paid,
    other_paid,
):
    """What goes to artists, suppliers, people, the tax office, as deposits, and for losses."""
    return suppliers_paid + payroll_paid + running_costs_paid + taxes_paid + other_paid


@line("CNY", zh="经营活动产生的现金流量净额", en="Operating cash flow", good="up")
def cash_from_operating(operating_receipts, operating_payments):
    """Operating receipts less operating payments."""
    return operating_receipts - operating_payments


@line("CNY", zh="投资活动产生的现金流量净额", en="Investing cash flow")
def cash_from_investing(assets_sold_total, assets_paid_total):
    """What sales of assets bring, less what is paid for assets."""
    return assets_sold_total - assets_paid_total


@line("CNY", zh="筹资活动产生的现金流量净额", en="Financing cash flow")
def cash_from_financing(capital_received, loans_received_total, financing_payments):
    """What owners and lenders pay in, less interest, loans paid back and dividends."""
    return capital_received + loans_received_total - financing_payments


@line("CNY", zh="现金及现金等价物净增加额", en="Net cash flow", good="up")
def cash_flow_total(cash_from_operating, cash_from_investing, cash_from_financing):
    """Operating, investing and financing cash flow."""
    return cash_from_operating + cash_from_investing + cash_from_financing


@line("CNY", zh="经营性应收项目的增加", en="Growth of receivables", good="down")
def receivables_growth(
    receivable_total_closing,
    receivable_total_opening,
    fee_refund_receivable_closing,
    fee_refund_receivable_opening,
):
    """What platforms owe more than a month ago."""
    return (
        receivable_total_closing
        - receivable_total_opening
        + fee_refund_receivable_closing
        - fee_refund_receivable_opening
    )


@line("CNY", zh="存货与预付及待摊费用的增加", en="Growth of stock and prepaid", good="down")
def stock_growth(inventory_closing, inventory_opening, prepaid_closing, prepaid_opening):
    """Goods and prepaid expenses more than a month ago."""
    return inventory_closing - inventory_opening + prepaid_closing - prepaid_opening


@line("CNY", zh="平台保证金与留抵增值税的增加", en="Growth of deposits and VAT credit", good="down")
def claims_growth(deposits_closing, deposits_opening, vat_credit_closing, vat_credit_opening):
    """Deposits and input VAT waiting, more than a month ago."""
    return deposits_closing - deposits_opening + vat_credit_closing - vat_credit_opening


@line("CNY", zh="经营性应付项目的增加", en="Growth of payables")
def payables_growth(
    artists_payable_closing,
    artists_payable_opening,
    suppliers_payable_closing,
    suppliers_payable_opening,
    payroll_liability_movement,
    customer_deposits_closing,
    customer_deposits_opening,
):
    """What is owed to artists, suppliers, people and buyers more than a month ago."""
    return (
        artists_payable_closing
        - artists_payable_opening
        + suppliers_payable_closing
        - suppliers_payable_opening
        + payroll_liability_movement
        + customer_deposits_closing
        - customer_deposits_opening
    )


@line("CNY", zh="应交税费的增加", en="Growth of taxes payable")
def taxes_payable_growth(
    vat_payable_closing,
    vat_payable_opening,
    income_tax_payable_closing,
    income_tax_payable_opening,
    withheld_tax_payable_closing,
    withheld_tax_payable_opening,
):
    """Taxes charged or withheld and not yet paid, more than a month ago."""
    return (
        vat_payable_closing
        - vat_payable_opening
        + income_tax_payable_closing
        - income_tax_payable_opening
        + withheld_tax_payable_closing
        - withheld_tax_payable_opening
    )


@line("CNY", zh="营运资金占用的增加", en="Growth of working capital", good="down")
def working_capital_growth(
    receivables_growth,
    stock_growth,
    claims_growth,
    return_goods_movement,
    payables_growth,
    taxes_payable_growth,
    returns_provision_movement,
):
    """What the business ties up more than a month ago: claims and stock less what it owes."""
    tied = receivables_growth + stock_growth + claims_growth + return_goods_movement
    return tied - payables_growth - taxes_payable_growth - returns_provision_movement


@line("CNY", zh="经营活动产生的现金流量净额（间接法）", en="Operating cash flow, indirect", good="up")
def cash_from_operating_indirect(
    net_profit,
    interest_total,
    depreciation_total,
    disposal_gain,
    assets_input_vat,
    assets_output_vat,
    working_capital_growth,
):
    """Net profit but for interest, depreciation and gains, less what is tied up; VAT on assets is apart."""
    return (
        net_profit
        + interest_total
        + depreciation_total
        - disposal_gain
        + assets_input_vat
        - assets_output_vat
        - working_capital_growth
    )


@line("CNY", zh="现金流量表直接法与间接法一致", en="Direct and indirect cash flow agree", check="error")
def check_cash_flow(cash_from_operating, cash_from_operating_indirect):
    """Operating cash flow by receipts and payments, less the one reached from net profit."""
    return cash_from_operating - cash_from_operating_indirect


@line("CNY", zh="现金流量表与货币资金一致", en="Cash flow equals the movement of cash", check="error")
def check_cash(cash_closing, cash_opening, cash_flow_total):
    """The movement of cash, less the three parts of the cash flow statement."""
    return cash_closing - cash_opening - cash_flow_total


@line("CNY", zh="应收账款变动一致", en="Receivables open, move and close", per="storefront", check="error")
def check_receivable(receivable_opening, billed, customer_deposits_applied, collected, receivable_closing):
    """Receivable opening with the month's bills, less deposits, what is collected and the closing."""
    return receivable_opening + billed - customer_deposits_applied - collected - receivable_closing


@line("CNY", zh="应付账款—艺术家变动一致", en="Artists payable opens, moves and closes", check="error")
def check_artists_payable(artists_payable_opening, artist_cost_total, artists_paid, artists_payable_closing):
    """What artists were owed and have cost, less what they were paid and are owed."""
    return artists_payable_opening + artist_cost_total - artists_paid - artists_payable_closing


@line("CNY", zh="应付账款—供应商变动一致", en="Suppliers payable opens, moves and closes", check="error")
def check_suppliers_payable(
    suppliers_payable_opening,
    goods_bought_total,
    logistics_paid,
    goods_and_carriers_paid,
    suppliers_payable_closing,
):
    """What suppliers were owed and have billed, less what they were paid and are owed."""
    return (
        suppliers_payable_opening
        + goods_bought_total
        + logistics_paid
        - goods_and_carriers_paid
        - suppliers_payable_closing
    )


@line("CNY", zh="预付及待摊费用不为负", en="Prepaid is never negative", rolls="last", check="error")
def check_prepaid(prepaid_used, prepaid_opening, prepaid_added):
    """Prepaid expenses used up beyond what was prepaid."""
    return maximum(prepaid_used - prepaid_opening - prepaid_added, 0)


@line("CNY", zh="预付费用到期用尽", en="Overheads paid ahead are used up", per="overhead", check="error")
def check_overhead_prepaid(overhead_prepaid_opening, overhead_months_paid):
    """What is left of an overhead paid ahead when the next payment falls due."""
    return where(overhead_months_paid, overhead_prepaid_opening, 0)


@line("CNY", zh="保证金余额一致", en="Deposits are those held", rolls="last", check="error")
def check_deposits(deposits_closing, deposits_start, deposit_as_asset, overhead_deposit_as_asset):
    """The account of deposits, less those held at the month's end and those of before the plan."""
    return (
        deposits_closing
        - deposits_start
        - total(deposit_as_asset, over="storefront")
        - total(overhead_deposit_as_asset, over="overhead")
    )


@line("CNY", zh="店铺在押保证金", en="Deposit held by storefront", per="storefront", rolls="last")
def deposit_as_asset(deposit, deposit_held, deposit_is_cost):
    """The platform's deposit while it is held, where it is booked as an asset."""
    return deposit * deposit_held * (1 - deposit_is_cost)


@line(
    "CNY",
    zh="应交税费—增值税及附加余额一致",
    en="VAT payable is the VAT of the period",
    rolls="last",
    check="error",
)
def check_vat_payable(vat_payable_closing, vat_payable_opening, vat_period_begins, vat_due, surcharges):
    """VAT payable at the month's end, less VAT and surcharges of the period so far."""
    return vat_payable_closing - vat_payable_opening * (1 - vat_period_begins) - vat_due - surcharges


@line("CNY", zh="应交税费—企业所得税变动一致", en="Income tax payable opens, moves and closes", check="error")
def check_income_tax_payable(
    income_tax_payable_opening,
    profit_before_tax,
    net_profit,
    income_tax_paid,
    income_tax_payable_closing,
):
    """What was owed, what lies between profit before tax and net profit, less what was paid and is owed."""
    return (
        income_tax_payable_opening
        + profit_before_tax
        - net_profit
        - income_tax_paid
        - income_tax_payable_closing
    )


@line(
    "CNY",
    zh="应付职工薪酬—工资及社保余额一致",
    en="Payroll payable is what is deferred",
    rolls="last",
    check="error",
)
def check_payroll_payable(payroll_payable_closing, payroll_deferred):
    """Payroll payable by its movements, less the pay and contributions of the month that next month pays."""
    return payroll_payable_closing - payroll_deferred


@line(
    "CNY", zh="各月净利润与权益一致", en="Months add up to the results in equity", rolls="last", check="error"
)
def check_months(
    cumulated_result_closing,
    dividends_cumulated_closing,
    surplus_reserve_closing,
    surplus_reserve_start,
    retained_closing,
    result_brought_at_start,
    result_of_year_at_start,
):
    """Net profit of all months so far less dividends, less what the reserve and retained earnings gained."""
    return (
        cumulated_result_closing
        - dividends_cumulated_closing
        - (surplus_reserve_closing - surplus_reserve_start)
        - (retained_closing - result_brought_at_start - result_of_year_at_start)
    )


@line("CNY", zh="固定资产账面价值不为负", en="Fixed assets are never negative", rolls="last", check="error")
def check_fixed_assets(fixed_assets_closing):
    """What is written off beyond what the assets cost."""
    return maximum(0 - fixed_assets_closing, 0)


@line("CNY", zh="借款余额一致", en="Loans add up", rolls="last", check="error")
def check_loans(loan_closing, loans_before_closing, loans_closing):
    """Loans one by one, less the account of all loans."""
    return total(loan_closing, over="loan") + loans_before_closing - loans_closing


@line("CNY", zh="应付利息一致", en="Interest payable adds up", rolls="last", check="error")
def check_interest_payable(loan_interest_payable_closing, interest_payable_closing):
    """Interest accrued loan by loan, less the account of all loans."""
    return total(loan_interest_payable_closing, over="loan") - interest_payable_closing


@line(
    "CNY", zh="一年内到期的借款不超过借款", en="Loans due within a year are owed", rolls="last", check="error"
)
def check_loans_current(loans_current_closing, loans_closing):
    """What is due within a year beyond what is owed."""
    return maximum(loans_current_closing - loans_closing, 0)


@line("CNY", zh="借款按到期日一致", en="Loans by term add up", rolls="last", check="error")
def check_loans_by_term(loans_current_closing, loans_later_closing, loans_closing):
    """What is due within a year and later, less all that is owed."""
    return loans_current_closing + loans_later_closing - loans_closing


@line("CNY", zh="固定资产账面价值一致", en="Assets add up", rolls="last", check="error")
def check_assets(asset_book_closing, fixed_assets_before_closing, fixed_assets_closing):
    """Assets one by one, less the account of all assets."""
    return total(asset_book_closing, over="asset") + fixed_assets_before_closing - fixed_assets_closing
