"""Art in pieces: what is ordered, arrives, is sold and grows old; what comes back stands in piece_returns.

What buyers want is their orders at list price, split by the products' weights and divided by the price of
a piece; a discount lowers what is paid, not how many pieces go. Sold is the smaller of what is wanted and
what is there; all campaigns share the same stock, so that a shortage takes the same part of each. Pieces
may be fractions: a plan counts expected pieces, and nothing is rounded. Products without a supply are sold
as they are wanted, without a limit. What is ordered by rule stands in reorder.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, maximum, minimum, one_month, rate, ratio, total, where

# What buyers want


@line("CNY", zh="需求额（标价）", en="Sales wanted at list price", per="campaign", good="up")
def sales_wanted(orders_wanted, list_order_value):
    """Orders that buyers want, before any discount."""
    return orders_wanted * list_order_value


@line("CNY", zh="需求总额（标价）", en="Sales wanted at list price, all campaigns", good="up")
def sales_wanted_total(sales_wanted):
    """What buyers want of the whole company, before any discount."""
    return total(sales_wanted, over="campaign")


@line("CNY/piece", zh="加价定价", en="Price marked up on cost", per="product", rolls="average")
def piece_price_marked_up(markup_rate, piece_unit_cost):
    """The cost of a piece and a part of it on top, VAT in; 0 where no mark-up is planned."""
    return where(markup_rate > 0, piece_unit_cost * (1 + markup_rate), 0)


@line("CNY/piece", zh="单件价格", en="Price of a piece, list", per="product", rolls="average")
def piece_price(artist_net_wanted, artist_share, piece_price_entered, piece_price_marked_up):
    """As entered, marked up on cost, or the artist's wanted net grossed up by the artist's share."""
    return where(
        artist_net_wanted > 0,
        ratio(artist_net_wanted, artist_share, 0),
        piece_price_entered + piece_price_marked_up,
    )


@line("piece", zh="需求件数", en="Pieces wanted", per="product", good="up")
def pieces_wanted(sales_wanted_total, product_mix, piece_price):
    """The product's part of what is wanted, divided by its price; 0 where no price is planned."""
    return ratio(sales_wanted_total * product_mix, piece_price, 0)


# What arrives

pieces_on_order_opening = opening("pieces_on_order_closing", zh="期初在途件数")


@line("piece", zh="订货件数合计", en="Pieces ordered in the month", per="product")
def pieces_ordered(purchases_planned, pieces_reordered):
    """What is ordered from suppliers or called in from artists: as entered, and by rule."""
    return one_month(purchases_planned) + pieces_reordered


@line("piece", zh="在途件数（按月龄）", en="Pieces on order by age", per=("product", "age"), rolls="last")
def pieces_on_order(pieces_on_order_opening, pieces_ordered, age_is_new):
    """Earlier orders one month older, and the month's own."""
    return aged(pieces_on_order_opening) + pieces_ordered * age_is_new


@line("piece", zh="到货件数（未计限量）", en="Pieces arriving", per="product")
def pieces_arriving(pieces_on_order, piece_arrives):
    """Orders as old as the lead time."""
    return total(pieces_on_order * piece_arrives, over="age")


@line("piece", zh="期末在途件数", en="Pieces on order closing", per=("product", "age"), rolls="last")
def pieces_on_order_closing(pieces_on_order, piece_arrives):
    """Orders that are still to arrive."""
    return pieces_on_order * (1 - piece_arrives)


edition_left_opening = opening("edition_left_closing", first="edition_run", zh="期初限量余数")


@line("piece", zh="入库件数", en="Pieces received", per="product")
def pieces_received(pieces_arriving, is_edition, edition_left_opening):
    """What arrives; of a limited edition no more than its run still allows."""
    return where(is_edition, minimum(pieces_arriving, edition_left_opening), pieces_arriving)


@line("piece", zh="期末限量余数", en="Edition left closing", per="product", rolls="last")
def edition_left_closing(edition_left_opening, is_edition, pieces_received):
    """Pieces that the edition may still issue."""
    return edition_left_opening - is_edition * pieces_received


# What is sold

pieces_opening = opening("pieces_closing", first="pieces_start", zh="期初库存")


@line("piece", zh="可售件数", en="Pieces available", per="product", rolls="recomputed", good="up")
def pieces_available(pieces_opening, pieces_received):
    """What is in stock at the month's start and what arrives in the month."""
    return pieces_opening + pieces_received


@line("piece", zh="可供件数", en="Pieces that stock can serve", per="product", good="up")
def pieces_served(is_stocked, pieces_wanted, pieces_available):
    """The smaller of what is wanted and what is there; without a stock, what is wanted."""
    return where(is_stocked, minimum(pieces_wanted, pieces_available), pieces_wanted)


@line("1", zh="品类供货占比", en="Share served by product", per="product", rolls="average", good="up")
def product_served_share(pieces_wanted, pieces_served):
    """The part of the wanted pieces that is there; all of them where none are wanted."""
    return ratio(pieces_served, pieces_wanted, 1)


@line("1", zh="库存可供占比", en="Share of orders that stock serves", rolls="average", good="up")
def stock_served_share(product_share_total, product_mix, product_served_share):
    """The part of what is wanted that stock can serve, product by product by its weight."""
    return where(product_share_total > 0, total(product_mix * product_served_share, over="product"), 1)


@line("piece", zh="售出件数", en="Pieces sold", per="product", good="up")
def pieces_sold(pieces_served, dispatch_lost_share):
    """What stock serves, less what could not be dispatched."""
    return pieces_served * (1 - dispatch_lost_share)


@line("piece", zh="期末库存", en="Pieces closing", per="product", rolls="last")
def pieces_closing(is_stocked, pieces_available, pieces_sold, pieces_returned):
    """What is left in stock at the month's end."""
    return is_stocked * (pieces_available - pieces_sold + pieces_returned)


@line("1", zh="件数售出比例", en="Share of pieces sold", per="product", rolls="recomputed", good="up")
def pieces_sold_share(pieces_sold, pieces_opening, pieces_received, pieces_returned):
    """Pieces sold over pieces that were to be had: what came back can be sold again."""
    return rate(pieces_sold, pieces_opening + pieces_received + pieces_returned)


@line("1", zh="滞销款占比", en="Share of items unsold", per="product", rolls="recomputed", good="down")
def items_unsold_share(an_item, items_listed, pieces_sold, a_piece):
    """Items that no piece sold falls on, expected where pieces fall on the items listed evenly at random."""
    return (1 - ratio(an_item, items_listed, 0)) ** (maximum(pieces_sold, 0) / a_piece)


@line("1", zh="动销率", en="Sell-through rate", per="product", rolls="recomputed", good="up")
def sell_through_rate(is_unique, pieces_sold_share, items_unsold_share):
    """Items sold at least once over items listed, each unique work being one; 0 where no items are given."""
    return where(is_unique, pieces_sold_share, 1 - items_unsold_share)


@line("day", zh="库存可售天数", en="Days of stock", per="product", rolls="recomputed")
def stock_days(pieces_closing, pieces_sold, days_in_month):
    """How long the closing stock lasts at the rate of the period's sales; undefined where nothing is sold."""
    return rate(pieces_closing * days_in_month, pieces_sold)


# How old it is


@line(
    "piece", zh="期初库存（按库龄）", en="Pieces at the start by age", per=("product", "age"), rolls="first"
)
def pieces_by_age_before(pieces_start, age_is_new):
    """Stock in hand when the plan begins counts as new."""
    return pieces_start * age_is_new


pieces_by_age_opening = opening("pieces_by_age_closing", first="pieces_by_age_before", zh="期初各库龄件数")


@line("1", zh="库存留存占比", en="Share of pieces left", per="product", rolls="average")
def pieces_left_share(pieces_closing, pieces_available):
    """The part of the available pieces that is there at the month's end, returns included."""
    return ratio(pieces_closing, pieces_available, 0)


@line("piece", zh="可售件数（按库龄）", en="Pieces available by age", per=("product", "age"), rolls="last")
def pieces_by_age(pieces_by_age_opening, pieces_received, age_is_new):
    """The opening stock one month older, and what arrives."""
    return aged(pieces_by_age_opening) + pieces_received * age_is_new


@line("piece", zh="期末各库龄件数", en="Pieces by age closing", per=("product", "age"), rolls="last")
def pieces_by_age_closing(pieces_available, pieces_by_age, pieces_left_share, pieces_closing, age_is_new):
    """Old and new pieces sell and come back alike; what comes back to an empty shelf counts as new."""
    return where(pieces_available > 0, pieces_by_age * pieces_left_share, pieces_closing * age_is_new)


# Warnings and checks


@line(
    "piece",
    zh="低于库存警戒线",
    en="Stock below its warning level",
    per="product",
    rolls="max",
    good="down",
    check="alert",
)
def alert_low_stock(low_stock_level, pieces_closing):
    """Pieces that are missing at the month's end to reach the low-stock level."""
    return maximum(low_stock_level - pieces_closing, 0)


@line("CNY", zh="缺货损失销售额", en="Sales lost to stock-outs", per="product", good="down", check="alert")
def alert_stock_out(pieces_wanted, pieces_served, piece_price):
    """What could not be sold because no piece was there, at list price."""
    return (pieces_wanted - pieces_served) * piece_price


@line("piece", zh="库存不为负", en="Stock is never negative", per="product", rolls="last", check="error")
def check_stock_negative(pieces_closing):
    """Pieces below 0."""
    return maximum(0 - pieces_closing, 0)


@line("piece", zh="库存件数收发存一致", en="Stock account adds up", per="product", check="error")
def check_stock_account(
    is_stocked, pieces_opening, pieces_received, pieces_returned, pieces_sold, pieces_closing
):
    """Opening, received and returned less sold, less the closing; for products in stock."""
    return is_stocked * (pieces_opening + pieces_received + pieces_returned - pieces_sold) - pieces_closing


@line("piece", zh="库龄合计与库存一致", en="Ages add up to the stock", per="product", check="error")
def check_stock_ages(pieces_by_age_closing, pieces_closing):
    """Pieces summed over ages, less the closing stock."""
    return total(pieces_by_age_closing, over="age") - pieces_closing


works_offered_opening = opening("works_offered_closing", first="pieces_start", zh="期初累计上架件数")


@line("piece", zh="累计上架件数", en="Works offered closing", per="product", rolls="last")
def works_offered_closing(works_offered_opening, pieces_received):
    """All pieces that were ever to be had."""
    return works_offered_opening + pieces_received


works_sold_opening = opening("works_sold_closing", zh="期初累计净售件数")


@line("piece", zh="累计净售件数", en="Works sold closing", per="product", rolls="last")
def works_sold_closing(works_sold_opening, pieces_sold, pieces_returned):
    """All pieces that were ever sold and not sent back."""
    return works_sold_opening + pieces_sold - pieces_returned


@line("piece", zh="孤品不重复销售", en="Unique works are sold at most once", per="product", check="error")
def check_unique_works(is_unique, works_sold_closing, works_offered_closing):
    """Works sold and kept beyond those that were ever to be had."""
    return is_unique * maximum(works_sold_closing - works_offered_closing, 0)


@line("piece", zh="限量不超发", en="No edition exceeds its run", per="product", rolls="last", check="error")
def check_edition(edition_left_closing):
    """Pieces issued beyond the edition's run."""
    return maximum(0 - edition_left_closing, 0)


@line("CNY", zh="件数与金额一致", en="Pieces sold agree with the orders paid", per="product", check="error")
def check_pieces_sales(pieces_sold, piece_price, sales_at_list_price, product_mix_sold):
    """Pieces sold at list price, less the product's part of paid orders; for products with a price."""
    return where(
        piece_price > 0,
        pieces_sold * piece_price - total(sales_at_list_price, over="campaign") * product_mix_sold,
        0,
    )
