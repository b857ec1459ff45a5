"""Delays of payments and returns as shares of months: what falls due in this month and in those after it.

Sales and deliveries are spread evenly over their month; each is paid, or comes back, so many days later. The
dimension `age` holds the months until then from the far end: its last place is what falls due in the month
itself, the place before it what falls due in the next one, so that a month moves everything one place on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.plan import calendar
from artplan.plan.input_form import Array, Input, rows, squeezed
from artplan.plan.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.prepare.ages import AGES

INPUTS = (
    Input("settlement_share", "1", ("storefront", "age"), "到账分布", "Share of sales by month of payment"),
    Input("return_month_share", "1", ("storefront", "age"), "退货月份分布", "Share of returns by month"),
    Input("artists_settlement_share", "1", ("age",), "艺术家结算分布", "Share of artists' dues by month"),
    Input(
        "suppliers_settlement_share", "1", ("age",), "供货商结算分布", "Share of goods by month of payment"
    ),
    Input(
        "carriers_settlement_share", "1", ("age",), "物流结算分布", "Share of logistics by month of payment"
    ),
    Input(
        "falls_due", "1", ("age",), "当月到期", "Falls due", "average", "1 for what falls due in the month."
    ),
)


def arrays(plan: Plan) -> dict[str, Array]:
    months, terms = plan.months, plan.sections.terms
    days = [plan.sections.plan.days_in(month) for month in months]
    shops = plan.sections.storefronts.values()

    def by_shop(delays: Sequence[Leaf]) -> Array:
        found = [_shares(delay, months, days) for delay in delays]
        return squeezed(np.array(found, dtype=float).reshape(len(found), len(AGES), len(months), 1))

    return {
        "settlement_share": by_shop([shop.settlement_days for shop in shops]),
        "return_month_share": by_shop([shop.return_delay for shop in shops]),
        "artists_settlement_share": rows(_shares(terms.artists_days, months, days), len(months)),
        "suppliers_settlement_share": rows(_shares(terms.suppliers_days, months, days), len(months)),
        "carriers_settlement_share": rows(_shares(terms.carriers_days, months, days), len(months)),
        "falls_due": rows([(float(place == AGES[-1]),) for place in AGES], len(months)),
    }


def _shares(terms: Leaf, months: Sequence[str], days: Sequence[int]) -> list[list[float]]:
    """By place, then by month."""
    counted = enumerate(zip(months, days, strict=True))
    by_month = [shares(terms.at(index), month, length) for index, (month, length) in counted]
    return [[places[place] for places in by_month] for place in range(len(AGES))]


def shares(delay: float, month: str, length: int) -> list[float]:
    """The parts of a month's sales, spread over its days, by the month they are paid in; last itself."""
    begins, parts = 0, []
    for later in range(len(AGES)):
        ends = begins + calendar.days_in(calendar.from_number(calendar.number(month) + later))
        parts.append(max(min(ends, delay + length) - max(begins, delay), 0.0) / length)
        begins = ends
    return parts[::-1]
