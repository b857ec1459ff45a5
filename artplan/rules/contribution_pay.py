"""The pay that contributions fall on, and who is spared.

Three ways: pay entered (else a full month's pay), the month's own pay, or last calendar year's average,
which comes in once a year, in the month of each scheme; until then a new hire's first full month counts.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import one_month, ratio, total, where


@line(
    "1", zh="在岗天数比例（按人员）", en="Share of the month in post by person", per="person", rolls="average"
)
def person_in_post_share(person_days_paid, pay_days_full):
    """Days paid, in whatever states, as a share of a full month's."""
    return ratio(person_days_paid, pay_days_full, 0)


@line("CNY/person", zh="人均应发工资（按人员）", en="Gross pay per head by person", per="person")
def person_gross_pay(gross_pay_per_head):
    """Pay before deductions from all the person's stints of the month, without the 13th month."""
    return total(gross_pay_per_head, over="stint", by="person")


@line("CNY/person", zh="人均月薪（按人员）", en="A full month's pay by person", per="person", rolls="last")
def monthly_pay(monthly_pay_per_head, in_state_at_cut_off):
    """The wage of the state in which the person is on the month's cut-off day."""
    return total(monthly_pay_per_head * in_state_at_cut_off, over="stint", by="person")


@line("CNY/person", zh="录入或约定工资", en="Pay entered or agreed", per="person", rolls="last")
def contribution_pay_agreed(contribution_pay_entered, monthly_pay):
    """Last year's average pay where it is entered, else a full month's pay."""
    return where(contribution_pay_entered > 0, one_month(contribution_pay_entered), monthly_pay)


@line("CNY/person", zh="当月足月工资", en="The month's own pay", per="person", rolls="last")
def contribution_pay_current(person_in_post_share, person_gross_pay, monthly_pay):
    """The month's gross pay; in a month begun or ended late or early, a full month's pay."""
    return where(person_in_post_share >= 1, person_gross_pay, monthly_pay)


year_pay_opening = opening("year_pay_closing", first="year_pay_start", zh="期初本年累计工资")


@line("CNY/person", zh="本年累计工资", en="Pay of the calendar year so far", per="person", rolls="last")
def year_pay_closing(year_pay_opening, january, person_gross_pay, thirteenth_month_per_head):
    """All pay of a head since January, bonus included."""
    return where(january, 0, year_pay_opening) + person_gross_pay + thirteenth_month_per_head


year_months_opening = opening("year_months_closing", first="year_months_start", zh="期初本年计薪月数")


@line("1", zh="本年计薪月数", en="Months of the calendar year so far", per="person", rolls="last")
def year_months_closing(year_months_opening, january, person_in_post_share):
    """Months in post since January."""
    return where(january, 0, year_months_opening) + person_in_post_share


last_year_pay_opening = opening("last_year_pay_closing", zh="期初上年月均工资")


@line("CNY/person", zh="上年月均工资", en="Last year's average pay", per="person", rolls="last")
def last_year_pay_closing(last_year_pay_opening, january, year_pay_opening, year_months_opening):
    """The calendar year that has ended, by its months in post; unknown in the plan's first year."""
    return where(january, ratio(year_pay_opening, year_months_opening, 0), last_year_pay_opening)


@line(
    "CNY/person",
    zh="计划前缴费工资",
    en="Contribution pay before the plan",
    per=("person", "scheme"),
    rolls="first",
)
def contribution_pay_before(contribution_pay_entered):
    """The average pay that was declared before the plan begins, the same to all schemes."""
    return one_month(contribution_pay_entered)


contribution_pay_kept_opening = opening(
    "contribution_pay_kept_closing", first="contribution_pay_before", zh="期初核定缴费基数"
)


@line(
    "CNY/person", zh="当月新核定缴费基数", en="First full month's pay", per=("person", "scheme"), rolls="last"
)
def first_full_pay(contribution_pay_kept_opening, person_in_post_share, person_gross_pay):
    """A new hire's first full month; it holds until last year's average comes in."""
    return (contribution_pay_kept_opening <= 0) * (person_in_post_share >= 1) * person_gross_pay


@line("CNY/person", zh="核定缴费基数", en="Pay fixed for the year", per=("person", "scheme"), rolls="last")
def contribution_pay_kept_closing(
    contribution_reset, last_year_pay_closing, contribution_pay_kept_opening, first_full_pay
):
    """Last year's average in the scheme's month of renewal, if there is one; else what was fixed before."""
    return where(
        contribution_reset * (last_year_pay_closing > 0),
        last_year_pay_closing,
        contribution_pay_kept_opening + first_full_pay,
    )


@line(
    "CNY/person",
    zh="上年平均工资口径",
    en="Pay by last year's average",
    per=("person", "scheme"),
    rolls="last",
)
def contribution_pay_average(contribution_pay_kept_closing, monthly_pay):
    """Pay fixed for the year; a month's pay until a full month has been worked."""
    return where(contribution_pay_kept_closing > 0, contribution_pay_kept_closing, monthly_pay)


@line(
    "CNY/person",
    zh="缴费工资",
    en="Pay declared for contributions",
    per=("person", "scheme"),
    rolls="last",
)
def contribution_pay(
    base_is_entered,
    contribution_pay_agreed,
    base_is_current,
    contribution_pay_current,
    base_is_average,
    contribution_pay_average,
):
    """Pay by the way the plan chooses."""
    return (
        base_is_entered * contribution_pay_agreed
        + base_is_current * contribution_pay_current
        + base_is_average * contribution_pay_average
    )


@line("person", zh="当月职工人数", en="Staff of the month", rolls="average")
def staff_of_month(person_heads, person_present):
    """Heads in post in the month, those whose last day falls in it too."""
    return total(person_heads * person_present, over="person")


staff_months_opening = opening("staff_months_closing", zh="期初本年人数累计")


@line("person", zh="本年人数累计", en="Heads of the year's months so far", rolls="last")
def staff_months_closing(staff_months_opening, january, staff_of_month):
    """The staff of each month since January, added up."""
    return where(january, 0, staff_months_opening) + staff_of_month


staff_counted_opening = opening("staff_counted_closing", zh="期初本年已计月数")


@line("1", zh="本年已计月数", en="Months of the year so far", rolls="last")
def staff_counted_closing(staff_counted_opening, january):
    """Months of the plan since January."""
    return where(january, 0, staff_counted_opening) + 1


last_year_staff_opening = opening("last_year_staff_closing", first="staff_last_year", zh="期初上年平均人数")


@line("person", zh="上年平均人数", en="Last year's average staff", rolls="last")
def last_year_staff_closing(january, staff_counted_opening, staff_months_opening, last_year_staff_opening):
    """The calendar year that has ended, by the months of it that the plan holds; else as entered."""
    average = ratio(staff_months_opening, staff_counted_opening, last_year_staff_opening)
    return where(january, average, last_year_staff_opening)


@line("person", zh="残保金口径人数", en="Staff that levies count", rolls="last")
def levy_staff(last_year_staff_closing, staff_months_closing, staff_counted_closing):
    """Last year's average, as the statute has it; where it is not known, the average of the year so far."""
    so_far = ratio(staff_months_closing, staff_counted_closing, 0)
    return where(last_year_staff_closing > 0, last_year_staff_closing, so_far)


@line("1", zh="当月征收", en="The scheme is charged", per="scheme", rolls="average")
def scheme_charged(scheme_is_levy, levy_spared_up_to, levy_staff):
    """Levies spare a firm of few heads on a year's average."""
    return where(scheme_is_levy * (levy_spared_up_to > 0), levy_staff > levy_spared_up_to, 1)


@line("CNY", zh="社保综合费率成本", en="Flat burden on pay", per="stint", good="down")
def flat_burden(gross_pay, burden_rate):
    """The employer's contributions as a share of gross pay, where the plan works without schemes."""
    return gross_pay * burden_rate


@line("CNY", zh="社保综合费率成本合计", en="Flat burden, all people", good="down")
def flat_burden_total(flat_burden):
    """The flat burden of the whole company."""
    return total(flat_burden, over="stint")
