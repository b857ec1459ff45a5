"""Random scorecards on entered values: of posts and of single positions, graded and paid in all ways."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Sections = dict[str, Any]
points, percent = st.integers(0, 100), st.integers(0, 100).map(lambda value: value / 100)
readings = st.integers(0, 50)
KINDS = ("deduction", "bonus_malus", "accrual", "attainment", "bands", "category", "entered")


@st.composite
def indicators(draw: st.DrawFn, card: str, full: int) -> Sections:
    kind = draw(st.sampled_from(KINDS))
    own: Sections = {"scorecard": card, "kind": kind, "points": full}
    if kind == "entered":
        return {**own, "points_entered": draw(st.integers(0, full))}
    if kind == "category":
        fair = draw(st.integers(0, full))
        items = {"fine": full, "fair": fair}
        return {**own, "categories": items, "category": draw(st.sampled_from(list(items)))}
    later = draw(readings)
    own["value"] = {"2026-01-01": draw(readings), "2027-04-01": later}
    if kind == "bands":
        edges = sorted(draw(st.sets(readings, min_size=1, max_size=3)))
        return {**own, "bands": [{"at": edge, "points": draw(st.integers(0, full))} for edge in edges]}
    own |= draw(st.sampled_from([{"target": 20}, {"target": 7}, {"target_is": "month_before"}]))
    if kind == "attainment":
        return {**own, "most_share": draw(st.sampled_from([1, 1.25]))}
    own |= {"step": draw(st.integers(1, 6)), "better": draw(st.sampled_from(["higher", "lower"]))}
    own |= {"steps": draw(st.sampled_from(["full", "started", "proportional"]))}
    moves = {
        "deduction": {"deduct": 5, "floor": draw(st.integers(0, full))},
        "bonus_malus": {"deduct": 4, "add": 3, "most_added": 10, "most_deducted": 9},
        "accrual": {"add": 2, "start": draw(st.integers(0, full))},
    }
    return {**own, **moves[kind]}


@st.composite
def pay(draw: st.DrawFn, grades: list[str]) -> Sections:
    """By the grade, by bands, or the score in percent."""
    way = draw(st.sampled_from(["grade", "bands", "percent"]))
    if way == "grade":
        return {"pay_by": "grade", "grade_before": draw(st.sampled_from(grades))}
    edges = sorted(draw(st.sets(st.integers(1, 110), max_size=2))) if way == "bands" else []
    bands = [{"at_least": 0, "rate": 0}, *({"above": edge, "slope": 0.012} for edge in edges)]
    return {"score_before": draw(points), **({"pay": bands} if way == "bands" else {})}


@st.composite
def grades(draw: st.DrawFn) -> Sections:
    """Two or three of them, the lowest from 0 on; together they share everybody."""
    edges = [0, *sorted(draw(st.sets(st.integers(1, 100), min_size=1, max_size=2)))]
    cuts = sorted(draw(st.lists(points, min_size=len(edges) - 1, max_size=len(edges) - 1)))
    shares = [(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return {
        f"grade_{n}": {
            "at_least": edge,
            "share": share,
            "share_at_most": draw(percent),
            "pay_rate": draw(st.integers(0, 150)) / 100,
        }
        for n, (edge, share) in enumerate(zip(edges, shares, strict=True))
    }


@st.composite
def scorecards(draw: st.DrawFn, posts: list[str], seats: list[str]) -> Sections:
    """Sections of a plan whose people are judged; no sections where nobody is."""
    names = [f"card_{n}" for n in range(draw(st.sampled_from([0, 1, 3])))]
    if not names:
        return {}
    levels = draw(grades())
    judges = st.sampled_from([*names, None])
    of_posts, of_seats = {each: draw(judges) for each in posts}, {each: draw(judges) for each in seats}
    cards, measured = {}, {}
    for name in names:
        cards[name] = {
            "posts": [each for each, card in of_posts.items() if card == name],
            "positions": [each for each, card in of_seats.items() if card == name],
            "bad_below": draw(points),
            **draw(pay(list(levels))),
        }
        full = draw(points)
        measured |= {
            f"{name}_first": draw(indicators(name, full)),
            f"{name}_second": draw(indicators(name, 100 - full)),
        }
    policy = {
        "rank_step": st.sampled_from([0, 0.01, 5]),
        "bonus_from_gross_profit": percent,
        "gross_profit_before": st.integers(0, 50_000),
    }
    ways = {"grades_by": st.sampled_from(["score", "rank"])}
    appraisal = draw(st.fixed_dictionaries(ways, optional=policy))
    return {"appraisal": appraisal, "scorecards": cards, "indicators": measured, "grades": levels}
