"""Load a plan and run it: parameter files, input arrays and rules are joined here.

>>> import artplan
>>> plan = artplan.load("growth")
>>> result = plan.run()
>>> len(result["net_profit"])  # one number a month
12
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from artplan.checks import SIZES
from artplan.commitment import NEEDED, commitments, known_in
from artplan.engine.arrays import Arrays
from artplan.engine.faults import NumberFault, no_number
from artplan.engine.model import Model
from artplan.engine.program import BLOCK, Program
from artplan.model import behind, check_references, program
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs import rebuild as inputs_after
from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.plan.read.plan import overridden, read_plan
from artplan.result import Result
from artplan.texts.closest import nearest
from artplan.texts.message import listed, message

if TYPE_CHECKING:
    from artplan.api.display import Explanation

MOST = 1e18  # CNY of sales, payments or assets in a month: a million times the most that a parameter may be


@dataclass(frozen=True)
class OperatingPlan:
    """A loaded plan, ready to run. `plan[path]` is a parameter; a notebook shows the object as tables.

    plan: the checked data (`artplan.plan.plan.Plan`). Objects are immutable; `load` makes a changed plan from
    overrides.

    >>> import artplan
    >>> plan = artplan.load("growth")
    >>> plan["channels.keyword_ads.cost_per_click"].unit  # after plan["ch, the tab key completes the path
    'CNY/click'
    """

    plan: Plan

    def __getitem__(self, path: str) -> Leaf:
        """The parameter at the path, with values, unit, source and place in the files.

        Raises KeyError with the nearest known paths.

        >>> import artplan
        >>> artplan.load("base", {"channels.keyword_ads.fee": 1200})["channels.keyword_ads.fee"].value
        1200.0
        """
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
        """Evaluate all lines of the plan, or the named lines with everything they depend on.

        after: a result of the same lines for a plan that differs little. Only what the difference reaches is
        evaluated again, provided that `lines` is None or all of `artplan.model.upstream` and that both plans
        have the same months, members and groupings; otherwise everything is. The numbers are the same either
        way.

        Raises ModelFault for an unknown line and NumberFault where a line has no finite value.

        >>> import artplan
        >>> plan = artplan.load("base")
        >>> list(plan.run(["net_profit"]).lines)
        ['net_profit']
        >>> dearer = artplan.load("base", {"channels.keyword_ads.cost_per_click": 12}, after=plan)
        >>> result = dearer.run(after=plan.run())
        """
        data = inputs.build(self.plan) if after is None else inputs_after.build(self.plan, after.data)
        if after is None or not _goes_on(self.plan, data, lines, after):
            return evaluated(self.plan, data, lines)
        with _in_language_of(self.plan):
            values = after.program.again(data, after.data, after.values)
            _refuse_beyond(after.program.model, data, values)
        return Result(self.plan, after.program, data, _joined(data.arrays, values))

    def committed(self, by: OperatingPlan | None = None) -> OperatingPlan:
        """The plan with its decisions held: spend, natural visits, sized heads and purchases stand entered.

        Sales then follow from conversion, prices and returns, no longer from targets. Every line is as in
        this plan, but for those in `artplan.commitment.PLANNING`. by: the plan whose decisions are held, this
        one by default; where this plan extends it, what this plan sets of its own is laid over them.

        Raises PlanFault where no spend brings the visits that a target needs, and for a plan with substituted
        numbers.

        >>> import artplan
        >>> plan = artplan.load("base")
        >>> held = plan.committed()
        >>> f"{held.run(['net_profit']).year('net_profit') / plan.run(['net_profit']).year('net_profit'):.6f}"
        '1.000000'
        """
        if by is None or by is self:
            settings = commitments(self.run(NEEDED))
            return checked(overridden(self.plan, settings)) if settings else self
        settings = known_in(self.plan, commitments(by.run(NEEDED)))
        return checked(overridden(self.plan, settings, under=by.plan)) if settings else self

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
        """Trace a number back to the parameters it comes from, or its difference from another plan's.

        when: a month or fiscal period (2027-11, 2027-Q4, 2027). members: names or labels, one for each
        dimension of the line, as a list or separated by commas; without any, the sum over all members. depth:
        levels of the tree to show. lang: `zh` or `en`, the plan's language by default. against: another plan,
        or the name of a scenario.

        Raises PlanFault for an unknown line, period or member.

        >>> import artplan
        >>> print(artplan.load("base").explain("net_profit", "2027-11", lang="en").title())
        Net profit (net_profit) · 2027-11 · scenario: Base plan
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
    """Load a plan by name: `base`, a scenario, or `cases/NAME`, with overrides on top.

    overrides: value by parameter path, in the forms of a scenario's `set:` block: a number, a relative change
    (`x1.5`, `+10%`, `+2000`), a mapping, or None to remove an entry; `*` in a path stands for every member.
    folder: the parameter folder; by default `./params`, else the one shipped with the package. after: the
    same plan with other overrides, from which the unchanged parts are reused (faster, same result).

    Raises PlanFault with every fault of files and overrides.

    >>> import artplan
    >>> plan = artplan.load("growth", {"channels.keyword_ads.cost_per_click": 12})
    >>> plan["channels.keyword_ads.cost_per_click"].value
    12.0
    >>> plan.plan.chain
    ('base', 'growth')
    """
    former = after.plan if after is not None else None
    return checked(read_plan(name, overrides=overrides or {}, folder=folder, former=former))


def checked(plan: Plan) -> OperatingPlan:
    """The plan, once its scorecards' references to lines and members are checked.

    Raises PlanFault otherwise.
    """
    check_references(plan)
    return OperatingPlan(plan)


def run_together(plans: Sequence[OperatingPlan], lines: Iterable[str] | None = None) -> Result:
    """Evaluate several plans as the cases of one result, case 0 being the first plan.

    The result's `plan` is the first one. Raises ValueError where the plans differ in months, members,
    groupings or in the lines that their scorecards read.

    >>> import artplan
    >>> base, dearer = artplan.load("base"), artplan.load("base", {"channels.keyword_ads.cost_per_click": 12})
    >>> together = artplan.run_together([base, dearer], ["net_profit"])
    >>> together.array("net_profit").shape  # month, case
    (12, 2)
    >>> bool(together.year("net_profit", case=1) < together.year("net_profit", case=0))
    True
    """
    if len({inputs.references(each.plan) for each in plans}) > 1:
        raise ValueError("the plans' indicators read different lines")
    data = inputs.stack([inputs.build(each.plan) for each in plans])
    return evaluated(plans[0].plan, data, lines)


def _goes_on(plan: Plan, data: inputs.Inputs, lines: Iterable[str] | None, after: Result) -> bool:
    """Whether the numbers stand at the same places, of the same lines, as in the former result."""
    wanted = tuple(lines) if lines is not None else None
    return (
        after.program is program(wanted, inputs.references(plan))
        and after.program.keeps_all
        and after.cases == 1
        and inputs.alike(data, after.data)
    )


def evaluated(
    plan: Plan, data: inputs.Inputs, lines: Iterable[str] | None = None, block: int = BLOCK
) -> Result:
    """Evaluate the named lines, or all, of a plan whose inputs are prepared, such as those of many cases.

    block: the number of cases evaluated together. Raises ModelFault for an unknown line and NumberFault, in
    the plan's language, where a line has no finite value.
    """
    chosen = program(tuple(lines) if lines is not None else None, inputs.references(plan))
    return evaluated_by(plan, chosen, data, block)


def evaluated_by(plan: Plan, chosen: Program, data: inputs.Inputs, block: int = BLOCK) -> Result:
    """Evaluate a program, whose inputs are prepared, for a plan. Raises NumberFault in its language."""
    with _in_language_of(plan):
        values = chosen.run(data, block)
        _refuse_beyond(chosen.model, data, values)
    return Result(plan, chosen, data, _joined(data.arrays, values))


def _refuse_beyond(model: Model, data: inputs.Inputs, values: Arrays) -> None:
    """Raise a NumberFault, for the line where it begins, if the plan's amounts are beyond any business.

    Every parameter has bounds; a power of several may still come to more yuan than there are in the world.
    """
    known = [name for name in SIZES if name in values]
    watched = known if len(known) > 1 else values  # few lines, where those that tell most are not among them
    if all(np.abs(values[name]).max(initial=0) <= MOST for name in watched):
        return
    for name in (each for step in model.steps for each in step if each in values):
        far = np.abs(values[name]) > MOST
        if far.any():
            members = [data.members[dimension] for dimension in model.cards[name].per]
            numbers, cases = np.where(far, np.nan, values[name]), range(far.shape[-1])
            raise no_number(name, numbers, members, data.months, cases, message("numbers.beyond"))


def _joined(inputs: Arrays, lines: Arrays) -> Arrays:
    """Both by name; a line's array may be made when it is asked for, so nothing is copied."""
    return ChainMap(lines, inputs)  # type: ignore[arg-type]  # it is only read


@contextmanager
def _in_language_of(plan: Plan) -> Iterator[None]:
    """Tell a NumberFault the language of the plan and its parameters; the engine knows no plan."""
    try:
        yield
    except NumberFault as fault:
        fault.language = plan.language
        parameters = listed(behind(plan, fault.line, fault.member))
        fault.remedy = message("numbers.mend", parameters=parameters)
        raise
