"""Stock: products counted in pieces, and the age in months at which something is due.

Age 0 is the month in which pieces are ordered or received. The last age also holds everything older, so that
no piece drops out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, single, squeezed
from artplan.plan.inputs.prepare.ages import AGES
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.schema.products import Product
from artplan.plan.written.calendar import calendar_month

PER = ("product",)
BY_AGE = ("product", "age")

INPUTS = (
    Input("is_stocked", "1", PER, "按件管理库存", "Counted in pieces"),
    Input("is_unique", "1", PER, "孤品", "Each work sells once"),
    Input("a_piece", "piece", (), "一件", "One piece", "last"),
    Input("an_item", "item", (), "一款", "One item", "last"),
    Input("is_edition", "1", PER, "限量版", "Limited edition"),
    Input("piece_arrives", "1", BY_AGE, "到货月龄", "Ordered long enough ago to arrive"),
    Input(
        *("earlier_order_arrives", "1", BY_AGE, "上月末在途当月到货", "Arrives this month", "average"),
        "By its age at the end of last month.",
    ),
    Input("order_arrives_at_once", "1", PER, "当月订当月到", "Ordered and arrived in a month"),
    Input("is_reordered", "1", PER, "按规则补货", "Ordered by rule"),
    Input(
        *("months_ahead", "1", ("base_month", "product"), "备货期含该月次数", "Months ahead", "average"),
        "How often, possibly in part, the calendar month lies in the months that an order has to last for.",
    ),
    Input("write_down_due", "1", BY_AGE, "跌价月龄", "Reaches the age of the write-down"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    products = list(plan.sections.products.values())
    months = len(plan.months)

    def flags(wanted: Sequence[bool]) -> Numbers:
        return rows([(float(each),) for each in wanted], months)

    arrives = _by_age([p.lead_time for p in products], months, since=True)
    return {
        "is_stocked": flags([p.stocked for p in products]),
        "is_unique": flags([p.supply == "unique" for p in products]),
        "a_piece": single([1.0]),
        "an_item": single([1.0]),
        "is_edition": flags([p.supply == "edition" for p in products]),
        "piece_arrives": arrives,
        "earlier_order_arrives": np.concatenate([arrives[:, 1:], arrives[:, -1:]], axis=1),
        "order_arrives_at_once": arrives[:, 0],
        "is_reordered": rows(
            [[float(p.cover_months.at(month) > 0) for month in range(months)] for p in products], months
        ),
        "months_ahead": _months_ahead(products, plan.months),
        "write_down_due": _by_age([p.write_down_after for p in products], months, since=False),
    }


def _months_ahead(products: Sequence[Product], months: Sequence[str]) -> Numbers:
    """Count the months after each month through lead time and cover, by calendar month; 0 without cover."""
    result = np.zeros((12, len(products), len(months), 1))
    for row, product in enumerate(products):
        for place, month in enumerate(months):
            cover = product.cover_months.at(place)
            left = _whole_months(product.lead_time.at(place)) + cover if cover else 0.0
            following = calendar_month(month)
            while left > 0:
                result[following % 12, row, place] += min(left, 1.0)
                following, left = following + 1, left - 1
    return squeezed(result)


def _by_age(limits: Sequence[Leaf], months: int, since: bool) -> Numbers:
    """Return 1 from the age of the limit on (`since`), else 1 at that age only; there, 0 means never."""
    result = np.zeros((len(limits), len(AGES), months, 1))
    for row, limit in enumerate(limits):
        for month in range(months):
            age = _whole_months(limit.at(month))
            if since:
                result[row, age:, month] = 1
            elif age:
                result[row, age, month] = 1
    return squeezed(result)


def _whole_months(months: float) -> int:
    """Part months are counted up."""
    return ceil(months - 1e-9)
