"""Refunds by kind: before dispatch, without the piece, against its return; and what each costs besides.

An order that is refunded before dispatch never ships: no packing, no courier, no way back, and the platform
gives its commission and base fee back in full. A refund without the piece leaves it with the buyer. Only what
is returned goes the way back. The first two stand in places of `age` by storefront as all refunds do in
`returns`; the third is the rest. The refunds of a storefront's month are alike in value whatever their kind.

A product may be refunded more or less often than its shop: its factor over the average factor of what is
sold, so that all products together are refunded what the shops are. The kinds of a month's refunds are the
same for all products.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, maximum, of, ratio, total

# How often, and when


@line("1", zh="退款率", en="Refund rate", per="campaign", rolls="average", good="down")
def refund_rate(refund_before_dispatch_rate, refund_only_rate, return_rate):
    """The part of paid orders that is refunded, whatever the kind."""
    return return_rate + refund_only_rate + refund_before_dispatch_rate


@line(
    "1", zh="退款率（按月份）", en="Refund rate by month of refund", per=("campaign", "age"), rolls="average"
)
def refund_month_share(
    refund_before_dispatch_rate,
    refund_before_dispatch_month_share,
    refund_only_rate,
    refund_only_month_share,
    return_rate,
    return_month_share,
):
    """The part of paid orders that is refunded, by the month in which it is."""
    return (
        return_rate * of(return_month_share, by="storefront", per="campaign")
        + refund_only_rate * of(refund_only_month_share, by="storefront", per="campaign")
        + refund_before_dispatch_rate
        * of(refund_before_dispatch_month_share, by="storefront", per="campaign")
    )


# Before dispatch

cancellations_due_opening = opening("cancellations_due_closing", zh="期初待发货前退款订单数（按月份）")


@line(
    "order",
    zh="待发货前退款订单数（按月份）",
    en="Orders by month of refund before dispatch",
    per=("storefront", "age"),
    rolls="last",
)
def cancellations_due(
    cancellations_due_opening, orders_paid, refund_before_dispatch_rate, refund_before_dispatch_month_share
):
    """Orders to be refunded before dispatch, one month nearer, and the month's own by the month of refund."""
    arising = total(orders_paid * refund_before_dispatch_rate, over="campaign", by="storefront")
    return aged(cancellations_due_opening) + arising * refund_before_dispatch_month_share


@line(
    "order",
    zh="期末待发货前退款订单数（按月份）",
    en="Orders to be refunded before dispatch closing",
    per=("storefront", "age"),
    rolls="last",
)
def cancellations_due_closing(cancellations_due, falls_due):
    """Orders that are still to be refunded before dispatch, by the month in which they are."""
    return cancellations_due * (1 - falls_due)


@line("order", zh="发货前退款订单数", en="Orders refunded before dispatch", per="storefront", good="down")
def orders_cancelled(cancellations_due, falls_due):
    """Orders that are refunded in the month and never ship."""
    return total(cancellations_due * falls_due, over="age")


@line("order", zh="发货订单数", en="Orders shipped by storefront", per="storefront", good="up")
def orders_shipped_by_storefront(orders_paid_by_storefront, orders_paid, refund_before_dispatch_rate):
    """The month's paid orders that are not refunded before dispatch, now or later."""
    return orders_paid_by_storefront - total(
        orders_paid * refund_before_dispatch_rate, over="campaign", by="storefront"
    )


# Without the piece, and against its return

refund_only_due_opening = opening("refund_only_due_closing", zh="期初待仅退款订单数（按月份）")


@line(
    "order",
    zh="待仅退款订单数（按月份）",
    en="Orders by month of refund without return",
    per=("storefront", "age"),
    rolls="last",
)
def refund_only_due(refund_only_due_opening, orders_paid, refund_only_rate, refund_only_month_share):
    """Orders to be refunded without return, one month nearer, and the month's own by the month of refund."""
    arising = total(orders_paid * refund_only_rate, over="campaign", by="storefront")
    return aged(refund_only_due_opening) + arising * refund_only_month_share


@line(
    "order",
    zh="期末待仅退款订单数（按月份）",
    en="Orders to be refunded without return closing",
    per=("storefront", "age"),
    rolls="last",
)
def refund_only_due_closing(refund_only_due, falls_due):
    """Orders that are still to be refunded without return, by the month in which they are."""
    return refund_only_due * (1 - falls_due)


@line("order", zh="仅退款订单数", en="Orders refunded without return", per="storefront", good="down")
def orders_refunded_only(refund_only_due, falls_due):
    """Orders that are refunded in the month and whose piece the buyer keeps."""
    return total(refund_only_due * falls_due, over="age")


@line("order", zh="退货订单数", en="Orders sent back", per="storefront", good="down")
def orders_sent_back(orders_returned_by_storefront, orders_cancelled, orders_refunded_only):
    """The other orders that are refunded in the month: they come back, as all of before the plan do."""
    return orders_returned_by_storefront - orders_cancelled - orders_refunded_only


# By kind


@line(
    "order",
    zh="退款订单数（按类型）",
    en="Orders refunded by kind",
    per=("storefront", "refund_kind"),
    good="down",
)
def orders_refunded_by_kind(
    orders_cancelled,
    kind_before_dispatch,
    orders_refunded_only,
    kind_refund_only,
    orders_sent_back,
    kind_return_of_goods,
):
    """Orders of the storefront that are refunded in the month."""
    return (
        orders_cancelled * kind_before_dispatch
        + orders_refunded_only * kind_refund_only
        + orders_sent_back * kind_return_of_goods
    )


@line("CNY", zh="退款额（按类型）", en="Refunds by kind", per=("storefront", "refund_kind"), good="down")
def refunds_by_kind(orders_refunded_by_kind, refunds_by_storefront, orders_returned_by_storefront):
    """What buyers get back: the storefront's refunds of the month by its orders refunded."""
    return orders_refunded_by_kind * ratio(refunds_by_storefront, orders_returned_by_storefront, 0)


@line("CNY", zh="运费险保费", en="Freight insurance", per="storefront", good="down")
def freight_insurance(
    gross_sales_by_storefront, gross_sales, refund_before_dispatch_rate, freight_insurance_rate
):
    """The premium on the price of all orders that ship, as billed."""
    unshipped = total(gross_sales * refund_before_dispatch_rate, over="campaign", by="storefront")
    return (gross_sales_by_storefront - unshipped) * freight_insurance_rate


# Products


@line("1", zh="品类相对退款系数", en="Relative refund factor", per="product", rolls="average", good="down")
def return_weight(return_factor, product_mix_sold):
    """The product's factor over the average factor of what is sold."""
    return ratio(return_factor, total(product_mix_sold * return_factor, over="product"), 0)


@line("1", zh="品类发货率", en="Share of the product shipped", per="product", rolls="average", good="up")
def product_shipped_share(
    return_weight, sales_at_list_price, refund_before_dispatch_rate, sales_at_list_price_total
):
    """The part of the product's sales that is not refunded before dispatch."""
    unshipped = total(sales_at_list_price * refund_before_dispatch_rate, over="campaign")
    return 1 - return_weight * ratio(unshipped, sales_at_list_price_total, 0)


@line("1", zh="退款商品损失比例", en="Share of refunds lost", per="product", rolls="average", good="down")
def refund_lost_share(
    orders_refunded_only,
    orders_sent_back,
    orders_of_earlier_sales,
    orders_returned_total,
    returned_saleable_share,
):
    """The part of the month's refunds whose piece is not there for sale: kept by the buyer, or unfit."""
    earlier = total(orders_of_earlier_sales, over="campaign")
    return ratio(
        total(orders_refunded_only, over="storefront")
        + (total(orders_sent_back, over="storefront") - earlier) * (1 - returned_saleable_share),
        orders_returned_total - earlier,
        0,
    )


# Checks


@line("order", zh="各类退款不为负", en="No kind of refund is negative", per="storefront", check="error")
def check_refund_kinds(orders_sent_back):
    """Refunds before dispatch and without return beyond all orders refunded."""
    return maximum(0 - orders_sent_back, 0)


@line(
    "CNY",
    zh="品类退款超过成交额",
    en="Products refunded beyond their sales",
    per="product",
    rolls="max",
    good="down",
    check="alert",
)
def alert_product_refunds(product_gross_sales, return_weight, sales_refund_share):
    """Refunds that the month's sales of the product will bring beyond those sales: its factor is too high."""
    return maximum(return_weight * total(sales_refund_share, over="age") - 1, 0) * product_gross_sales
