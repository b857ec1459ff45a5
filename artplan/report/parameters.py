"""What a reader calls a parameter: the member it belongs to, and the number's own label."""

from __future__ import annotations

from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import DIMENSIONS, Sections


def parameter_label(plan: Plan, path: str, lang: str) -> str:
    """channels.zhitongche.cost_per_click -> 直通车 · 单次点击成本 / Taobao search ads · Cost per click"""
    steps = path.split(".")
    spec = follow(Sections, steps)[-1].spec
    own = steps[-1].replace("_", " ") if spec is None else getattr(spec, lang)
    dimension = DIMENSIONS.get(steps[0])
    if dimension is None or len(steps) < 3:
        return own
    between = [step.replace("_", " ") for step in steps[2:-1]]
    return " · ".join([plan.label(dimension, steps[1], lang), *between, own])
