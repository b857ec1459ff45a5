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

PER = ("product",)
BY_AGE = ("product", "age")

INPUTS = (
    Input("is_stocked", "1", PER, "按件管理库存", "Counted in pieces"),
    Input("is_unique", "1", PER, "孤品", "Each work sells once"),
    Input("a_piece", "piece", (), "一件", "One piece", "last"),
    Input("an_item", "item", (), "一款", "One item", "last"),
    Input("is_edition", "1", PER, "限量版", "Limited edition"),
    Input("piece_arrives", "1", BY_AGE, "到货月龄", "Ordered long enough ago to arrive"),
    Input("write_down_due", "1", BY_AGE, "跌价月龄", "Reaches the age of the write-down"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    products = list(plan.sections.products.values())
    months = len(plan.months)

    def flags(wanted: Sequence[bool]) -> Numbers:
        return rows([(float(each),) for each in wanted], months)

    return {
        "is_stocked": flags([p.stocked for p in products]),
        "is_unique": flags([p.supply == "unique" for p in products]),
        "a_piece": single([1.0]),
        "an_item": single([1.0]),
        "is_edition": flags([p.supply == "edition" for p in products]),
        "piece_arrives": _by_age([p.lead_time for p in products], months, since=True),
        "write_down_due": _by_age([p.write_down_after for p in products], months, since=False),
    }


def _by_age(limits: Sequence[Leaf], months: int, since: bool) -> Numbers:
    """Return 1 from the age of the limit on (`since`), else 1 at that age only; there, 0 means never."""
    result = np.zeros((len(limits), len(AGES), months, 1))
    for row, limit in enumerate(limits):
        for month in range(months):
            age = ceil(limit.at(month) - 1e-9)
            if since:
                result[row, age:, month] = 1
            elif age:
                result[row, age, month] = 1
    return squeezed(result)
