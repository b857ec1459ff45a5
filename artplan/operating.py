"""Where the rooms meet: a plan is read, its inputs are built, the rules are worked out.

plan = artplan.load("growth")
result = plan.run()
result["net_profit"]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.engine.faults import nearest
from artplan.model import check_references, program
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs import rebuild as inputs_after
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.read.plan import read_plan
from artplan.result import Result

if TYPE_CHECKING:
    from artplan.api.display import Explanation


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
        from artplan.api import display

        return {"text/html": display.plan(self, self.plan.language).html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        from artplan.api import display

        return display.aligned(display.plan(self, self.plan.language))

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
        from artplan.api import display

        names = [each.strip() for each in members.split(",")] if isinstance(members, str) else list(members)
        other = load(against, folder=self.plan.folder) if isinstance(against, str) else against
        return display.explained(self, line, when, list(filter(None, names)), other, depth, lang)


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
    check_references(plan)
    return OperatingPlan(plan)


def run_together(plans: Sequence[OperatingPlan], lines: Iterable[str] | None = None) -> Result:
    """Plans of the same months, members and groupings as the cases of one result; ValueError otherwise."""
    if len({inputs.references(each.plan) for each in plans}) > 1:
        raise ValueError("the plans' indicators read different lines")
    data = inputs.stack([inputs.build(each.plan) for each in plans])
    return _worked_out(plans[0].plan, data, lines)


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
