"""Pay besides the month's: raises, 13th month, heat, welfare, severance; and what it costs to join.

The 13th month is earned month by month; who leaves takes his own, as far as leavers are paid. Accrued, it is
a cost of those months and stands as a liability until its payment; otherwise it is a cost of the month that
pays it. A payment covers all that has been earned since the last one; whether its own month too is the plan's
word: a year paid in December is a whole one, a year paid in January has ended with the month before.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, one_month, ratio, total, where

pay_growth_opening = opening("pay_growth_closing", zh="期初累计调薪")


@line("1", zh="累计调薪", en="Raises so far", per="person", rolls="last")
def pay_growth_closing(pay_growth_opening, raise_due, raise_rate):
    """How much pay has grown since the plan began; each raise builds on those before."""
    return (1 + pay_growth_opening) * (1 + raise_due * raise_rate) - 1


thirteenth_month_opening = opening(
    "thirteenth_month_closing", first="thirteenth_month_start", zh="期初已计未发年终奖"
)


@line("CNY/person", zh="年终奖基数", en="Pay that earns the 13th month", per="person")
def thirteenth_month_base(monthly_pay_per_head, in_post_share, thirteenth_month_share):
    """A full month's pay for the days in post, probation or not, times the monthly pays of a yearly bonus."""
    return total(monthly_pay_per_head * in_post_share * thirteenth_month_share, over="stint", by="person")


@line("CNY", zh="当月计提年终奖", en="Thirteenth month earned", per="person")
def thirteenth_month_earned(thirteenth_month_base, person_heads):
    """A twelfth of the yearly bonus for a month in post, at the month's pay."""
    return thirteenth_month_base * person_heads / 12


@line("CNY", zh="留任人员到期年终奖", en="Thirteenth month that falls due", per="person")
def thirteenth_month_due(
    thirteenth_month_opening,
    thirteenth_month_earned,
    thirteenth_month_payment,
    thirteenth_month_with_own_month,
    person_present,
    gone_at_start_share,
):
    """In the payment month, all that was earned until last month by those still there, or with this month."""
    earlier = thirteenth_month_opening * (1 - gone_at_start_share)
    return (
        thirteenth_month_payment
        * person_present
        * (earlier + thirteenth_month_earned * thirteenth_month_with_own_month)
    )


@line("CNY", zh="月初离开人员年终奖", en="Thirteenth month of those gone at the start", per="person")
def thirteenth_month_of_former(thirteenth_month_opening, gone_at_start_share):
    """The part of what was earned that belongs to those whom the month begins without."""
    return thirteenth_month_opening * gone_at_start_share


@line("CNY", zh="月末离开人员年终奖", en="Thirteenth month of those gone at the end", per="person")
def thirteenth_month_of_ending(
    thirteenth_month_opening,
    thirteenth_month_of_former,
    thirteenth_month_earned,
    thirteenth_month_due,
    gone_at_end_share,
):
    """What those have earned whose last day falls in the month, and the payment month does not pay anyway."""
    stands = thirteenth_month_opening - thirteenth_month_of_former + thirteenth_month_earned
    return (stands - thirteenth_month_due) * gone_at_end_share


@line("CNY", zh="离职人员年终奖", en="Thirteenth month of leavers", per="person")
def thirteenth_month_of_leavers(thirteenth_month_of_former, thirteenth_month_of_ending):
    """What leavers have earned until they go."""
    return thirteenth_month_of_former + thirteenth_month_of_ending


@line("CNY", zh="发放年终奖", en="Thirteenth month paid", per="person")
def thirteenth_month_paid(thirteenth_month_due, thirteenth_month_of_leavers, thirteenth_month_leaver_share):
    """What falls due, and the leavers' part at once."""
    return thirteenth_month_due + thirteenth_month_of_leavers * thirteenth_month_leaver_share


@line("CNY", zh="离职冲回年终奖", en="Thirteenth month lost", per="person")
def thirteenth_month_lost(thirteenth_month_of_leavers, thirteenth_month_leaver_share):
    """What leavers have earned and are not paid."""
    return thirteenth_month_of_leavers * (1 - thirteenth_month_leaver_share)


@line("CNY", zh="已计未发年终奖", en="Thirteenth month closing", per="person", rolls="last")
def thirteenth_month_closing(
    thirteenth_month_opening, thirteenth_month_earned, thirteenth_month_paid, thirteenth_month_lost
):
    """What has been earned and neither paid nor lost."""
    return thirteenth_month_opening + thirteenth_month_earned - thirteenth_month_paid - thirteenth_month_lost


@line("CNY", zh="年终奖成本", en="Thirteenth month cost", per="person", good="down")
def thirteenth_month_cost(
    thirteenth_month_accrues, thirteenth_month_earned, thirteenth_month_lost, thirteenth_month_paid
):
    """What the month earns less what leavers lose; or what is paid, where it is not accrued."""
    accrued = thirteenth_month_earned - thirteenth_month_lost
    return where(thirteenth_month_accrues, accrued, thirteenth_month_paid)


@line("CNY/person", zh="人均高温津贴", en="High-temperature allowance per head", per="stint")
def high_temperature_pay_per_head(high_temperature_allowance, high_temperature_due, in_post_share):
    """The allowance in the months in which it is due, for the share of the month in post."""
    return one_month(high_temperature_allowance) * high_temperature_due * in_post_share


@line("CNY", zh="高温津贴", en="High-temperature allowance", per="stint")
def high_temperature_pay(high_temperature_pay_per_head, stint_heads):
    """The high-temperature allowance of all heads."""
    return high_temperature_pay_per_head * stint_heads


@line("CNY", zh="工资总额", en="Wages that union fee and welfare fall on", per="stint")
def wages_for_benefits(gross_pay, thirteenth_month_cost_by_stint):
    """Gross pay and the 13th month, as they are a cost of the month."""
    return gross_pay + thirteenth_month_cost_by_stint


@line("CNY", zh="工会经费", en="Union fee", per="stint", good="down")
def union_fee(wages_for_benefits, union_fee_rate):
    """The union fee that the firm pays on wages."""
    return wages_for_benefits * union_fee_rate


@line("CNY", zh="职工福利费", en="Staff welfare", per="stint", good="down")
def staff_welfare(wages_for_benefits, welfare_rate):
    """Meals, medical checks, festivals: planned as a share of wages."""
    return wages_for_benefits * welfare_rate


@line("CNY", zh="福利费与工会经费", en="Welfare and union fee", per="stint", good="down")
def benefits_cost(union_fee, staff_welfare):
    """What the firm pays for its people besides pay and contributions."""
    return union_fee + staff_welfare


@line("CNY/person", zh="经济补偿金月工资", en="Monthly pay for severance", per="person", rolls="last")
def severance_monthly_pay(year_pay_closing, year_months_closing, last_year_pay_closing, monthly_pay):
    """Average pay of the calendar year so far, with last year's average for the months missing to twelve."""
    rest = maximum(12 - year_months_closing, 0) * (last_year_pay_closing > 0)
    return ratio(year_pay_closing + last_year_pay_closing * rest, year_months_closing + rest, monthly_pay)


@line("CNY/person", zh="人均经济补偿金", en="Severance by service per head", per="person", rolls="last")
def severance_per_head(
    severance_monthly_pay,
    severance_pays,
    severance_pays_capped,
    local_average_wage,
    severance_wage_times,
):
    """A monthly pay a year of service; high pay counts up to so many average wages, for fewer years."""
    most = one_month(local_average_wage) * severance_wage_times
    return where(
        (most > 0) * (severance_monthly_pay > most),
        most * severance_pays_capped,
        severance_monthly_pay * severance_pays,
    )


@line("CNY", zh="经济补偿金", en="Severance", per="person", good="down")
def severance_pay(monthly_pay, severance_months, person_let_go, severance_by_service, severance_per_head):
    """For heads let go, paid when they leave: monthly pays as entered, or by service; who quits gets none."""
    entered = monthly_pay * severance_months
    return where(severance_by_service, severance_per_head, entered) * person_let_go


@line("CNY", zh="招聘费用", en="Hiring cost", per="person")
def hiring_cost_due(hiring_cost, person_hires):
    """What it costs to find those who join, in their first month."""
    return hiring_cost * person_hires


@line("CNY", zh="入职设备费用", en="Equipment of new hires", per="person")
def equipment_cost_due(equipment_cost, person_hires):
    """Desk and computer of those who join, too small to be a fixed asset."""
    return equipment_cost * person_hires


@line("CNY", zh="入职培训费用", en="Training of new hires", per="person")
def training_cost_due(training_cost, person_hires):
    """Training of those who join, in their first month."""
    return training_cost * person_hires


@line("CNY", zh="入职费用", en="Cost of joining", per="person", good="down")
def joining_cost(hiring_cost_due, equipment_cost_due, training_cost_due):
    """Hiring, equipment and training of those who join."""
    return hiring_cost_due + equipment_cost_due + training_cost_due


@line("CNY", zh="计划前应付职工薪酬—年终奖", en="Bonus accrued before the plan", rolls="first")
def bonus_accrued_before(thirteenth_month_accrues, thirteenth_month_start):
    """What people have earned of the 13th month before the plan begins."""
    return thirteenth_month_accrues * total(thirteenth_month_start, over="person")


bonus_accrued_opening = opening(
    "bonus_accrued_closing", first="bonus_accrued_before", zh="期初应付职工薪酬—年终奖"
)


@line("CNY", zh="应付职工薪酬—年终奖", en="Bonus accrued closing", rolls="last")
def bonus_accrued_closing(thirteenth_month_accrues, thirteenth_month_closing):
    """The liability for the 13th month; none where it is a cost of the month that pays it."""
    return thirteenth_month_accrues * total(thirteenth_month_closing, over="person")
