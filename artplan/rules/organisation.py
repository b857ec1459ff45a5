"""Who works here: heads by post and month, and the share of full time they are paid for.

Somebody who changes posts is neither hired nor a leaver: he moves from one post's account to the other's.
Those who join the company enter the account of their first day's post, those who leave it that of their last
day's.

A headcount is people as entered, or called for by work. What a leaver rate makes of them is a share of
everybody, no person: this expected attrition is a line beside the headcount, and deducted only in pay, work
and full-time equivalents.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, of, ratio, total, where


@line(
    "person",
    zh="扣除预计流失后人数（按任职）",
    en="Heads of the stint, less attrition",
    per="stint",
    rolls="average",
)
def stint_heads(person_heads):
    """Heads of the person whose stint it is."""
    return of(person_heads, by="person", per="stint")


@line(
    "person", zh="计划前应在岗人数", en="Headcount of the row before the plan", per="position", rolls="first"
)
def position_headcount_before(person_headcount_before):
    """Heads in post the day before the plan begins."""
    return total(person_headcount_before, over="person", by="position")


position_headcount_opening = opening(
    "position_headcount_closing", first="position_headcount_before", zh="期初应在岗人数"
)


@line("person", zh="当月应在岗人数", en="Headcount of the row", per="position", rolls="average")
def position_headcount(heads_wanted, position_present):
    """Heads of the month as entered or called for by work; who is expected to have quit is told apart."""
    return heads_wanted * position_present


@line("person", zh="期末应在岗人数", en="Headcount of the row at the end", per="position", rolls="last")
def position_headcount_closing(position_headcount, is_sized, people_next, position_leaves):
    """Heads whom the month's end leaves in post, but for the expected attrition."""
    goes_on = minimum(position_headcount, where(is_sized, position_headcount, people_next))
    return goes_on * (1 - position_leaves)


@line("person", zh="应入职人数", en="Heads that join the row", per="position")
def position_joiners(position_headcount, position_headcount_opening):
    """Heads above those carried over: first days and growth, not the seats of leavers filled again."""
    return maximum(position_headcount - position_headcount_opening, 0)


@line("person", zh="应离开人数", en="Heads of the row that end", per="position", good="down")
def position_ending(position_headcount, position_headcount_closing):
    """Heads whose last day falls in the month, because the row ends or next month enters fewer."""
    return position_headcount - position_headcount_closing


@line(
    "1",
    zh="月初辞退比例",
    en="Part of the row gone at the start",
    per="position",
    rolls="average",
    good="down",
)
def position_gone_share(position_headcount, position_headcount_opening):
    """Of the heads carried over, those that the month begins without."""
    return ratio(maximum(position_headcount_opening - position_headcount, 0), position_headcount_opening, 0)


@line(
    "person", zh="人员预计流失", en="Expected attrition of the row", per="position", rolls="last", good="down"
)
def position_attrition(
    position_headcount_closing,
    position_heads,
    quit_share,
    heads_kept_at_most,
    position_present,
    position_leaves,
):
    """Heads that are expected to have quit and whose seats wait to be filled again, or never are."""
    staying = minimum(position_heads * (1 - quit_share), heads_kept_at_most)
    return position_headcount_closing - staying * position_present * (1 - position_leaves)


@line(
    "person", zh="期初已在岗人数（按任职）", en="Heads before the plan by stint", per="stint", rolls="first"
)
def stint_headcount_before(position_headcount_before, in_state_at_first, stands_for_row):
    """Heads of the row, in the state in which the plan finds it."""
    return of(position_headcount_before, by="position", per="stint") * in_state_at_first * stands_for_row


stint_headcount_opening = opening(
    "stint_headcount_closing", first="stint_headcount_before", zh="期初人数（按任职）"
)


@line("person", zh="入职人数（按任职）", en="Hires by stint", per="stint")
def stint_hires(position_joiners, in_state_at_first, stands_for_row):
    """Heads that join, in their first state."""
    return of(position_joiners, by="position", per="stint") * in_state_at_first * stands_for_row


@line("person", zh="调入人数（按任职）", en="Transfers in by stint", per="stint")
def stint_transfers_in(position_headcount, stint_hires, stands_for_row, moves_in):
    """Heads of the row that come from another post: all but those who join in this very state."""
    return (of(position_headcount, by="position", per="stint") * stands_for_row - stint_hires) * moves_in


@line("person", zh="调出人数（按任职）", en="Transfers out by stint", per="stint")
def stint_transfers_out(position_headcount, position_joiners, next_state_at_first, stands_for_row, moves_out):
    """Heads of the row that go to another post: all but those who join in the state that follows."""
    joined = of(position_joiners, by="position", per="stint") * next_state_at_first
    return (of(position_headcount, by="position", per="stint") - joined) * stands_for_row * moves_out


@line("person", zh="月末离开人数（按任职）", en="Heads that end by stint", per="stint", good="down")
def stint_ending(position_ending, in_state_at_last, stands_for_row):
    """Heads of the row whose last day falls in the month, in the month's last state."""
    return of(position_ending, by="position", per="stint") * in_state_at_last * stands_for_row


@line("person", zh="离职人数（按任职）", en="Leavers by stint", per="stint", good="down")
def stint_leavers(stint_headcount_opening, position_gone_share, stint_ending):
    """Heads that the month begins without, in last month's state; those whose last day falls in it."""
    return stint_headcount_opening * of(position_gone_share, by="position", per="stint") + stint_ending


@line("person", zh="期末人数（按任职）", en="Heads closing by stint", per="stint", rolls="last")
def stint_headcount_closing(position_headcount_closing, in_state_at_last, stands_for_row):
    """Heads of the row, in the month's last state."""
    return of(position_headcount_closing, by="position", per="stint") * in_state_at_last * stands_for_row


@line(
    "person",
    zh="预计流失（按任职）",
    en="Expected attrition by stint",
    per="stint",
    rolls="last",
    good="down",
)
def stint_attrition(position_attrition, in_state_at_last, stands_for_row):
    """Expected attrition of the row, in the month's last state."""
    return of(position_attrition, by="position", per="stint") * in_state_at_last * stands_for_row


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
def transfers_in(stint_transfers_in):
    """Heads that come from another post in the month."""
    return total(stint_transfers_in, over="stint", by="post")


@line("person", zh="调出人数", en="Transfers out", per="post")
def transfers_out(stint_transfers_out):
    """Heads that go to another post in the month."""
    return total(stint_transfers_out, over="stint", by="post")


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
def headcount_vacancy(headcount_planned, headcount_planned_next, headcount_closing, stint_ending):
    """Planned heads that nobody fills in the month, or that next month's plan has and nobody is left for."""
    left = headcount_planned - total(stint_ending, over="stint", by="post")
    return maximum(maximum(left, minimum(headcount_planned, headcount_planned_next)) - headcount_closing, 0)


@line("person", zh="预计流失", en="Expected attrition", per="post", rolls="last", good="down")
def expected_attrition(stint_attrition):
    """Of the heads in post, those expected to have quit by the month's end; their seats wait to be filled."""
    return total(stint_attrition, over="stint", by="post")


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
def transfers_into_department(stint_transfers_in, moves_into_department):
    """Heads that come from another department in the month."""
    return total(stint_transfers_in * moves_into_department, over="stint", by="department")


@line("person", zh="部门调出人数", en="Transfers out of the department", per="department")
def transfers_out_of_department(stint_transfers_out, moves_out_of_department):
    """Heads that go to another department in the month."""
    return total(stint_transfers_out * moves_out_of_department, over="stint", by="department")


@line("person", zh="管理幅度", en="Span of control", per="superior", rolls="last")
def span_of_control(headcount_closing):
    """Heads in post that report to the post directly; who reports to the founder counts for no post."""
    return total(headcount_closing, over="post", by="superior")


@line("person", zh="在岗总人数", en="Headcount", rolls="last")
def headcount_total(headcount_closing):
    """Heads in post of the whole company."""
    return total(headcount_closing, over="post")


@line("person", zh="预计流失合计", en="Expected attrition in all", rolls="last", good="down")
def expected_attrition_total(expected_attrition):
    """Expected attrition of the whole company; the headcount does not deduct it."""
    return total(expected_attrition, over="post")


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
