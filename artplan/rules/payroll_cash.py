"""When payroll is paid: in its own month, or partly in the next.

What is withheld from pay (wage tax, the employees' contributions) goes with the pay it is withheld from.
The 13th month waits as an accrued bonus until it falls due; hiring and severance are paid at once.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import total


@line("CNY", zh="应付年终奖变动", en="Movement of the accrued bonus")
def bonus_accrued_movement(bonus_accrued_closing, bonus_accrued_opening):
    """Bonus accrued more than a month ago."""
    return bonus_accrued_closing - bonus_accrued_opening


@line("CNY", zh="当月到期薪酬", en="Payroll due")
def payroll_due(payroll_total, bonus_accrued_movement):
    """The month's payroll, with the 13th month when it falls due instead of when it is earned."""
    return payroll_total - bonus_accrued_movement


@line("CNY", zh="次月支付薪酬", en="Payroll left for next month")
def payroll_deferred(
    gross_pay,
    thirteenth_month_paid,
    pay_later_share,
    employer_contribution_by_stint,
    contributions_later_share,
):
    """The parts of the month's pay and contributions that are paid a month later."""
    pay = total(gross_pay, over="stint") + total(thirteenth_month_paid, over="person")
    return (
        pay * pay_later_share
        + total(employer_contribution_by_stint, over="stint") * contributions_later_share
    )


payroll_payable_opening = opening(
    "payroll_payable_closing", first="payroll_payable_start", zh="期初应付职工薪酬—工资及社保"
)


@line("CNY", zh="支付给职工以及为职工支付的现金", en="Payroll paid", good="down")
def payroll_paid(payroll_payable_opening, payroll_due, payroll_deferred):
    """What was owed at the month's start, and the month's own but for what is left for the next."""
    return payroll_payable_opening + payroll_due - payroll_deferred


@line("CNY", zh="应付职工薪酬—工资及社保", en="Payroll payable closing", rolls="last")
def payroll_payable_closing(payroll_payable_opening, payroll_due, payroll_paid):
    """Pay and contributions due and not yet paid; the accrued bonus stands apart."""
    return payroll_payable_opening + payroll_due - payroll_paid


@line("CNY", zh="应付职工薪酬变动", en="Movement of payroll payable and bonus")
def payroll_liability_movement(payroll_payable_closing, payroll_payable_opening, bonus_accrued_movement):
    """What is owed to people more than a month ago, accrued bonus included."""
    return payroll_payable_closing - payroll_payable_opening + bonus_accrued_movement
