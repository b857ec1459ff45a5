"""Customers by origin and by the months since their first purchase; what one brings, and what one costs.

Each origin keeps a list of its cohorts; the last entry holds all customers of thirteen months and more.
"""

from __future__ import annotations

import math
from typing import Any

from tests.naive.month import AGES, Month, add, counted, figure, per

OLDEST = AGES - 1


def orders_again(m: Month) -> None:
    """What the cohorts of every origin would order in the month, by the curve of their storefront."""
    n, tiers = m.now, m.members("buyer_tier")
    shares = {tier: m.of("buyer_tier_share", tier) for tier in tiers}
    whole = n["buyer_tier_total"] = add(shares.values())
    weighted = add(shares[tier] * m.of("buyer_tier_repeat_factor", tier) for tier in tiers)
    factor = n["repeat_factor_average"] = per(weighted, whole, 1.0)
    a_customer = n["repeat_orders_of_customer"] = {}
    for shop in m.members("storefront"):
        for age in m.members("age"):
            by_curve = m.of("repeat_curve_given", shop, age)
            often = m.of("repeat_curve", shop, age) if by_curve else m.of("repeat_rate", shop)
            a_customer[shop, age] = often * m.of("repeat_level", shop) * factor
    for name in ("customers_by_age_at_start", "customers_by_age_opening", "repeat_orders_of_origin"):
        n[name] = {}
    n["repeat_orders_expected"] = {}
    for origin in m.members("origin"):
        shop = str(m.group("origin", "storefront", origin))
        orders = []
        for age in m.members("age"):
            old = age == str(OLDEST) and origin == f"natural_{shop}"
            start = n["customers_by_age_at_start"][age, origin] = (
                m.of("customers_start", shop) if old else 0.0
            )
            there = m.opening("customers_by_age_closing", (age, origin), start)
            n["customers_by_age_opening"][age, origin] = there
            orders.append(there * a_customer[shop, age])
            n["repeat_orders_of_origin"][age, origin] = a_customer[shop, age]
        n["repeat_orders_expected"][origin] = add(orders)


def cohorts(m: Month) -> None:
    """New customers by origin; everybody else a month older."""
    n = m.now
    n["placement_orders"], n["natural_orders"] = {}, {}
    came = dict.fromkeys(m.members("origin"), 0.0)
    for one, visits in n["placement_visits"].items():
        channel, c = one.split("@")
        orders = n["placement_orders"][one] = visits * per(n["orders_paid_of_visits"][c], n["visits"][c])
        came[channel] += orders
    for c, visits in n["natural_visits"].items():
        orders = visits * per(n["orders_paid_of_visits"][c], n["visits"][c])
        orders += n["orders_paid"][c] - n["orders_paid_of_visits"][c]  # direct ones
        n["natural_orders"][c] = orders
        came[f"natural_{m.group('campaign', 'storefront', c)}"] += orders
    n["orders_by_origin"] = came
    for name in ("repeat_orders_by_origin", "customers_new_by_origin", "customers_by_origin_closing"):
        n[name] = {}
    n["customers_by_age_closing"] = {}
    for origin, orders in came.items():
        shop = str(m.group("origin", "storefront", origin))
        wanted = add(n["repeat_orders_expected"][each] for each in m.within("origin", "storefront", shop))
        again = n["repeat_orders_expected"][origin] * per(n["repeat_orders"][shop], wanted)
        n["repeat_orders_by_origin"][origin] = again
        new = orders * per(n["customers_new"][shop], n["orders_paid_by_storefront"][shop])
        n["customers_new_by_origin"][origin] = new
        there = [n["customers_by_age_opening"][age, origin] for age in m.members("age")]
        stay = [each * (1 - m.of("customer_lapse_rate", shop)) for each in there]
        older = [new, *stay[: OLDEST - 1], stay[OLDEST - 1] + stay[OLDEST]]
        for age, customers in zip(m.members("age"), older, strict=True):
            n["customers_by_age_closing"][age, origin] = customers
        n["customers_by_origin_closing"][origin] = add(older)
    for name in ("check_orders_by_origin", "check_customers_by_origin"):
        m.each(name, "storefront", lambda s: 0.0)


def value(m: Month) -> None:
    """A customer followed month by month to the end of the horizon."""
    n = m.now
    for name in ("customer_kept_share", "repeat_orders_ahead", "lifetime_orders"):
        n[name] = {}
    for shop in m.members("storefront"):
        ahead = dict.fromkeys(m.members("age"), 0.0)
        there = kept = 1.0
        for age in ahead:
            n["customer_kept_share"][shop, age] = kept
            kept *= 1 - m.of("customer_lapse_rate", shop)
            for _ in range(int(m.of("lifetime_months_of_age", shop, age))):
                ahead[age] += there * n["repeat_orders_of_customer"][shop, age]
                there *= 1 - m.of("customer_lapse_rate", shop)
            n["repeat_orders_ahead"][shop, age] = ahead[age]
        n["lifetime_orders"][shop] = 1 + add(ahead.values())
    _sales(m)
    worth(n, m.given.groups["origin", "storefront"])


def _sales(m: Month) -> None:
    """What lasts of the sales that each origin brings, natural where no channel does; what they all leave."""
    n = m.now
    brought = n["lasting_sales_by_origin"] = dict.fromkeys(m.members("origin"), 0.0)
    n["natural_sales"] = dict(n["lasting_sales"])
    services = 1 - n["service_vat_share"]
    n["contribution_before_advertising"] = {
        shop: left + n["advertising_by_storefront"][shop] * services
        for shop, left in n["storefront_contribution_margin"].items()
    }
    for one, sales in n["placement_sales"].items():
        channel, c = one.split("@")
        brought[channel] += sales
        n["natural_sales"][c] -= sales
    for c, sales in n["natural_sales"].items():
        brought[f"natural_{m.group('campaign', 'storefront', c)}"] += sales


def worth(n: dict[str, Any], shop_of: dict[str, Any]) -> None:
    """What a customer brings and costs; of a month, or of a period from the figures of the period."""
    services, won = 1 - n["service_vat_share"], n["customers_new_by_origin"]
    spent = {shop: cost * services for shop, cost in n["advertising_by_storefront"].items()}
    paid = {origin: n["spend_by_channel"].get(origin, 0.0) * services for origin in won}
    n["acquisition_cost"] = {s: figure(cost, n["customers_new"][s]) for s, cost in spent.items()}
    n["acquisition_cost_by_origin"] = {one: figure(cost, won[one]) for one, cost in paid.items()}
    for name in ("order_contribution", "lifetime_contribution"):
        n[name], n[f"{name}_by_origin"] = {}, {}
    for name in ("customer_contribution_until", "repeat_contribution_until"):
        n[name] = {}
    for shop, left in n["contribution_before_advertising"].items():
        an_order = figure(left, n["orders_paid_by_storefront"][shop])
        n["order_contribution"][shop] = an_order
        n["lifetime_contribution"][shop] = an_order * n["lifetime_orders"][shop]
        again = 0.0
        for since in range(AGES):
            n["customer_contribution_until"][shop, str(since)] = an_order * (1 + again)
            n["repeat_contribution_until"][shop, str(since)] = an_order * again
            again += n["repeat_orders_ahead"][shop, str(since)]
    _orders(n, shop_of)
    for name in ("acquisition_return", "payback_open", "payback_months"):
        n[name], n[f"{name}_by_origin"] = {}, {}
    for shop in spent:
        _payback(n, "", shop, shop)
    for origin in won:
        _payback(n, "_by_origin", origin, shop_of[origin])


def _orders(n: dict[str, Any], shop_of: dict[str, Any]) -> None:
    """What an order of each origin leaves, and a customer whose first order is one."""
    lasting, left = n["lasting_sales_by_storefront"], n["contribution_before_advertising"]
    n["storefront_margin_before_advertising_rate"] = {s: figure(left[s], lasting[s]) for s in left}
    for origin, sales in n["lasting_sales_by_origin"].items():
        shop = shop_of[origin]
        of_a_yuan = counted(n["storefront_margin_before_advertising_rate"][shop])
        first = figure(of_a_yuan * sales, n["orders_by_origin"][origin])
        later = counted(n["order_contribution"][shop]) * (n["lifetime_orders"][shop] - 1)
        n["order_contribution_by_origin"][origin] = first
        n["lifetime_contribution_by_origin"][origin] = first + later


def _payback(n: dict[str, Any], by: str, one: str, shop: str) -> None:
    """The months in which a customer has not yet brought back his cost."""
    cost = counted(n[f"acquisition_cost{by}"][one])
    n[f"acquisition_return{by}"][one] = figure(counted(n[f"lifetime_contribution{by}"][one]), cost)
    months = []
    for since in map(str, range(AGES)):
        brought = counted(n[f"order_contribution{by}"][one])
        brought += counted(n["repeat_contribution_until"][shop, since])
        months.append(float(cost - brought > 0.005))
        n[f"payback_open{by}"][(since, one) if by else (one, since)] = months[-1]
    known = n[f"customers_new{by}"][one] > 0.005 and not months[-1]
    n[f"payback_months{by}"][one] = add(months) if known else math.nan
