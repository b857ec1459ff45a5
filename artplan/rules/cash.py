"""What comes in and goes out, with VAT, when it falls due.

Platforms pay some days after the sale; VAT and surcharges are paid in the following month, income
tax in the first month of the following quarter; everything else in its own month.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, one_month, total

receivable_opening = opening("receivable_closing", zh="期初平台应收")


@line("CNY", zh="平台回款", en="Collected from platforms", per="storefront", good="up")
def collected(receivable_opening, sales_kept_by_storefront, collected_later_share):
    """What was owed at the month's start, and the month's own sales but for its last days'."""
    return receivable_opening + sales_kept_by_storefront * (1 - collected_later_share)


@line("CNY", zh="期末平台应收", en="Receivable closing", per="storefront", rolls="last", good="down")
def receivable_closing(receivable_opening, sales_kept_by_storefront, collected):
    """What platforms still owe."""
    return receivable_opening + sales_kept_by_storefront - collected


@line("CNY", zh="回款合计", en="Collected, all storefronts", good="up")
def collected_total(collected):
    """What all platforms pay out."""
    return total(collected, over="storefront")


vat_payable_opening = opening("vat_payable_closing", zh="期初应交增值税及附加")


@line("CNY", zh="缴纳增值税及附加", en="VAT and surcharges paid", good="down")
def vat_paid(vat_payable_opening):
    """Last month's VAT and surcharges."""
    return vat_payable_opening


@line("CNY", zh="期末应交增值税及附加", en="VAT payable closing", rolls="last")
def vat_payable_closing(vat_payable_opening, vat_due, surcharges, vat_paid):
    """VAT and surcharges that fall due next month."""
    return vat_payable_opening + vat_due + surcharges - vat_paid


income_tax_payable_opening = opening("income_tax_payable_closing", zh="期初应交所得税")


@line("CNY", zh="缴纳所得税", en="Income tax paid", good="down")
def income_tax_paid(tax_payment_month, income_tax_payable_opening):
    """What is owed at the start of a month in which the quarter's tax is paid."""
    return tax_payment_month * maximum(income_tax_payable_opening, 0)


@line("CNY", zh="期末应交所得税", en="Income tax payable closing", rolls="last")
def income_tax_payable_closing(income_tax_payable_opening, income_tax, income_tax_paid):
    """Income tax charged and not yet paid; below 0 where the office owes it back."""
    return income_tax_payable_opening + income_tax - income_tax_paid


@line("CNY", zh="投入资本", en="Capital paid in")
def capital_received(capital_paid_in):
    """What the founders pay in."""
    return one_month(capital_paid_in)


@line("CNY", zh="现金流入", en="Receipts", good="up")
def receipts_total(collected_total, capital_received):
    """All money that comes in."""
    return collected_total + capital_received


@line("CNY", zh="支付供应商与艺术家", en="Paid to artists and suppliers", good="down")
def suppliers_paid(artist_payout_total, goods_bought_total, fees_paid, advertising_total, logistics_paid):
    """Artists, goods, platforms, advertising and carriers, as billed."""
    return artist_payout_total + goods_bought_total + fees_paid + advertising_total + logistics_paid


@line("CNY", zh="现金流出", en="Payments", good="down")
def payments_total(suppliers_paid, payroll_paid, overheads_paid, vat_paid, income_tax_paid):
    """All money that goes out."""
    return suppliers_paid + payroll_paid + overheads_paid + vat_paid + income_tax_paid


cash_opening = opening("cash_closing", first="cash_start", zh="期初现金")


@line("CNY", zh="期末现金", en="Cash closing", rolls="last", good="up")
def cash_closing(cash_opening, receipts_total, payments_total):
    """Money in the bank at the month's end."""
    return cash_opening + receipts_total - payments_total
