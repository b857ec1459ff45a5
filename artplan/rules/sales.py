"""From visits to money: orders placed, paid, refunded; enquiries as a side branch.

Many orders come without an enquiry, so orders follow visits; enquiries make work and have their own
conversion. Prices contain VAT. Refunds count in the month in which they are paid (see returns); the sales
kept of a month are what it sells less what it pays back, whenever that was sold, and may fall below 0.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import minimum, of, one_month, rate, ratio, total, where


@line("order", zh="直接订单数", en="Direct orders", per="campaign", good="up")
def direct_orders(is_everyday, storefront_direct_sales, campaign_direct_sales, campaign_share, order_value):
    """Sales that need no visit, at the order value: a company's order, a stand at a fair; all are paid."""
    sales = where(
        is_everyday,
        of(one_month(storefront_direct_sales), by="storefront", per="campaign"),
        campaign_direct_sales * campaign_share,
    )
    return ratio(sales, order_value, 0)


@line("order", zh="访客下单数", en="Orders of visits", per="campaign", good="up")
def orders_of_visits(visits, conversion_at_price):
    """Visits that end in an order."""
    return visits * conversion_at_price


@line("order", zh="下单数", en="Orders placed", per="campaign", good="up")
def orders_placed(orders_of_visits, direct_orders):
    """Orders of visits, and direct ones."""
    return orders_of_visits + direct_orders


@line("order", zh="需求订单数", en="Orders wanted", per="campaign", good="up")
def orders_wanted(orders_agreed, delivered_at_once, orders_due, order_forfeit_rate):
    """Orders to deliver in the month, were all in stock: its own, and earlier ones that are taken."""
    return orders_agreed * delivered_at_once + orders_due * (1 - order_forfeit_rate)


@line("order", zh="付款订单数", en="Orders paid", per="campaign", good="up")
def orders_paid(orders_wanted, stock_served_share, dispatch_lost_share):
    """Orders that are paid and kept: what stock and packers cannot serve is no sale."""
    return orders_wanted * stock_served_share * (1 - dispatch_lost_share)


@line("order", zh="访客付款订单数", en="Orders paid of visits", per="campaign", good="up")
def orders_paid_of_visits(orders_paid, orders_agreed, direct_orders):
    """Paid orders but for direct ones, by their part of the orders that the month has agreed."""
    return orders_paid * ratio(orders_agreed - direct_orders, orders_agreed, 0)


@line("enquiry", zh="询单数", en="Enquiries", per="campaign")
def enquiries(visits, enquiry_rate):
    """Visits that ask before they buy, or do not buy."""
    return visits * of(enquiry_rate, by="storefront", per="campaign")


@line("order", zh="询单下单数", en="Orders after an enquiry", per="campaign", good="up")
def orders_after_enquiry(enquiries, enquiry_conversion_rate, orders_of_visits):
    """Enquiries that end in an order; never more than all orders of visits."""
    return minimum(enquiries * of(enquiry_conversion_rate, by="storefront", per="campaign"), orders_of_visits)


@line("order", zh="静默下单数", en="Orders without an enquiry", per="campaign", good="up")
def orders_without_enquiry(orders_placed, orders_after_enquiry):
    """Orders of buyers who never asked."""
    return orders_placed - orders_after_enquiry


@line("CNY", zh="成交额", en="Gross sales", per="campaign", good="up")
def gross_sales(orders_paid, order_value):
    """Paid orders at their order value, VAT in, before returns."""
    return orders_paid * order_value


@line("order", zh="店铺下单数", en="Orders placed by storefront", per="storefront", good="up")
def orders_placed_by_storefront(orders_placed):
    """Orders of the storefront."""
    return total(orders_placed, over="campaign", by="storefront")


@line("order", zh="店铺访客下单数", en="Orders of visits by storefront", per="storefront", good="up")
def orders_of_visits_by_storefront(orders_of_visits):
    """Orders of the storefront's visits."""
    return total(orders_of_visits, over="campaign", by="storefront")


@line("order", zh="店铺付款订单数", en="Orders paid by storefront", per="storefront", good="up")
def orders_paid_by_storefront(orders_paid):
    """Paid orders of the storefront."""
    return total(orders_paid, over="campaign", by="storefront")


@line("order", zh="店铺退款订单数", en="Orders refunded by storefront", per="storefront", good="down")
def orders_returned_by_storefront(orders_returned):
    """Refunded orders of the storefront."""
    return total(orders_returned, over="campaign", by="storefront")


@line("enquiry", zh="店铺询单数", en="Enquiries by storefront", per="storefront")
def enquiries_by_storefront(enquiries):
    """Enquiries of the storefront."""
    return total(enquiries, over="campaign", by="storefront")


@line("CNY", zh="店铺成交额", en="Gross sales by storefront", per="storefront", good="up")
def gross_sales_by_storefront(gross_sales):
    """Gross sales of the storefront."""
    return total(gross_sales, over="campaign", by="storefront")


@line("CNY", zh="店铺退款额", en="Refunds by storefront", per="storefront", good="down")
def refunds_by_storefront(refunds):
    """Refunds of the storefront."""
    return total(refunds, over="campaign", by="storefront")


@line("CNY", zh="店铺扣退款后销售额", en="Sales kept by storefront", per="storefront", good="up")
def sales_kept_by_storefront(gross_sales_by_storefront, refunds_by_storefront):
    """Gross sales less refunds of the storefront, VAT in."""
    return gross_sales_by_storefront - refunds_by_storefront


@line(
    "order/visit",
    zh="店铺转化率",
    en="Conversion by storefront",
    per="storefront",
    rolls="recomputed",
    good="up",
)
def conversion_by_storefront(orders_of_visits_by_storefront, visits_by_storefront):
    """Orders of visits over visits, campaigns included."""
    return rate(orders_of_visits_by_storefront, visits_by_storefront)


@line("order", zh="下单总数", en="Orders placed, all storefronts", good="up")
def orders_placed_total(orders_placed):
    """Orders of the company."""
    return total(orders_placed, over="campaign")


@line("order", zh="付款订单总数", en="Orders paid, all storefronts", good="up")
def orders_paid_total(orders_paid):
    """Paid orders of the company."""
    return total(orders_paid, over="campaign")


@line("order", zh="退款订单总数", en="Orders refunded, all storefronts", good="down")
def orders_returned_total(orders_returned):
    """Refunded orders of the company."""
    return total(orders_returned, over="campaign")


@line("CNY", zh="成交总额", en="Gross merchandise value", good="up")
def gross_sales_total(gross_sales):
    """Gross sales of the company, VAT in, before returns, whoever owns the goods."""
    return total(gross_sales, over="campaign")


@line("CNY", zh="退款总额", en="Refunds, all storefronts", good="down")
def refunds_total(refunds):
    """Refunds of the company."""
    return total(refunds, over="campaign")


@line("CNY", zh="扣退款后销售额", en="Sales kept", good="up")
def sales_kept_total(gross_sales_total, refunds_total):
    """Gross sales less refunds, VAT in."""
    return gross_sales_total - refunds_total


@line("CNY/order", zh="平均客单价", en="Average order value", rolls="recomputed", good="up")
def order_value_average(gross_sales_total, orders_paid_total):
    """Gross sales over paid orders."""
    return rate(gross_sales_total, orders_paid_total)


@line("1", zh="投产比（ROI）", en="Return on ad spend", rolls="recomputed", good="up")
def return_on_ad_spend(gross_sales_total, advertising_total):
    """Gross sales over advertising; 0 where nothing is spent."""
    return rate(gross_sales_total, advertising_total)


@line("1", zh="推广费率", en="Ad share of sales", rolls="recomputed", good="down")
def advertising_share(advertising_total, gross_sales_total):
    """Advertising over gross sales."""
    return rate(advertising_total, gross_sales_total)


@line("1", zh="目标完成率", en="Target reached", rolls="recomputed", good="up")
def target_reached_rate(gross_sales_total, sales_target_total):
    """Gross sales over the target; 0 where there is no target."""
    return rate(gross_sales_total, sales_target_total)
