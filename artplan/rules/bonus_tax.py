"""The yearly bonus taxed with the year's pay or apart from it: as chosen, or whichever is better.

A twelfth of the bonus finds the tier by the monthly bounds, which is the bonus by the yearly ones; the tier's
rate takes the whole bonus, less a monthly quick deduction. So a yuan more may cost thousands. Which way is
better is judged when it is paid, as if the months left of the year were like this one; what the year's end
shows otherwise is told.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import brackets, maximum, round_half_up, total, where


@line("CNY/person", zh="年终奖单独计税（按级次）", en="Bonus tax by tier", per=("person", "wage_tax_tier"))
def bonus_tax_in_tier(
    thirteenth_month_per_head,
    wage_tax_floor,
    wage_tax_ceiling,
    wage_tax_rate,
    bonus_quick_deduction,
    half_a_cent,
):
    """In the tier in which the bonus lies, to the cent: its rate on all of it less the quick deduction."""
    above = thirteenth_month_per_head > wage_tax_floor + half_a_cent
    return (
        above
        * (thirteenth_month_per_head <= wage_tax_ceiling + half_a_cent)
        * (thirteenth_month_per_head * wage_tax_rate - bonus_quick_deduction)
    )


@line("CNY/person", zh="年终奖单独计税额", en="Bonus tax where taxed apart", per="person")
def bonus_tax_alone(bonus_tax_in_tier, wage_tax_step):
    """The tax on the bonus by itself, whichever way is chosen."""
    return round_half_up(total(bonus_tax_in_tier, over="wage_tax_tier"), wage_tax_step)


@line("CNY/person", zh="预计全年应税工资", en="Taxable pay expected of the year", per="person", rolls="last")
def taxable_pay_expected(
    taxable_pay_before_bonus, person_gross_pay, service_pay_per_head, wage_tax_free, wage_months_left
):
    """The year so far without this month's bonus, and the months left as this one."""
    month = person_gross_pay - service_pay_per_head - wage_tax_free
    return maximum(taxable_pay_before_bonus + month * wage_months_left, 0)


@line("CNY/person", zh="预计全年个税（不含当月年终奖）", en="Tax expected without the bonus", per="person")
def year_tax_expected(taxable_pay_expected, wage_tax_floor, wage_tax_ceiling, wage_tax_rate):
    """The expected year through the tiers."""
    return brackets(
        taxable_pay_expected, wage_tax_floor, wage_tax_ceiling, wage_tax_rate, over="wage_tax_tier"
    )


@line("CNY/person", zh="年终奖并入预计税额", en="Bonus tax expected where merged", per="person")
def bonus_tax_merged(
    taxable_pay_expected,
    thirteenth_month_per_head,
    year_tax_expected,
    wage_tax_floor,
    wage_tax_ceiling,
    wage_tax_rate,
):
    """What the bonus adds to the tax that the whole year is expected to bring."""
    with_it = taxable_pay_expected + thirteenth_month_per_head
    return (
        brackets(with_it, wage_tax_floor, wage_tax_ceiling, wage_tax_rate, over="wage_tax_tier")
        - year_tax_expected
    )


@line("1", zh="当月年终奖单独计税", en="Bonus of the month is taxed apart", per="person", rolls="average")
def bonus_is_apart(bonus_better, bonus_tax_alone, bonus_tax_merged, bonus_apart):
    """As chosen; where the better way is, apart if that is expected to be less."""
    return where(bonus_better, bonus_tax_alone < bonus_tax_merged, bonus_apart)


@line("CNY/person", zh="人均年终奖个税（单独计税）", en="Wage tax on the bonus apart per head", per="person")
def bonus_tax_per_head(bonus_tax_alone, bonus_is_apart):
    """The tax on the bonus, in a month in which it is taxed apart."""
    return bonus_tax_alone * bonus_is_apart


@line(
    "CNY/person",
    zh="离职人员年终奖单独计税（按级次）",
    en="Bonus tax of a leaver by tier",
    per=("person", "wage_tax_tier"),
)
def leaver_bonus_tax_in_tier(
    thirteenth_month_per_leaver,
    wage_tax_floor,
    wage_tax_ceiling,
    wage_tax_rate,
    bonus_quick_deduction,
    half_a_cent,
):
    """The same of what a leaver is paid on his last day."""
    above = thirteenth_month_per_leaver > wage_tax_floor + half_a_cent
    return (
        above
        * (thirteenth_month_per_leaver <= wage_tax_ceiling + half_a_cent)
        * (thirteenth_month_per_leaver * wage_tax_rate - bonus_quick_deduction)
    )


@line("CNY/person", zh="离职人员年终奖单独计税额", en="Bonus tax of a leaver where taxed apart", per="person")
def leaver_bonus_tax_alone(leaver_bonus_tax_in_tier, wage_tax_step):
    """The tax on a leaver's bonus by itself, whichever way is chosen."""
    return round_half_up(total(leaver_bonus_tax_in_tier, over="wage_tax_tier"), wage_tax_step)


bonus_year_opening = opening("bonus_year_closing", zh="期初本年年终奖")


@line("CNY/person", zh="本年年终奖", en="Bonus of the year so far", per="person", rolls="last")
def bonus_year_closing(tax_year_begins, bonus_year_opening, thirteenth_month_per_head):
    """Bonus paid since January, whichever way it was taxed."""
    return where(tax_year_begins, 0, bonus_year_opening) + thirteenth_month_per_head


bonus_merged_year_opening = opening("bonus_merged_year_closing", zh="期初本年并入计税年终奖")


@line("CNY/person", zh="本年并入计税年终奖", en="Bonus merged this year", per="person", rolls="last")
def bonus_merged_year_closing(
    tax_year_begins, bonus_merged_year_opening, thirteenth_month_per_head, bonus_is_apart
):
    """The part of it that was taxed with the year's pay."""
    return where(tax_year_begins, 0, bonus_merged_year_opening) + thirteenth_month_per_head * (
        1 - bonus_is_apart
    )


bonus_alone_year_opening = opening("bonus_alone_year_closing", zh="期初本年年终奖单独计税额")


@line(
    "CNY/person", zh="本年年终奖单独计税额", en="Bonus tax of the year, all apart", per="person", rolls="last"
)
def bonus_alone_year_closing(tax_year_begins, bonus_alone_year_opening, bonus_tax_alone):
    """What all bonus since January would be taxed apart."""
    return where(tax_year_begins, 0, bonus_alone_year_opening) + bonus_tax_alone


@line("CNY/person", zh="全部并入的全年个税", en="Tax of the year, bonus merged", per="person", rolls="last")
def year_tax_merged(
    taxable_pay_ytd_closing,
    bonus_year_closing,
    bonus_merged_year_closing,
    wage_tax_floor,
    wage_tax_ceiling,
    wage_tax_rate,
):
    """The year's taxable pay with all bonus in it through the tiers."""
    taxable = maximum(taxable_pay_ytd_closing + bonus_year_closing - bonus_merged_year_closing, 0)
    return brackets(taxable, wage_tax_floor, wage_tax_ceiling, wage_tax_rate, over="wage_tax_tier")


@line(
    "CNY/person", zh="全部单独计税的全年个税", en="Tax of the year, bonus apart", per="person", rolls="last"
)
def year_tax_apart(
    taxable_pay_ytd_closing,
    bonus_merged_year_closing,
    bonus_alone_year_closing,
    wage_tax_floor,
    wage_tax_ceiling,
    wage_tax_rate,
):
    """The year's taxable pay without bonus through the tiers, and the tax on the bonus by itself."""
    taxable = maximum(taxable_pay_ytd_closing - bonus_merged_year_closing, 0)
    return (
        brackets(taxable, wage_tax_floor, wage_tax_ceiling, wage_tax_rate, over="wage_tax_tier")
        + bonus_alone_year_closing
    )


@line(
    "CNY/person",
    zh="年终奖计税方式事后不利",
    en="Bonus taxed the dearer way",
    per="person",
    rolls="max",
    good="down",
    check="alert",
)
def alert_bonus_tax(tax_year_ends, bonus_better, bonus_merged_year_closing, year_tax_merged, year_tax_apart):
    """At the year's end, what the other way would have saved, where the better one was to be chosen."""
    too_much = where(
        bonus_merged_year_closing > 0, year_tax_merged - year_tax_apart, year_tax_apart - year_tax_merged
    )
    return tax_year_ends * bonus_better * maximum(too_much, 0)
