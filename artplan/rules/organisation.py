"""Who works here: heads by post and month, and the share of full time they are paid for.

A position is a row: one person or open slot, or several alike. It joins in the month of its start
and leaves in the month of its last day.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, ratio, total


@line("person", zh="期初已在岗人数", en="Headcount before the plan", per="post", rolls="first")
def headcount_before(position_headcount_before):
    """Heads in post the day before the plan begins."""
    return total(position_headcount_before, over="position", by="post")


headcount_opening = opening("headcount_closing", first="headcount_before", zh="期初在岗人数")


@line("person", zh="入职人数", per="post")
def headcount_hires(position_hires):
    """Heads whose first day falls in the month."""
    return total(position_hires, over="position", by="post")


@line("person", zh="离职人数", per="post")
def headcount_leavers(position_leavers):
    """Heads whose last day falls in the month."""
    return total(position_leavers, over="position", by="post")


@line("person", zh="期末在岗人数", per="post", rolls="last")
def headcount_closing(headcount_opening, headcount_hires, headcount_leavers):
    """Heads in post after the month's last day."""
    return headcount_opening + headcount_hires - headcount_leavers


@line("person", zh="空缺人数", en="Vacancies", per="post", rolls="last", good="down")
def headcount_vacancy(headcount_planned, headcount_closing):
    """Planned heads that nobody fills."""
    return maximum(headcount_planned - headcount_closing, 0)


@line(
    "person",
    zh="超编人数",
    en="Heads above the plan",
    per="post",
    rolls="max",
    good="down",
    check="alert",
)
def alert_headcount(headcount_closing, headcount_planned, headcount_is_planned):
    """Heads in post beyond those planned; a post for which none are planned at all has no plan."""
    return headcount_is_planned * maximum(headcount_closing - headcount_planned, 0)


@line("person", zh="部门在岗人数", en="Headcount by department", per="department", rolls="last")
def headcount_by_department(headcount_closing):
    """Heads in post of all posts of the department."""
    return total(headcount_closing, over="post", by="department")


@line("person", zh="管理幅度", en="Span of control", per="superior", rolls="last")
def span_of_control(headcount_closing):
    """Heads in post that report to the post directly; who reports to the founder counts for no post."""
    return total(headcount_closing, over="post", by="superior")


@line("person", zh="在岗总人数", en="Headcount", rolls="last")
def headcount_total(headcount_closing):
    """Heads in post of the whole company."""
    return total(headcount_closing, over="post")


@line("person", zh="编制总人数", en="Planned headcount", rolls="last")
def headcount_planned_total(headcount_planned):
    """Heads that the organisation plans for."""
    return total(headcount_planned, over="post")


@line("1", zh="在岗天数比例", en="Share of the month in post", per="position", rolls="average")
def in_post_share(days_in_post, days_full):
    """Days in post as a share of the days that make a full month's pay."""
    return ratio(days_in_post, days_full, 0)


@line("person", zh="全时当量", en="Full-time equivalent", per="position", rolls="average")
def full_time_equivalent(position_heads, in_post_share, full_time_share):
    """Heads, counted by the share of the month and of full time that they work."""
    return position_heads * in_post_share * full_time_share


@line("person", zh="岗位全时当量", en="Full-time equivalent by post", per="post", rolls="average")
def full_time_equivalent_by_post(full_time_equivalent):
    """Full-time equivalents of the post."""
    return total(full_time_equivalent, over="position", by="post")


@line("person", zh="全时当量合计", en="Full-time equivalents", rolls="average")
def full_time_equivalent_total(full_time_equivalent):
    """Full-time equivalents of the whole company."""
    return total(full_time_equivalent, over="position")
