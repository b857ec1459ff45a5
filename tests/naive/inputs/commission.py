"""Commission plans: bands lined up, with each gap and each edge given to the band that the plan says."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Groups, Values
from tests.naive.inputs.people import stints

NONE = "no-commission"
NO_END = {"sales": 1e12, "attainment": 1e6}  # ceilings that nothing reaches: in CNY, in quotas


def plans(book: Book) -> dict[str, dict[str, Any]]:
    """All plans; whoever has none is paid by one that pays nothing."""
    return {NONE: {"tiers": []}, **book.all("commissions")}


def tiers(book: Book) -> list[str]:
    most = max((len(says["tiers"]) for says in book.all("commissions").values()), default=1)
    return [str(n + 1) for n in range(most)]


def inputs(book: Book) -> Values:
    result: Values = {"half_a_cent": {"": book.same(0.005)}, "commission_covers": {}}
    for plan, says in plans(book).items():
        for shop in book.all("storefronts"):
            counts = says.get("storefronts") or list(book.all("storefronts"))
            result["commission_covers"][shop, plan] = book.same(plan != NONE and shop in counts)
        for name, months in {
            "on_kept": book.same(says.get("base") == "sales_kept"),
            "progressive": book.same(says.get("way") == "progressive"),
            "pooled": book.same(says.get("shared_by") == "pool"),
            "quota_entered": book.numbers(says.get("quota")),
            "capped": book.same("cap" in says),
            "cap": book.numbers(says.get("cap")),
        }.items():
            result.setdefault(f"commission_{name}", {})[plan] = months
        for tier, parts in zip(tiers(book), bands(book, says), strict=True):
            for name, months in parts.items():
                result.setdefault(f"commission_{name}", {})[plan, tier] = months
    return result


def groups(book: Book) -> Groups:
    everybody = stints(book)
    paid_by = {each.name: each.says.get("commission") or NONE for each in everybody}
    alike = {
        each.name: [
            one.name
            for one in everybody
            if one.person == each.person and paid_by[one.name] == paid_by[each.name]
        ]
        for each in everybody
    }
    return {
        ("stint", "commission_plan"): paid_by,
        ("stint", "earner"): {name: same[0] for name, same in alike.items()},
    }


def bands(book: Book, says: dict[str, Any]) -> list[dict[str, list[float]]]:
    """Every band from its floor to its ceiling; then bands of no width at the top that pay nothing."""
    kind = says.get("bands", "sales")
    part = "_share" if kind == "attainment" else ""
    items = says["tiers"]
    lows = [book.numbers(each.get(f"floor{part}")) for each in items]
    tops = [ceiling(book, items, lows, place, part, NO_END[kind]) for place in range(len(items))]
    lined = [lined_up(says, lows, tops, place) for place in range(len(items))]
    result = []
    for place in range(len(tiers(book))):
        here = place < len(items)
        end = lined[-1][1] if lined else book.same(0)
        low, top, low_in, top_in = lined[place] if here else [end, end, book.same(0), book.same(0)]
        result.append(
            {
                "floor": low if kind == "sales" else book.same(0),
                "ceiling": top if kind == "sales" else book.same(0),
                "floor_share": low if kind != "sales" else book.same(0),
                "ceiling_share": top if kind != "sales" else book.same(0),
                "floor_in": low_in,
                "ceiling_in": top_in,
                "rate": book.numbers(items[place].get("rate")) if here else book.same(0),
                "amount": book.numbers(items[place].get("amount")) if here else book.same(0),
            }
        )
    return result


def ceiling(
    book: Book, several: list[Any], lows: list[list[float]], place: int, part: str, no_end: float
) -> list[float]:
    """As given; else where the next band begins, if there is one."""
    given = several[place].get(f"ceiling{part}")
    if given is not None:
        return book.numbers(given)
    return lows[place + 1] if place + 1 < len(several) else book.same(no_end)


def lined_up(
    says: dict[str, Any], lows: list[list[float]], tops: list[list[float]], place: int
) -> list[list[float]]:
    """Floor and ceiling by month, and whether each belongs to the band."""
    result: list[list[float]] = [[], [], [], []]
    upper = says.get("edge", "upper") == "upper"
    gap = says.get("gap", "zero")
    for month in range(len(lows[place])):
        low, top, low_in, top_in = lows[place][month], tops[place][month], True, True
        if place > 0:
            below = tops[place - 1][month]
            if below == low:
                low_in = upper
            elif gap == "upper":
                low, low_in = below, False
        if place + 1 < len(lows):
            above = lows[place + 1][month]
            if above == top:
                top_in = not upper
            elif gap == "lower":
                top, top_in = above, False
        for column, value in zip(result, (low, top, low_in, top_in), strict=True):
            column.append(float(value))
    return result
