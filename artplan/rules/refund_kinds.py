"""Refunds by kind: before dispatch, without the piece, against its return; and what each costs besides.

An order that is refunded before dispatch never ships: no packing, no courier, no way back, and the platform
gives its commission and base fee back in full. A refund without the piece leaves it with the buyer. Only what
is returned goes the way back. All kinds stand in one account by storefront, in places of `age` as all refunds
do in `returns`. The refunds of a storefront's month are alike in value whatever their kind.

Rates are those of the campaign, for visits on the average: visits of a channel with a factor are refunded so
many times as often, and the campaign's rates follow from whose visits it has. A product, too, may be refunded
more or less often than its shop: its factor over the average factor of what is sold, so that all products
together are refunded what the shops are. The kinds of a month's refunds are the same for all products.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, maximum, minimum, of, ratio, total

# How often, and when


@line("1", zh="退款率（渠道系数前）", en="Refund rate before channels", per="campaign", rolls="average")
def refund_rate_planned(refund_kind_rate):
    """The part of paid orders that is refunded, of all kinds, were all channels alike."""
    return total(refund_kind_rate, over="refund_kind")


@line("1", zh="访客退款系数", en="Refund factor of the visits", per="campaign", rolls="average", good="down")
def refund_factor_of_visits(natural_visits, placement_visits, placement_return_factor, visits):
    """The factors of the channels by their visits; natural visits have 1."""
    return ratio(
        natural_visits + total(placement_visits * placement_return_factor, over="placement", by="campaign"),
        visits,
        1,
    )


@line("1", zh="退款系数", en="Refund factor", per="campaign", rolls="average", good="down")
def refund_factor(refund_factor_of_visits, refund_rate_planned):
    """The same, as far as no more is refunded than was sold."""
    return minimum(refund_factor_of_visits, ratio(1, refund_rate_planned, refund_factor_of_visits))


@line(
    "1",
    zh="渠道相对退款系数",
    en="Relative refund factor of the placement",
    per="placement",
    rolls="average",
    good="down",
)
def placement_refund_weight(placement_return_factor, refund_factor_of_visits):
    """The channel's factor over that of all visits of the campaign."""
    return ratio(placement_return_factor, of(refund_factor_of_visits, by="campaign", per="placement"), 0)


@line(
    "1",
    zh="退款率（按类型）",
    en="Refund rate by kind",
    per=("campaign", "refund_kind"),
    rolls="average",
    good="down",
)
def refund_rate_by_kind(refund_kind_rate, refund_factor):
    """The part of paid orders that is refunded in this way."""
    return refund_kind_rate * refund_factor


@line("1", zh="退款率", en="Refund rate", per="campaign", rolls="average", good="down")
def refund_rate(refund_rate_by_kind):
    """The part of paid orders that is refunded, whatever the kind."""
    return total(refund_rate_by_kind, over="refund_kind")


@line(
    "1", zh="未发货退款率", en="Rate of refunds before dispatch", per="campaign", rolls="average", good="down"
)
def cancelled_rate(refund_rate_by_kind, kind_before_dispatch):
    """The part of paid orders that never ships."""
    return total(refund_rate_by_kind * kind_before_dispatch, over="refund_kind")


@line(
    "1", zh="退款率（按月份）", en="Refund rate by month of refund", per=("campaign", "age"), rolls="average"
)
def refund_month_share(refund_rate_by_kind, refund_kind_month_share):
    """The part of paid orders that is refunded, by the month in which it is."""
    return total(refund_rate_by_kind * refund_kind_month_share, over="refund_kind")


# Orders by kind

refunds_due_by_kind_opening = opening("refunds_due_by_kind_closing", zh="期初待退款订单数（按类型和月份）")


@line(
    "order",
    zh="待退款订单数（按类型和月份）",
    en="Orders by kind and month of refund",
    per=("storefront", "age", "refund_kind"),
    rolls="last",
)
def refunds_due_by_kind(
    refunds_due_by_kind_opening, orders_paid, refund_rate_by_kind, refund_kind_month_share
):
    """Orders to be refunded, one month nearer, and the month's own by the month in which they are."""
    return aged(refunds_due_by_kind_opening) + total(
        orders_paid * refund_rate_by_kind * refund_kind_month_share, over="campaign", by="storefront"
    )


@line(
    "order",
    zh="期末待退款订单数（按类型和月份）",
    en="Orders to be refunded by kind closing",
    per=("storefront", "age", "refund_kind"),
    rolls="last",
)
def refunds_due_by_kind_closing(refunds_due_by_kind, falls_due):
    """Orders that are still to be refunded, by the month in which they are."""
    return refunds_due_by_kind * (1 - falls_due)


@line(
    "order",
    zh="本期销售退款订单数（按类型）",
    en="Orders of the plan refunded by kind",
    per=("storefront", "refund_kind"),
    good="down",
)
def own_orders_refunded(refunds_due_by_kind, falls_due):
    """Orders of the plan that are refunded in the month."""
    return total(refunds_due_by_kind * falls_due, over="age")


@line(
    "order",
    zh="退款订单数（按类型）",
    en="Orders refunded by kind",
    per=("storefront", "refund_kind"),
    good="down",
)
def orders_refunded_by_kind(own_orders_refunded, orders_of_earlier_sales, kind_return_of_goods):
    """Orders that are refunded in the month; goods of before the plan are taken to come back."""
    earlier = total(orders_of_earlier_sales, over="campaign", by="storefront")
    return own_orders_refunded + earlier * kind_return_of_goods


@line("order", zh="退货订单数", en="Orders sent back", per="storefront", good="down")
def orders_sent_back(orders_refunded_by_kind, kind_return_of_goods):
    """Orders whose goods come back in the month."""
    return total(orders_refunded_by_kind * kind_return_of_goods, over="refund_kind")


@line("order", zh="发货订单数", en="Orders shipped by storefront", per="storefront", good="up")
def orders_shipped_by_storefront(orders_paid_by_storefront, orders_paid, cancelled_rate):
    """The month's paid orders that are not refunded before dispatch, now or later."""
    return orders_paid_by_storefront - total(orders_paid * cancelled_rate, over="campaign", by="storefront")


# Money by kind


@line("CNY", zh="退款额（按类型）", en="Refunds by kind", per=("storefront", "refund_kind"), good="down")
def refunds_by_kind(orders_refunded_by_kind, refunds_by_storefront, orders_returned_by_storefront):
    """What buyers get back: the storefront's refunds of the month by its orders refunded."""
    return orders_refunded_by_kind * ratio(refunds_by_storefront, orders_returned_by_storefront, 0)


@line("CNY", zh="发货后退款额", en="Refunds after dispatch", per="storefront", good="down")
def refunds_after_dispatch(refunds_by_storefront, refunds_by_kind, kind_before_dispatch):
    """What buyers get back for orders that have shipped."""
    return refunds_by_storefront - total(refunds_by_kind * kind_before_dispatch, over="refund_kind")


@line("CNY", zh="运费险保费", en="Freight insurance", per="storefront", good="down")
def freight_insurance(gross_sales_by_storefront, gross_sales, cancelled_rate, freight_insurance_rate):
    """The premium on the price of all orders that ship, as billed."""
    unshipped = total(gross_sales * cancelled_rate, over="campaign", by="storefront")
    return (gross_sales_by_storefront - unshipped) * freight_insurance_rate


# Products


@line("1", zh="品类相对退款系数", en="Relative refund factor", per="product", rolls="average", good="down")
def return_weight(return_factor, product_mix_sold):
    """The product's factor over the average factor of what is sold."""
    return ratio(return_factor, total(product_mix_sold * return_factor, over="product"), 0)


@line("1", zh="品类发货率", en="Share of the product shipped", per="product", rolls="average", good="up")
def product_shipped_share(return_weight, sales_at_list_price, cancelled_rate, sales_at_list_price_total):
    """The part of the product's sales that is not refunded before dispatch."""
    unshipped = total(sales_at_list_price * cancelled_rate, over="campaign")
    return 1 - return_weight * ratio(unshipped, sales_at_list_price_total, 0)


@line(
    "order",
    zh="本期销售退款订单数合计（按类型）",
    en="Orders of the plan refunded, all shops",
    per="refund_kind",
)
def own_orders_refunded_total(own_orders_refunded):
    """Orders of the plan that are refunded in the month, of all storefronts."""
    return total(own_orders_refunded, over="storefront")


@line("1", zh="退款商品损失比例", en="Share of refunds lost", per="product", rolls="average", good="down")
def refund_lost_share(
    own_orders_refunded_total, kind_refund_only, kind_return_of_goods, returned_saleable_share
):
    """The part of the month's refunds whose piece is not there for sale: kept by the buyer, or unfit."""
    return ratio(
        total(own_orders_refunded_total * kind_refund_only, over="refund_kind")
        + total(own_orders_refunded_total * kind_return_of_goods, over="refund_kind")
        * (1 - returned_saleable_share),
        total(own_orders_refunded_total, over="refund_kind"),
        0,
    )


# Checks


@line("order", zh="各类退款合计一致", en="Kinds of refund add up", per="storefront", check="error")
def check_refund_kinds(orders_refunded_by_kind, orders_returned_by_storefront):
    """Orders refunded summed over kinds, less all orders refunded."""
    return total(orders_refunded_by_kind, over="refund_kind") - orders_returned_by_storefront


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
