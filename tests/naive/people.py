"""Heads: how many a row has, and which of its people they are: the last to come is the first to go."""

from __future__ import annotations

from tests.naive.month import AGES, DOWN, HALF_UP, UP, Month, add, older, per, to_steps

OF_PERSON = (
    "person_headcount_before",
    "person_headcount_opening",
    "person_hires",
    "person_dismissed",
    "person_quits",
    "person_ending",
    "person_let_go",
    "person_headcount_closing",
    "gone_at_start_share",
    "gone_at_end_share",
    "person_kept",
)


def heads(m: Month) -> None:
    """Heads wanted, less the seats of leavers that still wait to be filled: fewer wanted, fewer seats."""
    names = (
        "heads_needed_opening",
        "heads_called",
        "heads_sized",
        "heads_wanted",
        "heads_wanted_opening",
        "position_heads",
    )
    for name in (*names, "seats_empty_opening", "seats_empty", "seats_waiting", "seats_kept_share"):
        m.now[name] = {}
    for one in m.members("position"):
        needed = m.now["heads_needed_opening"][one] = m.opening("heads_needed_closing", one)
        wanted = m.of("position_people", one)
        way = DOWN if m.of("sized_down", one) else HALF_UP if m.of("sized_nearest", one) else UP
        sized = m.now["heads_called"][one] = to_steps(needed, m.of("sized_step", one), way)
        held = m.of("heads_held", one)
        if m.of("heads_are_held", one):
            sized = held
        m.now["heads_sized"][one] = sized
        if m.of("is_sized", one):
            wanted = max(wanted, sized)
        empty = {}
        for age in m.members("age"):
            before = m.now["seats_empty_opening"][one, age] = m.opening("seats_empty_closing", (one, age))
            empty[age] = before if m.of("seat_waits", one, age) else 0.0
        last_month = m.now["heads_wanted_opening"][one] = m.opening("heads_wanted", one)
        waiting = m.now["seats_waiting"][one] = add(empty.values())
        left = waiting - min(waiting, max(last_month - wanted, 0.0))
        kept = m.now["seats_kept_share"][one] = left / waiting if waiting else 1.0
        for age, seats in empty.items():
            m.now["seats_empty"][one, age] = seats * kept
        m.now["heads_wanted"][one] = wanted
        m.now["position_heads"][one] = max(wanted - left, 0.0)


def persons(m: Month) -> None:
    """Fill a row with those whom last month kept, the earliest first to keep his seat, and who joins now."""
    n = m.now
    m.each("person_headcount_before", "person", lambda one: _before(m, one))
    for name in ("person_heads", "heads_up_to", "heads_kept_up_to_opening", "heads_up_to_former"):
        n[name] = {}
    for row in m.members("position"):
        up_to = 0.0
        for one, there in _crew(m, row).items():
            start = n["person_headcount_before"][one]
            n["heads_kept_up_to_opening"][one] = m.opening("heads_kept_up_to", one, start)
            n["heads_up_to_former"][one] = up_to
            up_to = up_to + there if m.of("has_joined", one) else n["position_heads"][row]
            n["person_heads"][one], n["heads_up_to"][one] = there, up_to


def _before(m: Month, one: str) -> float:
    row = str(m.group("person", "position", one))
    return m.of("position_people", row) if m.of("person_at_start", one) else 0.0


def _crew(m: Month, row: str) -> dict[str, float]:
    """Heads by person: seats that are too many are taken away; new ones go to who joins next."""
    people = m.within("person", "position", row)
    old = [one for one in people if m.of("has_joined", one)]
    wanted = m.now["position_heads"][row]
    kept = {one: m.opening("person_kept", one, m.now["person_headcount_before"][one]) for one in old}
    there = {**dict.fromkeys(people, 0.0), **_last_leave_first(m, kept, wanted)}
    joining = [one for one in people if one not in old]
    missing = wanted - add(there.values())
    if joining and not (old and missing <= m.of("seat_dust")):
        there[joining[0]] = missing
    return there


def _last_leave_first(m: Month, there: dict[str, float], wanted: float) -> dict[str, float]:
    """Those of the people, in the order in which they joined, who stay where so many are wanted."""
    result, too_many = {}, add(there.values()) - wanted
    if too_many <= m.of("seat_dust"):
        return there
    for one in reversed(there):
        gone = min(there[one], max(too_many, 0.0))
        rest, too_many = there[one] - gone, too_many - gone
        result[one] = rest if rest > m.of("seat_dust") else 0.0
    return result


def joiners_and_leavers(m: Month) -> None:
    """Who comes, who quits at the month's end, who is let go; by person, then by row."""
    n, rows = m.now, m.members("position")
    m.each("quit_share", "position", lambda row: 0.0)
    m.each("heads_kept_at_most", "position", lambda row: n["position_heads"][row])
    sums = [f"heads_{what}_up_to{whose}" for what in ("kept", "let_go") for whose in ("", "_former")]
    for name in (*OF_PERSON[1:], *sums, "person_let_go_at_end"):
        n[name] = {}
    for row in rows:
        if m.of("position_present", row) and not m.of("position_leaves", row):
            n["quit_share"][row] = m.of("leaver_rate", row)
        if not m.of("is_sized", row):
            n["heads_kept_at_most"][row] = m.of("people_next", row)
        _keep(m, row)
        for one in m.within("person", "position", row):
            _comes_and_goes(m, one, n["quit_share"][row])
    m.each("position_quits", "position", lambda row: n["position_heads"][row] * n["quit_share"][row])
    m.sum_by("position_hires", "person", "position", n["person_hires"])
    m.each("check_position_headcount", "position", lambda row: 0.0)
    n["seats_empty_closing"] = {}
    for row in rows:
        waiting = older([n["seats_empty"][row, age] for age in m.members("age")])
        for age, seats in zip(m.members("age"), waiting, strict=True):
            n["seats_empty_closing"][row, age] = seats + (n["position_quits"][row] if age == "0" else 0.0)


def _keep(m: Month, row: str) -> None:
    """Whom the month's end leaves: without those who quit, and whom next month's table has no seat for."""
    n, people = m.now, m.within("person", "position", row)
    stay = {one: n["person_heads"][one] * (1 - n["quit_share"][row]) for one in people}
    most = n["heads_kept_at_most"][row]
    kept = _last_leave_first(m, stay, most)
    gone = {one: stay[one] - kept[one] for one in people}
    n["person_kept"] |= kept
    n["person_let_go_at_end"] |= gone
    for what, each in (("kept", kept), ("let_go", gone)):
        up_to = 0.0
        for one in people:
            n[f"heads_{what}_up_to_former"][one] = up_to
            up_to += each[one]
            n[f"heads_{what}_up_to"][one] = up_to


def _comes_and_goes(m: Month, one: str, quit_share: float) -> None:
    n, present = m.now, bool(m.of("person_present", one))
    at_start, count, kept = (n[f"person_{name}"][one] for name in ("headcount_before", "heads", "kept"))
    before = m.opening("person_headcount_closing", one, at_start)
    works = count if present else 0.0
    hires, dismissed, quits = max(works - before, 0.0), max(before - works, 0.0), works * quit_share
    closing = kept if present and not m.of("person_leaves", one) else 0.0
    ending = works - closing
    n["person_let_go_at_end"][one] = ending - quits
    row = (at_start, before, hires, dismissed, quits, ending, dismissed + ending - quits, closing)
    for name, value in zip(OF_PERSON, (*row, per(dismissed, before), per(ending, count)), strict=False):
        n[name][one] = value


def by_state(m: Month) -> None:
    """A person's heads, in each of his states, and the full-time equivalents they are paid for."""
    n = m.now
    for name in ("stint_heads", "in_post_share", "full_time_equivalent"):
        n[name] = {}
    for one in m.members("stint"):
        count = n["stint_heads"][one] = n["person_heads"][m.group("stint", "person", one)]
        share = n["in_post_share"][one] = per(m.of("days_in_post", one), m.of("days_full"))
        n["full_time_equivalent"][one] = count * share * m.of("full_time_share", one)
    m.sum_by("full_time_equivalent_by_post", "stint", "post", n["full_time_equivalent"])
    n["full_time_equivalent_total"] = add(n["full_time_equivalent"].values())


def learning(m: Month) -> None:
    """New hires are slow at first; what is missing shrinks evenly over the ramp."""
    n = m.now
    for name in ("novices_opening", "novices_closing", "productivity_missing_share"):
        n[name] = {}
    n["heads_learning"], n["productive_share"] = {}, {}
    for one in m.members("position"):
        hires = [month["position_hires"][one] for month in m.past] + [n["position_hires"][one]]
        slow = 0.0
        for age in range(AGES):
            key = (one, m.members("age")[age])
            joined = hires[::-1][age] if age < len(hires) else 0.0
            if age == AGES - 1:
                joined = add(hires[::-1][age:])
            n["novices_opening"][key] = m.opening("novices_closing", key)
            n["novices_closing"][key] = joined
            ramp, start = m.of("ramp_months", one), m.of("ramp_start_share", one)
            known_for = m.of("age_months", key[1])
            missing = (1 - start) * (1 - known_for / ramp) if known_for < ramp else 0.0
            n["productivity_missing_share"][key] = missing
            slow += joined * missing
        n["heads_learning"][one] = slow
        n["productive_share"][one] = per(max(n["position_heads"][one] - slow, 0.0), n["position_heads"][one])
    m.each(
        "productive_equivalent",
        "stint",
        lambda one: n["full_time_equivalent"][one] * n["productive_share"][m.group("stint", "position", one)],
    )
    m.sum_by("productive_equivalent_by_post", "stint", "post", n["productive_equivalent"])


def work_for_next_month(m: Month) -> None:
    """What the month's work, by the month or at its busiest day's pace, asks for in heads."""
    n = m.now
    kinds = {
        "enquiries": ("enquiries", "enquiries_at_peak", "heads_for_enquiries", "enquiries_per_head"),
        "orders": ("orders_paid", "orders_at_peak", "heads_for_orders", "orders_per_head"),
        "returns": ("orders_returned", "returns_at_peak", "heads_for_returns", "returns_per_head"),
        "sales": ("gross_sales", "sales_at_peak", "heads_for_sales", "sales_per_head"),
    }
    m.each("heads_needed_closing", "position", lambda one: 0.0)
    for line, peak_name, heads_name, norm in kinds.values():
        bunched = n["orders_returned_at_once" if line == "orders_returned" else line]
        if line == "orders_paid":  # what is refunded before dispatch is no work
            bunched = {c: v * (1 - m.now["cancelled_rate"][c]) for c, v in bunched.items()}
        usual = add((bunched if line == "orders_paid" else n[line]).values())
        even = usual - add(bunched.values())  # what was sold in earlier months comes back evenly
        peak = even + add(bunched[c] * m.of("campaign_peak", c) for c in m.members("campaign"))
        n[peak_name] = peak
        n[heads_name] = {}
        for one in m.members("position"):
            work = peak if m.of("sized_on_peak", one) else usual
            n[heads_name][one] = per(work, m.of(norm, one))
            n["heads_needed_closing"][one] += n[heads_name][one]
