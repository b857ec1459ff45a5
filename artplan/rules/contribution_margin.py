"""What each product, storefront and channel contributes; each set adds up to the budget's
contribution margin.

What no product or channel causes by itself is shared: gross profit over storefronts and visits by lasting
sales (the month's own less the refunds that they will bring, so that a campaign's returns do not fall on a
month without visits), fees, advertising and logistics over products by their weights. Visits that no channel
brought (natural ones) stand on a line of their own.
"""

from artplan.engine.line import line
from artplan.engine.vocabulary import of, rate, ratio, some, total, where


@line("CNY", zh="品类销项税额", en="Output VAT by product", per="product")
def product_output_vat(product_taxable_sales, taxed_on_commission, sales_vat_share, commission_vat_share):
    """The VAT inside the product's taxable sales of the month."""
    return product_taxable_sales * where(taxed_on_commission, commission_vat_share, sales_vat_share)


@line("CNY", zh="品类毛利", en="Gross profit by product", per="product", good="up")
def product_gross_profit(
    product_sales, product_output_vat, artist_cost, artist_input_vat, goods_cost, product_returns_effect
):
    """The product's sales without VAT less its goods, its artists and refunds to come; freight apart."""
    artists = artist_cost - artist_input_vat
    return product_sales - product_output_vat - artists - goods_cost - product_returns_effect


@line("CNY", zh="共同毛利", en="Gross profit of no product", good="up")
def shared_gross_profit(gross_profit, product_gross_profit):
    """Freight charged and sales of no product, less dealers' discounts, no VAT; VAT of earlier months."""
    return gross_profit - total(product_gross_profit, over="product")


@line("CNY", zh="直接销售费用", en="Direct selling cost", good="down")
def selling_cost(platform_fees, advertising_cost, logistics_cost):
    """Platform fees, advertising and logistics, without input VAT."""
    return platform_fees + advertising_cost + logistics_cost


@line("CNY", zh="品类边际贡献", en="Contribution margin by product", per="product", good="up")
def product_contribution_margin(product_gross_profit, product_mix, shared_gross_profit, selling_cost):
    """The product's gross profit less its part of selling cost, shared by weight."""
    return product_gross_profit + product_mix * (shared_gross_profit - selling_cost)


@line("CNY", zh="店铺推广费合计", en="Advertising by storefront", per="storefront", good="down")
def advertising_by_storefront(advertising_spend):
    """What the storefront's channels cost, VAT in."""
    return total(advertising_spend, over="placement", by="storefront")


@line("CNY", zh="店铺坑位费", en="Slot fees by storefront", per="storefront", good="down")
def slot_fees_by_storefront(campaign_slot_fee):
    """Slot fees of the storefront's campaigns, VAT in."""
    return total(campaign_slot_fee, over="campaign", by="storefront")


@line("CNY", zh="店铺平台成本", en="Platform cost by storefront", per="storefront", good="down")
def platform_cost_by_storefront(
    fees_by_storefront,
    slot_fees_by_storefront,
    service_vat_share,
    annual_fee_cost_by_storefront,
    deposit_cost_by_storefront,
):
    """All the platform takes from the storefront, without input VAT."""
    return (
        (fees_by_storefront + slot_fees_by_storefront) * (1 - service_vat_share)
        + annual_fee_cost_by_storefront
        + deposit_cost_by_storefront
    )


@line("CNY", zh="店铺物流成本", en="Logistics cost by storefront", per="storefront", good="down")
def logistics_cost_by_storefront(
    logistics_by_storefront, packing_by_storefront, logistics_vat_share, packing_vat_share
):
    """Courier and packing of the storefront without input VAT."""
    courier = (logistics_by_storefront - packing_by_storefront) * (1 - logistics_vat_share)
    return courier + packing_by_storefront * (1 - packing_vat_share)


@line("CNY", zh="店铺直接销售费用", en="Direct selling cost by storefront", per="storefront", good="down")
def selling_cost_by_storefront(
    platform_cost_by_storefront,
    advertising_by_storefront,
    service_vat_share,
    logistics_cost_by_storefront,
):
    """The storefront's platform, advertising and logistics cost, without input VAT."""
    return (
        platform_cost_by_storefront
        + advertising_by_storefront * (1 - service_vat_share)
        + logistics_cost_by_storefront
    )


@line("CNY", zh="共同直接销售费用", en="Direct selling cost of no storefront", good="down")
def shared_selling_cost(selling_cost, selling_cost_by_storefront):
    """Customers' benefits, care of single pieces, and prepaid cost of before the plan."""
    return selling_cost - total(selling_cost_by_storefront, over="storefront")


@line("1", zh="店铺净销售额占比", en="Storefront's share of sales", per="storefront", rolls="recomputed")
def storefront_sales_share(lasting_sales_by_storefront, lasting_sales_total):
    """The storefront's part of all lasting sales."""
    return where(some(lasting_sales_total), ratio(lasting_sales_by_storefront, lasting_sales_total, 0), 0)


@line("CNY", zh="经销折让（不含税）", en="Discount of dealers without VAT", per="storefront", good="down")
def dealer_discount_net(dealer_discount, sales_vat_share):
    """Net revenue that the storefront leaves to its dealer."""
    return dealer_discount * (1 - sales_vat_share)


@line("CNY", zh="店铺边际贡献", en="Contribution margin by storefront", per="storefront", good="up")
def storefront_contribution_margin(
    gross_profit,
    dealer_discount_net,
    shared_selling_cost,
    storefront_sales_share,
    selling_cost_by_storefront,
):
    """The storefront's part of gross profit and shared cost by lasting sales, less its own costs."""
    return (
        (gross_profit + total(dealer_discount_net, over="storefront") - shared_selling_cost)
        * storefront_sales_share
        - dealer_discount_net
        - selling_cost_by_storefront
    )


@line("CNY", zh="推广带来的净销售额", en="Lasting sales by placement", per="placement", good="up")
def placement_sales(placement_visits, visits, gross_sales, refunds_arising, placement_refund_weight):
    """The campaign's sales by the placement's part of its visits, less what its own visits are refunded."""
    sold = of(ratio(gross_sales, visits, 0), by="campaign", per="placement")
    return placement_visits * (
        sold - of(ratio(refunds_arising, visits, 0), by="campaign", per="placement") * placement_refund_weight
    )


@line("CNY", zh="渠道带来的净销售额", en="Lasting sales by channel", per="channel", good="up")
def lasting_sales_by_channel(placement_sales):
    """The part of lasting sales that the channel's visits bring."""
    return total(placement_sales, over="placement", by="channel")


@line(
    "1",
    zh="渠道投产比（ROI，按净销售额）",
    en="Return on ad spend by channel, lasting sales",
    per="channel",
    rolls="recomputed",
    good="up",
)
def return_on_ad_spend_by_channel(lasting_sales_by_channel, spend_by_channel):
    """Lasting sales that the channel's visits bring, over what the channel costs; 0 where it is free."""
    return rate(lasting_sales_by_channel, spend_by_channel)


@line("1", zh="推广前边际贡献率", en="Contribution margin before advertising", rolls="recomputed", good="up")
def contribution_margin_before_advertising_rate(
    contribution_margin, advertising_total, service_vat_share, lasting_sales_total
):
    """What a yuan of lasting sales leaves before the channels' own cost; nothing where nothing is sold."""
    return rate(contribution_margin + advertising_total * (1 - service_vat_share), lasting_sales_total)


@line("CNY", zh="渠道边际贡献", en="Contribution margin by channel", per="channel", good="up")
def channel_contribution_margin(
    lasting_sales_by_channel, contribution_margin_before_advertising_rate, spend_by_channel, service_vat_share
):
    """What the channel's sales leave, less what the channel costs."""
    return lasting_sales_by_channel * contribution_margin_before_advertising_rate - spend_by_channel * (
        1 - service_vat_share
    )


@line("CNY", zh="自然流量边际贡献", en="Contribution margin of natural visits", good="up")
def natural_contribution_margin(
    lasting_sales_total, lasting_sales_by_channel, contribution_margin_before_advertising_rate
):
    """What sales to visitors that no channel brought leave."""
    return (
        lasting_sales_total - total(lasting_sales_by_channel, over="channel")
    ) * contribution_margin_before_advertising_rate


@line("CNY", zh="品类边际贡献合计一致", en="Products add up to the contribution margin", check="error")
def check_product_contribution_margin(product_contribution_margin, contribution_margin, product_share_total):
    """Contribution summed over products, less the budget's; where products are planned at all."""
    return where(
        product_share_total > 0, total(product_contribution_margin, over="product") - contribution_margin, 0
    )


@line("CNY", zh="店铺边际贡献合计一致", en="Storefronts add up to the contribution margin", check="error")
def check_storefront_contribution_margin(
    storefront_contribution_margin, contribution_margin, lasting_sales_total
):
    """Contribution summed over storefronts, less the budget's; where anything is sold."""
    return where(
        some(lasting_sales_total),
        total(storefront_contribution_margin, over="storefront") - contribution_margin,
        0,
    )


@line("CNY", zh="渠道边际贡献合计一致", en="Channels add up to the contribution margin", check="error")
def check_channel_contribution_margin(
    channel_contribution_margin, natural_contribution_margin, contribution_margin, lasting_sales_total
):
    """Contribution summed over channels and natural visits, less the budget's; where anything is sold."""
    return where(
        some(lasting_sales_total),
        total(channel_contribution_margin, over="channel")
        + natural_contribution_margin
        - contribution_margin,
        0,
    )
