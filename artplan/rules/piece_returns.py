"""Pieces that are refunded, in the month in which they are, and the cost at which they go back into stock.

What part of the pieces sold is refunded, and when, is that of all storefronts at list price, by the product's
relative factor. A piece that never shipped or comes back unharmed goes back into stock at the cost at which
it left and can be sold again from the next month on; what the buyer keeps or spoils is a loss at that cost.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, total

# Pieces


@line("piece", zh="预计退款件数", en="Pieces that will be refunded", per="product", good="down")
def pieces_returning(pieces_sold, return_weight, refund_share_at_list_price):
    """The month's pieces whose buyers will be refunded, now or later."""
    return pieces_sold * return_weight * total(refund_share_at_list_price, over="age")


pieces_due_back_opening = opening("pieces_due_back_closing", zh="期初待退款件数（按月份）")


@line(
    "piece", zh="待退款件数（按月份）", en="Pieces by month of refund", per=("product", "age"), rolls="last"
)
def pieces_due_back(pieces_due_back_opening, pieces_sold, return_weight, refund_share_at_list_price):
    """Pieces to be refunded, one month nearer, and the month's own by the month in which they are."""
    return aged(pieces_due_back_opening) + pieces_sold * return_weight * refund_share_at_list_price


@line("piece", zh="退款件数", en="Pieces refunded", per="product", good="down")
def pieces_refunded(pieces_due_back, falls_due):
    """Pieces whose buyers are refunded in the month, whether or not they come back."""
    return total(pieces_due_back * falls_due, over="age")


@line("piece", zh="退回入库件数", en="Pieces returned", per="product", good="up")
def pieces_returned(pieces_refunded, refund_lost_share):
    """Refunded pieces that are in stock again: they can be sold again from the next month on."""
    return pieces_refunded * (1 - refund_lost_share)


@line(
    "piece", zh="期末待退款件数（按月份）", en="Pieces due back closing", per=("product", "age"), rolls="last"
)
def pieces_due_back_closing(pieces_due_back, falls_due):
    """Pieces that are still to be refunded, by the month in which they are."""
    return pieces_due_back * (1 - falls_due)


# Their cost


@line("CNY", zh="预计退款件数的成本", en="Cost of pieces that will be refunded", per="product", good="down")
def stock_cost_returning(pieces_returning, piece_cost_average):
    """What the month's pieces that will be refunded cost when they leave."""
    return pieces_returning * piece_cost_average


stock_cost_due_back_opening = opening("stock_cost_due_back_closing", zh="期初待退款件数的成本（按月份）")


@line(
    "CNY", zh="待退款件数的成本（按月份）", en="Cost by month of refund", per=("product", "age"), rolls="last"
)
def stock_cost_due_back(
    stock_cost_due_back_opening, pieces_sold, return_weight, refund_share_at_list_price, piece_cost_average
):
    """The cost of pieces to be refunded, one month nearer, and of the month's own."""
    return (
        aged(stock_cost_due_back_opening)
        + pieces_sold * return_weight * refund_share_at_list_price * piece_cost_average
    )


@line("CNY", zh="退款件数的成本", en="Cost of pieces refunded", per="product", good="down")
def stock_cost_refunded(stock_cost_due_back, falls_due):
    """What the pieces that are refunded in the month cost when they left."""
    return total(stock_cost_due_back * falls_due, over="age")


@line("CNY", zh="退回入库成本", en="Cost of pieces returned", per="product", good="up")
def stock_cost_returned(stock_cost_refunded, refund_lost_share):
    """What the refunded pieces that are in stock again cost when they left: they go back in at that."""
    return stock_cost_refunded * (1 - refund_lost_share)


@line("CNY", zh="退款损失的存货成本", en="Stock lost to refunds", per="product", good="down")
def stock_cost_lost(stock_cost_refunded, refund_lost_share):
    """The cost of refunded pieces that stay with the buyer or cannot be sold again."""
    return stock_cost_refunded * refund_lost_share


@line(
    "CNY",
    zh="期末待退款件数的成本（按月份）",
    en="Cost due back closing",
    per=("product", "age"),
    rolls="last",
)
def stock_cost_due_back_closing(stock_cost_due_back, falls_due):
    """The cost of pieces that are still to be refunded; a cost until they are."""
    return stock_cost_due_back * (1 - falls_due)


# Checks


@line("piece", zh="待退款件数收发存一致", en="Pieces due back add up", per="product", check="error")
def check_pieces_back(pieces_due_back_opening, pieces_returning, pieces_refunded, pieces_due_back_closing):
    """Pieces due back opening and new ones, less those of the month and the closing."""
    return (
        total(pieces_due_back_opening, over="age")
        + pieces_returning
        - pieces_refunded
        - total(pieces_due_back_closing, over="age")
    )


@line("CNY", zh="待退款件数的成本收发存一致", en="Cost due back adds up", per="product", check="error")
def check_stock_cost_back(
    stock_cost_due_back_opening, stock_cost_returning, stock_cost_refunded, stock_cost_due_back_closing
):
    """Cost due back opening and new, less that of the month and the closing."""
    return (
        total(stock_cost_due_back_opening, over="age")
        + stock_cost_returning
        - stock_cost_refunded
        - total(stock_cost_due_back_closing, over="age")
    )
