"""From the accounts' profit to what is taxed: what tax law adds back, and advertising carried forward.

What has no invoice is no deduction, whenever it is paid. A write-down is one only when the piece is sold, and
a provision for refunds only with the refund.
Advertising is deducted up to a share of the year's revenue; what exceeds it may be deducted in any later
year that leaves room. All is reckoned on the fiscal year so far, so that a month's tax is that of the year to
date less what the months before it have carried.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, ratio, total, where

# What is added back


@line("CNY", zh="定制作品出库成本", en="Cost of works made to order", per="product", good="down")
def commissioned_cost_used(stock_cost_sold, stock_cost_lost, is_commissioned):
    """Fees of works made to order that are sold or lost."""
    return (stock_cost_sold + stock_cost_lost) * is_commissioned


@line("CNY", zh="无票艺术家成本调增", en="Artists without invoice added back", per="product")
def artist_cost_added_back(artist_cost, agent_payout, commissioned_cost_used, artist_without_invoice):
    """What artists cost in the shop's accounts, where no invoice is got for it."""
    return (artist_cost - agent_payout + commissioned_cost_used) * artist_without_invoice


write_down_kept_opening = opening("write_down_kept_closing", zh="期初未转销跌价准备")


@line("CNY", zh="转销跌价准备", en="Write-downs released", per="product")
def write_down_released(
    write_down_kept_opening, pieces_closing, pieces_available, is_commissioned, artist_without_invoice
):
    """The part of earlier write-downs whose pieces have left, and have an invoice: now the loss is real."""
    left = write_down_kept_opening * (1 - minimum(ratio(pieces_closing, pieces_available, 0), 1))
    return left * (1 - is_commissioned * artist_without_invoice)


@line("CNY", zh="未转销跌价准备", en="Write-downs not yet deducted", per="product", rolls="last")
def write_down_kept_closing(write_down_kept_opening, stock_written_down, write_down_released):
    """Write-downs of pieces that are still there."""
    return write_down_kept_opening + stock_written_down - write_down_released


@line("CNY", zh="品类纳税调增", en="Added back by product", per="product")
def product_added_back(artist_cost_added_back, stock_written_down, write_down_released):
    """Artists without invoice and write-downs, less write-downs whose loss is real now."""
    return artist_cost_added_back + stock_written_down - write_down_released


@line("CNY", zh="纳税调整增加额", en="Added back to profit")
def profit_added_back(product_added_back, returns_provision_movement, return_goods_movement):
    """What products add back, and refunds to come, which are deducted when they happen; may be below 0."""
    refunds = returns_provision_movement - return_goods_movement
    return total(product_added_back, over="product") + refunds


added_back_ytd_opening = opening(
    "added_back_ytd_closing", first="added_back_ytd_start", zh="期初本年累计纳税调增"
)


@line("CNY", zh="本年累计纳税调增", en="Added back, year to date", rolls="last")
def added_back_ytd_closing(added_back_ytd_opening, year_begins, profit_added_back):
    """What the fiscal year so far has added back."""
    return where(year_begins, 0, added_back_ytd_opening) + profit_added_back


# Advertising


advertising_ytd_opening = opening(
    "advertising_ytd_closing", first="advertising_ytd_start", zh="期初本年累计广宣费"
)
advertising_deducted_ytd_opening = opening("advertising_deducted_ytd_closing", zh="期初本年累计可扣广宣费")
advertising_brought_opening = opening(
    "advertising_brought_closing", first="advertising_brought_start", zh="期初以前年度结转广宣费"
)


@line("CNY", zh="本年累计广宣费", en="Advertising, year to date", rolls="last")
def advertising_ytd_closing(advertising_ytd_opening, year_begins, advertising_cost):
    """The fiscal year's advertising so far, customers' benefits included."""
    return where(year_begins, 0, advertising_ytd_opening) + advertising_cost


@line("CNY", zh="以前年度结转广宣费", en="Advertising brought forward", rolls="last")
def advertising_brought_closing(
    advertising_brought_opening, year_turns, advertising_ytd_opening, advertising_deducted_ytd_opening
):
    """What earlier years could not deduct; a new year takes over what the last one has left."""
    left = advertising_ytd_opening - advertising_deducted_ytd_opening
    return advertising_brought_opening + where(year_turns, left, 0)


@line("CNY", zh="本年累计可扣广宣费", en="Advertising deducted, year to date", rolls="last")
def advertising_deducted_ytd_closing(
    advertising_ytd_closing, advertising_brought_closing, net_revenue_ytd_closing, advertising_limit_share
):
    """The year's advertising and what is brought forward, up to a share of revenue; all without a limit."""
    return where(
        advertising_limit_share > 0,
        minimum(
            advertising_ytd_closing + advertising_brought_closing,
            maximum(net_revenue_ytd_closing, 0) * advertising_limit_share,
        ),
        advertising_ytd_closing,
    )


# What is taxed

taxable_result_ytd_opening = opening("taxable_result_ytd_closing", zh="期初本年累计纳税调整后所得")


@line("CNY", zh="本年累计纳税调整后所得", en="Taxable result, year to date", rolls="last", good="up")
def taxable_result_ytd_closing(
    profit_ytd_closing, added_back_ytd_closing, advertising_ytd_closing, advertising_deducted_ytd_closing
):
    """The year's profit, what is added back, and advertising beyond what may be deducted."""
    excess = advertising_ytd_closing - advertising_deducted_ytd_closing
    return profit_ytd_closing + added_back_ytd_closing + excess
