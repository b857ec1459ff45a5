"""Pieces that come back, in the month in which they do, and the cost at which they go back into stock.

What part of the pieces sold comes back, and when, is the same for all products of a month: that of all
storefronts' returns by what buyers want there. A piece goes back into stock at the cost at which it left
and can be sold again from the next month on.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import aged, ratio, total

# What part comes back, and when


@line("CNY", zh="将退货额（标价）", en="Wanted sales that would come back", per="campaign", good="down")
def sales_returning(sales_wanted, return_rate):
    """The part of what is wanted that would be sent back, by the storefront's return rate."""
    return sales_wanted * return_rate


@line(
    "CNY", zh="店铺将退货额（标价）", en="Wanted sales that would come back by storefront", per="storefront"
)
def sales_returning_by_storefront(sales_returning):
    """What would be sent back of the storefront's wanted sales."""
    return total(sales_returning, over="campaign", by="storefront")


@line("1", zh="件数退货率（按月份）", en="Share of pieces by month of return", per="age", rolls="average")
def piece_return_share(sales_returning_by_storefront, return_month_share, sales_wanted_total):
    """Returns of all storefronts as a share of what is wanted, by the month in which they come back."""
    return ratio(
        total(sales_returning_by_storefront * return_month_share, over="storefront"), sales_wanted_total, 0
    )


# Pieces


@line("piece", zh="将退回件数", en="Pieces that will come back", per="product", good="down")
def pieces_returning(pieces_sold, piece_return_share):
    """The month's pieces that buyers will send back, now or later."""
    return pieces_sold * total(piece_return_share, over="age")


pieces_due_back_opening = opening("pieces_due_back_closing", zh="期初待退回件数（按月份）")


@line(
    "piece", zh="待退回件数（按月份）", en="Pieces by month of return", per=("product", "age"), rolls="last"
)
def pieces_due_back(pieces_due_back_opening, pieces_sold, piece_return_share):
    """Pieces to come back, one month nearer, and the month's own by the month in which they do."""
    return aged(pieces_due_back_opening) + pieces_sold * piece_return_share


@line("piece", zh="退回件数", en="Pieces returned", per="product", good="down")
def pieces_returned(pieces_due_back, falls_due):
    """Pieces that come back in the month, whole: they can be sold again from the next month on."""
    return total(pieces_due_back * falls_due, over="age")


@line(
    "piece", zh="期末待退回件数（按月份）", en="Pieces due back closing", per=("product", "age"), rolls="last"
)
def pieces_due_back_closing(pieces_due_back, falls_due):
    """Pieces that are still to come back, by the month in which they do."""
    return pieces_due_back * (1 - falls_due)


# Their cost


@line("CNY", zh="将退回件数的成本", en="Cost of pieces that will come back", per="product", good="down")
def stock_cost_returning(pieces_returning, piece_cost_average):
    """What the month's pieces that will come back cost when they leave."""
    return pieces_returning * piece_cost_average


stock_cost_due_back_opening = opening("stock_cost_due_back_closing", zh="期初待退回成本（按月份）")


@line("CNY", zh="待退回成本（按月份）", en="Cost by month of return", per=("product", "age"), rolls="last")
def stock_cost_due_back(stock_cost_due_back_opening, pieces_sold, piece_return_share, piece_cost_average):
    """The cost of pieces to come back, one month nearer, and of the month's own."""
    return aged(stock_cost_due_back_opening) + pieces_sold * piece_return_share * piece_cost_average


@line("CNY", zh="退回入库成本", en="Cost of pieces returned", per="product", good="up")
def stock_cost_returned(stock_cost_due_back, falls_due):
    """What the pieces that come back cost when they left: they go back into stock at that."""
    return total(stock_cost_due_back * falls_due, over="age")


@line("CNY", zh="期末待退回成本（按月份）", en="Cost due back closing", per=("product", "age"), rolls="last")
def stock_cost_due_back_closing(stock_cost_due_back, falls_due):
    """The cost of pieces that are still to come back; a cost until they do."""
    return stock_cost_due_back * (1 - falls_due)


# Checks


@line("piece", zh="待退回件数收发存一致", en="Pieces due back add up", per="product", check="error")
def check_pieces_back(pieces_due_back_opening, pieces_returning, pieces_returned, pieces_due_back_closing):
    """Pieces due back opening and new ones, less those of the month and the closing."""
    return (
        total(pieces_due_back_opening, over="age")
        + pieces_returning
        - pieces_returned
        - total(pieces_due_back_closing, over="age")
    )


@line("CNY", zh="待退回成本收发存一致", en="Cost due back adds up", per="product", check="error")
def check_stock_cost_back(
    stock_cost_due_back_opening, stock_cost_returning, stock_cost_returned, stock_cost_due_back_closing
):
    """Cost due back opening and new, less that of the month and the closing."""
    return (
        total(stock_cost_due_back_opening, over="age")
        + stock_cost_returning
        - stock_cost_returned
        - total(stock_cost_due_back_closing, over="age")
    )
