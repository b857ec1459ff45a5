"""The yearly bonus taxed apart from the year's pay, where the plan or the person chooses so.

A twelfth of the bonus finds the tier by the monthly bounds, which is the bonus by the yearly ones; the tier's
rate takes the whole bonus, less a monthly quick deduction. So a yuan more may cost thousands.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import round_half_up, total


@line("1", zh="年终奖所属级次", en="Tier of the bonus", per=("person", "wage_tax_tier"), rolls="average")
def bonus_in_tier(thirteenth_month_per_head, wage_tax_floor, wage_tax_ceiling, half_a_cent):
    """1 in the tier in which the bonus lies, to the cent; its ceiling belongs to it."""
    above = thirteenth_month_per_head > wage_tax_floor + half_a_cent
    return above * (thirteenth_month_per_head <= wage_tax_ceiling + half_a_cent)


@line("1", zh="年终奖适用税率", en="Rate of the bonus", per="person", rolls="average")
def bonus_tax_rate(wage_tax_rate, bonus_in_tier):
    """The rate of the tier, on the whole bonus."""
    return total(wage_tax_rate * bonus_in_tier, over="wage_tax_tier")


@line("CNY/person", zh="年终奖适用速算扣除数", en="Quick deduction that applies", per="person")
def bonus_deduction(bonus_quick_deduction, bonus_in_tier):
    """The quick deduction of the tier."""
    return total(bonus_quick_deduction * bonus_in_tier, over="wage_tax_tier")


@line("CNY/person", zh="年终奖单独计税额", en="Wage tax on the bonus per head", per="person")
def bonus_tax_per_head(
    thirteenth_month_per_head, bonus_tax_rate, bonus_deduction, wage_tax_step, bonus_apart
):
    """The bonus at its rate less the deduction, to the cent, where it is taxed apart."""
    return bonus_apart * round_half_up(
        thirteenth_month_per_head * bonus_tax_rate - bonus_deduction, wage_tax_step
    )


@line(
    "1",
    zh="离职人员年终奖所属级次",
    en="Tier of a leaver's bonus",
    per=("person", "wage_tax_tier"),
    rolls="average",
)
def leaver_bonus_in_tier(thirteenth_month_per_leaver, wage_tax_floor, wage_tax_ceiling, half_a_cent):
    """1 in the tier in which the leaver's bonus lies, to the cent; its ceiling belongs to it."""
    above = thirteenth_month_per_leaver > wage_tax_floor + half_a_cent
    return above * (thirteenth_month_per_leaver <= wage_tax_ceiling + half_a_cent)


@line("1", zh="离职人员年终奖适用税率", en="Rate of a leaver's bonus", per="person", rolls="average")
def leaver_bonus_rate(wage_tax_rate, leaver_bonus_in_tier):
    """The rate of the tier, on the whole bonus."""
    return total(wage_tax_rate * leaver_bonus_in_tier, over="wage_tax_tier")


@line("CNY/person", zh="离职人员年终奖适用速算扣除数", en="A leaver's quick deduction", per="person")
def leaver_bonus_deduction(bonus_quick_deduction, leaver_bonus_in_tier):
    """The quick deduction of the tier."""
    return total(bonus_quick_deduction * leaver_bonus_in_tier, over="wage_tax_tier")


@line("CNY/person", zh="离职人员年终奖单独计税额", en="Wage tax on a leaver's bonus", per="person")
def bonus_tax_per_leaver(
    thirteenth_month_per_leaver, leaver_bonus_rate, leaver_bonus_deduction, wage_tax_step, bonus_apart
):
    """The leaver's bonus at its rate less the deduction, to the cent, where it is taxed apart."""
    tax = thirteenth_month_per_leaver * leaver_bonus_rate - leaver_bonus_deduction
    return bonus_apart * round_half_up(tax, wage_tax_step)
