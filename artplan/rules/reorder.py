"""Orders of goods that follow sales, beside those that are entered.

A product with months of cover is ordered again every month: as much as is missing so that, at the end of
the month in which the order arrives, the sales of so many months are there. Nothing looks ahead. What will
be wanted is a year's pieces, by this month's and its season share, times the shares of the months that the
order has to last for: those until it arrives and those of the cover. Against them stand the pieces on hand
and on order. Returns are not counted on, and an edition is ordered to the end of its run.
"""

from artplan.engine.line import line, opening
from artplan.engine.vocabulary import maximum, minimum, one_month, ratio, round_up, total, where

# What will be wanted

yearly_demand_opening = opening("yearly_demand_closing", zh="上月预计年需求件数")


@line("piece", zh="预计年需求件数", en="Yearly demand closing", per="product", rolls="last")
def yearly_demand_closing(pieces_wanted, season_share, yearly_demand_opening):
    """The month's pieces over its season share; a month without a share leaves last month's estimate."""
    return ratio(pieces_wanted, season_share, yearly_demand_opening)


@line("piece", zh="备货期需求件数", en="Pieces wanted ahead", per="product", rolls="last")
def pieces_wanted_ahead(yearly_demand_closing, base_month_share_used, months_ahead):
    """What the months until arrival and those of the cover will want, by their season shares."""
    return yearly_demand_closing * total(base_month_share_used * months_ahead, over="base_month")


# What is there, or comes without the rule


@line("piece", zh="补货前在途件数", en="Pieces coming before reordering", per="product", rolls="last")
def pieces_coming(pieces_on_order_opening, purchases_planned):
    """All earlier orders that have not arrived, and what is entered for the month."""
    return total(pieces_on_order_opening, over="age") + one_month(purchases_planned)


@line("piece", zh="补货前到货件数", en="Pieces arriving before reordering", per="product")
def pieces_coming_now(
    pieces_on_order_opening, earlier_order_arrives, purchases_planned, order_arrives_at_once
):
    """What of them arrives in the month."""
    earlier = total(pieces_on_order_opening * earlier_order_arrives, over="age")
    return earlier + one_month(purchases_planned) * order_arrives_at_once


@line("piece", zh="预计出库件数", en="Pieces expected to go", per="product")
def pieces_expected_sold(order_arrives_at_once, pieces_wanted, pieces_opening, pieces_coming_now):
    """What is wanted, as far as it is there: an order that comes later serves none of the month's buyers."""
    return where(
        order_arrives_at_once, pieces_wanted, minimum(pieces_wanted, pieces_opening + pieces_coming_now)
    )


# What is ordered


@line("piece", zh="备货缺口件数", en="Pieces missing ahead", per="product", rolls="last")
def pieces_missing_ahead(
    is_reordered, pieces_wanted_ahead, pieces_opening, pieces_coming, pieces_expected_sold
):
    """What will be wanted, less what is left on hand and on order; none where no cover is planned."""
    left = pieces_opening + pieces_coming - pieces_expected_sold
    return where(is_reordered, maximum(pieces_wanted_ahead - left, 0), 0)


@line("piece", zh="按规则补货件数", en="Pieces ordered by rule", per="product")
def pieces_reordered(pieces_missing_ahead, minimum_lot, is_edition, edition_left_opening, pieces_coming):
    """What is missing, in whole lots; of an edition no more than its run leaves beside what is on order."""
    lots = round_up(pieces_missing_ahead, minimum_lot)
    return where(is_edition, minimum(lots, maximum(edition_left_opening - pieces_coming, 0)), lots)
