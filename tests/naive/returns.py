"""What comes back after the sale: worked out from the sales of the months before, not carried forward.

Of what was sold k months ago, the part that comes back k months later does so now. The plan gives that part
at the place 12 - k of the dimension `age`.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.naive.month import AGES, Key, Month, add

OF_CAMPAIGN = (
    "orders_returning",
    "orders_returned",
    "orders_returned_at_once",
    "refunds_arising",
    "refunds",
    "lasting_sales",
)
OF_PIECES = ("pieces_returning", "pieces_returned", "stock_cost_returning", "stock_cost_returned")
Sold = Callable[[Month, str], float]  # of a month, what it sold that comes back at a place of `age`


def to_come(m: Month, line: str, member: str, sold: Sold) -> float:
    """Record what is still to come back of the member, by age; returns what does so in the month."""
    n, ages = m.now, m.members("age")
    stands = dict.fromkeys(ages, 0.0)
    for ago in range(min(m.number + 1, AGES)):
        then = Month(m.given, m.number - ago, [])
        then.now = m.past[m.number - ago] if ago else n
        for sold_at, now_at in zip(ages, ages[ago:], strict=False):
            stands[now_at] += sold(then, sold_at)
    now = 0.0
    for age, amount in stands.items():
        key: Key = (member, age)
        due = bool(m.of("falls_due", age))
        n[f"{line}_opening"][key] = m.opening(f"{line}_closing", key)
        n[line][key], n[f"{line}_closing"][key] = amount, 0.0 if due else amount
        now += amount if due else 0.0
    return now


def empty(m: Month, accounts: tuple[str, ...], lines: tuple[str, ...]) -> None:
    """Lines without members yet."""
    for name in (*lines, *(account + end for account in accounts for end in ("_opening", "", "_closing"))):
        m.now[name] = {}


def orders(m: Month) -> None:
    """Orders of every campaign that come back in the month, and the money that their buyers get back."""
    n, last = m.now, m.members("age")[-1]
    empty(m, ("returns_due", "refunds_due"), OF_CAMPAIGN)
    for c, paid in n["orders_paid"].items():
        shop = str(m.group("campaign", "storefront", c))
        back = paid * m.of("return_rate", c)
        n["orders_returning"][c], n["refunds_arising"][c] = back, back * n["order_value"][c]
        n["lasting_sales"][c] = n["gross_sales"][c] - back * n["order_value"][c]
        n["orders_returned_at_once"][c] = back * m.of("return_month_share", shop, last)
        for line, due, sold in (
            ("orders_returned", "returns_due", "orders_returning"),
            ("refunds", "refunds_due", "refunds_arising"),
        ):
            n[line][c] = to_come(m, due, c, _of_campaign(sold, c, shop))
    waiting = n["refunds_due_closing"]
    total = m.each(
        "refunds_due_total_closing",
        "age",
        lambda age: add(waiting[c, age] for c in m.members("campaign")),
    )
    n["refunds_expected_closing"] = add(total.values())
    for name in ("refunds_arising", "lasting_sales"):
        m.sum_by(f"{name}_by_storefront", "campaign", "storefront", n[name])
    n["lasting_sales_total"] = add(n["lasting_sales"].values())
    for name in ("check_returns", "check_refunds"):
        m.each(name, "campaign", lambda c: 0.0)


def _of_campaign(line: str, c: str, shop: str) -> Sold:
    return lambda then, age: then.now[line][c] * then.of("return_month_share", shop, age)


def pieces(m: Month, p: str) -> tuple[float, float]:
    """Pieces of the product that come back in the month, and what they cost when they left."""
    n, shares = m.now, m.now["piece_return_share"]
    n["pieces_returning"][p] = n["pieces_sold"][p] * add(shares.values())
    n["stock_cost_returning"][p] = n["pieces_returning"][p] * n["piece_cost_average"][p]

    def sold(then: Month, age: str) -> float:
        return then.now["pieces_sold"][p] * then.now["piece_return_share"][age]

    back = to_come(m, "pieces_due_back", p, sold)
    cost = to_come(
        m, "stock_cost_due_back", p, lambda then, age: sold(then, age) * then.now["piece_cost_average"][p]
    )
    return back, cost


def money_of_product(m: Month, p: str) -> float:
    """What buyers of the product get back in the month."""
    return to_come(
        m,
        "product_refunds_due",
        p,
        lambda then, age: then.now["product_gross_sales"][p] * then.now["sales_refund_share"][age],
    )
