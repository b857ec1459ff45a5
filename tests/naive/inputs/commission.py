"""Commission plans: bands lined up, with each gap and each edge given to the band that the plan says."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.naive.inputs.book import Book, Groups, Values, days_of
from tests.naive.inputs.people import Stint, stints
from tests.naive.month import add

NONE = "no-commission"
NO_END = {"sales": 1e12, "attainment": 1e6}  # ceilings that nothing reaches: in CNY, in quotas


def plans(book: Book) -> dict[str, dict[str, Any]]:
    """All plans; whoever has none is paid by one that pays nothing."""
    return {NONE: {"tiers": []}, **book.all("commissions")}


def tiers(book: Book) -> list[str]:
    most = max((len(says["tiers"]) for says in book.all("commissions").values()), default=1)
    return [str(n + 1) for n in range(most)]


def inputs(book: Book) -> Values:
    result: Values = {
        "half_a_cent": {"": book.same(0.005)},
        "points_of_whole": {"": book.same(100)},
        "commission_covers": {},
        **since_before(book),
    }
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
            "period_begins": book.when([(month.month - 1) % length_of(says) == 0 for month in book.months]),
            "cap": book.numbers(says.get("cap")),
        }.items():
            result.setdefault(f"commission_{name}", {})[plan] = months
        for tier, parts in zip(tiers(book), bands(book, says), strict=True):
            for name, months in parts.items():
                result.setdefault(f"commission_{name}", {})[plan, tier] = months
    return result


def alike(everybody: list[Stint], each: Stint) -> list[Stint]:
    """All of the person's stints under the same plan."""
    by = each.says.get("commission")
    return [one for one in everybody if one.person == each.person and one.says.get("commission") == by]


def groups(book: Book) -> Groups:
    everybody = stints(book)
    return {
        ("stint", "commission_plan"): {one.name: one.says.get("commission") or NONE for one in everybody},
        ("stint", "earner"): {one.name: alike(everybody, one)[0].name for one in everybody},
    }


def length_of(says: dict[str, Any]) -> int:
    return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[says.get("period", "month")]


def since_before(book: Book) -> Values:
    """What a period that has begun already brings, and its months so far, counted day by day."""
    everybody = stints(book)
    names = [f"commission_{each}_start" for each in ("sales", "quota", "paid", "by_band")]
    result: Values = {name: {} for name in (*names, "commission_months")}
    for each in everybody:
        says, own = plans(book)[each.says.get("commission") or NONE], alike(everybody, each)
        pooled = says.get("shared_by") == "pool"
        months = [months_so_far(book, own, says, month) for month in book.months]
        result["commission_months"][each.name] = months
        rows = [one for one in everybody if begins_in(one, each) and (pooled or one in own)]
        sales, quota, paid = (brought(book, rows, part) for part in ("sales", "quota", "paid"))
        result["commission_sales_start"][each.name] = sales
        result["commission_quota_start"][each.name] = quota
        result["commission_paid_start"][each.name] = book.same(0) if pooled else paid
        for place, tier in enumerate(tiers(book)):
            result["commission_by_band_start"][each.name, tier] = book.same(0) if place else paid
    return result


def begins_in(one: Stint, each: Stint) -> bool:
    """Whether a row begins with this stint, under the same plan as the other."""
    return one.name == one.person.row and one.says.get("commission") == each.says.get("commission")


def brought(book: Book, rows: list[Stint], part: str) -> list[float]:
    key = f"commission_{part}_start"
    return book.same(add(book.numbers(one.person.says.get(key))[0] for one in rows))


def months_so_far(book: Book, own: list[Stint], says: dict[str, Any], month: date) -> float:
    """Of a plan by the month, always one; of a pool, none before the plan."""
    length, result = length_of(says), 0
    if length == 1:
        return 1.0
    for back in range((month.month - 1) % length + 1):
        days = days_of(month.replace(month=month.month - back))
        known = days[0] >= book.months[0] or says.get("shared_by") != "pool"
        result += known and any(one.first <= today <= one.last for one in own for today in days)
    return float(result)


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
                "amount_per_point": book.numbers(items[place].get("amount_per_point"))
                if here
                else book.same(0),
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
