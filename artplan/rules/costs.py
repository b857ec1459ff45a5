"""What is paid to platforms, carriers and landlords, as billed (VAT in).

A category commission falls on the price, the base fee and the payment fee on the freight too. What part
of a fee comes back with a refund is a parameter of each fee: by default commission and base fee do, the
payment fee does not. Of an order that is refunded before dispatch, commission and base fee come back in full.

An overhead may be paid ahead for several months: the amount of the month of payment is that of every month
that the payment covers; what is paid for later months is prepaid, without input VAT, and becomes a cost in
equal parts. The part that moves with sales is billed in its own month.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import one_month, total


@line("CNY", zh="平台佣金", en="Platform commission", per="storefront", good="down")
def platform_commission(
    gross_sales_by_storefront,
    refunds_by_storefront,
    refunds_after_dispatch,
    commission_refunded_share,
    platform_commission_rate,
):
    """The platform's deduction from sales, less what comes back with refunds; all of it before dispatch."""
    return (
        gross_sales_by_storefront
        - refunds_by_storefront
        + refunds_after_dispatch * (1 - commission_refunded_share)
    ) * platform_commission_rate


@line("CNY", zh="基础软件服务费", en="Base software fee", per="storefront", good="down")
def base_fee(
    gross_sales_by_storefront,
    refunds_by_storefront,
    refunds_after_dispatch,
    base_fee_refunded_share,
    shipping_charged,
    base_fee_rate,
):
    """The base fee on receipts, freight included, less what comes back with refunds; all before dispatch."""
    return (
        gross_sales_by_storefront
        - refunds_by_storefront
        + refunds_after_dispatch * (1 - base_fee_refunded_share)
        + shipping_charged
    ) * base_fee_rate


@line("CNY", zh="收取的支付手续费", en="Payment fee charged", per="storefront", good="down")
def payment_fee_charged(
    gross_sales_by_storefront,
    orders_paid_by_storefront,
    shipping_charge,
    payment_fee_rate,
    payment_fee_fixed,
):
    """A percentage of every payment, freight included, and a fixed sum for each order."""
    return (
        gross_sales_by_storefront + orders_paid_by_storefront * shipping_charge
    ) * payment_fee_rate + orders_paid_by_storefront * payment_fee_fixed


@line("CNY", zh="退款退还的支付手续费", en="Payment fee given back", per="storefront", good="up")
def payment_fee_given_back(
    refunds_by_storefront,
    orders_returned_by_storefront,
    shipping_charge,
    payment_fee_rate,
    payment_fee_fixed,
    payment_fee_refunded_share,
):
    """The part of the fee on returned orders that the payment service gives back."""
    return payment_fee_refunded_share * (
        (refunds_by_storefront + orders_returned_by_storefront * shipping_charge) * payment_fee_rate
        + orders_returned_by_storefront * payment_fee_fixed
    )


@line("CNY", zh="支付手续费", en="Payment fee", per="storefront", good="down")
def payment_fee(payment_fee_charged, payment_fee_given_back):
    """What the payment service takes and keeps."""
    return payment_fee_charged - payment_fee_given_back


@line("CNY", zh="店铺平台费用", en="Fees by storefront", per="storefront", good="down")
def fees_by_storefront(platform_commission, base_fee, payment_fee, payment_fee_on_shop, agent_commission):
    """Commission, base fee, the payment fee where the shop bears it; and what its agent bills."""
    return platform_commission + base_fee + payment_fee * payment_fee_on_shop + agent_commission


@line("CNY", zh="代理佣金与经销折让", en="Margin of agents and dealers", per="storefront", good="down")
def dealer_margin(sales_kept_by_storefront, dealer_margin_rate):
    """What agents are paid of sales kept, or dealers buy below the price."""
    return sales_kept_by_storefront * dealer_margin_rate


@line("CNY", zh="代理佣金", en="Commission of agents", per="storefront", good="down")
def agent_commission(dealer_margin, dealer_buys):
    """The margin of an agent, who bills it: a cost of selling, the price stays the shop's revenue."""
    return dealer_margin * (1 - dealer_buys)


@line("CNY", zh="经销折让", en="Discount of dealers", per="storefront", good="down")
def dealer_discount(dealer_margin, dealer_buys):
    """The margin of a dealer, who buys below the price: revenue and its VAT are lower by it."""
    return dealer_margin * dealer_buys


@line("CNY", zh="经销折让合计", en="Discount of dealers, all storefronts", good="down")
def dealer_discount_total(dealer_discount):
    """What all dealers buy below the price."""
    return total(dealer_discount, over="storefront")


@line("CNY", zh="活动坑位费", en="Slot fees", per="campaign", good="down")
def campaign_slot_fee(slot_fee, campaign_starts):
    """What the platform asks for a place in the campaign, in the month in which it starts."""
    return slot_fee * campaign_starts


@line("CNY", zh="平台费用合计", en="Platform fees, VAT in", good="down")
def fees_paid(fees_by_storefront, campaign_slot_fees):
    """All storefronts' fees and slot fees, as billed."""
    return total(fees_by_storefront, over="storefront") + campaign_slot_fees


@line("CNY", zh="坑位费合计", en="Slot fees, all campaigns", good="down")
def campaign_slot_fees(campaign_slot_fee):
    """Slot fees of all campaigns that start in the month."""
    return total(campaign_slot_fee, over="campaign")


@line("CNY", zh="店铺包装费", en="Packing by storefront", per="storefront", good="down")
def packing_by_storefront(orders_shipped_by_storefront, packing_cost):
    """Packing material of every order that ships."""
    return orders_shipped_by_storefront * packing_cost


@line("CNY", zh="店铺物流费", en="Logistics by storefront", per="storefront", good="down")
def logistics_by_storefront(
    orders_shipped_by_storefront, courier_cost, packing_by_storefront, return_shipping, freight_insurance
):
    """Courier and packing for every order that ships, the way back of returned ones, freight insurance."""
    return (
        orders_shipped_by_storefront * courier_cost
        + packing_by_storefront
        + return_shipping
        + freight_insurance
    )


@line("CNY", zh="包装费合计", en="Packing, VAT in", good="down")
def packing_paid(packing_by_storefront, piece_packing):
    """Packing material of all orders and pieces, as billed: a part of logistics."""
    return total(packing_by_storefront, over="storefront") + total(piece_packing, over="product")


@line("CNY", zh="物流费合计", en="Logistics, VAT in", good="down")
def logistics_paid(logistics_by_storefront, piece_logistics):
    """Logistics of all storefronts and of pieces, as billed."""
    return total(logistics_by_storefront, over="storefront") + total(piece_logistics, over="product")


@line(
    "CNY",
    zh="日常运营费用账单（按项目，含税）",
    en="Overheads billed by kind, VAT in",
    per="overhead",
    good="down",
)
def overhead_billed(overhead_amount, overhead_months_paid):
    """Rent, software and the like for the months that the month's payment covers."""
    return one_month(overhead_amount) * overhead_months_paid


@line("CNY", zh="日常运营费用（按项目，含税）", en="Overheads by kind, VAT in", per="overhead", good="down")
def overhead_paid(overhead_billed, overhead_with_sales):
    """Rent, software and the like, as billed in the month, and what moves with sales."""
    return overhead_billed + overhead_with_sales


@line("CNY", zh="随销售变动的费用", en="Overheads that move with sales, VAT in", per="overhead", good="down")
def overhead_with_sales(gross_sales_total, overhead_sales_share):
    """The part of the overhead that is a share of gross sales."""
    return gross_sales_total * overhead_sales_share


@line("CNY", zh="日常运营费用合计（含税）", en="Overheads, VAT in", good="down")
def overheads_paid(overhead_paid):
    """All overheads, as billed."""
    return total(overhead_paid, over="overhead")


overhead_prepaid_opening = opening("overhead_prepaid_closing", zh="期初预付日常运营费用（按项目）")


@line("CNY", zh="预付日常运营费用（按项目）", en="Overheads paid ahead by kind", per="overhead")
def overhead_prepaid_added(overhead_billed, overhead_vat_share, overhead_ahead_share):
    """The part of the month's bill that is for later months, without input VAT."""
    return overhead_billed * (1 - overhead_vat_share) * overhead_ahead_share


@line("CNY", zh="预付日常运营费用摊销（按项目）", en="Overheads paid ahead, used up by kind", per="overhead")
def overhead_prepaid_used(overhead_prepaid_opening, overhead_used_share):
    """An equal part for each month until the next payment."""
    return overhead_prepaid_opening * overhead_used_share


@line(
    "CNY",
    zh="期末预付日常运营费用（按项目）",
    en="Overheads paid ahead, closing by kind",
    per="overhead",
    rolls="last",
)
def overhead_prepaid_closing(overhead_prepaid_opening, overhead_prepaid_added, overhead_prepaid_used):
    """Overheads paid for months to come, without input VAT."""
    return overhead_prepaid_opening + overhead_prepaid_added - overhead_prepaid_used


@line("CNY", zh="预付日常运营费用合计", en="Overheads paid ahead")
def overheads_prepaid_added(overhead_prepaid_added):
    """What the month pays for later months of all overheads."""
    return total(overhead_prepaid_added, over="overhead")


@line("CNY", zh="预付日常运营费用摊销合计", en="Overheads paid ahead, used up")
def overheads_prepaid_used(overhead_prepaid_used):
    """The month's cost of overheads that were paid before it."""
    return total(overhead_prepaid_used, over="overhead")


@line("CNY", zh="租赁等押金缴纳（按项目）", en="Deposit paid by overhead", per="overhead")
def overhead_deposit_paid(overhead_deposit, overhead_deposit_pays):
    """The landlord's deposit in the month it is paid."""
    return overhead_deposit * overhead_deposit_pays


@line("CNY", zh="租赁等押金退回（按项目）", en="Deposit returned by overhead", per="overhead")
def overhead_deposit_returned(overhead_deposit, overhead_deposit_returns):
    """The landlord's deposit in the month it comes back."""
    return overhead_deposit * overhead_deposit_returns


@line("CNY", zh="在押租赁等押金（按项目）", en="Deposit held by overhead", per="overhead", rolls="last")
def overhead_deposit_as_asset(overhead_deposit, overhead_deposit_held):
    """The landlord's deposit while it is held."""
    return overhead_deposit * overhead_deposit_held
