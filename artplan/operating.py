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
from typing import TYPE_CHECKING, Any

from artplan.engine.evaluate import Program
from artplan.engine.faults import ModelFault, nearest
from artplan.engine.gather import wrong
from artplan.engine.model import Model, build
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs import rebuild as inputs_after
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.read.plan import read_plan
from artplan.plan.written.faults import Fault, PlanFault
from artplan.result import Result

if TYPE_CHECKING:
    from artplan.report.explain import Explanation

SHEETS = (
    "organisation",
    "appraisal",
    "grades",
    "score_pay",
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
    "audience",
    "history",
    "funnel",
    "returns",
    "capacity",
    "stock",
    "piece_returns",
    "stock_value",
    "list_price",
    "products",
    "costs",
    "platforms",
    "capital",
    "settlement",
    "losses",
    "tax",
    "budget",
    "cash",
    "balance",
    "cash_flow",
    "contributions",
    "indicators",
    "management",
    "limits",
    "checks",
)


@lru_cache(maxsize=8)
def model(references: inputs.References = ()) -> Model:
    """All rules, traced and checked against the inputs that a plan offers.

    references: the lines of the plan that its scorecards read (`inputs.references`); a plan without
    scorecards has none. The cards of the lines are the same for all.
    """
    modules = [import_module(f"artplan.rules.{sheet}") for sheet in SHEETS]
    return build(modules, inputs.declared(), dict(references))


@lru_cache(maxsize=32)
def program(lines: tuple[str, ...] | None = None, references: inputs.References = ()) -> Program:
    """The compiled steps for the named lines, or for all."""
    return Program.of(model(references), lines)


@dataclass(frozen=True)
class OperatingPlan:
    """A plan that can be run; shows itself as tables.

    >>> import artplan
    >>> plan = artplan.load("growth")
    >>> plan["channels.zhitongche.cost_per_click"].unit  # after plan["ch, the tab key completes the path
    'CNY/click'
    """

    plan: Plan

    def __getitem__(self, path: str) -> Leaf:
        """The parameter of that path: its values, unit, source and place. Raises KeyError."""
        if path not in self.plan.leaves:
            raise KeyError(f"no parameter '{path}': {nearest(path, self.plan.leaves)}")
        return self.plan.leaves[path]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.plan.leaves)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from artplan.report import shown

        return {"text/html": shown.plan(self, self.plan.language).html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        from artplan.report import shown

        return shown.aligned(shown.plan(self, self.plan.language))

    def run(self, lines: Iterable[str] | None = None, *, after: Result | None = None) -> Result:
        """Work out all lines, or the named ones with what they rest on.

        after: the same lines of a plan that differs little; only what the difference reaches is worked out,
        where they are all lines or all of `upstream`.

        >>> import artplan
        >>> list(artplan.load().run(["net_profit"]).lines)
        ['net_profit']
        """
        data = inputs.build(self.plan) if after is None else inputs_after.build(self.plan, after.data)
        if after is None or not _goes_on(self.plan, data, lines, after):
            return _worked_out(self.plan, data, lines)
        values = after.program.again(data, after.data, {name: after.values[name] for name in after.lines})
        return Result(self.plan, after.program, data, {**data.arrays, **values})

    def explain(
        self,
        line: str,
        when: str,
        members: str | Sequence[str] = (),
        *,
        depth: int | None = None,
        lang: str = "",
        against: OperatingPlan | str | None = None,
    ) -> Explanation:
        """Where a number of a month or period comes from; against another plan, where the difference does.

        members: by name or label, several by commas; without any, all together. Raises PlanFault.

        >>> import artplan
        >>> print(artplan.load().explain("net_profit", "2027-11", lang="en").title())
        Net profit (net_profit) · 2027-11 · scenario base
        """
        from artplan.report.explain import Explanation
        from artplan.study.explain.explain import difference, explain

        names = [each.strip() for each in members.split(",")] if isinstance(members, str) else list(members)
        names, result, lang = list(filter(None, names)), self.run(), lang or self.plan.language
        if against is None:
            return Explanation(explain(result, line, when, names), result, lang, depth)
        other = (load(against, folder=self.plan.folder) if isinstance(against, str) else against).run()
        found = difference(result, other, line, when, names)
        return Explanation(found, result, lang, depth, other)


def load(
    name: str = "base",
    overrides: Mapping[str, object] | None = None,
    folder: Path | str | None = None,
    *,
    after: OperatingPlan | None = None,
) -> OperatingPlan:
    """Read `base`, a scenario, or `cases/NAME`. Raises PlanFault listing every fault of the files.

    after: the same with other overrides; what they leave alone is taken over from it.

    >>> load("growth", {"channels.zhitongche.cost_per_click": 12})["channels.zhitongche.cost_per_click"].value
    12.0
    """
    former = after.plan if after is not None else None
    return checked(read_plan(name, overrides=overrides or {}, folder=folder, former=former))


def checked(plan: Plan) -> OperatingPlan:
    """The plan, if the lines that its scorecards name are there. Raises PlanFault otherwise."""
    _check_references(plan)
    return OperatingPlan(plan)


def _check_references(plan: Plan) -> None:
    """Lines and members that the scorecards name must exist; the plan alone cannot know."""
    references = inputs.references(plan)
    if not references:
        return
    plain, read = model(), dict(references)
    faults = []
    for each in wrong(plain.lines, plain.cards, read, inputs.members(plan)):
        reference = read[each.gathered][each.place]
        assert reference is not None
        faults.append(Fault(plan.places[reference.path], reference.path, each.fault, each.remedy))
    if faults:
        raise PlanFault(faults)
    try:
        model(references)
    except ModelFault as fault:
        first = next(each for _, several in references for each in several if each is not None)
        remedy = "let the indicator read a line that does not rest on its own score in the same month"
        raise PlanFault([Fault(plan.places[first.path], "indicators", str(fault), remedy)]) from None


def run_together(plans: Sequence[OperatingPlan], lines: Iterable[str] | None = None) -> Result:
    """Plans of the same months, members and groupings as the cases of one result; ValueError otherwise."""
    if len({inputs.references(each.plan) for each in plans}) > 1:
        raise ValueError("the plans' indicators read different lines")
    data = inputs.stack([inputs.build(each.plan) for each in plans])
    return _worked_out(plans[0].plan, data, lines)


def upstream(lines: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """The lines that these rest on, themselves included, in the order of the model."""
    rules = model(inputs.references(plan))
    reached = rules.reach(lines)
    return tuple(name for name in rules.lines if name in reached)


def _goes_on(plan: Plan, data: inputs.Inputs, lines: Iterable[str] | None, after: Result) -> bool:
    """Whether the numbers stand at the same places, of the same lines, as in the former result."""
    asked = tuple(lines) if lines is not None else None
    return (
        after.program is program(asked, inputs.references(plan))
        and after.program.keeps_all
        and after.cases == 1
        and inputs.alike(data, after.data)
    )


def _worked_out(plan: Plan, data: inputs.Inputs, lines: Iterable[str] | None) -> Result:
    chosen = program(tuple(lines) if lines is not None else None, inputs.references(plan))
    return Result(plan, chosen, data, {**data.arrays, **chosen.run(data)})
