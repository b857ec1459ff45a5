"""From visits to money: orders, enquiries that find nobody, parcels nobody packs, sales, customers."""

from __future__ import annotations

from tests.naive import ahead, returns
from tests.naive.month import Month, add, figure, per


def demand(m: Month) -> None:
    """Orders placed and enquiries of every campaign."""
    n = m.now
    for name in ("orders_of_visits", "enquiries", "orders_after_enquiry", "orders_without_enquiry"):
        n[name] = {}
    n["orders_placed"] = {}
    for c, came in n["visits"].items():
        shop = str(m.group("campaign", "storefront", c))
        online, request = came * n["conversion_at_price"][c], came * m.of("enquiry_rate", shop)
        after = min(request * m.of("enquiry_conversion_rate", shop), online)
        placed = online + n["direct_orders"][c]
        n["orders_of_visits"][c], n["orders_placed"][c], n["enquiries"][c] = online, placed, request
        n["orders_after_enquiry"][c], n["orders_without_enquiry"][c] = after, placed - after
    n["enquiries_total"] = add(n["enquiries"].values())


def work(m: Month, kind: str, norm: str, fresh: float) -> float:
    """Work against hands: what is left waits or is lost. Returns what is lost of the month's own."""
    n, plural = m.now, {"enquiry": "enquiries", "parcel": "parcels"}[kind]
    limits = {post: m.of(norm, post) for post in m.members("post")}
    hands = n["productive_equivalent_by_post"]
    by_post = m.each(f"{kind}_capacity_by_post", "post", lambda post: hands[post] * limits[post])
    capacity, limited = add(by_post.values()), any(limits.values())
    before = m.opening(f"{kind}_backlog_closing", first=m.of(f"{kind}_backlog_start"))
    todo = before + fresh
    done = min(todo, capacity) if limited else todo
    lost = min(todo - done, fresh) * m.of(f"{plural}_lost_share")
    n[f"{plural}_are_limited"], n[f"{kind}_capacity"] = float(limited), capacity
    n[f"{kind}_backlog_opening"], n[f"{kind}_work"] = before, todo
    n["enquiries_answered" if kind == "enquiry" else "parcels_sent"] = done
    n[f"{plural}_lost"], n[f"{kind}_backlog_closing"] = lost, todo - done - lost
    n[f"{kind}_load_rate"], n[f"alert_{plural}"] = figure(fresh, capacity), todo - done
    n[f"check_{kind}_backlog"] = 0.0
    return lost


def wanted(m: Month) -> None:
    """Orders that buyers agree to, less those whose enquiry nobody answered; and what is to be delivered."""
    n = m.now
    part = per(work(m, "enquiry", "enquiries_per_person", n["enquiries_total"]), n["enquiries_total"])
    gone = m.each("orders_unanswered", "campaign", lambda c: n["orders_after_enquiry"][c] * part)
    n["orders_agreed"] = {}
    for c, online in n["orders_of_visits"].items():
        shop = str(m.group("campaign", "storefront", c))
        n["orders_agreed"][c] = (online - gone[c]) * m.of("payment_rate", shop) + n["direct_orders"][c]
    ahead.orders(m)
    m.each("sales_wanted", "campaign", lambda c: n["orders_wanted"][c] * n["list_order_value"][c])
    n["orders_wanted_total"] = add(n["orders_wanted"].values())
    n["sales_wanted_total"] = add(n["sales_wanted"].values())


def dispatch(m: Month) -> None:
    """Parcels of what stock can serve."""
    n = m.now
    to_ship = add(orders * (1 - m.now["cancelled_rate"][c]) for c, orders in n["orders_wanted"].items())
    parcels = n["parcels_wanted"] = to_ship * n["stock_served_share"]
    n["dispatch_lost_share"] = per(work(m, "parcel", "parcels_per_person", parcels), parcels)


def sold(m: Month) -> None:
    """Paid and returned orders and their money."""
    n = m.now
    served = n["stock_served_share"] * (1 - n["dispatch_lost_share"])
    for name in ("orders_paid", "orders_paid_of_visits", "gross_sales", "sales_at_list_price"):
        n[name] = {}
    for c, orders in n["orders_wanted"].items():
        paid = n["orders_paid"][c] = orders * served
        agreed = n["orders_agreed"][c]
        n["orders_paid_of_visits"][c] = paid * per(agreed - n["direct_orders"][c], agreed)
        n["gross_sales"][c] = paid * n["order_value"][c]
        n["sales_at_list_price"][c] = paid * n["list_order_value"][c]
    returns.orders(m)
    for name in ("orders_placed", "orders_paid", "orders_returned", "enquiries", "gross_sales", "refunds"):
        m.sum_by(f"{name}_by_storefront", "campaign", "storefront", n[name])
        n[f"{name}_total"] = add(n[name].values())
    m.sum_by("orders_of_visits_by_storefront", "campaign", "storefront", n["orders_of_visits"])
    returns.by_kind(m)
    gross, refunds = n["gross_sales_by_storefront"], n["refunds_by_storefront"]
    m.each("sales_kept_by_storefront", "storefront", lambda s: gross[s] - refunds[s])
    n["sales_kept_total"] = n["gross_sales_total"] - n["refunds_total"]
    m.each(
        "conversion_by_storefront",
        "storefront",
        lambda s: figure(n["orders_of_visits_by_storefront"][s], n["visits_by_storefront"][s]),
    )
    for name in (
        "check_funnel",
        "check_orders_of_visits",
        "check_enquiries_of_visits",
        "check_orders_wanted",
    ):
        m.each(name, "campaign", lambda c: 0.0)
    n["check_sales"] = 0.0


def sales_rates(m: Month) -> None:
    """Averages and rates of the month's sales; returns on their way back; targets missed."""
    n = m.now
    sales, spend = n["gross_sales_total"], n["advertising_total"]
    n["order_value_average"] = figure(sales, n["orders_paid_total"])
    n["return_on_ad_spend"], n["advertising_share"] = figure(sales, spend), figure(spend, sales)
    n["target_reached_rate"] = figure(sales, n["sales_target_total"])
    back = m.each(
        "return_shipping",
        "storefront",
        lambda s: (
            n["orders_sent_back"][s]
            * m.of("return_shipping_cost", s)
            * (1 - m.of("freight_insurance_covers", s))
        ),
    )
    gross, paid = n["gross_sales_by_storefront"], n["orders_paid_by_storefront"]
    m.each("return_shipping_share", "storefront", lambda s: figure(back[s], gross[s]))
    m.each("return_shipping_per_order", "storefront", lambda s: figure(back[s], paid[s]))
    m.each(
        "alert_target",
        "storefront",
        lambda s: max(n["sales_target_by_storefront"][s] - n["gross_sales_by_storefront"][s], 0.0),
    )


def customers(m: Month) -> None:
    """Orders of former customers; every other order brings a new one."""
    n, tiers, whole = m.now, m.members("buyer_tier"), m.now["buyer_tier_total"]
    shares = {tier: m.of("buyer_tier_share", tier) for tier in tiers}
    m.open_each("customers", "storefront", "customers_start")
    for name in ("repeat_orders", "customers_new", "customers_lapsed", "customers_closing"):
        n[name] = {}
    for shop, before in n["customers_opening"].items():
        orders = n["orders_paid_by_storefront"][shop]
        wanted = (n["repeat_orders_expected"][one] for one in m.within("origin", "storefront", shop))
        again = min(add(wanted), orders)
        new = (orders - again) * m.of("customers_per_order")
        lapsed = before * m.of("customer_lapse_rate", shop)
        n["repeat_orders"][shop], n["customers_new"][shop], n["customers_lapsed"][shop] = again, new, lapsed
        n["customers_closing"][shop] = before + new - lapsed
    m.each(
        "repeat_purchase_rate",
        "storefront",
        lambda s: figure(n["repeat_orders"][s], n["orders_paid_by_storefront"][s]),
    )
    everybody = n["customers_total"] = add(n["customers_closing"].values())
    by_tier = m.each("customers_by_tier", "buyer_tier", lambda tier: per(everybody * shares[tier], whole))
    m.each("calls_due", "buyer_tier", lambda tier: by_tier[tier] * m.of("buyer_tier_calls", tier))
    m.each("benefits_by_tier", "buyer_tier", lambda tier: by_tier[tier] * m.of("buyer_tier_benefit", tier))
    n["benefits_total"] = add(n["benefits_by_tier"].values())
    m.each("check_customers", "storefront", lambda s: 0.0)
    n["check_buyer_tiers"] = 0.0
