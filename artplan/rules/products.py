"""What the sales are made of: own goods and art on consignment.

Where the platform only arranges the sale (agent), its revenue is its commission, not the price:
the artist's share never enters revenue (CAS 14; IFRS 15 B34 to B38). Where it sells in its own name
(principal) the artist's share is a cost. A discount comes off before the share, unless the contract has the
share on the list price (see `list_price`): then the shop bears the discount alone. A refund reverses all of
it in its own month, for the products that were sold then; but goods and artists are owed for pieces that do
not come back for sale.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, one_month, ratio, total, where


@line("1", zh="品类权重合计", en="Sum of the product weights", rolls="last")
def product_share_total(product_weight):
    """What the products' weights add up to."""
    return total(product_weight, over="product")


@line("1", zh="品类销售占比", en="Share of sales", per="product", rolls="average")
def product_mix(product_weight, product_share_total):
    """The product's weight as a share of all weights."""
    return ratio(product_weight, product_share_total, 0)


@line("1", zh="品类实际销售占比", en="Share of what is sold", per="product", rolls="average")
def product_mix_sold(product_mix, product_served_share, stock_served_share):
    """The product's share after stock-outs: what is short loses its part to the others."""
    return ratio(product_mix * product_served_share, stock_served_share, 0)


@line("CNY", zh="品类成交额", en="Gross sales by product", per="product", good="up")
def product_gross_sales(gross_sales_total, product_mix_sold):
    """The product's part of gross sales, before returns."""
    return gross_sales_total * product_mix_sold


@line("1", zh="退款占比（按月份）", en="Share of sales by month of refund", per="age", rolls="average")
def sales_refund_share(gross_sales, refund_month_share, gross_sales_total):
    """Refunds that the month's sales will bring as a share of them, by the month in which they are paid."""
    return ratio(total(gross_sales * refund_month_share, over="campaign"), gross_sales_total, 0)


product_refunds_due_opening = opening("product_refunds_due_closing", zh="期初品类待退款额（按月份）")


@line(
    "CNY",
    zh="品类待退款额（按月份）",
    en="Refunds by product and month",
    per=("product", "age"),
    rolls="last",
)
def product_refunds_due(product_refunds_due_opening, product_gross_sales, return_weight, sales_refund_share):
    """The product's refunds to come, one month nearer, and the month's own, with the mix of their sale."""
    return aged(product_refunds_due_opening) + product_gross_sales * return_weight * sales_refund_share


@line("CNY", zh="品类建账前销售的退款额", en="Earlier refunds by product", per="product", good="down")
def product_refunds_of_earlier_sales(refunds_of_earlier_sales, product_mix):
    """Refunds of sales before the plan, by the weights of the month."""
    return total(refunds_of_earlier_sales, over="campaign") * product_mix


@line("CNY", zh="品类退款额", en="Refunds by product", per="product", good="down")
def product_refunds(product_refunds_due, falls_due, product_refunds_of_earlier_sales):
    """What buyers of the product get back in the month."""
    return total(product_refunds_due * falls_due, over="age") + product_refunds_of_earlier_sales


@line(
    "CNY",
    zh="期末品类待退款额（按月份）",
    en="Refunds due closing by product",
    per=("product", "age"),
    rolls="last",
)
def product_refunds_due_closing(product_refunds_due, falls_due):
    """The product's refunds that are still to come, by the month in which they do."""
    return product_refunds_due * (1 - falls_due)


@line("CNY", zh="品类扣退款后销售额", en="Sales kept by product", per="product", good="up")
def product_sales(product_gross_sales, product_refunds):
    """Gross sales less refunds of the product, VAT in."""
    return product_gross_sales - product_refunds


@line("CNY", zh="商品未收回的退款额", en="Refunds without the piece", per="product", good="down")
def product_refunds_lost(product_refunds, product_refunds_of_earlier_sales, refund_lost_share):
    """Refunds of the plan's own sales whose piece does not come back for sale, at the price paid."""
    return (product_refunds - product_refunds_of_earlier_sales) * refund_lost_share


@line("CNY", zh="艺术家分成", en="Artists' share", per="product", good="down")
def artist_payout(
    product_sales,
    product_refunds_lost,
    product_sales_at_list_price,
    product_refunds_at_list_price,
    refund_lost_share,
    share_on_list_price,
    artist_share,
):
    """What the artists get of the sales kept and the pieces lost: after the discount, or by list price."""
    return artist_share * where(
        share_on_list_price,
        product_sales_at_list_price + product_refunds_at_list_price * refund_lost_share,
        product_sales + product_refunds_lost,
    )


@line("CNY", zh="代销作品艺术家分成", en="Artists' share as agent", per="product")
def agent_payout(artist_payout, is_agent):
    """The artists' share where the platform only arranges the sale: never its revenue."""
    return artist_payout * is_agent


@line("CNY", zh="商品采购额", en="Goods bought, VAT in", per="product", good="down")
def goods_bought(
    product_sales,
    product_refunds_lost,
    product_cost_rate,
    goods_cost_entered,
    stock_purchases,
    piece_finishing,
):
    """Goods bought for their sales, lost ones included, or as entered, or for stock; frames, certificates."""
    for_sales = (product_sales + product_refunds_lost) * product_cost_rate + one_month(goods_cost_entered)
    return for_sales + stock_purchases + piece_finishing


@line("CNY", zh="品类商品成本（含税口径）", en="Goods used", per="product", good="down")
def goods_used(goods_bought, stock_purchases, stock_cost_sold, stock_cost_lost, stock_written_down):
    """Goods bought, with what leaves stock (without creditable VAT) in place of what enters it."""
    return goods_bought - stock_purchases + stock_cost_sold + stock_cost_lost + stock_written_down


@line("CNY", zh="品类商品成本", en="Cost of goods by product", per="product", good="down")
def goods_cost(
    goods_bought, stock_purchases, goods_vat_share, stock_cost_sold, stock_cost_lost, stock_written_down
):
    """Goods bought for their sales without input VAT; what leaves stock, or is lost to refunds, at cost."""
    bought = (goods_bought - stock_purchases) * (1 - goods_vat_share)
    return bought + stock_cost_sold + stock_cost_lost + stock_written_down


@line("CNY", zh="商品成本（含税口径）", en="Goods used, all products", good="down")
def goods_used_total(goods_used):
    """What all goods sold cost, whether bought for the sale or taken from stock."""
    return total(goods_used, over="product")


@line("CNY", zh="品类毛利（含税）", en="Margin by product, VAT in", per="product", good="up")
def product_margin(product_sales, artist_cost, goods_used):
    """What the product leaves after artists and goods, before tax and fees."""
    return product_sales - artist_cost - goods_used


@line("CNY", zh="艺术家分成合计", en="Artists' share, all products", good="down")
def artist_payout_total(artist_payout):
    """What the artists get of all sales."""
    return total(artist_payout, over="product")


@line("CNY", zh="代销作品艺术家分成（代收代付）", en="Artists' share as agent, all products")
def agent_payout_total(agent_payout):
    """The artists' share that is not the company's revenue."""
    return total(agent_payout, over="product")


@line("CNY", zh="采购额合计", en="Goods bought, all products, VAT in", good="down")
def goods_bought_total(goods_bought):
    """What all goods sold cost to buy."""
    return total(goods_bought, over="product")


@line("CNY", zh="品类待退款收发存一致", en="Refunds due by product add up", per="product", check="error")
def check_product_refunds(
    product_refunds_due_opening,
    product_gross_sales,
    return_weight,
    sales_refund_share,
    product_refunds_of_earlier_sales,
    product_refunds,
    product_refunds_due_closing,
):
    """The product's refunds due opening and new ones, less those of the month and the closing."""
    return (
        total(product_refunds_due_opening, over="age")
        + product_gross_sales * return_weight * total(sales_refund_share, over="age")
        + product_refunds_of_earlier_sales
        - product_refunds
        - total(product_refunds_due_closing, over="age")
    )
