"""Products: what is sold for others."""

from __future__ import annotations

from artplan.plan.input_form import Array, Input, rows
from artplan.plan.plan import Plan

INPUTS = (Input("is_agent", "1", ("product",), "代理销售", "Sold as an agent"),)


def arrays(plan: Plan) -> dict[str, Array]:
    agents = [(float(product.agent),) for product in plan.sections.products.values()]
    return {"is_agent": rows(agents, len(plan.months))}
