"""Which mutants of the rules the tests notice: refused by the engine, or another number than the naive one.

A mutant is refused where it does not fit its card (unit, dimensions) or the other rules. Else its line is
worked out on plans on which `tests/test_naive.py` holds the model against the naive one, by month, quarter
and year: as both agree there, a number that differs from the model's turns that test red. The mutant's line
alone is worked out, from the model's own numbers: where it is right, all that follows is, and where it is
wrong first, all before it was right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from artplan.engine import trace
from artplan.engine.evaluate import Numpy, strict
from artplan.engine.faults import ModelFault, NumberFault
from artplan.engine.line import Line
from artplan.engine.model import Model, build
from artplan.engine.numbers import aligned, compile_expression
from artplan.engine.roll import Period, rolled
from artplan.model import model
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.result import Result
from artplan.rules import SHEETS
from tests.agreement import SIZES, dust
from tests.mutants.turns import Mutant

NOTICED = (ArithmeticError, NumberFault, ValueError)
MODULES = [f"artplan.rules.{sheet}" for sheet in SHEETS]
REFUSED, SAME = "refused", "the same"


def traced(mutant: Mutant) -> Model:
    """The rules with the mutant in its module's place. Raises ModelFault where they do not fit together."""
    copy = ModuleType(mutant.module)
    exec(compile(mutant.source(), mutant.module, "exec"), vars(copy))
    sound, name = model(), mutant.where
    line = replace(vars(copy)[name], name=name, module=sound.lines[name].module)
    if line.rule and line.per == sound.lines[name].per:
        expression = trace.expression_of(line)
        if set(expression.names()) <= set(sound.expressions[name].names()):  # nothing else can change
            trace.check(line, expression, sound.cards)
            lines, expressions = {**sound.lines, name: line}, {**sound.expressions, name: expression}
            return replace(sound, lines=lines, expressions=expressions)
    return build(
        [copy if sheet == mutant.module else import_module(sheet) for sheet in MODULES], inputs.declared()
    )


@dataclass(frozen=True)
class Plan:
    """A plan's numbers by the sound rules, and the periods they are rolled up to."""

    name: str
    result: Result

    @staticmethod
    def of(name: str, plan: OperatingPlan) -> Plan:
        return Plan(name, plan.run())

    @cached_property
    def given(self) -> dict[str, Any]:
        """All that a rule may read."""
        program = self.result.program
        return {
            **self.result.values,
            **Numpy(program.model, program.steps, program.kept).given(self.result.data),
        }

    @cached_property
    def dust(self) -> float:
        return dust({name: np.abs(self.result.array(name)).max() for name in SIZES})

    @cached_property
    def periods(self) -> list[Period]:
        return [*self.result.periods("quarter")[1], *self.result.periods("year")[1]]

    def notices(self, turned: Model, name: str) -> bool:
        """Whether a number of the line is another one by these rules."""
        sound, line = self.result.array(name), turned.lines[name]
        try:
            with strict():
                now = self._opened(line) if line.closing else self._worked_out(turned, name, self.given)
                now = np.broadcast_to(now, sound.shape)
                return self._differ(now, sound) or self._differ(
                    self._by_period(turned, name, now),
                    rolled(self.result.program, self.result.values, self.result.data, name, self.periods),
                )
        except NOTICED:
            return True

    def _opened(self, line: Line) -> Any:
        result = np.array(self.result.array(line.name))
        first = self.result.array(line.first)[..., :1, :] if line.first else 0.0
        result[..., :1, :] = first
        return result

    def _worked_out(self, turned: Model, name: str, values: dict[str, Any]) -> Any:
        per = turned.lines[name].per
        worker, dims = compile_expression(turned.expressions[name], turned.cards, turned.order)
        return np.asarray(aligned(worker, dims, per)(values), dtype=float)

    def _by_period(self, turned: Model, name: str, now: Any) -> Any:
        result = self.result
        if turned.lines[name].rolls != "recomputed":
            program = replace(result.program, model=turned)
            return rolled(program, {**result.values, name: now}, result.data, name, self.periods)
        parts = {
            each: rolled(result.program, result.values, result.data, each, self.periods)
            for each in turned.reads(name)
        }
        whole = self._worked_out(turned, name, {**self.given, **parts})
        return np.broadcast_to(whole, now.shape[:-2] + (len(self.periods), now.shape[-1]))

    def _differ(self, one: Any, other: Any) -> bool:
        return not np.allclose(one, other, rtol=1e-9, atol=self.dust)


def noticed_by(mutant: Mutant, plans: Iterable[Plan]) -> str:
    """What notices the mutant: REFUSED, the name of the first plan that does, or nothing.

    SAME where nothing was changed, as where both operands are one name.
    """
    try:
        turned = traced(mutant)
    except (ModelFault, TypeError, ValueError):
        return REFUSED
    if _stated(turned, mutant.where) == _stated(model(), mutant.where):
        return SAME
    return next((plan.name for plan in plans if plan.notices(turned, mutant.where)), "")


def _stated(rules: Model, name: str) -> tuple[str, Line]:
    """A line's rule and card, without where it was read."""
    return repr(rules.expressions.get(name)), replace(rules.lines[name], rule=None)


def read(plans: dict[str, Any]) -> Iterator[Plan]:
    for name, load in plans.items():
        yield Plan.of(name, load())
