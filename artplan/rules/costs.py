"""What is paid to platforms, carriers and landlords, as billed (VAT in).

A category commission and the base fee fall on sales that the buyer keeps; the payment fee falls on
every payment and does not come back with a refund.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import one_month, total


@line("CNY", zh="平台佣金", en="Platform commission", per="storefront", good="down")
def platform_commission(sales_kept_by_storefront, platform_commission_rate):
    """The platform's deduction from sales that the buyer keeps."""
    return sales_kept_by_storefront * platform_commission_rate


@line("CNY", zh="基础软件服务费", en="Base software fee", per="storefront", good="down")
def base_fee(sales_kept_by_storefront, base_fee_rate):
    """The platform's base fee on confirmed receipts."""
    return sales_kept_by_storefront * base_fee_rate


@line("CNY", zh="支付手续费", en="Payment fee", per="storefront", good="down")
def payment_fee(gross_sales_by_storefront, payment_fee_rate):
    """What the payment service takes of every payment."""
    return gross_sales_by_storefront * payment_fee_rate


@line("CNY", zh="店铺平台费用", en="Fees by storefront", per="storefront", good="down")
def fees_by_storefront(platform_commission, base_fee, payment_fee, dealer_margin):
    """Commission, base fee and payment fee of the storefront; the margin of its agent or dealer."""
    return platform_commission + base_fee + payment_fee + dealer_margin


@line("CNY", zh="代理经销让利", en="Margin of agents and dealers", per="storefront", good="down")
def dealer_margin(sales_kept_by_storefront, dealer_margin_rate):
    """What agents are paid of sales kept, or dealers buy below the price: a cost of selling either way."""
    return sales_kept_by_storefront * dealer_margin_rate


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


@line("CNY", zh="店铺物流费", en="Logistics by storefront", per="storefront", good="down")
def logistics_by_storefront(
    orders_paid_by_storefront, courier_cost, packing_cost, orders_returned_by_storefront, return_shipping_cost
):
    """Courier and packing for every paid order, the way back for every returned one."""
    return (
        orders_paid_by_storefront * (courier_cost + packing_cost)
        + orders_returned_by_storefront * return_shipping_cost
    )


@line("CNY", zh="物流费合计", en="Logistics, VAT in", good="down")
def logistics_paid(logistics_by_storefront, piece_logistics):
    """Logistics of all storefronts and of pieces, as billed."""
    return total(logistics_by_storefront, over="storefront") + total(piece_logistics, over="product")


@line("CNY", zh="日常费用（按项目，含税）", en="Overheads by kind, VAT in", per="overhead", good="down")
def overhead_paid(overhead_amount):
    """Rent, software, licences and the like, as billed in the month."""
    return one_month(overhead_amount)


@line("CNY", zh="日常费用合计（含税）", en="Overheads, VAT in", good="down")
def overheads_paid(overhead_paid):
    """All overheads, as billed."""
    return total(overhead_paid, over="overhead")
