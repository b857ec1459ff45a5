"""Delays of payments and refunds as shares of months: due in this month and in each later month.

Sales and deliveries are spread evenly over their month; each is paid, or returned, after a number of days.
The dimension `age` counts the remaining months backwards: its last place is due in the month itself, the
place before it in the next month. Each month therefore moves every amount one place on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, squeezed
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.inputs.prepare.campaigns import storefront_of
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.refunds import DELAYS, KINDS
from artplan.plan.written import calendar

KIND_LABELS = {
    "before_dispatch": ("未发货退款标记", "Is before dispatch"),
    "refund_only": ("仅退款标记", "Is refund only"),
    "return_of_goods": ("退货退款标记", "Is return of goods"),
}
INPUTS = (
    Input("settlement_share", "1", ("storefront", "age"), "到账分布", "Share of sales by month of payment"),
    Input(
        "refund_kind_month_share",
        "1",
        ("campaign", "age", "refund_kind"),
        "退款月份分布",
        "Share of a kind's refunds by month",
    ),
    *(Input(f"kind_{kind}", "1", ("refund_kind",), zh, en) for kind, (zh, en) in KIND_LABELS.items()),
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


def arrays(plan: Plan) -> dict[str, Numbers]:
    terms, shops = plan.sections.terms, plan.sections.storefronts.values()
    ends = _month_ends(plan.months)
    lengths = np.array([[plan.sections.plan.days_in(month)] for month in plan.months], dtype=float)

    def shares(delay: Leaf) -> Numbers:
        """Return the shares of a month's sales by month of payment; the last place is the month itself."""
        paid = np.array(delay.values, dtype=float)[:, None]  # for sales at the start of the month
        begins = np.concatenate([np.zeros((len(ends), 1)), ends[:, :-1]], axis=1)
        parts = np.maximum(np.minimum(ends, paid + lengths) - np.maximum(begins, paid), 0.0) / lengths
        return parts.T[::-1, :, None]

    def by_member(delays: Sequence[Leaf]) -> Numbers:
        result = [shares(delay) for delay in delays]
        return np.array(result, dtype=float).reshape(len(result), len(AGES), len(plan.months), 1)

    of = storefront_of(plan.sections).values()
    delayed = [by_member([getattr(plan.sections.storefronts[shop], name) for shop in of]) for name in DELAYS]
    return {
        "settlement_share": squeezed(by_member([shop.settlement_days for shop in shops])),
        "refund_kind_month_share": squeezed(np.stack(delayed, axis=2)),
        **{f"kind_{kind}": rows([(float(kind == each),) for each in KINDS], 1) for kind in KINDS},
        "artists_settlement_share": squeezed(shares(terms.artists_days)),
        "suppliers_settlement_share": squeezed(shares(terms.suppliers_days)),
        "carriers_settlement_share": squeezed(shares(terms.carriers_days)),
        "falls_due": rows([(float(place == AGES[-1]),) for place in AGES], len(plan.months)),
    }


def _month_ends(months: Sequence[str]) -> Numbers:
    """Return the days from each month's first day to the end of it and of later months: (month, later)."""
    first = calendar.number(months[0])
    days = [calendar.days_in(calendar.from_number(first + place)) for place in range(len(months) + len(AGES))]
    return np.array([np.cumsum(days[place : place + len(AGES)]) for place in range(len(months))], dtype=float)
