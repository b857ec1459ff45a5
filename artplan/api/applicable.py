"""The studies of one scenario, with None where a study does not apply to it.

>>> import artplan
>>> plan = artplan.load("base")
>>> questions = Questions(plan, "base", {})
>>> questions.simulate(draws=64).draws
64

Notebooks are written against this, since they run for any scenario: one without uncertain parameters, say,
has no simulation to show. In a notebook `artplan.notebook.open_questions` makes the object from the
notebook's parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from artplan.api import studies
from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan, checked, load
from artplan.plan.read.chain import plan_names
from artplan.plan.variants.steps import parent
from artplan.plan.written.faults import PlanFault
from artplan.study.allocate.answer import Proposal
from artplan.study.compare.answer import Comparison, Ledger
from artplan.study.seek.answer import Sought
from artplan.study.sweep.answer import Swept
from artplan.study.sweep.spec import find_spec, read_spec
from artplan.study.terms import parameters
from artplan.study.uncertainty.answer import Sensitivity, Simulation, Stress
from artplan.study.uncertainty.break_even import break_even
from artplan.study.uncertainty.sensitivity import spider

STEEPEST = 8  # inputs of which several steps are shown


@dataclass(frozen=True)
class Questions:
    """The studies of one plan: each method returns the answer, or None where the study does not apply.

    plan: the scenario with the overrides, loaded. scenario, overrides: what it was loaded from, for the
    studies that load it again (`sweep`).

    >>> import artplan
    >>> case = "cases/taobao_annual_budget"
    >>> questions = Questions(artplan.load(case), case, {})
    >>> questions.simulate(draws=64) is None  # no parameter of this case is uncertain
    True
    """

    plan: OperatingPlan
    scenario: str
    overrides: Mapping[str, Any]

    @cached_property
    def pair(self) -> tuple[OperatingPlan, OperatingPlan] | None:
        """The two plans that `compare` and `effects` work on, the earlier first; None if there is one only.

        For a scenario or a plan with overrides: the plan it extends, and itself. For a plan that extends
        nothing: itself, and the first scenario that extends it.
        """
        if self._decides():
            return checked(parent(self.plan.plan)), self.plan
        others = (load(name) for name in plan_names() if name != self.scenario)
        upon = (each for each in others if each.plan.chain[0] == self.scenario)
        first = next(upon, None)
        return None if first is None else (self.plan, first)

    def compare(self) -> Comparison | None:
        """Attribute the difference of the two plans of `pair` to the steps between them (`artplan.compare`).

        Returns None where `pair` is None. Raises PlanFault as `artplan.compare` does.
        """
        return None if self.pair is None else studies.compare(*self.pair)

    def effects(self) -> Ledger | None:
        """Evaluate each override of the later plan of `pair` by itself (`artplan.effects`).

        Returns None where `pair` is None. Raises PlanFault as `artplan.effects` does.
        """
        return None if self.pair is None else studies.effects(self.pair[1])

    def sweep(self, spec: str) -> Swept | None:
        """Run a sweep of `params/studies` on this plan, in place of the scenarios that its file names.

        An override of a swept parameter gives way to the sweep's values. Returns None where the plan lacks a
        swept parameter. Raises PlanFault for a faulty sweep file.

        >>> import artplan
        >>> swept = Questions(artplan.load("base"), "base", {}).sweep("conversion_and_click_price")
        >>> swept.scenarios
        ('base',)
        """
        moved = [axis.path for axis in read_spec(find_spec(spec)).axes]
        if not all(parameters.reached(self.plan.plan, path, change=False) for path in moved):
            return None
        kept = {path: value for path, value in self.overrides.items() if path not in moved}
        return studies.sweep(spec, kept, scenarios=[self.scenario])

    def sensitivity(self) -> Sensitivity | None:
        """Move one parameter at a time (`artplan.sensitivity`).

        Uncertain parameters go to the 10th and 90th percentile of their distributions; in a plan without any,
        every parameter given in a file is changed by -10 % and +10 %.
        """
        return studies.sensitivity(self.plan, all_given=not self._uncertain())

    def steps(self, answer: Sensitivity) -> pd.DataFrame:
        """Net profit at several values of each of the eight parameters that move it most.

        answer: the answer of `sensitivity`. Returns a table, parameters by steps (percentiles, or factors of
        the value), in CNY. Raises PlanFault as `sensitivity` does.
        """
        paths = list(answer.tornado["net_profit"].index[:STEEPEST])
        return spider(self.plan, "net_profit", paths=paths, all_given=not answer.by_distribution)

    def zeros(self, answer: Sensitivity) -> pd.DataFrame:
        """The break-even value of each parameter of `answer`, at which net profit is 0.

        Returns a table, parameters by value, break_even and factor; nan where there is no break-even in
        range.
        """
        return break_even(self.plan, "net_profit", paths=list(answer.tornado["net_profit"].index))

    def stress(self) -> Stress | None:
        """Net profit and the lowest cash under four shocks, each alone (`artplan.stress`).

        Returns None where no shock moves the plan, where its decisions cannot be held, and where a figure is
        not finite under a shock.
        """
        try:
            answer = studies.stress(self.plan)
        except (PlanFault, NumberFault):
            return None
        return None if answer.shocks.empty else answer

    def seek(self, measure: str, target: float, by: str, **options: Any) -> Sought | None:
        """Solve for a parameter's value (`artplan.seek`, with its options).

        Returns None where the plan lacks the parameter `by`, and for a percentile of a plan without uncertain
        parameters.

        >>> import artplan
        >>> questions = Questions(artplan.load("base"), "base", {})
        >>> questions.seek("net_profit", 500_000, "storefronts.no_such.conversion_rate") is None
        True
        """
        if not parameters.reached(self.plan.plan, by, change=True):
            return None
        if "percentile" in options and not self._uncertain():
            return None
        return studies.seek(self.plan, measure, target, by, **options)

    def simulate(self, draws: int) -> Simulation | None:
        """Monte Carlo simulation (`artplan.simulate`); None for a plan without uncertain parameters."""
        return studies.simulate(self.plan, draws=draws) if self._uncertain() else None

    def allocate(self, **options: Any) -> Proposal | None:
        """Optimise the advertising budget at its present total (`artplan.allocate`, with its options).

        Returns None where no channel is bought by spend, and wherever no division could be proved to be the
        best.
        """
        try:
            return studies.allocate(self.plan, **options)
        except PlanFault:
            return None

    def _uncertain(self) -> bool:
        return any(leaf.uncertain for leaf in self.plan.plan.leaves.values())

    def _decides(self) -> bool:
        """Whether anything is laid over another plan."""
        written = self.plan.plan.written
        return written is not None and any(written.layers)
