"""Profit appropriation: the statutory reserve, dividends, and what of the profits is retained.

The reserve is set aside as ledgers book it, in the fiscal year's last month, of the year's net profit after
losses of earlier years, until it is the part of paid-in capital that the Company Law names (article 210).
Dividends are paid in the month in which they are declared. Neither moves profit or tax.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import between, maximum, minimum, one_month, where

surplus_reserve_opening = opening("surplus_reserve_closing", first="surplus_reserve_start", zh="期初盈余公积")


@line("CNY", zh="可继续提取的盈余公积", en="Room below the reserve's limit", rolls="last")
def surplus_reserve_room(reserve_limit, paid_in_closing, surplus_reserve_opening):
    """What the reserve still lacks to its part of paid-in capital."""
    return maximum(reserve_limit * paid_in_closing - surplus_reserve_opening, 0)


@line("CNY", zh="本年应提盈余公积", en="Reserve due of the year so far", rolls="last")
def surplus_reserve_due(reserve_share, result_of_year_closing, result_brought_closing, surplus_reserve_room):
    """The reserve's share of the year's net profit so far, after losses of earlier years, up to the limit."""
    earned = result_of_year_closing + minimum(result_brought_closing, 0)
    return between(reserve_share * earned, 0, surplus_reserve_room)


@line("CNY", zh="提取盈余公积", en="Set aside to the reserve")
def surplus_reserve_added(year_ends, surplus_reserve_due):
    """What is due in the fiscal year's last month."""
    return year_ends * surplus_reserve_due


@line("CNY", zh="盈余公积", en="Surplus reserve", rolls="last", good="up")
def surplus_reserve_closing(surplus_reserve_opening, surplus_reserve_added):
    """Profits set aside by law, which are not distributed."""
    return surplus_reserve_opening + surplus_reserve_added


@line("CNY", zh="分配股利、利润支付的现金", en="Dividends paid")
def dividends_paid(dividends_declared):
    """What the owners take out of profits, in the month in which it is declared; their tax included."""
    return one_month(dividends_declared)


appropriation_of_year_opening = opening("appropriation_of_year_closing", zh="期初本年利润分配")


@line("CNY", zh="本年利润分配", en="Appropriations of the year", rolls="last")
def appropriation_of_year_closing(
    appropriation_of_year_opening, year_begins, surplus_reserve_added, dividends_paid
):
    """What has left retained earnings in the fiscal year, to the reserve and to the owners; below 0."""
    return where(year_begins, 0, appropriation_of_year_opening) - surplus_reserve_added - dividends_paid


@line("CNY", zh="未分配利润", en="Retained earnings", rolls="last", good="up")
def retained_closing(result_brought_closing, result_of_year_closing, appropriation_of_year_closing):
    """Profits and losses of all years that were neither set aside nor distributed."""
    return result_brought_closing + result_of_year_closing + appropriation_of_year_closing


@line("CNY", zh="可供股东分配的利润", en="Distributable profit", rolls="last", good="up")
def distributable_profit(retained_closing, surplus_reserve_added, dividends_paid, surplus_reserve_due):
    """What the month can pay in dividends: retained earnings less the reserve due of the year so far."""
    return maximum(retained_closing + surplus_reserve_added + dividends_paid - surplus_reserve_due, 0)


@line(
    "CNY", zh="股利超过可供分配利润", en="Dividends exceed profits", rolls="max", good="down", check="alert"
)
def alert_dividends(dividends_paid, distributable_profit):
    """Dividends of the month beyond what may be distributed: the law would have them paid back."""
    return maximum(dividends_paid - distributable_profit, 0)


dividends_cumulated_opening = opening("dividends_cumulated_closing", zh="期初累计分配股利")


@line("CNY", zh="累计分配股利", en="Dividends since the start", rolls="last")
def dividends_cumulated_closing(dividends_cumulated_opening, dividends_paid):
    """What the owners have taken out since the plan's first month."""
    return dividends_cumulated_opening + dividends_paid
