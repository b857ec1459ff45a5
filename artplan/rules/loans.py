"""Loans: what is paid out, what they cost, when they are paid back, and what of them is due within a year.

A loan is paid out at the end of its month. Interest is an expense of the month, on what is owed at its start,
and is paid when a payment falls due: at the end of every month, quarter, half-year or year. Of what is owed
at a month's end, the part that the terms ask for within twelve months is current.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import minimum, one_month, one_year, ratio, total, where

loan_opening = opening("loan_closing", zh="期初借款余额")


@line("CNY", zh="借款到账", en="Loan drawn", per="loan")
def loan_received(loan_amount, loan_drawn):
    """The loan in the month it is paid out."""
    return loan_amount * loan_drawn


@line("CNY", zh="借款利息", en="Interest by loan", per="loan", good="down")
def loan_interest(loan_opening, loan_rate, loan_interest_entered):
    """A twelfth of the yearly rate on what is owed at the month's start; or what is entered, while it is."""
    entered = where(loan_opening > 0, one_month(loan_interest_entered), 0)
    return loan_opening * one_year(loan_rate) / 12 + entered


loan_interest_payable_opening = opening("loan_interest_payable_closing", zh="期初应付利息（按借款）")


@line("CNY", zh="支付借款利息", en="Interest paid by loan", per="loan", good="down")
def loan_interest_paid(loan_interest_payable_opening, loan_interest, loan_payment_due):
    """All interest that has accrued, in a month in which a payment falls due."""
    return (loan_interest_payable_opening + loan_interest) * loan_payment_due


@line("CNY", zh="期末应付利息（按借款）", en="Interest payable closing by loan", per="loan", rolls="last")
def loan_interest_payable_closing(loan_interest_payable_opening, loan_interest, loan_interest_paid):
    """Interest that has accrued since the last payment."""
    return loan_interest_payable_opening + loan_interest - loan_interest_paid


@line("1", zh="每期利率", en="Rate of a payment period", per="loan", rolls="average")
def loan_period_rate(loan_rate, loan_period_months):
    """The twelfths of the yearly rate that fall on the months from one payment to the next."""
    return one_year(loan_rate) / 12 * loan_period_months


@line("CNY", zh="等额本息每期还款", en="Equal instalment", per="loan", rolls="average")
def loan_instalment(loan_amount, loan_period_rate, loan_instalments):
    """The equal sum of principal and interest that pays the loan back, once its grace is over."""
    return loan_amount * ratio(
        loan_period_rate, 1 - (1 + loan_period_rate) ** (0 - loan_instalments), 1 / loan_instalments
    )


@line("CNY", zh="计划还本", en="Principal planned", per="loan")
def loan_repayment_planned(
    loan_amount, loan_due_share, loan_instalment_due, loan_instalment, loan_interest_paid, loan_opening
):
    """The principal due by the loan's terms; never more than is owed."""
    return minimum(
        loan_amount * loan_due_share + loan_instalment_due * (loan_instalment - loan_interest_paid),
        loan_opening,
    )


@line("CNY", zh="偿还借款本金", en="Principal repaid", per="loan", good="down")
def loan_repaid(loan_ends, loan_opening, loan_repayment_planned):
    """The principal due; all that is owed in the last month."""
    return where(loan_ends, loan_opening, loan_repayment_planned)


@line("CNY", zh="期末借款余额", en="Loan closing", per="loan", rolls="last", good="down")
def loan_closing(loan_opening, loan_received, loan_repaid):
    """What is still owed."""
    return loan_opening + loan_received - loan_repaid


@line("CNY", zh="一年内等额本息中的本金", en="Principal in instalments of a year", per="loan", rolls="last")
def loan_principal_ahead(loan_closing, loan_instalment, loan_period_rate, loan_instalments_ahead):
    """The equal instalments of the next twelve months less the interest in them, at the month's rate."""
    growth = (1 + loan_period_rate) ** loan_instalments_ahead - 1
    return loan_instalment * ratio(growth, loan_period_rate, loan_instalments_ahead) - loan_closing * growth


@line(
    "CNY", zh="一年内到期借款（按借款）", en="Loan due within a year", per="loan", rolls="last", good="down"
)
def loan_current_closing(
    loan_closing, loan_amount, loan_due_share_ahead, loan_principal_ahead, loan_ends_ahead
):
    """The principal due within twelve months by the loan's terms; all of it in its last twelve."""
    return where(
        loan_ends_ahead,
        loan_closing,
        minimum(loan_amount * loan_due_share_ahead + loan_principal_ahead, loan_closing),
    )


loans_before_opening = opening("loans_before_closing", first="loans_start", zh="期初原有借款")


@line("CNY", zh="偿还原有借款", en="Opening loans repaid", good="down")
def loans_before_repaid(loans_start, loans_start_share):
    """The month's part of the loans that were there from the start."""
    return loans_start * loans_start_share


@line("CNY", zh="期末原有借款", en="Loans from before the plan, closing", rolls="last", good="down")
def loans_before_closing(loans_before_opening, loans_before_repaid):
    """What is still owed of the loans that were there from the start."""
    return loans_before_opening - loans_before_repaid


@line("CNY", zh="原有借款一年内到期部分", en="Opening loans due within a year", rolls="last", good="down")
def loans_before_current_closing(loans_before_closing, loans_start_share_ahead):
    """What is paid back within twelve months of the loans that were there from the start."""
    return loans_before_closing * loans_start_share_ahead


@line("CNY", zh="原有借款利息", en="Interest on opening loans", good="down")
def loans_before_interest(loans_before_opening, loans_start_rate):
    """A twelfth of the yearly rate on what is owed at the month's start, paid in the month."""
    return loans_before_opening * one_year(loans_start_rate) / 12


@line("CNY", zh="利息支出", en="Interest", good="down")
def interest_total(loan_interest, loans_before_interest):
    """Interest on all loans, on what is owed at the month's start."""
    return total(loan_interest, over="loan") + loans_before_interest


@line("CNY", zh="支付利息", en="Interest paid", good="down")
def interest_paid_total(loan_interest_paid, loans_before_interest):
    """Interest that falls due in the month, of all loans."""
    return total(loan_interest_paid, over="loan") + loans_before_interest


interest_payable_opening = opening("interest_payable_closing", zh="期初应付利息")


@line("CNY", zh="应付利息", en="Interest payable", rolls="last")
def interest_payable_closing(interest_payable_opening, interest_total, interest_paid_total):
    """Interest accrued and not yet due."""
    return interest_payable_opening + interest_total - interest_paid_total


@line("CNY", zh="取得借款收到的现金", en="Loans drawn")
def loans_received_total(loan_received):
    """Loans paid out in the month."""
    return total(loan_received, over="loan")


@line("CNY", zh="偿还债务支付的现金", en="Loans repaid", good="down")
def loans_repaid_total(loan_repaid, loans_before_repaid):
    """Principal of all loans paid back in the month."""
    return total(loan_repaid, over="loan") + loans_before_repaid


loans_opening = opening("loans_closing", first="loans_start", zh="期初借款（短期与长期）")


@line("CNY", zh="借款（短期与长期）", en="Loans closing", rolls="last", good="down")
def loans_closing(loans_opening, loans_received_total, loans_repaid_total):
    """What is owed to lenders."""
    return loans_opening + loans_received_total - loans_repaid_total


@line("CNY", zh="一年内到期的借款", en="Loans due within a year", rolls="last", good="down")
def loans_current_closing(loan_current_closing, loans_before_current_closing):
    """What the terms of all loans ask for within twelve months."""
    return total(loan_current_closing, over="loan") + loans_before_current_closing


@line("CNY", zh="长期借款", en="Loans due later", rolls="last", good="down")
def loans_later_closing(loans_closing, loans_current_closing):
    """What is owed to lenders beyond the next twelve months."""
    return loans_closing - loans_current_closing
