"""What the stock is worth, and what a piece costs beside its purchase.

The stock's value is its cost without creditable VAT, at the month's moving average; pieces on consignment
are the artists' and have none. Pieces that reach the age of the write-down lose a part of it, once, but
for the standard of small enterprises, which keeps stock at cost until a loss is real.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, ratio, total

# What it is worth

stock_value_opening = opening("stock_value_closing", first="stock_value_start", zh="期初存货成本")


@line("CNY", zh="采购入库金额（含税）", en="Bought for stock, VAT in", per="product")
def stock_purchases(pieces_received, piece_unit_cost):
    """What suppliers ask for the pieces that arrive; nothing for pieces on consignment."""
    return pieces_received * piece_unit_cost


@line("CNY", zh="入库成本", en="Stock value received", per="product")
def stock_value_received(stock_purchases, goods_vat_share):
    """Bought for stock, without creditable VAT."""
    return stock_purchases * (1 - goods_vat_share)


@line("CNY/piece", zh="月末加权平均单位成本", en="Average cost of a piece", per="product", rolls="last")
def piece_cost_average(stock_value_opening, stock_value_received, pieces_available):
    """Moving average of the month: opening value and what arrives, over the pieces available."""
    return ratio(stock_value_opening + stock_value_received, pieces_available, 0)


@line("CNY", zh="出库成本", en="Cost of pieces sold", per="product", good="down")
def stock_cost_sold(pieces_sold, piece_cost_average, stock_cost_refunded):
    """Pieces sold at average cost, less refunded pieces at the cost at which they left."""
    return pieces_sold * piece_cost_average - stock_cost_refunded


@line("CNY", zh="计提跌价前存货成本", en="Stock value before write-down", per="product", rolls="last")
def stock_value_before_write_down(
    stock_value_opening, stock_value_received, stock_cost_sold, stock_cost_lost
):
    """Opening and received, less sold and lost to refunds."""
    return stock_value_opening + stock_value_received - stock_cost_sold - stock_cost_lost


@line("CNY", zh="存货跌价损失", en="Stock written down", per="product", good="down")
def stock_written_down(
    pieces_by_age_closing,
    write_down_due,
    pieces_closing,
    stock_value_before_write_down,
    write_down_rate,
    is_enterprise_standard,
):
    """Pieces that reach the age of the write-down lose a part of what a piece in stock costs, once."""
    due = ratio(total(pieces_by_age_closing * write_down_due, over="age"), pieces_closing, 0)
    return due * stock_value_before_write_down * write_down_rate * is_enterprise_standard


@line("CNY", zh="期末存货成本", en="Stock value closing", per="product", rolls="last")
def stock_value_closing(stock_value_before_write_down, stock_written_down):
    """Opening and received, less sold and written down."""
    return stock_value_before_write_down - stock_written_down


@line("CNY", zh="期初存货总成本", en="Stock value opening, all products", rolls="first")
def stock_value_opening_total(stock_value_opening):
    """What the company's own stock cost, a month ago."""
    return total(stock_value_opening, over="product")


@line("CNY", zh="期末存货总成本", en="Stock value closing, all products", rolls="last")
def stock_value_closing_total(stock_value_closing):
    """What the company's own stock cost."""
    return total(stock_value_closing, over="product")


@line("CNY", zh="存货成本变动", en="Movement of stock")
def stock_movement(stock_value_closing_total, stock_value_opening_total):
    """Stock worth more than a month ago: bought and not yet sold."""
    return stock_value_closing_total - stock_value_opening_total


# What a piece costs beside its purchase


@line("CNY", zh="装裱与证书费", en="Framing and certificates", per="product", good="down")
def piece_finishing(pieces_sold, product_shipped_share, framing_cost, certificate_cost):
    """Every piece that ships is framed and gets its certificate, whether or not it comes back."""
    return pieces_sold * product_shipped_share * (framing_cost + certificate_cost)


@line("CNY", zh="单件包装费", en="Packing of pieces", per="product", good="down")
def piece_packing(pieces_sold, product_shipped_share, piece_packing_cost):
    """The piece's own packing, on top of the order's, of all that ships."""
    return pieces_sold * product_shipped_share * piece_packing_cost


@line("CNY", zh="单件包装与运输保险", en="Packing and insurance of pieces", per="product", good="down")
def piece_logistics(piece_packing, product_shipped_share, product_gross_sales, transit_insurance_rate):
    """The piece's own packing and insurance in transit, of all that ships."""
    return piece_packing + product_shipped_share * product_gross_sales * transit_insurance_rate


@line(
    "CNY", zh="存货金额不为负", en="Stock value is never negative", per="product", rolls="last", check="error"
)
def check_stock_value(stock_value_closing):
    """Stock value below 0."""
    return maximum(0 - stock_value_closing, 0)
