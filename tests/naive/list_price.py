"""What products sell and take back before any discount, from orders and their value without it."""

from __future__ import annotations

from tests.naive import returns
from tests.naive.month import Month, add, per

LINES = ("product_gross_sales_at_list_price", "product_refunds_at_list_price", "product_sales_at_list_price")


def list_prices(m: Month) -> None:
    """Sales at list price, split by product; of those of every month, what comes back now."""
    n, shares = m.now, m.now["product_mix_sold"]
    sold = n["sales_at_list_price"]
    n["sales_at_list_price_total"] = add(sold.values())
    returns.empty(m, ("product_refunds_due_at_list_price",), LINES)
    for p, share in shares.items():
        gross = n["product_gross_sales_at_list_price"][p] = add(sold.values()) * share
        refunded = returns.to_come(m, "product_refunds_due_at_list_price", p, _of_product(p))
        n["product_refunds_at_list_price"][p] = refunded
        n["product_sales_at_list_price"][p] = gross - refunded - n["product_refunds_of_earlier_sales"][p]
    m.each("check_product_refunds_at_list_price", "product", lambda p: 0.0)


def _of_product(p: str) -> returns.Sold:
    def sold(then: Month, age: str) -> float:
        n = then.now
        share = n["product_mix_sold"][p] * n["return_weight"][p]
        sold = n["sales_at_list_price"]
        return float(share * add(value * then.now["refund_month_share"][c, age] for c, value in sold.items()))

    return sold


def shares(m: Month) -> None:
    """The part of the month's sales at list price that is refunded at each place of `age`."""
    sold = m.now["sales_at_list_price"]
    m.each(
        "refund_share_at_list_price",
        "age",
        lambda age: per(
            add(value * m.now["refund_month_share"][c, age] for c, value in sold.items()), add(sold.values())
        ),
    )
