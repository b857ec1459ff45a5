"""Who the heads of a row are: those who joined it in the same month are one person of the model.

Who joined last leaves first when a row needs fewer; leavers of the leaver rate come from all alike. Where the
plan enters fewer heads for the next month, the month's last day is theirs; where work turns out to call for
fewer, they are gone when the month begins. Heads let go are told apart, because severance falls due for them
alone.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, of, ratio, total, where


@line("person", zh="计划前人数", en="Heads before the plan", per="person", rolls="first")
def person_headcount_before(position_people, person_at_start):
    """Heads in post the day before the plan begins."""
    return of(position_people, by="position", per="person") * person_at_start


heads_kept_up_to_opening = opening("heads_kept_up_to", first="person_headcount_before", zh="期初累计留任人数")


@line("person", zh="累计在岗人数", en="Heads that joined up to then", per="person", rolls="average")
def heads_up_to(position_heads, heads_kept_up_to_opening, has_joined, seat_dust):
    """Heads of the row who joined with this person or before: those who stayed, as far as needed."""
    heads = of(position_heads, by="position", per="person")
    return where(has_joined * (heads - heads_kept_up_to_opening > seat_dust), heads_kept_up_to_opening, heads)


@line(
    "person", zh="前一批累计在岗人数", en="Heads up to the person before", per="next_person", rolls="average"
)
def heads_up_to_former(heads_up_to):
    """The same of those who joined the row just before."""
    return total(heads_up_to, over="person", by="next_person")


@line(
    "person",
    zh="扣除预计流失后人数（按人员）",
    en="Heads of the person, less attrition",
    per="person",
    rolls="average",
)
def person_heads(heads_up_to, heads_up_to_former):
    """Heads that joined in this person's month and are still there."""
    return heads_up_to - total(heads_up_to_former, over="next_person", by="person")


@line("person", zh="次月最多留任人数", en="Heads kept at most", per="position", rolls="last")
def heads_kept_at_most(is_sized, position_heads, people_next):
    """What the plan enters for next month; what work will call for is not known yet."""
    return where(is_sized, position_heads, people_next)


@line("person", zh="累计辞退人数", en="Heads let go that joined up to then", per="person", good="down")
def heads_let_go_up_to(heads_up_to, quit_share, heads_kept_at_most):
    """Those of the heads who do not quit and whom next month does not need."""
    stay = heads_up_to * (1 - of(quit_share, by="position", per="person"))
    return maximum(stay - of(heads_kept_at_most, by="position", per="person"), 0)


@line(
    "person",
    zh="前一批累计辞退人数",
    en="Heads let go up to the person before",
    per="next_person",
    good="down",
)
def heads_let_go_up_to_former(heads_let_go_up_to):
    """The same of those who joined the row just before."""
    return total(heads_let_go_up_to, over="person", by="next_person")


@line("person", zh="累计留任人数", en="Heads kept that joined up to then", per="person", rolls="last")
def heads_kept_up_to(heads_up_to, quit_share, heads_kept_at_most):
    """Those of the heads who neither quit nor are let go at the month's end."""
    stay = heads_up_to * (1 - of(quit_share, by="position", per="person"))
    return minimum(stay, of(heads_kept_at_most, by="position", per="person"))


@line(
    "person",
    zh="前一批累计留任人数",
    en="Heads kept up to the person before",
    per="next_person",
    rolls="last",
)
def heads_kept_up_to_former(heads_kept_up_to):
    """The same of those who joined the row just before."""
    return total(heads_kept_up_to, over="person", by="next_person")


@line("person", zh="留任人数", en="Heads kept", per="person", rolls="last")
def person_kept(heads_kept_up_to, heads_kept_up_to_former):
    """Heads of the person that the month's end leaves, if the row goes on."""
    return heads_kept_up_to - total(heads_kept_up_to_former, over="next_person", by="person")


person_headcount_opening = opening(
    "person_headcount_closing", first="person_headcount_before", zh="期初人数（按人员）"
)


@line("person", zh="新入职人数（按人员）", en="Heads hired by person", per="person")
def person_hires(person_heads, person_present, person_headcount_opening):
    """Heads in post this month above those carried over: first days, growth, seats filled again."""
    return maximum(person_heads * person_present - person_headcount_opening, 0)


@line("person", zh="月初辞退人数", en="Heads that the month begins without", per="person", good="down")
def person_dismissed(person_heads, person_present, person_headcount_opening):
    """Heads carried over that the row no longer needs."""
    return maximum(person_headcount_opening - person_heads * person_present, 0)


@line("person", zh="主动离职人数（按人员）", en="Heads that quit by person", per="person", good="down")
def person_quits(person_heads, person_present, quit_share):
    """Heads that leave of their own at the month's end: of all persons of the row the same share."""
    return person_heads * person_present * of(quit_share, by="position", per="person")


@line("person", zh="月末辞退人数", en="Heads let go at the month's end", per="person", good="down")
def person_let_go_at_end(
    person_heads, person_present, person_leaves, heads_let_go_up_to, heads_let_go_up_to_former
):
    """Who joined last, as far as next month needs fewer; all in the month of the row's last day."""
    fewer = heads_let_go_up_to - total(heads_let_go_up_to_former, over="next_person", by="person")
    return person_present * where(person_leaves, person_heads, fewer)


@line("person", zh="月末离开人数", en="Heads whose last day falls in the month", per="person", good="down")
def person_ending(person_quits, person_let_go_at_end):
    """Heads that quit or are let go at the month's end."""
    return person_quits + person_let_go_at_end


@line("person", zh="辞退人数", en="Heads let go", per="person", good="down")
def person_let_go(person_dismissed, person_let_go_at_end):
    """Heads that leave because the row needs fewer or ends."""
    return person_dismissed + person_let_go_at_end


@line("person", zh="期末人数（按人员）", en="Heads closing by person", per="person", rolls="last")
def person_headcount_closing(person_kept, person_present, person_leaves):
    """Heads in post after the month's last day."""
    return person_kept * person_present * (1 - person_leaves)


@line("1", zh="月初离开比例", en="Part gone at the month's start", per="person", rolls="average", good="down")
def gone_at_start_share(person_dismissed, person_headcount_opening):
    """Of the heads carried over, those that the month begins without."""
    return ratio(person_dismissed, person_headcount_opening, 0)


@line("1", zh="月末离开比例", en="Part gone at the month's end", per="person", rolls="average", good="down")
def gone_at_end_share(person_ending, person_heads):
    """Of the month's heads, those whose last day falls in it."""
    return ratio(person_ending, person_heads, 0)


@line(
    "person",
    zh="人员收支一致",
    en="Heads of the persons are the heads of the row",
    per="position",
    check="error",
)
def check_position_headcount(
    person_headcount_closing,
    position_heads,
    heads_kept_at_most,
    position_present,
    position_leaves,
    quit_share,
):
    """Heads of all persons, less the row's heads that worked on the month's last day and stay."""
    staying = minimum(position_heads * (1 - quit_share), heads_kept_at_most)
    return total(person_headcount_closing, over="person", by="position") - staying * position_present * (
        1 - position_leaves
    )
