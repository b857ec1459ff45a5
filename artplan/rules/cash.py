"""What comes in and goes out, with VAT, when it falls due.

Sales are collected and bills paid as `settlement` says; VAT and surcharges are paid in the month after
their period, income tax in the first month of the following quarter; everything else in its own month.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, one_month

vat_payable_opening = opening(
    "vat_payable_closing", first="vat_payable_start", zh="期初应交税费—增值税及附加"
)


@line("CNY", zh="缴纳增值税及附加", en="VAT and surcharges paid", good="down")
def vat_paid(vat_payable_opening, vat_period_begins):
    """VAT and surcharges of the period that has ended."""
    return vat_payable_opening * vat_period_begins


@line("CNY", zh="应交税费—增值税及附加", en="VAT payable closing", rolls="last")
def vat_payable_closing(vat_payable_opening, vat_due, surcharges, vat_paid):
    """VAT and surcharges that fall due after the period's end."""
    return vat_payable_opening + vat_due + surcharges - vat_paid


income_tax_payable_opening = opening(
    "income_tax_payable_closing", first="income_tax_payable_start", zh="期初应交税费—企业所得税"
)


@line("CNY", zh="缴纳所得税", en="Income tax paid", good="down")
def income_tax_paid(tax_payment_month, income_tax_payable_opening):
    """What is owed at the start of a month in which the quarter's tax is paid."""
    return tax_payment_month * maximum(income_tax_payable_opening, 0)


@line("CNY", zh="应交税费—企业所得税", en="Income tax payable closing", rolls="last")
def income_tax_payable_closing(income_tax_payable_opening, income_tax, income_tax_paid):
    """Income tax charged and not yet paid; below 0 where the office owes it back."""
    return income_tax_payable_opening + income_tax - income_tax_paid


@line("CNY", zh="吸收投资收到的现金", en="Capital paid in")
def capital_received(capital_paid_in):
    """What the founders pay in."""
    return one_month(capital_paid_in)


@line("CNY", zh="收到其他经营性现金", en="Other receipts", good="up")
def other_received(annual_fee_refunds_received_total, deposits_returned_total, non_operating_gains_total):
    """Fees and deposits that come back, and gains beside operations."""
    return annual_fee_refunds_received_total + deposits_returned_total + non_operating_gains_total


@line("CNY", zh="支付其他经营性现金", en="Other payments", good="down")
def other_paid(deposits_paid_total, non_operating_losses_total):
    """Deposits of platforms and landlords, and losses beside operations."""
    return deposits_paid_total + non_operating_losses_total


@line("CNY", zh="现金流入", en="Receipts", good="up")
def receipts_total(
    collected_total,
    customer_deposits_received,
    other_received,
    assets_sold_total,
    capital_received,
    loans_received_total,
):
    """All money that comes in."""
    return (
        collected_total
        + customer_deposits_received
        + other_received
        + assets_sold_total
        + capital_received
        + loans_received_total
    )


@line("CNY", zh="支付供应商与艺术家", en="Paid to artists and suppliers", good="down")
def suppliers_paid(
    artists_paid,
    artist_taxes_passed_on,
    goods_and_carriers_paid,
    fees_paid,
    annual_fees_paid_total,
    advertising_total,
    benefits_total,
):
    """Artists, goods and carriers by their terms; platforms, advertising and benefits in their own month."""
    return (
        artists_paid
        + artist_taxes_passed_on
        + goods_and_carriers_paid
        + fees_paid
        + annual_fees_paid_total
        + advertising_total
        + benefits_total
    )


@line("CNY", zh="支付日常运营、资质与培训费用", en="Paid for overheads, licences and training", good="down")
def running_costs_paid(overheads_paid, licences_paid_total, training_paid_total):
    """Overheads, licences and courses, as billed."""
    return overheads_paid + licences_paid_total + training_paid_total


@line("CNY", zh="支付的各项税费", en="Taxes paid", good="down")
def taxes_paid(vat_paid, income_tax_paid, stamp_duty):
    """VAT with surcharges, income tax, and stamp duty."""
    return vat_paid + income_tax_paid + stamp_duty


@line("CNY", zh="偿还债务及支付利息的现金", en="Debt service", good="down")
def debt_service(interest_paid_total, loans_repaid_total):
    """Interest that falls due, and loans paid back."""
    return interest_paid_total + loans_repaid_total


@line("CNY", zh="筹资活动现金流出", en="Financing payments", good="down")
def financing_payments(debt_service, dividends_paid):
    """What goes to lenders and owners."""
    return debt_service + dividends_paid


@line("CNY", zh="现金流出", en="Payments", good="down")
def payments_total(
    suppliers_paid,
    payroll_paid,
    running_costs_paid,
    taxes_paid,
    other_paid,
    assets_paid_total,
    financing_payments,
):
    """All money that goes out."""
    return (
        suppliers_paid
        + payroll_paid
        + running_costs_paid
        + taxes_paid
        + other_paid
        + assets_paid_total
        + financing_payments
    )


cash_opening = opening("cash_closing", first="cash_start", zh="期初货币资金")


@line("CNY", zh="货币资金", en="Cash closing", rolls="last", good="up")
def cash_closing(cash_opening, receipts_total, payments_total):
    """Money in the bank at the month's end."""
    return cash_opening + receipts_total - payments_total
