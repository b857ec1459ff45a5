"""Products: whether they are sold and taxed as an agent, and on what the artist's share is based."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows
from artplan.plan.plan import Plan

INPUTS = (
    Input("is_agent", "1", ("product",), "代销（按净额确认收入）", "Sold as an agent"),
    Input("taxed_on_commission", "1", ("product",), "按代理服务计税", "VAT on the commission"),
    Input("share_on_list_price", "1", ("product",), "按标价分成", "Artist's share of the list price"),
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    agents = [(float(product.agent),) for product in plan.sections.products.values()]
    on_commission = [(float(each.vat_base == "commission"),) for each in plan.sections.products.values()]
    by_list = [(float(product.share_on == "list_price"),) for product in plan.sections.products.values()]
    return {
        "is_agent": rows(agents, len(plan.months)),
        "taxed_on_commission": rows(on_commission, len(plan.months)),
        "share_on_list_price": rows(by_list, len(plan.months)),
    }
