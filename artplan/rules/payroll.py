"""What the people cost: pay, the employer's contributions, bonus, hiring; by post and department.

Pay is earned stint by stint. Floors and caps of contributions fall on each person's pay, so everything up to
them is per head; a contribution is rounded for each person as its notice says, and only then times the heads.
What is the person's as a whole stands, as a cost, with the stint that holds on the month's cut-off day.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import between, of, one_month, ratio, round_half_up, round_up, total, where


@line("CNY/person", zh="人均月薪", en="A full month's pay per head", per="stint", rolls="last")
def monthly_pay_per_head(base_pay, pay_growth_closing, full_time_share):
    """The wage as entered, with raises so far, for the share of full time."""
    grown = 1 + of(pay_growth_closing, by="person", per="stint")
    return one_month(base_pay) * grown * full_time_share


@line("1", zh="计薪比例", en="Share of the month that is paid", per="stint", rolls="average")
def paid_share(days_paid, days_on_probation, pay_days_full, probation_pay_share):
    """Days paid over a full month's; a day on probation counts as its share of pay."""
    days, tried = ratio(days_paid, pay_days_full, 0), ratio(days_on_probation, pay_days_full, 0)
    return days - tried * (1 - probation_pay_share)


@line("CNY/person", zh="人均出勤工资", en="Pay earned per head", per="stint")
def earned_pay_per_head(monthly_pay_per_head, paid_share):
    """The month's wage for the days in post, at full score."""
    return monthly_pay_per_head * paid_share


@line("CNY/person", zh="人均固定工资", en="Fixed pay per head", per="stint")
def fixed_pay_per_head(earned_pay_per_head, performance_pay_share):
    """The part of the wage that no score moves, for the days in post."""
    return earned_pay_per_head * (1 - performance_pay_share)


@line("CNY/person", zh="人均足额绩效工资", en="Performance pay per head at 100 %", per="stint")
def performance_pay_full_per_head(earned_pay_per_head, performance_pay_share):
    """The part of the wage that hangs on the appraisal, for the days in post."""
    return earned_pay_per_head * performance_pay_share


@line("CNY/person", zh="人均绩效工资", en="Performance pay per head", per="stint")
def performance_pay_per_head(performance_pay_full_per_head, performance_rate_due):
    """What the appraisal pays out of the performance pay."""
    return performance_pay_full_per_head * performance_rate_due


@line("CNY/person", zh="人均应发工资", en="Gross pay per head", per="stint")
def gross_pay_per_head(
    fixed_pay_per_head, performance_pay_per_head, commission_per_head, high_temperature_pay_per_head
):
    """Pay before deductions of one head, without the 13th month."""
    return fixed_pay_per_head + performance_pay_per_head + commission_per_head + high_temperature_pay_per_head


@line("CNY", zh="固定工资", en="Fixed pay", per="stint")
def fixed_pay(fixed_pay_per_head, stint_heads):
    """Fixed pay of all heads."""
    return fixed_pay_per_head * stint_heads


@line("CNY", zh="绩效工资", en="Performance pay", per="stint")
def performance_pay(performance_pay_per_head, stint_heads):
    """Performance pay of all heads."""
    return performance_pay_per_head * stint_heads


@line("CNY", zh="应发工资", en="Gross pay", per="stint")
def gross_pay(gross_pay_per_head, stint_heads):
    """Pay before deductions of all heads."""
    return gross_pay_per_head * stint_heads


@line("CNY/person", zh="缴费基数", en="Contribution base", per=("person", "scheme"), rolls="last")
def contribution_base(contribution_pay, scheme_floor, scheme_cap):
    """Declared pay, held between the scheme's floor and cap."""
    return between(contribution_pay, scheme_floor, scheme_cap)


@line("CNY/person", zh="单位应缴（舍入前）", en="Employer contribution unrounded", per=("person", "scheme"))
def employer_contribution_unrounded(contribution_base, scheme_employer_rate, scheme_employer_fixed):
    """The base times the employer's rate, and what the scheme takes per head besides."""
    return contribution_base * scheme_employer_rate + scheme_employer_fixed


@line("CNY/person", zh="人均单位应缴", en="Employer contribution per head", per=("person", "scheme"))
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


@line("CNY", zh="单位应缴社保公积金", en="Employer contribution", per=("person", "scheme"))
def employer_contribution(employer_contribution_per_head, person_heads):
    """The employer's contribution for all heads."""
    return employer_contribution_per_head * person_heads


@line("CNY/person", zh="个人应缴（舍入前）", en="Employee contribution unrounded", per=("person", "scheme"))
def employee_contribution_unrounded(contribution_base, scheme_employee_rate, scheme_employee_fixed):
    """The base times the employee's rate, and what the scheme takes per head besides."""
    return contribution_base * scheme_employee_rate + scheme_employee_fixed


@line("CNY/person", zh="人均个人应缴", en="Employee contribution per head", per=("person", "scheme"))
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


@line("CNY", zh="个人应缴社保公积金", en="Employee contribution", per=("person", "scheme"))
def employee_contribution(employee_contribution_per_head, person_heads):
    """What is withheld from pay for the scheme, for all heads."""
    return employee_contribution_per_head * person_heads


@line("CNY", zh="个人应缴合计", en="Employee contributions", per="person")
def employee_contribution_total(employee_contribution):
    """What is withheld from the person's pay for all schemes."""
    return total(employee_contribution, over="scheme")


@line(
    "CNY", zh="社保公积金（按类）", en="Employer contributions by kind", per=("person", "contribution_kind")
)
def employer_contribution_by_kind(employer_contribution):
    """The employer's contributions: social insurance, housing fund, levies."""
    return total(employer_contribution, over="scheme", by="contribution_kind")


@line("CNY", zh="单位应缴（按险种）", en="Employer contributions by scheme", per="scheme")
def employer_contribution_by_scheme(employer_contribution):
    """The employer's contributions to the scheme, all persons."""
    return total(employer_contribution, over="person")


@line("CNY", zh="个人应缴（按险种）", en="Employee contributions by scheme", per="scheme")
def employee_contribution_by_scheme(employee_contribution):
    """What is withheld from pay for the scheme, all persons."""
    return total(employee_contribution, over="person")


@line("CNY", zh="单位与个人应缴合计（按险种）", en="Contributions of both sides by scheme", per="scheme")
def contributions_by_scheme(employer_contribution_by_scheme, employee_contribution_by_scheme):
    """What the firm pays over to the scheme: its own part and what it has withheld."""
    return employer_contribution_by_scheme + employee_contribution_by_scheme


@line("CNY", zh="单位应缴合计", en="Employer contributions", per="person")
def employer_contribution_total(employer_contribution):
    """The employer's contributions for the person, all schemes."""
    return total(employer_contribution, over="scheme")


@line(
    "CNY",
    zh="社保公积金（按任职）",
    en="Employer contributions by stint and kind",
    per=("stint", "contribution_kind"),
)
def stint_contribution_by_kind(employer_contribution_by_kind, in_state_at_cut_off):
    """The person's contributions, where they stand as a cost."""
    return of(employer_contribution_by_kind, by="person", per="stint") * in_state_at_cut_off


@line("CNY", zh="单位应缴（按任职）", en="Employer contributions by stint", per="stint")
def employer_contribution_by_stint(stint_contribution_by_kind, flat_burden):
    """The employer's contributions that stand with the stint: all schemes, or the flat burden."""
    return total(stint_contribution_by_kind, over="contribution_kind") + flat_burden


@line("CNY", zh="年终奖成本（按任职）", en="Thirteenth month cost by stint", per="stint", good="down")
def thirteenth_month_cost_by_stint(thirteenth_month_cost, in_state_at_cut_off):
    """The cost of the person's 13th month, where it stands."""
    return of(thirteenth_month_cost, by="person", per="stint") * in_state_at_cut_off


@line("CNY", zh="经济补偿金（按任职）", en="Severance by stint", per="stint", good="down")
def severance_by_stint(severance_pay, in_state_at_cut_off):
    """The person's severance, where it stands as a cost."""
    return of(severance_pay, by="person", per="stint") * in_state_at_cut_off


@line("CNY", zh="入职费用（按任职）", en="Cost of joining by stint", per="stint", good="down")
def joining_cost_by_stint(joining_cost, in_state_at_cut_off):
    """What it costs when the person joins, where it stands."""
    return of(joining_cost, by="person", per="stint") * in_state_at_cut_off


@line("CNY", zh="人工成本（按任职）", en="Payroll cost", per="stint", good="down")
def payroll_cost(
    gross_pay,
    employer_contribution_by_stint,
    thirteenth_month_cost_by_stint,
    severance_by_stint,
    joining_cost_by_stint,
    benefits_cost,
):
    """Everything the company pays for the stint."""
    extras = thirteenth_month_cost_by_stint + severance_by_stint + joining_cost_by_stint
    return gross_pay + employer_contribution_by_stint + benefits_cost + extras


@line("CNY", zh="岗位应发工资", en="Gross pay by post", per="post")
def gross_pay_by_post(gross_pay):
    """Pay before deductions of the post."""
    return total(gross_pay, over="stint", by="post")


@line("CNY", zh="岗位单位应缴", en="Employer contributions by post", per="post")
def employer_contribution_by_post(employer_contribution_by_stint):
    """The employer's contributions for the post."""
    return total(employer_contribution_by_stint, over="stint", by="post")


@line("CNY", zh="岗位人工成本", en="Payroll cost by post", per="post", good="down")
def payroll_cost_by_post(payroll_cost):
    """Everything the company pays for the post."""
    return total(payroll_cost, over="stint", by="post")


@line("CNY", zh="部门人工成本", en="Payroll cost by department", per="department", good="down")
def payroll_cost_by_department(payroll_cost_by_post):
    """Everything the company pays for the department's posts."""
    return total(payroll_cost_by_post, over="post", by="department")


@line("CNY", zh="应发工资合计", en="Gross pay, all posts")
def gross_pay_total(gross_pay):
    """Pay before deductions of the whole company."""
    return total(gross_pay, over="stint")


@line("CNY", zh="人工成本", en="Payroll", good="down")
def payroll_total(payroll_cost_by_post):
    """Everything the company pays for its people."""
    return total(payroll_cost_by_post, over="post")
