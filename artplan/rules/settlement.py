"""When sales are collected and bills are paid.

Sales and deliveries of a month fall due so many days later. What is owed stands in the places of the
dimension `age` by the months until it is due: each month everything moves one place on, and what stands
in the last place is paid. Artists have terms, suppliers of goods and carriers have theirs; platforms keep
their fees and advertisers are paid in advance, so both count in their own month. What was owed on the
first morning is settled in the first month.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, total


@line("CNY", zh="店铺应结算额", en="Billed to the platform", per="storefront", good="up")
def billed(sales_kept_by_storefront, shipping_charged, dealer_discount):
    """Sales that buyers keep with the freight they pay, at the price that a dealer pays, VAT in."""
    return sales_kept_by_storefront + shipping_charged - dealer_discount


sales_due_opening = opening("sales_due_closing", zh="期初待结算销售额")


@line(
    "CNY",
    zh="待结算销售额（按到期）",
    en="Sales by month of payment",
    per=("storefront", "age"),
    rolls="last",
)
def sales_due(sales_due_opening, billed, customer_deposits_applied, settlement_share):
    """What was owed, one month nearer, and the month's sales less deposits by the month they are paid in."""
    return aged(sales_due_opening) + (billed - customer_deposits_applied) * settlement_share


@line("CNY", zh="期末待结算销售额", en="Sales due closing", per=("storefront", "age"), rolls="last")
def sales_due_closing(sales_due, falls_due):
    """What is not yet paid at the month's end, by the month it falls due."""
    return sales_due * (1 - falls_due)


@line("CNY", zh="平台回款", en="Collected from platforms", per="storefront", good="up")
def collected(sales_due, falls_due):
    """What falls due in the month."""
    return total(sales_due * falls_due, over="age")


receivable_opening = opening("receivable_closing", zh="期初店铺应收账款—平台待结算")


@line(
    "CNY", zh="店铺应收账款—平台待结算", en="Receivable closing", per="storefront", rolls="last", good="down"
)
def receivable_closing(sales_due_closing):
    """What platforms still owe of the plan's own sales."""
    return total(sales_due_closing, over="age")


@line("CNY", zh="期初应收账款回款", en="Collected of the opening receivable")
def receivable_start_collected(plan_begins, receivable_start):
    """What platforms owed before the plan, paid in its first month."""
    return plan_begins * receivable_start


@line("CNY", zh="回款合计", en="Collected, all storefronts", good="up")
def collected_total(collected, receivable_start_collected):
    """What all platforms pay out."""
    return total(collected, over="storefront") + receivable_start_collected


receivable_total_opening = opening(
    "receivable_total_closing", first="receivable_start", zh="期初应收账款—平台待结算"
)


@line("CNY", zh="应收账款—平台待结算", en="Receivable closing, all storefronts", rolls="last", good="down")
def receivable_total_closing(receivable_closing):
    """What all platforms still owe."""
    return total(receivable_closing, over="storefront")


artists_due_opening = opening("artists_due_closing", zh="期初待付艺术家（按到期）")


@line("CNY", zh="待付艺术家（按到期）", en="Artists' dues by month of payment", per="age", rolls="last")
def artists_due(artists_due_opening, artist_cost_total, artists_settlement_share):
    """What artists were owed, one month nearer, and the month's cost of them by the month it is paid in."""
    return aged(artists_due_opening) + artist_cost_total * artists_settlement_share


@line("CNY", zh="期末待付艺术家（按到期）", en="Artists' dues closing", per="age", rolls="last")
def artists_due_closing(artists_due, falls_due):
    """What is not yet paid to artists at the month's end."""
    return artists_due * (1 - falls_due)


@line("CNY", zh="支付艺术家", en="Paid to artists", good="down")
def artists_paid(artists_due, falls_due, plan_begins, artists_payable_start):
    """What falls due to artists in the month, with the taxes withheld from it."""
    return total(artists_due * falls_due, over="age") + plan_begins * artists_payable_start


artists_payable_opening = opening(
    "artists_payable_closing", first="artists_payable_start", zh="期初应付账款—艺术家"
)


@line("CNY", zh="应付账款—艺术家", en="Artists payable closing", rolls="last")
def artists_payable_closing(artists_due_closing):
    """What artists have earned and not yet got, with the taxes to be withheld from it."""
    return total(artists_due_closing, over="age")


goods_due_opening = opening("goods_due_closing", zh="期初待付货款（按到期）")


@line("CNY", zh="待付货款（按到期）", en="Goods by month of payment", per="age", rolls="last")
def goods_due(goods_due_opening, goods_bought_total, suppliers_settlement_share):
    """What suppliers of goods were owed, one month nearer, and the month's bills."""
    return aged(goods_due_opening) + goods_bought_total * suppliers_settlement_share


@line("CNY", zh="期末待付货款（按到期）", en="Goods due closing", per="age", rolls="last")
def goods_due_closing(goods_due, falls_due):
    """What is not yet paid for goods at the month's end."""
    return goods_due * (1 - falls_due)


carriers_due_opening = opening("carriers_due_closing", zh="期初待付物流费（按到期）")


@line("CNY", zh="待付物流费（按到期）", en="Logistics by month of payment", per="age", rolls="last")
def carriers_due(carriers_due_opening, logistics_paid, carriers_settlement_share):
    """What carriers were owed, one month nearer, and the month's bills."""
    return aged(carriers_due_opening) + logistics_paid * carriers_settlement_share


@line("CNY", zh="期末待付物流费（按到期）", en="Logistics due closing", per="age", rolls="last")
def carriers_due_closing(carriers_due, falls_due):
    """What is not yet paid to carriers at the month's end."""
    return carriers_due * (1 - falls_due)


@line("CNY", zh="支付货款与物流费", en="Paid for goods and carriage", good="down")
def goods_and_carriers_paid(goods_due, carriers_due, falls_due, plan_begins, suppliers_payable_start):
    """What falls due to suppliers of goods and to carriers in the month."""
    return (
        total(goods_due * falls_due, over="age")
        + total(carriers_due * falls_due, over="age")
        + plan_begins * suppliers_payable_start
    )


suppliers_payable_opening = opening(
    "suppliers_payable_closing", first="suppliers_payable_start", zh="期初应付账款—供应商"
)


@line("CNY", zh="应付账款—供应商", en="Suppliers payable closing", rolls="last")
def suppliers_payable_closing(goods_due_closing, carriers_due_closing):
    """What suppliers of goods and carriers have billed and not yet got."""
    return total(goods_due_closing, over="age") + total(carriers_due_closing, over="age")
