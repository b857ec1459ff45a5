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
    "refunds_of_earlier_sales",
    "orders_of_earlier_sales",
)
OF_PIECES = (
    *("pieces_returning", "pieces_refunded", "pieces_returned"),
    *("stock_cost_returning", "stock_cost_refunded", "stock_cost_returned", "stock_cost_lost"),
)
KINDS = ("before_dispatch", "refund_only", "return_of_goods")
OF_RATES = (
    *(
        "refund_rate_planned",
        "refund_factor_of_visits",
        "refund_factor",
        "refund_rate_by_kind",
        "refund_rate",
    ),
    *("cancelled_rate", "refund_month_share", "placement_refund_weight"),
)
OF_KIND = ("own_orders_refunded", "orders_refunded_by_kind", "refunds_by_kind")
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


def rates(m: Month) -> None:
    """How often a campaign's orders are refunded: by kind, and by whose visits it has."""
    n = m.now
    for name in OF_RATES:
        n[name] = {}
    for c in m.members("campaign"):
        planned = n["refund_rate_planned"][c] = add(m.of("refund_kind_rate", c, kind) for kind in KINDS)
        own = m.within("placement", "campaign", c)
        weighed = add(n["placement_visits"][one] * m.of("placement_return_factor", one) for one in own)
        average = per(n["natural_visits"][c] + weighed, n["visits"][c], 1.0)
        factor = min(average, 1 / planned) if planned else average
        n["refund_factor_of_visits"][c], n["refund_factor"][c] = average, factor
        for kind in KINDS:
            n["refund_rate_by_kind"][c, kind] = m.of("refund_kind_rate", c, kind) * factor
        n["refund_rate"][c] = planned * factor
        n["cancelled_rate"][c] = n["refund_rate_by_kind"][c, "before_dispatch"]
        for age in m.members("age"):
            n["refund_month_share"][c, age] = add(
                n["refund_rate_by_kind"][c, kind] * m.of("refund_kind_month_share", c, age, kind)
                for kind in KINDS
            )
        for one in own:
            n["placement_refund_weight"][one] = per(m.of("placement_return_factor", one), average)


def orders(m: Month) -> None:
    """Orders of every campaign that come back in the month, and the money that their buyers get back."""
    n, last = m.now, m.members("age")[-1]
    empty(m, ("returns_due", "refunds_due"), OF_CAMPAIGN)
    for c, paid in n["orders_paid"].items():
        back = paid * n["refund_rate"][c]
        n["orders_returning"][c], n["refunds_arising"][c] = back, back * n["order_value"][c]
        n["lasting_sales"][c] = n["gross_sales"][c] - back * n["order_value"][c]
        n["orders_returned_at_once"][c] = paid * n["refund_month_share"][c, last]
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


def _of_campaign(line: str, c: str) -> Sold:
    return lambda then, age: then.now[line][c] * then.now["refund_month_share"][c, age]


def _before_the_plan(m: Month, c: str) -> float:
    """What buyers from before the plan get back, in everyday business only."""
    shop = str(m.group("campaign", "storefront", c))
    return m.of("refunds_before", shop) if m.of("is_everyday", c) else 0.0


def by_kind(m: Month) -> None:
    """Orders of every storefront that never ship, whose piece is kept, or that come back; and their money."""
    n = m.now
    for name in (*OF_KIND, "orders_sent_back", "orders_shipped_by_storefront", "refunds_after_dispatch"):
        n[name] = {}
    for end in ("_opening", "", "_closing"):
        n[f"refunds_due_by_kind{end}"] = {}
    for s in m.members("storefront"):
        within = m.within("campaign", "storefront", s)
        earlier = add(n["orders_of_earlier_sales"][c] for c in within)
        average = per(n["refunds_by_storefront"][s], n["orders_returned_by_storefront"][s])
        for kind in KINDS:
            own = n["own_orders_refunded"][s, kind] = _of_kind(m, s, kind)
            orders = own + (earlier if m.of("kind_return_of_goods", kind) else 0.0)
            n["orders_refunded_by_kind"][s, kind], n["refunds_by_kind"][s, kind] = orders, orders * average
        n["orders_sent_back"][s] = n["orders_refunded_by_kind"][s, "return_of_goods"]
        n["orders_shipped_by_storefront"][s] = add(
            n["orders_paid"][c] * (1 - n["cancelled_rate"][c]) for c in within
        )
        unshipped = n["refunds_by_kind"][s, "before_dispatch"]
        n["refunds_after_dispatch"][s] = n["refunds_by_storefront"][s] - unshipped
    m.each(
        "own_orders_refunded_total",
        "refund_kind",
        lambda kind: add(n["own_orders_refunded"][s, kind] for s in m.members("storefront")),
    )
    for kind in KINDS:
        m.of(f"kind_{kind}", kind)
    m.each("check_refund_kinds", "storefront", lambda s: 0.0)


def _of_kind(m: Month, s: str, kind: str) -> float:
    """The storefront's orders refunded in this way in the month; what is to come of them, by age."""
    n, ages = m.now, m.members("age")
    stands = dict.fromkeys(ages, 0.0)
    for ago in range(min(m.number + 1, AGES)):
        then = Month(m.given, m.number - ago, [])
        then.now = m.past[m.number - ago] if ago else n
        for sold_at, now_at in zip(ages, ages[ago:], strict=False):
            stands[now_at] += add(
                then.now["orders_paid"][c]
                * then.now["refund_rate_by_kind"][c, kind]
                * then.of("refund_kind_month_share", c, sold_at, kind)
                for c in then.within("campaign", "storefront", s)
            )
    now = 0.0
    for age, orders in stands.items():
        due, key = bool(m.of("falls_due", age)), (s, age, kind)
        n["refunds_due_by_kind_opening"][key] = m.opening("refunds_due_by_kind_closing", key)
        n["refunds_due_by_kind"][key], n["refunds_due_by_kind_closing"][key] = orders, 0.0 if due else orders
        now += orders if due else 0.0
    return now


def of_products(m: Month) -> None:
    """How often a product is refunded, what part of it ships, and what part of its refunds is lost."""
    n = m.now
    average = add(n["product_mix_sold"][p] * m.of("return_factor", p) for p in m.members("product"))
    values = {c: paid * n["list_order_value"][c] for c, paid in n["orders_paid"].items()}
    ships = per(
        add(value * (1 - n["cancelled_rate"][c]) for c, value in values.items()),
        add(values.values()),
        1.0,
    )
    of_kind = n["own_orders_refunded_total"]
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
