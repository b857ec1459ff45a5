"""Scorecards: what an indicator starts with and may gain or lose, its bands, and what a score is paid."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Groups, Values, in_force
from tests.naive.inputs.people import stints

STEPPED = ("deduction", "bonus_malus", "accrual")


def inputs(book: Book) -> Values:
    cap = book.all("appraisal").get("bonus_from_gross_profit")
    result: Values = {
        "score_full": {"": book.same(100)},
        "level_dust": {"": book.same(1e-9)},
        "bonus_capped": {"": book.same(cap is not None)},
        "bonus_profit_share": {"": book.numbers(cap)},
    }
    for name, says in book.all("indicators").items():
        for part in (held(book, says), earned(book, says)):
            for key, months in part.items():
                result.setdefault(f"indicator_{key}", {})[name] = months
    return {**result, **bands(book), **pay(book)}


def held(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    """What is read, and what it is held against."""
    stepped = says["kind"] in STEPPED
    shared = says.get("compared") == "share" or says["kind"] == "attainment"
    before = says.get("target_is") == "month_before"
    step, one = book.numbers(says.get("step"), 1), book.same(1)
    days = [float(book.counted_days(month)) for month in book.months]
    counted = says.get("counted", "month")
    return {
        "value": book.numbers(says.get("value")),
        "target_value": book.numbers(says.get("target")),
        "from_before": book.same(before),
        "compared": book.when([stepped and not (before and n == 0) for n in range(len(book.months))]),
        "by_share": book.same(shared),
        "direction": book.same(-1 if says.get("better") == "lower" else 1),
        "step": step if stepped and not shared else one,
        "share_step": step if stepped and shared else one,
        "days": one if counted == "month" else days,
        "times": days if counted == "every_day" else one,
        "started": book.same(says.get("steps") == "started"),
        "whole": book.same(says.get("steps") != "proportional"),
    }


def earned(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    """What it starts with, gains and loses at most; all of it may be lost, a malus may even go below 0."""
    kind, full = says["kind"], book.numbers(says["points"])
    most_lost = book.numbers(says.get("most_deducted"))
    given = book.numbers(says.get("points_entered"))
    if kind == "category":
        given = [points(book, says, n) for n in range(len(book.months))]
    return {
        "start": full if kind in ("deduction", "bonus_malus") else book.numbers(says.get("start")),
        "deduct": book.numbers(says.get("deduct")),
        "add": book.numbers(says.get("add")),
        "bonus_cap": book.numbers(says.get("most_added")),
        "malus_cap": full if kind == "deduction" else most_lost,
        "floor": [-lost for lost in most_lost] if kind == "bonus_malus" else book.numbers(says.get("floor")),
        "attains": book.same(kind == "attainment"),
        "share_cap": book.numbers(says.get("most_share"), 1),
        "points_given": given,
    }


def points(book: Book, says: dict[str, Any], number: int) -> float:
    """Points of the category that holds in the month."""
    category = says["category"]
    if isinstance(category, dict):
        category = in_force(category, book.months[number])
    return book.numbers(says["categories"][category])[number] if category else 0.0


def references(book: Book) -> dict[tuple[str, str], tuple[str, tuple[str, ...], str]]:
    """The lines of the plan that indicators read: name, members and unit as they are named."""
    result = {}
    for name, says in book.all("indicators").items():
        for key, gathered in (
            ("measures", "indicator_gathered"),
            ("target_line", "indicator_target_gathered"),
        ):
            if key in says:
                named = says[key].get("member", [])
                members = (named,) if isinstance(named, str) else tuple(named)
                result[gathered, name] = (says[key]["line"], members, says[key].get("unit", ""))
    return result


def numbered(most: int) -> list[str]:
    return [str(n + 1) for n in range(most)]


def band_names(book: Book) -> list[str]:
    return numbered(max((len(says.get("bands", ())) for says in book.all("indicators").values()), default=0))


def bands(book: Book) -> Values:
    """Edges in the direction of the better; a band ends where the next begins, the last one nowhere."""
    result: Values = {f"band_{part}": {} for part in ("floor", "ceiling", "ends", "points")}
    nothing = book.same(0)
    for name, says in book.all("indicators").items():
        items = says.get("bands", [])
        sign = -1 if says.get("better") == "lower" else 1
        edges = [[sign * edge for edge in book.numbers(each["at"])] for each in items]
        for place, band in enumerate(band_names(book)):
            here, further = place < len(items), place + 1 < len(items)
            result["band_floor"][name, band] = edges[place] if here else nothing
            result["band_ceiling"][name, band] = edges[place + 1] if further else nothing
            result["band_ends"][name, band] = book.same(place + 1 != len(items))
            result["band_points"][name, band] = book.numbers(items[place]["points"]) if here else nothing
    return result


def pay_of(says: dict[str, Any]) -> list[dict[str, Any]]:
    """Bands of pay; without any, the score in percent."""
    return says.get("pay") or [{"at_least": 0, "slope": 0.01}]


def pay_names(book: Book) -> list[str]:
    return numbered(max((len(pay_of(says)) for says in book.all("scorecards").values()), default=0))


def pay(book: Book) -> Values:
    parts = ("floor", "floor_open", "ceiling", "ceiling_open", "ends", "rate", "slope", "beyond")
    result: Values = {f"pay_{part}": {} for part in parts}
    for name, says in book.all("scorecards").items():
        items = pay_of(says)
        for place, band in enumerate(pay_names(book)):
            this = items[place] if place < len(items) else {}
            following = items[place + 1] if place + 1 < len(items) else {}
            for part, months in {
                "floor": book.numbers(this.get("above", this.get("at_least"))),
                "floor_open": book.same("above" in this),
                "ceiling": book.numbers(following.get("above", following.get("at_least"))),
                "ceiling_open": book.same("above" in following),
                "ends": book.same(place + 1 != len(items)),
                "rate": book.numbers(this.get("rate")),
                "slope": book.numbers(this.get("slope")),
                "beyond": book.numbers(this.get("beyond")),
            }.items():
                result[f"pay_{part}"][name, band] = months
    return result


def groups(book: Book) -> Groups:
    """Who is judged by which scorecard: a row by its own, else by that of the stint's post, else by none."""
    cards, judged = book.all("scorecards"), {}
    for stint in stints(book):
        own = [card for card, of in cards.items() if stint.person.row in of.get("positions", ())]
        posts = [card for card, of in cards.items() if stint.says["post"] in of.get("posts", ())]
        judged[stint.name] = (own + posts + [None])[0]
    return {
        ("indicator", "scorecard"): {
            name: says["scorecard"] for name, says in book.all("indicators").items()
        },
        ("stint", "scorecard"): judged,
        ("rival", "scorecard"): {card: card for card in cards},
    }
