"""Heads: how many a position has, who joins and leaves, what they count for at work."""

from __future__ import annotations

from tests.naive.month import AGES, DOWN, HALF_UP, UP, Month, add, older, per, to_steps


def heads(m: Month) -> None:
    """Heads wanted, less the seats of leavers that still wait to be filled."""
    names = ("heads_wanted", "position_heads", "in_post_share", "position_present", "full_time_equivalent")
    for name in (*names, "heads_needed_opening", "heads_sized"):
        m.now[name] = {}
    for name in ("seats_empty_opening", "seats_empty"):
        m.now[name] = {}
    for one in m.members("position"):
        needed = m.now["heads_needed_opening"][one] = m.opening("heads_needed_closing", one)
        wanted = m.of("position_people", one)
        way = DOWN if m.of("sized_down", one) else HALF_UP if m.of("sized_nearest", one) else UP
        sized = m.now["heads_sized"][one] = to_steps(needed, m.of("sized_step", one), way)
        if m.of("is_sized", one):
            wanted = max(wanted, sized)
        empty = 0.0
        for age in m.members("age"):
            before = m.now["seats_empty_opening"][one, age] = m.opening("seats_empty_closing", (one, age))
            waits = m.now["seats_empty"][one, age] = before * m.of("seat_waits", one, age)
            empty += waits
        there = max(wanted - empty, 0.0)
        share = per(m.of("days_in_post", one), m.of("days_full", one))
        m.now["heads_wanted"][one] = wanted
        m.now["position_heads"][one] = there
        m.now["in_post_share"][one] = share
        any_day = share > 0 or m.of("position_joins", one) or m.of("position_leaves", one)
        m.now["position_present"][one] = 1.0 if any_day else 0.0
        m.now["full_time_equivalent"][one] = there * share * m.of("full_time_share", one)
    m.sum_by("full_time_equivalent_by_post", "position", "post", m.now["full_time_equivalent"])
    m.now["full_time_equivalent_total"] = add(m.now["full_time_equivalent"].values())


def joiners_and_leavers(m: Month) -> None:
    """Who comes, who quits at the month's end, who is let go."""
    lines = (
        "position_headcount_before",
        "position_headcount_opening",
        "position_hires",
        "position_quits",
        "position_let_go",
        "position_leavers",
        "position_headcount_closing",
        "check_position_headcount",
    )
    for name in lines:
        m.now[name] = {}
    m.now["seats_empty_closing"] = {}
    for one in m.members("position"):
        at_start = m.of("position_people", one) * m.of("position_at_start", one)
        before = m.opening("position_headcount_closing", one, at_start)
        works = m.now["position_heads"][one] if m.now["position_present"][one] else 0.0
        ends = bool(m.of("position_leaves", one))
        rate = m.of("leaver_rate", one)
        quits = 0.0 if ends else works * rate
        hires = max(works - before, 0.0)
        let_go = max(before - works, 0.0) + (m.now["position_heads"][one] if ends else 0.0)
        closing = before + hires - quits - let_go
        worked = (at_start, before, hires, quits, let_go, quits + let_go, closing, 0.0)
        for name, value in zip(lines, worked, strict=True):
            m.now[name][one] = value
        waiting = older([m.now["seats_empty"][one, age] for age in m.members("age")])
        for age, seats in zip(m.members("age"), waiting, strict=True):
            m.now["seats_empty_closing"][one, age] = seats + (quits if age == "0" else 0.0)


def headcount(m: Month) -> None:
    """Heads by post and department; vacancies."""
    n = m.now
    m.sum_by("headcount_before", "position", "post", n["position_headcount_before"])
    m.each("headcount_opening", "post", lambda p: m.opening("headcount_closing", p, n["headcount_before"][p]))
    m.sum_by("headcount_hires", "position", "post", n["position_hires"])
    m.sum_by("headcount_leavers", "position", "post", n["position_leavers"])
    closing = m.sum_by("headcount_closing", "position", "post", n["position_headcount_closing"])
    m.each(
        "alert_headcount",
        "post",
        lambda p: (
            max(closing[p] - m.of("headcount_planned", p), 0.0) if m.of("headcount_is_planned", p) else 0.0
        ),
    )
    m.each("headcount_vacancy", "post", lambda p: max(m.of("headcount_planned", p) - closing[p], 0.0))
    m.sum_by("headcount_by_department", "post", "department", closing)
    m.sum_by("span_of_control", "post", "superior", closing)
    n["headcount_total"] = add(closing.values())
    n["headcount_planned_total"] = add(m.of("headcount_planned", p) for p in m.members("post"))
    n["check_headcount"] = 0.0
    m.each("check_headcount_negative", "post", lambda p: 0.0)


def learning(m: Month) -> None:
    """New hires are slow at first; what is missing shrinks evenly over the ramp."""
    n = m.now
    for name in ("novices_opening", "novices_closing", "productivity_missing_share"):
        n[name] = {}
    n["heads_learning"], n["productive_equivalent"] = {}, {}
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
        part = n["in_post_share"][one] * m.of("full_time_share", one)
        n["heads_learning"][one] = slow
        n["productive_equivalent"][one] = max(n["position_heads"][one] - slow, 0.0) * part
    m.sum_by("productive_equivalent_by_post", "position", "post", n["productive_equivalent"])


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
        usual = add(n[line].values())
        bunched = n["orders_returned_at_once" if line == "orders_returned" else line]
        even = usual - add(bunched.values())  # what was sold in earlier months comes back evenly
        peak = even + add(bunched[c] * m.of("campaign_peak", c) for c in m.members("campaign"))
        n[peak_name] = peak
        n[heads_name] = {}
        for one in m.members("position"):
            work = peak if m.of("sized_on_peak", one) else usual
            n[heads_name][one] = per(work, m.of(norm, one))
            n["heads_needed_closing"][one] += n[heads_name][one]
