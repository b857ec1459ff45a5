"""What returns cost on their way back, against the sales and the orders that cause them."""

from artplan.engine.line import line
from artplan.engine.vocabulary import ratio


@line("CNY", zh="退货运费合计", en="Return shipping", per="storefront", good="down")
def return_shipping(orders_returned_by_storefront, return_shipping_cost):
    """The way back of returned orders: a part of the storefront's logistics."""
    return orders_returned_by_storefront * return_shipping_cost


@line("1", zh="退货运费占比", en="Return shipping share", per="storefront", rolls="recomputed", good="down")
def return_shipping_share(return_shipping, gross_sales_by_storefront):
    """Return shipping over gross sales."""
    return ratio(return_shipping, gross_sales_by_storefront, 0)


@line(
    "CNY/order",
    zh="每单分摊退货运费",
    en="Return shipping per order",
    per="storefront",
    rolls="recomputed",
    good="down",
)
def return_shipping_per_order(return_shipping, orders_paid_by_storefront):
    """What every order must bear so that returned ones are paid for."""
    return ratio(return_shipping, orders_paid_by_storefront, 0)
