"""Headcount: the heads of a row as entered or called for, where they stand, what attrition is expected."""

from __future__ import annotations

from tests.naive.month import Month, add, per

OF_ROW = ("_before", "_opening", "", "_closing")
OF_STINT = (
    "headcount_before",
    "headcount_opening",
    "hires",
    "transfers_in",
    "transfers_out",
    "ending",
    "leavers",
    "headcount_closing",
    "attrition",
)


def rows(m: Month) -> None:
    """Row by row: who was there, who joins, who is gone; nobody has quit."""
    n = m.now
    for name in (*(f"headcount{part}" for part in OF_ROW), "joiners", "ending", "gone_share", "attrition"):
        n[f"position_{name}"] = {}
    for row in m.members("position"):
        crew = m.within("person", "position", row)
        before = add(n["person_headcount_before"][one] for one in crew)
        opening = m.opening("position_headcount_closing", row, before)
        due = n["heads_wanted"][row] if m.of("position_present", row) else 0.0
        closing = due if m.of("is_sized", row) else min(due, m.of("people_next", row))
        if m.of("position_leaves", row):
            closing = 0.0
        for part, value in zip(OF_ROW, (before, opening, due, closing), strict=True):
            n[f"position_headcount{part}"][row] = value
        n["position_joiners"][row] = max(due - opening, 0.0)
        n["position_ending"][row] = due - closing
        n["position_gone_share"][row] = per(max(opening - due, 0.0), opening)
        n["position_attrition"][row] = closing - add(n["person_headcount_closing"][one] for one in crew)


def stints(m: Month) -> None:
    """The row's heads stand where its first person is; whoever joins in a state has not moved into it."""
    n = m.now
    for name in OF_STINT:
        n[f"stint_{name}"] = {}
    for one in m.members("stint"):
        for name, value in zip(OF_STINT, _of_stint(m, one), strict=True):
            n[f"stint_{name}"][one] = value


def _of_stint(m: Month, one: str) -> tuple[float, ...]:
    row = m.group("stint", "position", one)
    flags = ("stands_for_row", "in_state_at_first", "next_state_at_first", "in_state_at_last")
    stands, first, next_first, last = (m.of(name, one) for name in flags)
    if not stands:
        return (0.0,) * len(OF_STINT)
    there, closing = m.now["position_headcount"][row], m.now["position_headcount_closing"][row]
    before = m.now["position_headcount_before"][row] if first else 0.0
    opening = m.opening("stint_headcount_closing", one, before)
    joiners = m.now["position_joiners"][row]
    hires = joiners if first else 0.0
    comes = there - hires if m.of("moves_in", one) else 0.0
    goes = there - (joiners if next_first else 0.0) if m.of("moves_out", one) else 0.0
    ending = there - closing if last else 0.0
    leavers = opening * m.now["position_gone_share"][row] + ending
    rest = (closing, m.now["position_attrition"][row]) if last else (0.0, 0.0)
    return (before, opening, hires, comes, goes, ending, leavers, *rest)


def posts(m: Month) -> None:
    """Heads by post and department; vacancies; attrition."""
    n = m.now
    m.sum_by("headcount_before", "stint", "post", n["stint_headcount_before"])
    m.each("headcount_opening", "post", lambda p: m.opening("headcount_closing", p, n["headcount_before"][p]))
    m.sum_by("headcount_hires", "stint", "post", n["stint_hires"])
    m.sum_by("headcount_leavers", "stint", "post", n["stint_leavers"])
    for way, into in (("in", "into"), ("out", "out_of")):
        moved = n[f"stint_transfers_{way}"]
        m.sum_by(f"transfers_{way}", "stint", "post", moved)
        far = {one: moved[one] if m.of(f"moves_{into}_department", one) else 0.0 for one in moved}
        m.sum_by(f"transfers_{into}_department", "stint", "department", far)
    closing = m.sum_by("headcount_closing", "stint", "post", n["stint_headcount_closing"])
    ended = m.sum_by("headcount_ended", "stint", "post", n["stint_ending"])
    del n["headcount_ended"]
    m.each("check_headcount_by_post", "post", lambda p: 0.0)
    m.each("alert_headcount", "post", lambda p: _above(m, p, closing[p]))
    m.each("headcount_vacancy", "post", lambda p: _vacant(m, p, closing[p], ended[p]))
    m.sum_by("headcount_by_department", "post", "department", closing)
    m.sum_by("span_of_control", "post", "superior", closing)
    n["headcount_total"] = add(closing.values())
    n["headcount_planned_total"] = add(m.of("headcount_planned", p) for p in m.members("post"))
    attrition = m.sum_by("expected_attrition", "stint", "post", n["stint_attrition"])
    n["expected_attrition_total"] = add(attrition.values())
    n["check_headcount"] = 0.0
    m.each("check_headcount_negative", "post", lambda p: 0.0)


def _above(m: Month, post: str, closing: float) -> float:
    return max(closing - m.of("headcount_planned", post), 0.0) if m.of("headcount_is_planned", post) else 0.0


def _vacant(m: Month, post: str, closing: float, ended: float) -> float:
    """Seats nobody had this month, or nobody is left in though next month's plan still has them."""
    planned, after = m.of("headcount_planned", post), m.of("headcount_planned_next", post)
    return max(planned - closing - ended, min(planned, after) - closing, 0.0)
