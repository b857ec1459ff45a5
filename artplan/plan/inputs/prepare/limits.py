"""Declared limits of margins and shares; a limit that is not declared gets a value that is never reached."""

from __future__ import annotations

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, single
from artplan.plan.plan import Plan

NOWHERE = {"lowest": -1e9, "highest": 1e9}
LIMITED = {
    "gross_margin_rate": ("毛利率", "gross margin"),
    "net_margin_rate": ("净利率", "net margin"),
    "advertising_share": ("推广费率", "ad share of sales"),
    "payroll_share": ("人工成本率", "payroll share of sales"),
}
SIDES = {"lowest": ("下限", "Lowest"), "highest": ("上限", "Highest")}

INPUTS = tuple(
    Input(f"{name}_{side}", "1", (), zh + side_zh, f"{side_en} {en}")
    for name, (zh, en) in LIMITED.items()
    for side, (side_zh, side_en) in SIDES.items()
)


def arrays(plan: Plan) -> dict[str, Numbers]:
    result = {}
    for name in LIMITED:
        for side, nowhere in NOWHERE.items():
            given = getattr(getattr(plan.sections.limits, name), side)
            result[f"{name}_{side}"] = single((nowhere,) if given is None else given.values)
    return result
