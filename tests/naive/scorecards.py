"""Scorecards: what an indicator reads, the points it earns, the score, and the share of pay it is worth."""

from __future__ import annotations

from tests.naive.month import DOWN, HALF_UP, UP, Month, add, per, to_steps

READING = (
    "indicator_gathered",
    "indicator_target_gathered",
    "indicator_reading_opening",
    "indicator_reading",
    "indicator_target",
    "indicator_attainment",
    "indicator_level",
    "indicator_gap",
    "indicator_steps_short",
    "indicator_steps_over",
    "indicator_movement",
)
EARNED = (
    "indicator_points_moved",
    "indicator_band_points",
    "indicator_share_points",
    "indicator_points",
    "indicator_bonus_possible",
)


def rate_of_last_score(m: Month) -> None:
    """The band of last month's score, or last month's grade, says how much performance pay falls due."""
    n = m.now
    _rate_of_last_grade(m)
    m.each("score_opening", "scorecard", lambda s: m.opening("score", s, m.of("score_before_plan", s)))
    n["score_in_pay_band"], n["pay_band_rate"], n["band_pay_rate"], n["score_pay_rate"] = {}, {}, {}, {}
    for card, score in n["score_opening"].items():
        due = 0.0
        for band in m.members("pay_band"):
            floor, ceiling = m.of("pay_floor", card, band), m.of("pay_ceiling", card, band)
            reached = score > floor if m.of("pay_floor_open", card, band) else score >= floor
            passed = score > ceiling if m.of("pay_ceiling_open", card, band) else score >= ceiling
            inside = reached and not (passed and m.of("pay_ends", card, band))
            beyond = score - m.of("pay_beyond", card, band)
            rate = m.of("pay_rate", card, band) + m.of("pay_slope", card, band) * beyond
            n["score_in_pay_band"][card, band], n["pay_band_rate"][card, band] = float(inside), rate
            due += rate if inside else 0.0
        n["band_pay_rate"][card] = max(due, 0.0)
        by_grade = m.of("paid_by_grade", card)
        n["score_pay_rate"][card] = n["grade_pay_rate" if by_grade else "band_pay_rate"][card]


def _rate_of_last_grade(m: Month) -> None:
    """Every card is paid what the grade is worth that it had a month ago."""
    n = m.now
    n["score_in_grade_opening"], n["grade_pay_rate"] = {}, dict.fromkeys(m.members("scorecard"), 0.0)
    for card in m.members("scorecard"):
        for grade in m.members("grade"):
            before = m.opening("score_in_grade", (card, grade), m.of("grade_before_plan", card, grade))
            n["score_in_grade_opening"][card, grade], rate = before, m.of("grade_rate", grade)
            if before:
                n["grade_pay_rate"][card] = rate


def indicators(m: Month) -> None:
    """Reading and target of every indicator, and the points it earns."""
    n = m.now
    for name in (*READING, *EARNED):
        n[name] = {}
    n["indicator_in_band"], n["indicator_banded_level"] = {}, {}
    for one in m.members("indicator"):
        moved = _moved(m, one)
        for name, value in zip(EARNED, _earned(m, one, moved), strict=True):
            n[name][one] = value


def _moved(m: Month, one: str) -> float:
    """Points added or deducted, by steps from the target."""
    n, days, step = m.now, m.of("indicator_days", one), m.of("indicator_step", one)
    read, wanted = (m.refers(name, one) / step for name in READING[:2])
    reading = read / days + m.of("indicator_value", one) / step
    before = m.opening("indicator_reading", one)
    target = wanted / days + m.of("indicator_target_value", one) / step
    target += before if m.of("indicator_from_before", one) else 0.0
    attained = per(reading, target, 1.0)
    by_share = bool(m.of("indicator_by_share", one))
    level, goal = (attained, 1.0) if by_share else (reading, target)
    gap = (level - goal) * m.of("indicator_direction", one) / m.of("indicator_share_step", one)
    if not m.of("indicator_compared", one):
        gap = 0.0
    whole = m.of("indicator_whole", one)
    short = to_steps(max(-gap, 0.0), whole, UP if m.of("indicator_started", one) else DOWN)
    over = to_steps(max(gap, 0.0), whole, DOWN)
    points = over * m.of("indicator_add", one) - short * m.of("indicator_deduct", one)
    movement = points * m.of("indicator_times", one)
    row = (read, wanted, before, reading, target, attained, level, gap, short, over, movement)
    for name, value in zip(READING, row, strict=True):
        n[name][one] = value
    return movement


def _earned(m: Month, one: str, movement: float) -> tuple[float, ...]:
    """Points at the start, moved within the caps; by band; by share; as given."""
    n, full, start = m.now, m.of("indicator_full_points", one), m.of("indicator_start", one)
    bonus, cap = m.of("indicator_bonus_cap", one), m.of("indicator_share_cap", one)
    moved = min(max(movement, -m.of("indicator_malus_cap", one)), full - start + bonus)
    level = n["indicator_level"][one] * m.of("indicator_direction", one) + m.of("level_dust")
    n["indicator_banded_level"][one] = level
    by_band = 0.0
    for band in m.members("band"):
        passed = level >= m.of("band_ceiling", one, band) and m.of("band_ends", one, band)
        inside = level >= m.of("band_floor", one, band) and not passed
        n["indicator_in_band"][one, band] = float(inside)
        by_band += m.of("band_points", one, band) if inside else 0.0
    share = min(max(n["indicator_attainment"][one], 0.0), cap)
    by_share, more = (
        (full * share, full * max(cap - 1, 0.0)) if m.of("indicator_attains", one) else (0.0, 0.0)
    )
    points = start + moved + by_band + by_share + m.of("indicator_points_given", one)
    return moved, by_band, by_share, max(points, m.of("indicator_floor", one)), bonus + more


def scores(m: Month) -> None:
    """The points of a card's indicators; months in a row below the limit."""
    n = m.now
    m.open_each("bad_months", "scorecard")
    full = {one: m.of("indicator_full_points", one) for one in m.members("indicator")}
    m.sum_by("scorecard_full_points", "indicator", "scorecard", full)
    m.sum_by("scorecard_points", "indicator", "scorecard", n["indicator_points"])
    m.sum_by("scorecard_bonus_points", "indicator", "scorecard", n["indicator_bonus_possible"])
    score = m.each("score", "scorecard", lambda card: max(n["scorecard_points"][card], 0.0))
    bad = m.each(
        "bad_months_closing",
        "scorecard",
        lambda card: (
            n["bad_months_opening"][card] + 1 if score[card] < m.of("bad_score_limit", card) else 0.0
        ),
    )
    for what in ("warning", "action"):
        limit = m.of(f"bad_months_{what}")
        m.each(
            f"alert_bad_months_{what}",
            "scorecard",
            lambda card, limit=limit: bad[card] * (bad[card] >= limit),
        )
    m.each("check_scorecard_points", "scorecard", lambda card: 0.0 * m.of("score_full"))
    m.each("check_score", "scorecard", lambda card: 0.0)


def ranks(m: Month) -> None:
    """From the worst to the best: who stands below whom, and whom a card's people outrank."""
    n, step = m.now, m.of("rank_step")
    people = m.sum_by("people_appraised", "stint", "scorecard", n["full_time_equivalent"])
    everybody = n["people_appraised_total"] = add(people.values())
    n["rival_people"] = dict(people)
    score = m.each("ranked_score", "scorecard", lambda card: to_steps(n["score"][card], step, HALF_UP))
    for name in ("rival_lower", "rival_no_higher"):
        n[name] = {(card, rival): 0.0 for card in score for rival in score}
    for name in ("people_ranked_below", "people_ranked_equal", "outranked_share", "percentile_rank"):
        n[name] = dict.fromkeys(score, 0.0)
    passed: list[str] = []
    for level in sorted(set(score.values())):
        tied = [card for card in score if score[card] == level]
        below, equal = add(people[one] for one in passed), add(people[one] for one in tied)
        outranked = per(below + equal * m.of("tie_share"), everybody, 0.5)
        for card in tied:
            n["rival_lower"] |= {(card, one): 1.0 for one in passed}
            n["rival_no_higher"] |= {(card, one): 1.0 for one in passed + tied}
            n["people_ranked_below"][card], n["people_ranked_equal"][card] = below, equal
            n["outranked_share"][card] = outranked
            n["percentile_rank"][card] = to_steps(100 * outranked, m.of("percentile_step"), HALF_UP)
        passed += tied


def grades(m: Month) -> None:
    """People by the grade of their card's score or rank, against what a forced distribution allows."""
    n, forced = m.now, m.of("grades_by_rank")
    points = n["graded_points"] = dict(n["percentile_rank"] if forced else n["score"])
    everybody = n["people_appraised_total"]
    n["score_in_grade"], n["people_by_grade"], n["grade_share"] = {}, {}, {}
    for grade in m.members("grade"):
        people = 0.0
        for card, reached in points.items():
            passed = reached >= m.of("grade_ceiling", grade) and m.of("grade_ends", grade)
            inside = reached >= m.of("grade_floor", grade) and not passed
            n["score_in_grade"][card, grade] = float(inside)
            people += n["people_appraised"][card] if inside else 0.0
        n["people_by_grade"][grade], n["grade_share"][grade] = people, per(people, everybody)
    m.each(
        "alert_grade_share",
        "grade",
        lambda g: 0.0 if forced else max(n["grade_share"][g] - m.of("grade_share_limit", g), 0.0),
    )
