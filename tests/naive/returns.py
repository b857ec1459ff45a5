"""What is refunded after the sale: worked out from the sales of the months before, not carried forward.

Of what was sold k months ago, the part that is refunded k months later is so now. The plan gives that part
at the place 12 - k of the dimension `age`, for each kind of refund.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.naive.month import AGES, Key, Month, add, per

OF_CAMPAIGN = (
    "orders_returning",
    "orders_returned",
    "orders_returned_at_once",
    "refunds_arising",
    "refunds",
    "lasting_sales",
    "refund_rate",
    "refunds_of_earlier_sales",
    "orders_of_earlier_sales",
)
OF_PIECES = (
    *("pieces_returning", "pieces_refunded", "pieces_returned"),
    *("stock_cost_returning", "stock_cost_refunded", "stock_cost_returned", "stock_cost_lost"),
)
OF_SHOP = ("orders_cancelled", "orders_refunded_only", "orders_sent_back", "orders_shipped_by_storefront")
KINDS = {  # the rate of each kind, and when its refunds are paid
    "before_dispatch": ("refund_before_dispatch_rate", "refund_before_dispatch_month_share"),
    "refund_only": ("refund_only_rate", "refund_only_month_share"),
    "return_of_goods": ("return_rate", "return_month_share"),
}
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
    n["refund_month_share"] = {}
    for c, paid in n["orders_paid"].items():
        for age in m.members("age"):
            n["refund_month_share"][c, age] = refunded_at(m, c, age)
        n["refund_rate"][c] = add(m.of(rate, c) for rate, _ in KINDS.values())
        back = paid * n["refund_rate"][c]
        n["orders_returning"][c], n["refunds_arising"][c] = back, back * n["order_value"][c]
        n["lasting_sales"][c] = n["gross_sales"][c] - back * n["order_value"][c]
        n["orders_returned_at_once"][c] = paid * refunded_at(m, c, last)
        earlier = _before_the_plan(m, c)
        n["refunds_of_earlier_sales"][c] = earlier
        n["orders_of_earlier_sales"][c] = per(earlier, n["order_value"][c])
        n["orders_returned"][c] = n["orders_of_earlier_sales"][c]
        n["orders_returned"][c] += to_come(m, "returns_due", c, _of_campaign("orders_paid", c))
        n["refunds"][c] = earlier + to_come(m, "refunds_due", c, _of_campaign("gross_sales", c))
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


def refunded_at(m: Month, c: str, age: str) -> float:
    """The part of the campaign's orders that is refunded at a place of `age`, of all kinds."""
    shop = str(m.group("campaign", "storefront", c))
    return add(m.of(rate, c) * m.of(when, shop, age) for rate, when in KINDS.values())


def _of_campaign(line: str, c: str) -> Sold:
    return lambda then, age: then.now[line][c] * refunded_at(then, c, age)


def _before_the_plan(m: Month, c: str) -> float:
    """What buyers from before the plan get back, in everyday business only."""
    shop = str(m.group("campaign", "storefront", c))
    return m.of("refunds_before", shop) if m.of("is_everyday", c) else 0.0


def by_kind(m: Month) -> None:
    """Orders of every storefront that never ship, whose piece is kept, or that come back; and their money."""
    n = m.now
    empty(m, ("cancellations_due", "refund_only_due"), OF_SHOP)
    n["orders_refunded_by_kind"], n["refunds_by_kind"] = {}, {}
    for s in m.members("storefront"):
        cancelled = to_come(m, "cancellations_due", s, _of_shop(s, "before_dispatch"))
        kept = to_come(m, "refund_only_due", s, _of_shop(s, "refund_only"))
        back = n["orders_returned_by_storefront"][s] - cancelled - kept
        ships = add(
            n["orders_paid"][c] * (1 - m.of("refund_before_dispatch_rate", c))
            for c in m.within("campaign", "storefront", s)
        )
        for name, value in zip(OF_SHOP, (cancelled, kept, back, ships), strict=True):
            n[name][s] = value
        average = per(n["refunds_by_storefront"][s], n["orders_returned_by_storefront"][s])
        for kind, orders in zip(KINDS, (cancelled, kept, back), strict=True):
            n["orders_refunded_by_kind"][s, kind] = orders
            n["refunds_by_kind"][s, kind] = orders * average
            m.of(f"kind_{kind}", kind)
    m.each("check_refund_kinds", "storefront", lambda s: 0.0)


def _of_shop(s: str, kind: str) -> Sold:
    rate, when = KINDS[kind]
    return lambda then, age: add(
        then.now["orders_paid"][c] * then.of(rate, c) * then.of(when, s, age)
        for c in then.within("campaign", "storefront", s)
    )


def of_products(m: Month) -> None:
    """How often a product is refunded, what part of it ships, and what part of its refunds is lost."""
    n = m.now
    average = add(n["product_mix_sold"][p] * m.of("return_factor", p) for p in m.members("product"))
    values = {c: paid * n["list_order_value"][c] for c, paid in n["orders_paid"].items()}
    ships = per(
        add(value * (1 - m.of("refund_before_dispatch_rate", c)) for c, value in values.items()),
        add(values.values()),
        1.0,
    )
    of_kind = {
        kind: add(n["orders_refunded_by_kind"][s, kind] for s in m.members("storefront")) for kind in KINDS
    }
    of_kind["return_of_goods"] -= add(n["orders_of_earlier_sales"].values())
    for name in ("return_weight", "product_shipped_share", "refund_lost_share"):
        n[name] = {}
    earlier = add(n["refunds_of_earlier_sales"].values())
    m.each("product_refunds_of_earlier_sales", "product", lambda p: earlier * n["product_mix"][p])
    for p in m.members("product"):
        weight = n["return_weight"][p] = per(m.of("return_factor", p), average)
        n["product_shipped_share"][p] = 1 - weight * (1 - ships)
        unfit = of_kind["return_of_goods"] * (1 - m.of("returned_saleable_share", p))
        n["refund_lost_share"][p] = per(of_kind["refund_only"] + unfit, add(of_kind.values()))


def pieces(m: Month, p: str) -> None:
    """Pieces of the product that are refunded in the month, what they cost when they left, what is lost."""
    n = m.now
    rate = add(n["refund_share_at_list_price"].values()) * n["return_weight"][p]
    n["pieces_returning"][p] = n["pieces_sold"][p] * rate
    n["stock_cost_returning"][p] = n["pieces_returning"][p] * n["piece_cost_average"][p]

    def sold(then: Month, age: str) -> float:
        rate = then.now["refund_share_at_list_price"][age] * then.now["return_weight"][p]
        return float(then.now["pieces_sold"][p] * rate)

    lost = n["refund_lost_share"][p]
    back = n["pieces_refunded"][p] = to_come(m, "pieces_due_back", p, sold)
    cost = n["stock_cost_refunded"][p] = to_come(
        m, "stock_cost_due_back", p, lambda then, age: sold(then, age) * then.now["piece_cost_average"][p]
    )
    n["pieces_returned"][p], n["stock_cost_returned"][p] = back * (1 - lost), cost * (1 - lost)
    n["stock_cost_lost"][p] = cost * lost


def money_of_product(m: Month, p: str) -> float:
    """What buyers of the product get back in the month, of the plan's own sales."""

    def sold(then: Month, age: str) -> float:
        rate = then.now["sales_refund_share"][age] * then.now["return_weight"][p]
        return float(then.now["product_gross_sales"][p] * rate)

    return to_come(m, "product_refunds_due", p, sold)
