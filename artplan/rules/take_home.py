"""The employee's side: contributions and individual income tax withheld, and what is left.

Tax is withheld on the calendar year's pay so far, less the allowance of each month in post, the
employee's contributions and special deductions, through the year's tiers, less what has been withheld
before; a month never gives back. The 13th month is taxed with the pay of its month, or apart (`bonus_tax`);
pay under a service contract is taxed by itself (`service_pay`).
Severance is left out: it is free of tax up to three average yearly wages. A plan that starts inside a year
counts on from what the person brings of it.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import (
    brackets,
    maximum,
    minimum,
    one_month,
    ratio,
    round_half_up,
    total,
    where,
)


@line("CNY", zh="发放月初离开人员年终奖", en="Thirteenth month paid to those who left", per="person")
def thirteenth_month_to_former(
    thirteenth_month_of_former, thirteenth_month_leaver_share, thirteenth_month_paid, person_heads
):
    """What those get whom the month begins without, or all of it where nobody is left: without wage tax."""
    return where(
        person_heads > 0, thirteenth_month_of_former * thirteenth_month_leaver_share, thirteenth_month_paid
    )


@line("CNY/person", zh="人均发放年终奖", en="Thirteenth month per head", per="person")
def thirteenth_month_per_head(thirteenth_month_due, person_heads):
    """The 13th month that falls due, by the heads of the month that pays it."""
    return ratio(thirteenth_month_due, person_heads, 0)


@line("CNY/person", zh="离职人员人均年终奖", en="Thirteenth month of a leaver", per="person")
def thirteenth_month_per_leaver(thirteenth_month_of_ending, thirteenth_month_leaver_share, person_ending):
    """What somebody is paid on his last day besides."""
    return ratio(thirteenth_month_of_ending * thirteenth_month_leaver_share, person_ending, 0)


@line("CNY/person", zh="人均个人应缴合计", en="Employee contributions per head", per="person")
def employee_contribution_per_head_total(employee_contribution_per_head):
    """What all schemes take from one head's pay."""
    return total(employee_contribution_per_head, over="scheme")


@line("CNY/person", zh="人均每月税前扣除额", en="Free of wage tax per head", per="person")
def wage_tax_free(wage_tax_allowance, special_deductions, is_employed, employee_contribution_per_head_total):
    """Allowance and special deductions of a month in which wages are earned, and contributions."""
    return (
        is_employed * (wage_tax_allowance + one_month(special_deductions))
        + employee_contribution_per_head_total
    )


taxable_pay_ytd_opening = opening(
    "taxable_pay_ytd_closing", first="taxable_pay_ytd_start", zh="期初累计应税工资"
)


@line(
    "CNY/person",
    zh="累计应税工资（不含当月年终奖）",
    en="Taxable pay of the year before the month's bonus",
    per="person",
    rolls="last",
)
def taxable_pay_before_bonus(
    tax_year_begins, taxable_pay_ytd_opening, person_gross_pay, service_pay_per_head, wage_tax_free
):
    """Wages less what is free of tax, since January; below 0 where more is free than paid."""
    before = where(tax_year_begins, 0, taxable_pay_ytd_opening)
    return before + person_gross_pay - service_pay_per_head - wage_tax_free


@line("CNY/person", zh="累计应税工资", en="Taxable pay of the year so far", per="person", rolls="last")
def taxable_pay_ytd_closing(taxable_pay_before_bonus, thirteenth_month_per_head, bonus_is_apart):
    """With the month's bonus, unless that is taxed apart."""
    return taxable_pay_before_bonus + thirteenth_month_per_head * (1 - bonus_is_apart)


@line("CNY/person", zh="累计个税（舍入前）", en="Wage tax of the year unrounded", per="person", rolls="last")
def wage_tax_unrounded(taxable_pay_ytd_closing, wage_tax_floor, wage_tax_ceiling, wage_tax_rate):
    """The year's taxable pay through the tiers."""
    taxable = maximum(taxable_pay_ytd_closing, 0)
    return brackets(taxable, wage_tax_floor, wage_tax_ceiling, wage_tax_rate, over="wage_tax_tier")


@line("CNY/person", zh="累计应扣个税", en="Wage tax of the year so far", per="person", rolls="last")
def wage_tax_ytd(wage_tax_unrounded, wage_tax_step):
    """The year's tax to the cent."""
    return round_half_up(wage_tax_unrounded, wage_tax_step)


wage_tax_withheld_opening = opening(
    "wage_tax_withheld_closing", first="wage_tax_withheld_start", zh="期初累计已扣个税"
)


@line("CNY/person", zh="人均代扣个税", en="Wage tax per head", per="person")
def wage_tax_per_head(wage_tax_ytd, tax_year_begins, wage_tax_withheld_opening):
    """The year's tax so far, less what has been withheld; never below 0."""
    return maximum(wage_tax_ytd - where(tax_year_begins, 0, wage_tax_withheld_opening), 0)


@line("CNY/person", zh="累计已扣个税", en="Wage tax withheld closing", per="person", rolls="last")
def wage_tax_withheld_closing(tax_year_begins, wage_tax_withheld_opening, wage_tax_per_head):
    """What has been withheld since January."""
    return where(tax_year_begins, 0, wage_tax_withheld_opening) + wage_tax_per_head


@line(
    "CNY/person",
    zh="离职人员累计个税（舍入前）",
    en="Wage tax of a leaver's year unrounded",
    per="person",
    rolls="last",
)
def leaver_tax_unrounded(
    taxable_pay_ytd_closing, thirteenth_month_per_leaver, wage_tax_floor, wage_tax_ceiling, wage_tax_rate
):
    """The year's taxable pay with the leaver's 13th month through the tiers."""
    taxable = maximum(taxable_pay_ytd_closing + thirteenth_month_per_leaver, 0)
    return brackets(taxable, wage_tax_floor, wage_tax_ceiling, wage_tax_rate, over="wage_tax_tier")


@line("CNY/person", zh="离职人员年终奖并入计税额", en="Bonus tax of a leaver where merged", per="person")
def leaver_bonus_tax_merged(leaver_tax_unrounded, wage_tax_step, wage_tax_withheld_closing):
    """The leaver's tax of the year, less what has been withheld, the month's own pay included."""
    year = round_half_up(leaver_tax_unrounded, wage_tax_step)
    return maximum(year - wage_tax_withheld_closing, 0)


@line("CNY/person", zh="离职人员年终奖个税", en="Wage tax on a leaver's 13th month", per="person")
def wage_tax_per_leaver(leaver_bonus_tax_merged, leaver_bonus_tax_alone, bonus_better, bonus_apart):
    """As chosen; where the better way is, the smaller one, as his year has ended."""
    chosen = where(bonus_apart, leaver_bonus_tax_alone, leaver_bonus_tax_merged)
    return where(bonus_better, minimum(leaver_bonus_tax_merged, leaver_bonus_tax_alone), chosen)


@line("CNY/person", zh="人均个人所得税", en="Income tax per head", per="person")
def income_tax_per_head(wage_tax_per_head, bonus_tax_per_head, service_tax_per_head):
    """On wages of the year so far, on a bonus apart, on service pay."""
    return wage_tax_per_head + bonus_tax_per_head + service_tax_per_head


@line("CNY/person", zh="人均实发工资", en="Net pay per head", per="person")
def net_pay_per_head(
    person_gross_pay, thirteenth_month_per_head, employee_contribution_per_head_total, income_tax_per_head
):
    """Pay less contributions and tax: what arrives in one head's account."""
    gross = person_gross_pay + thirteenth_month_per_head
    return gross - employee_contribution_per_head_total - income_tax_per_head


@line("CNY", zh="代扣个税", en="Wage tax withheld", per="person")
def wage_tax_withheld(income_tax_per_head, person_heads, wage_tax_per_leaver, person_ending):
    """Income tax of all heads, and of the leavers' 13th month."""
    return income_tax_per_head * person_heads + wage_tax_per_leaver * person_ending


@line("CNY", zh="离职人员实发年终奖", en="Thirteenth month that leavers are left with", per="person")
def net_pay_of_leavers(
    thirteenth_month_per_leaver, wage_tax_per_leaver, person_ending, thirteenth_month_to_former
):
    """The leavers' 13th month after tax, and what goes to those who left before."""
    return (thirteenth_month_per_leaver - wage_tax_per_leaver) * person_ending + thirteenth_month_to_former


@line("CNY", zh="实发工资", en="Net pay", per="person")
def net_pay(net_pay_per_head, person_heads, net_pay_of_leavers):
    """Net pay of all heads, and what leavers get besides."""
    return net_pay_per_head * person_heads + net_pay_of_leavers


@line("CNY", zh="代扣个税合计", en="Wage tax, all people")
def wage_tax_total(wage_tax_withheld):
    """Wage tax that the company withholds."""
    return total(wage_tax_withheld, over="person")


@line("CNY", zh="实发工资合计", en="Net pay, all people")
def net_pay_total(net_pay):
    """What arrives in everybody's account."""
    return total(net_pay, over="person")


@line("CNY", zh="应发与实发一致", en="Gross pay is net pay and what is withheld", per="person", check="error")
def check_take_home(
    person_gross_pay,
    person_heads,
    thirteenth_month_paid,
    net_pay,
    wage_tax_withheld,
    employee_contribution_total,
):
    """Pay before deductions, less net pay, tax and contributions."""
    gross = person_gross_pay * person_heads + thirteenth_month_paid
    return gross - net_pay - wage_tax_withheld - employee_contribution_total


@line(
    "CNY/person",
    zh="实发为负",
    en="Net pay below zero",
    per="person",
    rolls="max",
    good="down",
    check="alert",
)
def alert_net_pay(net_pay_per_head, person_heads):
    """How much more is withheld than paid, as in a month hardly worked; nobody is paid where nobody is."""
    return where(person_heads > 0, maximum(0 - net_pay_per_head, 0), 0)
