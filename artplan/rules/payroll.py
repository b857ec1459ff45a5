"""What the people cost: pay, the employer's contributions, bonus, hiring; by post and department.

Floors and caps of contributions fall on each person's pay, so everything up to them is per head;
a contribution is rounded for each person as its notice says, and only then times the heads.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import between, one_month, ratio, round_half_up, round_up, total, where


@line("CNY/person", zh="人均月薪", en="A full month's pay per head", per="position", rolls="last")
def monthly_pay_per_head(base_pay, pay_growth_closing, full_time_share):
    """The wage as entered, with raises so far, for the share of full time."""
    return one_month(base_pay) * (1 + pay_growth_closing) * full_time_share


@line("1", zh="计薪比例", en="Share of the month that is paid", per="position", rolls="average")
def paid_share(in_post_share, days_on_probation, days_full, probation_pay_share):
    """Days in post over a full month's; a day on probation counts as its share of pay."""
    return in_post_share - ratio(days_on_probation, days_full, 0) * (1 - probation_pay_share)


@line("CNY/person", zh="人均出勤工资", en="Pay earned per head", per="position")
def earned_pay_per_head(monthly_pay_per_head, paid_share):
    """The month's wage for the days in post, at full score."""
    return monthly_pay_per_head * paid_share


@line("CNY/person", zh="人均固定工资", en="Fixed pay per head", per="position")
def fixed_pay_per_head(earned_pay_per_head, performance_pay_share):
    """The part of the wage that no score moves, for the days in post."""
    return earned_pay_per_head * (1 - performance_pay_share)


@line("CNY/person", zh="人均足额绩效工资", en="Performance pay per head at 100 %", per="position")
def performance_pay_full_per_head(earned_pay_per_head, performance_pay_share):
    """The part of the wage that hangs on the appraisal, for the days in post."""
    return earned_pay_per_head * performance_pay_share


@line("CNY/person", zh="人均绩效工资", en="Performance pay per head", per="position")
def performance_pay_per_head(performance_pay_full_per_head, performance_rate_due):
    """What the appraisal pays out of the performance pay."""
    return performance_pay_full_per_head * performance_rate_due


@line("CNY/person", zh="人均应发工资", en="Gross pay per head", per="position")
def gross_pay_per_head(
    fixed_pay_per_head, performance_pay_per_head, commission_per_head, high_temperature_pay_per_head
):
    """Pay before deductions of one head of the position, without the 13th month."""
    return fixed_pay_per_head + performance_pay_per_head + commission_per_head + high_temperature_pay_per_head


@line("CNY", zh="固定工资", en="Fixed pay", per="position")
def fixed_pay(fixed_pay_per_head, position_heads):
    """Fixed pay of all heads of the position."""
    return fixed_pay_per_head * position_heads


@line("CNY", zh="绩效工资", en="Performance pay", per="position")
def performance_pay(performance_pay_per_head, position_heads):
    """Performance pay of all heads of the position."""
    return performance_pay_per_head * position_heads


@line("CNY", zh="应发工资", en="Gross pay", per="position")
def gross_pay(gross_pay_per_head, position_heads):
    """Pay before deductions of all heads of the position."""
    return gross_pay_per_head * position_heads


@line("CNY/person", zh="缴费基数", en="Contribution base", per=("position", "scheme"), rolls="last")
def contribution_base(contribution_pay, scheme_floor, scheme_cap):
    """Declared pay, held between the scheme's floor and cap."""
    return between(contribution_pay, scheme_floor, scheme_cap)


@line("CNY/person", zh="单位应缴（舍入前）", en="Employer contribution unrounded", per=("position", "scheme"))
def employer_contribution_unrounded(contribution_base, scheme_employer_rate, scheme_employer_fixed):
    """The base times the employer's rate, and what the scheme takes per head besides."""
    return contribution_base * scheme_employer_rate + scheme_employer_fixed


@line("CNY/person", zh="人均单位应缴", en="Employer contribution per head", per=("position", "scheme"))
def employer_contribution_per_head(
    employer_contribution_unrounded, scheme_rounding_step, scheme_rounds_up, contribution_due, scheme_charged
):
    """The employer's contribution as it is billed, rounded as the scheme rounds; whole months only."""
    return (
        contribution_due
        * scheme_charged
        * where(
            scheme_rounds_up,
            round_up(employer_contribution_unrounded, scheme_rounding_step),
            round_half_up(employer_contribution_unrounded, scheme_rounding_step),
        )
    )


@line("CNY", zh="单位应缴社保公积金", en="Employer contribution", per=("position", "scheme"))
def employer_contribution(employer_contribution_per_head, position_heads):
    """The employer's contribution for all heads of the position."""
    return employer_contribution_per_head * position_heads


@line("CNY/person", zh="个人应缴（舍入前）", en="Employee contribution unrounded", per=("position", "scheme"))
def employee_contribution_unrounded(contribution_base, scheme_employee_rate, scheme_employee_fixed):
    """The base times the employee's rate, and what the scheme takes per head besides."""
    return contribution_base * scheme_employee_rate + scheme_employee_fixed


@line("CNY/person", zh="人均个人应缴", en="Employee contribution per head", per=("position", "scheme"))
def employee_contribution_per_head(
    employee_contribution_unrounded, scheme_rounding_step, scheme_rounds_up, contribution_due, scheme_charged
):
    """What is withheld from one head's pay for the scheme, rounded as the scheme rounds."""
    return (
        contribution_due
        * scheme_charged
        * where(
            scheme_rounds_up,
            round_up(employee_contribution_unrounded, scheme_rounding_step),
            round_half_up(employee_contribution_unrounded, scheme_rounding_step),
        )
    )


@line("CNY", zh="个人应缴社保公积金", en="Employee contribution", per=("position", "scheme"))
def employee_contribution(employee_contribution_per_head, position_heads):
    """What is withheld from pay for the scheme, for all heads of the position."""
    return employee_contribution_per_head * position_heads


@line("CNY", zh="个人应缴合计", en="Employee contributions", per="position")
def employee_contribution_total(employee_contribution):
    """What is withheld from the position's pay for all schemes."""
    return total(employee_contribution, over="scheme")


@line(
    "CNY", zh="社保公积金（按类）", en="Employer contributions by kind", per=("position", "contribution_kind")
)
def employer_contribution_by_kind(employer_contribution):
    """The employer's contributions: social insurance, housing fund, levies."""
    return total(employer_contribution, over="scheme", by="contribution_kind")


@line("CNY", zh="单位应缴（按险种）", en="Employer contributions by scheme", per="scheme")
def employer_contribution_by_scheme(employer_contribution):
    """The employer's contributions to the scheme, all positions."""
    return total(employer_contribution, over="position")


@line("CNY", zh="单位应缴合计", en="Employer contributions", per="position")
def employer_contribution_total(employer_contribution, flat_burden):
    """The employer's contributions for the position: all schemes, or the flat burden."""
    return total(employer_contribution, over="scheme") + flat_burden


@line("CNY", zh="人力成本", en="Payroll cost", per="position", good="down")
def payroll_cost(
    gross_pay, employer_contribution_total, thirteenth_month_cost, severance_pay, joining_cost, benefits_cost
):
    """Everything the company pays for the position."""
    pay = gross_pay + thirteenth_month_cost + severance_pay
    return pay + employer_contribution_total + benefits_cost + joining_cost


@line("CNY", zh="岗位应发工资", en="Gross pay by post", per="post")
def gross_pay_by_post(gross_pay):
    """Pay before deductions of the post."""
    return total(gross_pay, over="position", by="post")


@line("CNY", zh="岗位单位应缴", en="Employer contributions by post", per="post")
def employer_contribution_by_post(employer_contribution_total):
    """The employer's contributions for the post."""
    return total(employer_contribution_total, over="position", by="post")


@line("CNY", zh="岗位人力成本", en="Payroll cost by post", per="post", good="down")
def payroll_cost_by_post(payroll_cost):
    """Everything the company pays for the post."""
    return total(payroll_cost, over="position", by="post")


@line("CNY", zh="部门人力成本", en="Payroll cost by department", per="department", good="down")
def payroll_cost_by_department(payroll_cost_by_post):
    """Everything the company pays for the department's posts."""
    return total(payroll_cost_by_post, over="post", by="department")


@line("CNY", zh="应发工资合计", en="Gross pay, all posts")
def gross_pay_total(gross_pay):
    """Pay before deductions of the whole company."""
    return total(gross_pay, over="position")


@line("CNY", zh="人力成本合计", en="Payroll", good="down")
def payroll_total(payroll_cost_by_post):
    """Everything the company pays for its people."""
    return total(payroll_cost_by_post, over="post")
