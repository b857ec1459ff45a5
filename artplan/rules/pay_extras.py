"""Pay besides the month's: raises, 13th month, heat, welfare, severance; and what it costs to join.

The 13th month is earned month by month. Accrued, it is a cost of those months and stands as a liability
until its payment; otherwise it is a cost of the month that pays it. A payment covers all that has been
earned since the last one; whether its own month too is the plan's word: a year paid in December is a whole
one, a year paid in January has ended with the month before.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, one_month, total, where

pay_growth_opening = opening("pay_growth_closing", zh="期初累计调薪")


@line("1", zh="累计调薪", en="Raises so far", per="position", rolls="last")
def pay_growth_closing(pay_growth_opening, raise_due, raise_rate):
    """How much pay has grown since the plan began; each raise builds on those before."""
    return (1 + pay_growth_opening) * (1 + raise_due * raise_rate) - 1


thirteenth_month_opening = opening(
    "thirteenth_month_closing", first="thirteenth_month_start", zh="期初已计未发年终奖"
)


@line("CNY", zh="当月计提年终奖", en="Thirteenth month earned", per="position")
def thirteenth_month_earned(monthly_pay_per_head, position_heads, in_post_share, thirteenth_month_share):
    """A twelfth of the yearly bonus for a month in post, at the month's pay."""
    return monthly_pay_per_head * position_heads * in_post_share * thirteenth_month_share / 12


@line("1", zh="年终奖发放比例", en="Part of the 13th month that falls due", per="position", rolls="average")
def thirteenth_month_due_share(
    thirteenth_month_payment, position_leaves, position_present, thirteenth_month_leaver_share
):
    """What was earned until last month: all in the payment month, the leavers' part where a position ends."""
    return maximum(
        thirteenth_month_payment * position_present, position_leaves * thirteenth_month_leaver_share
    )


@line(
    "1",
    zh="当月计提年终奖发放比例",
    en="Part of the month's own 13th month that falls due",
    per="position",
    rolls="average",
)
def thirteenth_month_own_due_share(
    thirteenth_month_payment,
    thirteenth_month_with_own_month,
    position_leaves,
    position_present,
    thirteenth_month_leaver_share,
):
    """The month's own twelfth: due with the payment only where that covers its own month."""
    return maximum(
        thirteenth_month_payment * thirteenth_month_with_own_month * position_present,
        position_leaves * thirteenth_month_leaver_share,
    )


@line("CNY", zh="发放年终奖", en="Thirteenth month paid", per="position")
def thirteenth_month_paid(
    thirteenth_month_opening,
    thirteenth_month_earned,
    thirteenth_month_due_share,
    thirteenth_month_own_due_share,
):
    """What has been earned and falls due."""
    return (
        thirteenth_month_opening * thirteenth_month_due_share
        + thirteenth_month_earned * thirteenth_month_own_due_share
    )


@line("CNY", zh="作废年终奖", en="Thirteenth month lost", per="position")
def thirteenth_month_lost(
    thirteenth_month_opening, thirteenth_month_earned, thirteenth_month_paid, position_leaves
):
    """What a position that ends has earned and is not paid."""
    return position_leaves * (thirteenth_month_opening + thirteenth_month_earned - thirteenth_month_paid)


@line("CNY", zh="已计未发年终奖", en="Thirteenth month closing", per="position", rolls="last")
def thirteenth_month_closing(
    thirteenth_month_opening, thirteenth_month_earned, thirteenth_month_paid, thirteenth_month_lost
):
    """What has been earned and neither paid nor lost."""
    return thirteenth_month_opening + thirteenth_month_earned - thirteenth_month_paid - thirteenth_month_lost


@line("CNY", zh="年终奖成本", en="Thirteenth month cost", per="position", good="down")
def thirteenth_month_cost(
    thirteenth_month_accrues, thirteenth_month_earned, thirteenth_month_lost, thirteenth_month_paid
):
    """What the month earns less what leavers lose; or what is paid, where it is not accrued."""
    accrued = thirteenth_month_earned - thirteenth_month_lost
    return where(thirteenth_month_accrues, accrued, thirteenth_month_paid)


@line("CNY/person", zh="人均高温津贴", en="High-temperature allowance per head", per="position")
def high_temperature_pay_per_head(high_temperature_allowance, high_temperature_due, in_post_share):
    """The allowance in the months in which it is due, for the share of the month in post."""
    return one_month(high_temperature_allowance) * high_temperature_due * in_post_share


@line("CNY", zh="高温津贴", en="High-temperature allowance", per="position")
def high_temperature_pay(high_temperature_pay_per_head, position_heads):
    """The high-temperature allowance of all heads of the position."""
    return high_temperature_pay_per_head * position_heads


@line("CNY", zh="工资总额", en="Wages that union fee and welfare fall on", per="position")
def wages_for_benefits(gross_pay, thirteenth_month_cost):
    """Gross pay and the 13th month, as they are a cost of the month."""
    return gross_pay + thirteenth_month_cost


@line("CNY", zh="工会经费", en="Union fee", per="position", good="down")
def union_fee(wages_for_benefits, union_fee_rate):
    """The union fee that the firm pays on wages."""
    return wages_for_benefits * union_fee_rate


@line("CNY", zh="职工福利费", en="Staff welfare", per="position", good="down")
def staff_welfare(wages_for_benefits, welfare_rate):
    """Meals, medical checks, festivals: planned as a share of wages."""
    return wages_for_benefits * welfare_rate


@line("CNY", zh="福利费与工会经费", en="Welfare and union fee", per="position", good="down")
def benefits_cost(union_fee, staff_welfare):
    """What the firm pays for its people besides pay and contributions."""
    return union_fee + staff_welfare


@line("CNY", zh="离职补偿", en="Severance", per="position", good="down")
def severance_pay(monthly_pay_per_head, severance_months, position_let_go):
    """Monthly pays for heads let go, paid when they leave; those who quit get none."""
    return monthly_pay_per_head * severance_months * position_let_go


@line("CNY", zh="招聘费用", en="Hiring cost", per="position")
def hiring_cost_due(hiring_cost, position_hires):
    """What it costs to find those who join, in their first month."""
    return hiring_cost * position_hires


@line("CNY", zh="入职设备费用", en="Equipment of new hires", per="position")
def equipment_cost_due(equipment_cost, position_hires):
    """Desk and computer of those who join, too small to be a fixed asset."""
    return equipment_cost * position_hires


@line("CNY", zh="入职培训费用", en="Training of new hires", per="position")
def training_cost_due(training_cost, position_hires):
    """Training of those who join, in their first month."""
    return training_cost * position_hires


@line("CNY", zh="入职费用", en="Cost of joining", per="position", good="down")
def joining_cost(hiring_cost_due, equipment_cost_due, training_cost_due):
    """Hiring, equipment and training of those who join."""
    return hiring_cost_due + equipment_cost_due + training_cost_due


@line("CNY", zh="计划前预提奖金", en="Bonus accrued before the plan", rolls="first")
def bonus_accrued_before(thirteenth_month_accrues, thirteenth_month_start):
    """What positions have earned of the 13th month before the plan begins."""
    return thirteenth_month_accrues * total(thirteenth_month_start, over="position")


bonus_accrued_opening = opening("bonus_accrued_closing", first="bonus_accrued_before", zh="期初预提奖金")


@line("CNY", zh="期末预提奖金", en="Bonus accrued closing", rolls="last")
def bonus_accrued_closing(thirteenth_month_accrues, thirteenth_month_closing):
    """The liability for the 13th month; none where it is a cost of the month that pays it."""
    return thirteenth_month_accrues * total(thirteenth_month_closing, over="position")
