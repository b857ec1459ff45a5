"""A plan worked out with some of its inputs or rules changed behind its back, to see a check fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from types import ModuleType

import numpy as np

from artplan.engine.expression import apply
from artplan.engine.line import Line
from artplan.engine.model import build
from artplan.engine.program import Program
from artplan.model import model
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.result import Result
from artplan.rules import SHEETS


def run(
    plan: OperatingPlan, *, put: Mapping[str, float] | None = None, rules: Mapping[str, Line] | None = None
) -> Result:
    """put: inputs set to one number throughout; rules: lines that take the place of those of their name."""
    modules = []
    for sheet in SHEETS:
        sound = import_module(f"artplan.rules.{sheet}")
        copy = ModuleType(sound.__name__)
        vars(copy).update({k: (rules or {}).get(k, v) for k, v in vars(sound).items()})
        modules.append(copy)
    program = Program.of(build(modules, inputs.declared(), dict(inputs.references(plan.plan))))
    data = inputs.build(plan.plan)
    changed = {name: np.full_like(data.arrays[name], number) for name, number in (put or {}).items()}
    data = replace(data, arrays={**data.arrays, **changed})
    return Result(plan.plan, program, data, {**data.arrays, **program.run(data)})


def scaled(plan: OperatingPlan, line: str, factor: float) -> Result:
    """The plan by rules of which one gives `factor` times what it should."""
    whole = model(inputs.references(plan.plan))
    wrong = {**whole.expressions, line: apply("*", whole.expressions[line], factor)}
    program = Program.of(replace(whole, expressions=wrong))
    data = inputs.build(plan.plan)
    return Result(plan.plan, program, data, {**data.arrays, **program.run(data)})


def failed(result: Result, kind: str = "error") -> set[str]:
    return {check.name for check in result.checks() if check.kind == kind and not check.passed}
