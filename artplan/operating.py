"""Where the rooms meet: a plan is read, its inputs are built, the rules are worked out.

plan = artplan.load("growth")
result = plan.run()
result["net_profit"]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from artplan.engine.evaluate import Program
from artplan.engine.model import Model, build
from artplan.plan import inputs
from artplan.plan.plan import Plan, read_plan
from artplan.result import Result

SHEETS = (
    "organisation",
    "staffing",
    "payroll",
    "commission",
    "pay_extras",
    "contribution_pay",
    "take_home",
    "payroll_cash",
    "targets",
    "advertising",
    "traffic",
    "sales",
    "products",
    "costs",
    "tax",
    "budget",
    "cash",
    "checks",
)


@lru_cache(maxsize=1)
def model() -> Model:
    """All rules, traced and checked against the inputs that a plan offers."""
    modules = [import_module(f"artplan.rules.{sheet}") for sheet in SHEETS]
    return build(modules, inputs.declared())


@lru_cache(maxsize=32)
def program(lines: tuple[str, ...] | None = None) -> Program:
    """The compiled steps for the named lines, or for all."""
    return Program.of(model(), lines)


@dataclass(frozen=True)
class OperatingPlan:
    """A plan that can be run."""

    plan: Plan

    def run(self, lines: Iterable[str] | None = None) -> Result:
        """Work out all lines, or the named ones with what they rest on."""
        return _worked_out(self.plan, inputs.build(self.plan), lines)


def load(
    name: str = "base", overrides: Mapping[str, object] | None = None, folder: Path | str | None = None
) -> OperatingPlan:
    """Read `base`, a scenario, or `cases/NAME`. Raises PlanFault listing every fault of the files."""
    return OperatingPlan(read_plan(name, overrides=overrides or {}, folder=folder))


def run_together(plans: Sequence[OperatingPlan], lines: Iterable[str] | None = None) -> Result:
    """Plans of the same months, members and groupings as the cases of one result; ValueError otherwise."""
    data = inputs.stack([inputs.build(each.plan) for each in plans])
    return _worked_out(plans[0].plan, data, lines)


def _worked_out(plan: Plan, data: inputs.Inputs, lines: Iterable[str] | None) -> Result:
    chosen = program(tuple(lines) if lines is not None else None)
    return Result(plan, chosen, data, {**data.arrays, **chosen.run(data)})
