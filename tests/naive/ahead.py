"""Orders that are delivered in a later month, and the deposits that buyers pay with them.

What is due now is found by going back to the months in which it was ordered; nothing is carried forward but
the account of the deposits.
"""

from __future__ import annotations

from tests.naive import returns
from tests.naive.month import Month, add, per

OF_CAMPAIGN = ("orders_due", "order_deposits", "order_deposits_due", "order_deposits_by_campaign")
OF_EARLIER = ("earlier_orders_due", "earlier_deposits_due")


def orders(m: Month) -> None:
    """What is to be delivered of the month's own orders and of earlier ones that are due and taken."""
    n = m.now
    returns.empty(m, ("orders_ahead", "order_deposits_held"), (*OF_CAMPAIGN, *OF_EARLIER))
    n["orders_wanted"] = {}
    for c, agreed in n["orders_agreed"].items():
        waits = not m.of("delivered_at_once", c)
        deposit = agreed * n["order_value"][c] * m.of("order_deposit_share", c)
        n["order_deposits"][c] = deposit if waits else 0.0
        shop = str(m.group("campaign", "storefront", c)) if m.of("is_everyday", c) else ""
        old = n["earlier_orders_due"][c] = (
            per(m.of("deliveries_before", shop), n["order_value"][c]) if shop else 0.0
        )
        n["earlier_deposits_due"][c] = m.of("deposits_before", shop) if shop else 0.0
        due = n["orders_due"][c] = old + returns.to_come(m, "orders_ahead", c, _later("orders_agreed", c))
        paid = returns.to_come(m, "order_deposits_held", c, _later("order_deposits", c))
        n["order_deposits_due"][c] = paid + n["earlier_deposits_due"][c]
        held = add(n["order_deposits_held_closing"][c, age] for age in m.members("age"))
        n["order_deposits_by_campaign"][c] = held
        taken = due - due * m.of("order_forfeit_rate", c)
        n["orders_wanted"][c] = taken if waits else agreed + taken
    m.each("check_orders_ahead", "campaign", lambda c: 0.0)


def _later(line: str, c: str) -> returns.Sold:
    return lambda then, age: then.now[line][c] * then.of("delivery_month_share", c, age)


def deposits(m: Month) -> None:
    """Deposits come in, are taken off the bill or stay with the shop; the rest is owed to buyers."""
    n = m.now
    lost = {c: due * m.of("order_forfeit_rate", c) for c, due in n["order_deposits_due"].items()}
    n["customer_deposits_received"] = add(n["order_deposits"].values())
    n["customer_deposits_forfeited"] = add(lost.values())
    used = m.sum_by(
        "customer_deposits_applied",
        "campaign",
        "storefront",
        {c: due - lost[c] for c, due in n["order_deposits_due"].items()},
    )
    start = m.of("customer_deposits_start")
    before = n["customer_deposits_opening"] = m.opening("customer_deposits_closing", first=start)
    n["earlier_deposits_opening"] = m.opening("earlier_deposits_closing", first=start)
    n["earlier_deposits_closing"] = n["earlier_deposits_opening"] - add(n["earlier_deposits_due"].values())
    gone = add(used.values()) + n["customer_deposits_forfeited"]
    n["customer_deposits_closing"] = before + n["customer_deposits_received"] - gone
    n["check_customer_deposits"] = 0.0
