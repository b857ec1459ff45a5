"""Refunds to come of sales already booked, under the Accounting Standards for Business Enterprises.

By CAS 14, article 32, revenue is net of what will be refunded: the refunds to come are a provision without
VAT, and the cost of the pieces that will come back is an asset. Both are what the plan itself expects of its
sales, at the VAT and the shares of the month's end; their movements belong to revenue and to cost of sales.
VAT and money move with the refund itself. The standard for small enterprises books neither. Left out are
deferred tax, freight and the margins of dealers and platforms that go back with a refund, taxes on artists
that the shop bears, and refunds of sales before the plan.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import ratio, total, where

# What will be refunded, and what of it comes back


@line(
    "CNY", zh="期末品类尚未退款额", en="Refunds expected by product", per="product", rolls="last", good="down"
)
def product_refunds_expected_closing(product_refunds_due_closing):
    """What buyers of the product will still get back, VAT in."""
    return total(product_refunds_due_closing, over="age")


@line(
    "order",
    zh="期末店铺待退款订单数（按类型）",
    en="Orders expected to be refunded by kind",
    per=("storefront", "refund_kind"),
    rolls="last",
    good="down",
)
def orders_expected_back_by_storefront_closing(refunds_due_by_kind_closing):
    """The storefront's orders that are still to be refunded in this way."""
    return total(refunds_due_by_kind_closing, over="age")


@line(
    "order",
    zh="期末待退款订单数（按类型）",
    en="Orders expected to be refunded by kind, all storefronts",
    per="refund_kind",
    rolls="last",
    good="down",
)
def orders_expected_back_closing(orders_expected_back_by_storefront_closing):
    """Orders that are still to be refunded in this way, of all storefronts."""
    return total(orders_expected_back_by_storefront_closing, over="storefront")


@line(
    "1", zh="待退款商品可收回比例", en="Share of pieces expected back", per="product", rolls="last", good="up"
)
def refund_saved_share_closing(
    orders_expected_back_closing, kind_refund_only, kind_return_of_goods, returned_saleable_share
):
    """The part of the refunds to come whose piece never ships, or comes back and can be sold again."""
    lost = total(orders_expected_back_closing * kind_refund_only, over="refund_kind") + total(
        orders_expected_back_closing * kind_return_of_goods, over="refund_kind"
    ) * (1 - returned_saleable_share)
    return 1 - ratio(lost, total(orders_expected_back_closing, over="refund_kind"), 0)


@line("CNY", zh="预计冲回的艺术家分成", en="Artists' share expected back", per="product", rolls="last")
def product_artist_share_expected_closing(
    artist_share,
    refund_saved_share_closing,
    share_on_list_price,
    product_refunds_due_at_list_price_closing,
    product_refunds_expected_closing,
):
    """What the artists will not get of sales that will be refunded."""
    refunds = where(
        share_on_list_price,
        total(product_refunds_due_at_list_price_closing, over="age"),
        product_refunds_expected_closing,
    )
    return artist_share * refund_saved_share_closing * refunds


@line(
    "CNY",
    zh="预计冲回的艺术家分成（不含税）",
    en="Artists expected back, no VAT",
    per="product",
    rolls="last",
)
def product_artists_expected_closing(product_artist_share_expected_closing, artist_vat_share):
    """The same without the VAT that special invoices have given back."""
    return product_artist_share_expected_closing * (1 - artist_vat_share)


@line("CNY", zh="预计冲回的销项税额", en="Output VAT expected back", per="product", rolls="last")
def product_refund_vat_expected_closing(
    product_refunds_expected_closing,
    product_artist_share_expected_closing,
    taxed_on_commission,
    commission_vat_share,
    sales_vat_share,
):
    """The VAT inside the refunds to come at the rates of the month: of the price, or of the commission."""
    artists = product_artist_share_expected_closing * taxed_on_commission
    return (product_refunds_expected_closing - artists) * where(
        taxed_on_commission, commission_vat_share, sales_vat_share
    )


@line("CNY", zh="预计收回商品的成本", en="Goods expected back", per="product", rolls="last")
def product_goods_expected_closing(
    refund_saved_share_closing,
    stock_cost_due_back_closing,
    product_refunds_expected_closing,
    product_cost_rate,
    goods_vat_share,
):
    """What the pieces that will be there again cost: from stock, or bought for their sale."""
    bought = product_refunds_expected_closing * product_cost_rate * (1 - goods_vat_share)
    return refund_saved_share_closing * (total(stock_cost_due_back_closing, over="age") + bought)


# The two accounts

product_returns_provision_opening = opening("product_returns_provision_closing", zh="期初品类应付退货款")
product_return_goods_opening = opening("product_return_goods_closing", zh="期初品类应收退货成本")
returns_provision_opening = opening("returns_provision_closing", zh="期初预计负债—应付退货款")
return_goods_opening = opening("return_goods_closing", zh="期初其他流动资产—应收退货成本")


@line("CNY", zh="品类应付退货款", en="Provision for refunds by product", per="product", rolls="last")
def product_returns_provision_closing(
    is_enterprise_standard,
    product_refunds_expected_closing,
    product_artists_expected_closing,
    is_agent,
    product_refund_vat_expected_closing,
):
    """The revenue that the product's refunds to come will take back: of an agent, the commission."""
    return is_enterprise_standard * (
        product_refunds_expected_closing
        - product_artists_expected_closing * is_agent
        - product_refund_vat_expected_closing
    )


@line("CNY", zh="品类应收退货成本", en="Cost expected back by product", per="product", rolls="last")
def product_return_goods_closing(
    is_enterprise_standard, product_goods_expected_closing, product_artists_expected_closing, is_agent
):
    """The cost of sales that the product's refunds to come will take back: goods, and the artists' share."""
    artists = product_artists_expected_closing * (1 - is_agent)
    return is_enterprise_standard * (product_goods_expected_closing + artists)


@line("CNY", zh="预计负债—应付退货款", en="Provision for refunds", rolls="last", good="down")
def returns_provision_closing(
    product_returns_provision_closing,
    is_enterprise_standard,
    refunds_expected_closing,
    product_refunds_expected_closing,
    sales_vat_share,
):
    """Refunds still to come of sales booked, without VAT; those of no product too."""
    others = refunds_expected_closing - total(product_refunds_expected_closing, over="product")
    return total(product_returns_provision_closing, over="product") + is_enterprise_standard * others * (
        1 - sales_vat_share
    )


@line("CNY", zh="其他流动资产—应收退货成本", en="Right to goods to be returned", rolls="last")
def return_goods_closing(product_return_goods_closing):
    """The cost of the pieces that are expected back."""
    return total(product_return_goods_closing, over="product")


@line("CNY", zh="应付退货款的增加", en="Growth of the provision for refunds", good="down")
def returns_provision_movement(returns_provision_closing, returns_provision_opening):
    """Taken off revenue: not deductible before the refund."""
    return returns_provision_closing - returns_provision_opening


@line("CNY", zh="应收退货成本的增加", en="Growth of the right to goods")
def return_goods_movement(return_goods_closing, return_goods_opening):
    """Taken off cost of sales."""
    return return_goods_closing - return_goods_opening


@line("CNY", zh="品类预计退货对毛利的影响", en="Gross profit taken off for refunds to come", per="product")
def product_returns_effect(
    product_returns_provision_closing,
    product_returns_provision_opening,
    product_return_goods_closing,
    product_return_goods_opening,
):
    """The product's part of both movements."""
    return (
        product_returns_provision_closing
        - product_returns_provision_opening
        - product_return_goods_closing
        + product_return_goods_opening
    )
