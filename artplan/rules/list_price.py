"""Sales and refunds at list price: what artists share in whose contract leaves the discount to the shop.

The same orders as in `sales` and `returns`, at what they would have cost without the campaign's discount. A
refund takes back the list price of its own sale, in the month in which it is paid, and for the products that
were sold then.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, ratio, total


@line("CNY", zh="售出订单额（标价）", en="Paid orders at list price", per="campaign")
def sales_at_list_price(orders_paid, list_order_value):
    """Paid orders before any discount."""
    return orders_paid * list_order_value


@line("CNY", zh="售出订单额合计（标价）", en="Paid orders at list price, all storefronts", good="up")
def sales_at_list_price_total(sales_at_list_price):
    """Paid orders of the company before any discount."""
    return total(sales_at_list_price, over="campaign")


@line(
    "1",
    zh="退款占比（标价，按月份）",
    en="Share of sales at list price by month of refund",
    per="age",
    rolls="average",
)
def refund_share_at_list_price(sales_at_list_price, refund_month_share, sales_at_list_price_total):
    """The part of the month's sales at list price that will be refunded, by the month in which it is."""
    return ratio(
        total(sales_at_list_price * refund_month_share, over="campaign"), sales_at_list_price_total, 0
    )


@line("CNY", zh="品类成交额（标价）", en="Gross sales by product at list price", per="product", good="up")
def product_gross_sales_at_list_price(sales_at_list_price_total, product_mix_sold):
    """The product's part of gross sales before any discount and before returns."""
    return sales_at_list_price_total * product_mix_sold


product_refunds_due_at_list_price_opening = opening(
    "product_refunds_due_at_list_price_closing", zh="期初品类待退款额（标价，按月份）"
)


@line(
    "CNY",
    zh="品类待退款额（标价，按月份）",
    en="Refunds at list price by product and month",
    per=("product", "age"),
    rolls="last",
)
def product_refunds_due_at_list_price(
    product_refunds_due_at_list_price_opening,
    product_gross_sales_at_list_price,
    return_weight,
    refund_share_at_list_price,
):
    """The product's refunds to come, one month nearer, and the month's own, at their list price."""
    return (
        aged(product_refunds_due_at_list_price_opening)
        + product_gross_sales_at_list_price * return_weight * refund_share_at_list_price
    )


@line("CNY", zh="品类退款额（标价）", en="Refunds by product at list price", per="product", good="down")
def product_refunds_at_list_price(product_refunds_due_at_list_price, falls_due):
    """The list price of what is refunded of the product in the month, of the plan's own sales."""
    return total(product_refunds_due_at_list_price * falls_due, over="age")


@line(
    "CNY",
    zh="期末品类待退款额（标价，按月份）",
    en="Refunds due closing by product at list price",
    per=("product", "age"),
    rolls="last",
)
def product_refunds_due_at_list_price_closing(product_refunds_due_at_list_price, falls_due):
    """The product's refunds at list price that are still to come, by the month in which they do."""
    return product_refunds_due_at_list_price * (1 - falls_due)


@line(
    "CNY", zh="品类扣退款后销售额（标价）", en="Sales kept by product at list price", per="product", good="up"
)
def product_sales_at_list_price(
    product_gross_sales_at_list_price, product_refunds_at_list_price, product_refunds_of_earlier_sales
):
    """Gross sales less refunds of the product, before any discount."""
    return (
        product_gross_sales_at_list_price - product_refunds_at_list_price - product_refunds_of_earlier_sales
    )


@line(
    "CNY",
    zh="品类待退款收发存一致（标价）",
    en="Refunds due by product at list price add up",
    per="product",
    check="error",
)
def check_product_refunds_at_list_price(
    product_refunds_due_at_list_price_opening,
    product_gross_sales_at_list_price,
    return_weight,
    refund_share_at_list_price,
    product_refunds_at_list_price,
    product_refunds_due_at_list_price_closing,
):
    """The product's refunds due opening and new ones, less those of the month and the closing."""
    return (
        total(product_refunds_due_at_list_price_opening, over="age")
        + product_gross_sales_at_list_price * return_weight * total(refund_share_at_list_price, over="age")
        - product_refunds_at_list_price
        - total(product_refunds_due_at_list_price_closing, over="age")
    )
