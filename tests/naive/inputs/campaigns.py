"""Campaigns and the everyday business of each storefront: what they have of their own, and when they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.naive.inputs.book import Book, Groups, Values, day, days_of

RATES = {
    "before_dispatch": "refund_before_dispatch_rate",
    "refund_only": "refund_only_rate",
    "return_of_goods": "return_rate",
}
# First days, as printed in almanacs.
SPRING = {
    **{2013: "2013-02-10", 2014: "2014-01-31", 2015: "2015-02-19", 2016: "2016-02-08", 2017: "2017-01-28"},
    **{2018: "2018-02-16", 2019: "2019-02-05", 2020: "2020-01-25", 2021: "2021-02-12", 2022: "2022-02-01"},
    **{2023: "2023-01-22", 2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06"},
    **{2028: "2028-01-26", 2029: "2029-02-13", 2030: "2030-02-03", 2031: "2031-01-23", 2032: "2032-02-11"},
}
OTHERS = {
    "tomb_sweeping": ("2026-04-05", "2027-04-05", "2028-04-04"),
    "dragon_boat": ("2026-06-19", "2027-06-09", "2028-05-28"),
    "mid_autumn": ("2026-09-25", "2027-09-15", "2028-10-03"),
}


def of_shop(book: Book) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every campaign's storefront and what it says; everyday business, which says nothing, comes first."""
    result: dict[str, tuple[str, dict[str, Any]]] = {
        f"everyday_{shop}": (shop, {}) for shop in book.all("storefronts")
    }
    for name, says in book.all("campaigns").items():
        result[name] = (says["storefront"], says)
    return result


def inputs(book: Book) -> Values:
    result: Values = {}
    for name, (shop, says) in of_shop(book).items():
        both = {**book.all("storefronts")[shop], **says}
        for each, months in {
            "conversion_rate": book.numbers(both.get("conversion_rate")),
            "average_order_value": book.numbers(both.get("average_order_value")),
            "reference_order_value": book.numbers(reference(book.all("storefronts")[shop], says)),
            "reference_discount_rate": book.numbers(reference_discount(says)),
            "paid_visit_share": book.numbers(both.get("paid_visit_share"), 1),
            "coupon_rate": book.numbers(both.get("coupon_rate")),
            "platform_subsidy_rate": book.numbers(both.get("platform_subsidy_rate")),
            "natural_by_share": book.same(both.get("natural_visits_by", "share") == "share"),
            "natural_as_entered": book.same(both.get("natural_visits_by") == "entered"),
            "driven_by_target": book.same(both.get("driven_by", "target") == "target"),
            "is_everyday": book.same(not says),
            "campaign_inside": book.same(bool(says) and says.get("inside", True)),
            **(dates(book, says) if says else all_days(book)),
        }.items():
            result.setdefault(each, {})[name] = months
        for kind, rate in RATES.items():
            result.setdefault("refund_kind_rate", {})[name, kind] = book.numbers(both.get(rate))
    return result


def reference(shop: dict[str, Any], says: dict[str, Any]) -> Any:
    """The campaign's own; an order value of its own has none unless it says so."""
    if "average_order_value" in says:
        return says.get("reference_order_value")
    return says.get("reference_order_value", shop.get("reference_order_value"))


def reference_discount(says: dict[str, Any]) -> Any:
    """That of the campaign's own conversion rate: as it says, else the discount itself; else none."""
    own = says.get("discount_rate") if "conversion_rate" in says else 0
    return says.get("reference_discount_rate", own)


def groups(book: Book) -> Groups:
    return {("campaign", "storefront"): {name: shop for name, (shop, _) in of_shop(book).items()}}


def all_days(book: Book) -> dict[str, list[float]]:
    return {
        "campaign_share": book.same(1),
        "campaign_days": [float(book.counted_days(month)) for month in book.months],
        "campaign_starts": book.same(0),
        "campaign_peak": book.same(1),
    }


def dates(book: Book, says: dict[str, Any]) -> dict[str, list[float]]:
    """The campaign's weight of days that falls in each month, and how busy its busiest day is.

    A month that is counted by fewer days than the campaign has there is all campaign.
    """
    first, last = anchored(book, says["start"]), anchored(book, says["end"])
    whole = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weights = {each: weight for each, weight in zip(whole, heavy(whole, says), strict=True)}
    shares, counts, peaks = [], [], []
    for month in book.months:
        inside = [weights[each] for each in days_of(month) if each in weights]
        shares.append(sum(inside) / sum(weights.values()))
        counts.append(float(min(len(inside), book.counted_days(month))))
        average = sum(inside) / book.counted_days(month)
        peaks.append(max(max(inside) / average, 1.0) if sum(inside) > 0 else 0.0)
    starts = [first in days_of(month) for month in book.months]
    return {
        "campaign_share": shares,
        "campaign_days": counts,
        "campaign_starts": book.when(starts),
        "campaign_peak": peaks,
    }


def heavy(days: list[date], says: dict[str, Any]) -> list[float]:
    """What each day weighs: as listed, else 1; or its share, else an equal part of the rest."""
    shares, weights = says.get("day_shares"), says.get("day_weights", {})
    if not shares:
        return [float(weights.get(each.isoformat(), 1)) for each in days]
    rest = max(1 - sum(shares.values()), 0)
    others = sum(each.isoformat() not in shares for each in days)
    return [float(shares[d.isoformat()]) if d.isoformat() in shares else rest / others for d in days]


def anchored(book: Book, written: str) -> date:
    """A date, or so many days from a festival: the first on or after the plan's first day, or of a year."""
    if written[0].isdigit():
        return day(written)
    festival, *rest = written.replace("+", " +").replace("-", " -").split()
    year = next((int(part) for part in rest if part.isdigit()), None)
    away = next((int(part[:-1]) for part in rest if part.endswith("d")), 0)
    coming = [
        each
        for each in festivals(festival)
        if (each.year == year if year is not None else each >= book.months[0])
    ]
    return min(coming) + timedelta(days=away)


def festivals(name: str) -> list[date]:
    if name in OTHERS:
        return [day(each) for each in OTHERS[name]]
    later = {"spring_festival": 0, "lantern_festival": 14}[name]
    return [day(each) + timedelta(days=later) for each in SPRING.values()]
