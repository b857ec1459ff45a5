"""Origins of customers; the repeat curve and the horizon of a customer, by age.

Whoever bought first so many months ago stands at the month's opening one place before that number.
"""

from __future__ import annotations

from math import ceil

from tests.naive.inputs import campaigns, channels
from tests.naive.inputs.book import AGES, Book, Groups, Values

OLDEST = len(AGES) - 1


def origins(book: Book) -> list[str]:
    return [*book.all("channels"), *(f"natural_{shop}" for shop in book.all("storefronts"))]


def inputs(book: Book) -> Values:
    result: Values = {"repeat_curve": {}, "repeat_curve_given": {}, "lifetime_months_of_age": {}}
    for shop, says in book.all("storefronts").items():
        curve = {int(month): raw for month, raw in says.get("repeat_curve", {}).items()}
        horizon = book.numbers(says.get("lifetime_months"), otherwise=24)
        for age in AGES:
            month = int(age) + 1
            written = [each for each in curve if each <= month]
            given = bool(written) and month <= max(curve)
            orders = book.numbers(curve[max(written)]) if given else book.same(0)
            result["repeat_curve"][shop, age] = orders
            result["repeat_curve_given"][shop, age] = book.same(given)
            result["lifetime_months_of_age"][shop, age] = [within(months, month) for months in horizon]
    return {
        **result,
        "age_is_oldest": {age: book.same(int(age) == OLDEST) for age in AGES},
        "age_passed": {(age, since): book.same(int(age) + 1 <= int(since)) for age in AGES for since in AGES},
        "is_last_month_since": {since: book.same(int(since) == OLDEST) for since in AGES},
    }


def within(horizon: float, month: int) -> float:
    """Months of the horizon, begun ones too, that are spent at the age; the oldest age has all later ones."""
    months = range(1, ceil(horizon) + 1)
    return float(sum(each >= month if month > OLDEST else each == month for each in months))


def groups(book: Book) -> Groups:
    shops, of_channel = book.all("storefronts"), book.all("channels")
    natural = {shop: f"natural_{shop}" for shop in shops}
    return {
        ("origin", "storefront"): {
            **{name: says["storefront"] for name, says in of_channel.items()},
            **{name: shop for shop, name in natural.items()},
        },
        ("origin", "channel"): {name: name if name in of_channel else None for name in origins(book)},
        ("placement", "origin"): {name: name.split("@")[0] for name in channels.placements(book)},
        ("campaign", "origin"): {name: natural[shop] for name, (shop, _) in campaigns.of_shop(book).items()},
        ("storefront", "origin"): natural,
    }
