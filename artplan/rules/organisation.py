"""Who works here: heads by post and month, and the share of full time they are paid for.

Somebody who changes posts is neither hired nor a leaver: he moves from one post's account to the other's.
Those who join the company enter the account of their first day's post, those who leave it that of their last
day's.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, of, ratio, total


@line("person", zh="在岗人数（按任职）", en="Heads of the stint", per="stint", rolls="average")
def stint_heads(person_heads):
    """Heads of the person whose stint it is."""
    return of(person_heads, by="person", per="stint")


@line(
    "person", zh="期初已在岗人数（按任职）", en="Heads before the plan by stint", per="stint", rolls="first"
)
def stint_headcount_before(person_headcount_before, in_state_at_first):
    """Heads of the person, in the state in which the plan finds him."""
    return of(person_headcount_before, by="person", per="stint") * in_state_at_first


@line("person", zh="入职人数（按任职）", en="Hires by stint", per="stint")
def stint_hires(person_hires, in_state_at_first):
    """Heads hired, in their first state."""
    return of(person_hires, by="person", per="stint") * in_state_at_first


stint_headcount_opening = opening(
    "stint_headcount_closing", first="stint_headcount_before", zh="期初人数（按任职）"
)


@line("person", zh="离职人数（按任职）", en="Leavers by stint", per="stint", good="down")
def stint_leavers(stint_headcount_opening, gone_at_start_share, person_ending, in_state_at_last):
    """Heads that the month begins without, in last month's state; those whose last day falls in it."""
    gone = stint_headcount_opening * of(gone_at_start_share, by="person", per="stint")
    return gone + of(person_ending, by="person", per="stint") * in_state_at_last


@line("person", zh="期末人数（按任职）", en="Heads closing by stint", per="stint", rolls="last")
def stint_headcount_closing(person_headcount_closing, in_state_at_last):
    """Heads of the person, in the month's last state."""
    return of(person_headcount_closing, by="person", per="stint") * in_state_at_last


@line("person", zh="期初已在岗人数", en="Headcount before the plan", per="post", rolls="first")
def headcount_before(stint_headcount_before):
    """Heads in post the day before the plan begins."""
    return total(stint_headcount_before, over="stint", by="post")


headcount_opening = opening("headcount_closing", first="headcount_before", zh="期初在岗人数")


@line("person", zh="入职人数", per="post")
def headcount_hires(stint_hires):
    """Heads whose first day falls in the month."""
    return total(stint_hires, over="stint", by="post")


@line("person", zh="调入人数", en="Transfers in", per="post")
def transfers_in(stint_heads, moves_in):
    """Heads that come from another post in the month."""
    return total(stint_heads * moves_in, over="stint", by="post")


@line("person", zh="调出人数", en="Transfers out", per="post")
def transfers_out(stint_heads, moves_out):
    """Heads that go to another post in the month."""
    return total(stint_heads * moves_out, over="stint", by="post")


@line("person", zh="离职人数", per="post")
def headcount_leavers(stint_leavers):
    """Heads that the month begins without, and those whose last day falls in it."""
    return total(stint_leavers, over="stint", by="post")


@line("person", zh="期末在岗人数", per="post", rolls="last")
def headcount_closing(headcount_opening, headcount_hires, transfers_in, transfers_out, headcount_leavers):
    """Heads in post after the month's last day."""
    return headcount_opening + headcount_hires + transfers_in - transfers_out - headcount_leavers


@line("person", zh="岗位人数收支一致", en="Heads by post are those of its people", per="post", check="error")
def check_headcount_by_post(headcount_closing, stint_headcount_closing):
    """Heads by opening and movements, less the heads whose post this is on the month's last day."""
    return headcount_closing - total(stint_headcount_closing, over="stint", by="post")


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


@line("person", zh="部门调入人数", en="Transfers into the department", per="department")
def transfers_into_department(stint_heads, moves_into_department):
    """Heads that come from another department in the month."""
    return total(stint_heads * moves_into_department, over="stint", by="department")


@line("person", zh="部门调出人数", en="Transfers out of the department", per="department")
def transfers_out_of_department(stint_heads, moves_out_of_department):
    """Heads that go to another department in the month."""
    return total(stint_heads * moves_out_of_department, over="stint", by="department")


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


@line("1", zh="在岗天数比例", en="Share of the month in post", per="stint", rolls="average")
def in_post_share(days_in_post, days_full):
    """Days in post as a share of the days that make a full month's pay."""
    return ratio(days_in_post, days_full, 0)


@line("person", zh="全时当量", en="Full-time equivalent", per="stint", rolls="average")
def full_time_equivalent(stint_heads, in_post_share, full_time_share):
    """Heads, counted by the share of the month and of full time that they work."""
    return stint_heads * in_post_share * full_time_share


@line("person", zh="岗位全时当量", en="Full-time equivalent by post", per="post", rolls="average")
def full_time_equivalent_by_post(full_time_equivalent):
    """Full-time equivalents of the post."""
    return total(full_time_equivalent, over="stint", by="post")


@line("person", zh="全时当量合计", en="Full-time equivalents", rolls="average")
def full_time_equivalent_total(full_time_equivalent):
    """Full-time equivalents of the whole company."""
    return total(full_time_equivalent, over="stint")
