"""What products sell and take back before any discount, from orders and their value without it."""

from __future__ import annotations

from tests.naive import returns
from tests.naive.month import Month, add, per

LINES = ("product_gross_sales_at_list_price", "product_refunds_at_list_price", "product_sales_at_list_price")
ARISING = "refunds_arising_at_list_price"


def list_prices(m: Month) -> None:
    """Sales at list price, split by product; of those of every month, what comes back now."""
    n, shares = m.now, m.now["product_mix_sold"]
    values = n["list_order_value"]
    sold = n["sales_at_list_price"]
    back = m.each(ARISING, "campaign", lambda c: n["orders_returning"][c] * values[c])
    n["sales_at_list_price_total"] = add(sold.values())
    m.sum_by(f"{ARISING}_by_storefront", "campaign", "storefront", back)
    m.each("refund_share_at_list_price", "age", lambda age: per(_coming_back(m, age), add(sold.values())))
    returns.empty(m, ("product_refunds_due_at_list_price",), LINES)
    for p, share in shares.items():
        gross = n["product_gross_sales_at_list_price"][p] = add(sold.values()) * share
        refunded = returns.to_come(m, "product_refunds_due_at_list_price", p, _of_product(p))
        n["product_refunds_at_list_price"][p] = refunded
        n["product_sales_at_list_price"][p] = gross - refunded
    m.each("check_product_refunds_at_list_price", "product", lambda p: 0.0)


def _of_product(p: str) -> returns.Sold:
    return lambda then, age: _coming_back(then, age) * then.now["product_mix_sold"][p]


def _coming_back(m: Month, age: str) -> float:
    """Of a month's sales, what comes back at a place of `age`."""
    shops = m.given.groups["campaign", "storefront"]
    back = m.now[ARISING]
    return add(back[c] * m.of("return_month_share", str(shops[c]), age) for c in back)
