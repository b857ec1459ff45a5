"""The studies of one plan, as its notebooks ask them; None where a study does not apply to the plan.

ask = open_questions("growth")
ask.simulate(draws=2000)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from artplan.api import studies
from artplan.operating import OperatingPlan, checked, load
from artplan.plan.read.chain import plan_names
from artplan.plan.variants.steps import parent
from artplan.plan.written.faults import PlanFault
from artplan.study.allocate.answer import Proposal
from artplan.study.asked import parameters as lever
from artplan.study.compare.answer import Comparison, Ledger
from artplan.study.seek.answer import Sought
from artplan.study.sweep.answer import Swept
from artplan.study.sweep.spec import find_spec, read_spec
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.study.uncertainty.break_even import break_even
from artplan.study.uncertainty.sensitivity import spider

STEEPEST = 8  # inputs of which several steps are shown


@dataclass(frozen=True)
class Questions:
    """plan: the scenario with the overrides, which are kept for studies that read it anew."""

    plan: OperatingPlan
    scenario: str
    overrides: Mapping[str, Any]

    @cached_property
    def pair(self) -> tuple[OperatingPlan, OperatingPlan] | None:
        """The plan and what it extends; what extends nothing, and the first scenario that extends it."""
        if self._decides():
            return checked(parent(self.plan.plan)), self.plan
        others = (load(name) for name in plan_names() if name != self.scenario)
        upon = (each for each in others if each.plan.chain[0] == self.scenario)
        first = next(upon, None)
        return None if first is None else (self.plan, first)

    def compare(self) -> Comparison | None:
        """What makes the difference between the two."""
        return None if self.pair is None else studies.compare(*self.pair)

    def effects(self) -> Ledger | None:
        """What each override of the later one does."""
        return None if self.pair is None else studies.effects(self.pair[1])

    def sweep(self, spec: str) -> Swept | None:
        """A sweep of params/studies, over this plan instead of those that it names.

        An override of a parameter that is swept gives way to the values of the sweep.
        """
        moved = [axis.path for axis in read_spec(find_spec(spec)).axes]
        if not all(lever.reached(self.plan.plan, path, change=False) for path in moved):
            return None
        kept = {path: value for path, value in self.overrides.items() if path not in moved}
        return studies.sweep(spec, kept, scenarios=[self.scenario])

    def sensitivity(self) -> Sensitivity | None:
        """By the distributions; where nothing is uncertain, every given parameter by a tenth."""
        return studies.sensitivity(self.plan, all_given=not self._uncertain())

    def steps(self, found: Sensitivity) -> pd.DataFrame:
        """Several steps of each of the inputs that move the profit most."""
        paths = list(found.tornado["net_profit"].index[:STEEPEST])
        return spider(self.plan, "net_profit", paths=paths, all_given=not found.by_distribution)

    def zeros(self, found: Sensitivity) -> pd.DataFrame:
        """The value of each input at which there is no profit."""
        return break_even(self.plan, "net_profit", paths=list(found.tornado["net_profit"].index))

    def seek(self, measure: str, target: float, by: str, **options: Any) -> Sought | None:
        """See `artplan.seek`."""
        if not lever.reached(self.plan.plan, by, change=True):
            return None
        if "percentile" in options and not self._uncertain():
            return None
        return studies.seek(self.plan, measure, target, by, **options)

    def simulate(self, draws: int) -> Simulation | None:
        return studies.simulate(self.plan, draws=draws) if self._uncertain() else None

    def allocate(self, **options: Any) -> Proposal | None:
        """Today's budget divided anew; None, too, where no division is proved to be the best.

        See `artplan.allocate`.
        """
        try:
            return studies.allocate(self.scenario, self.overrides, **options)
        except PlanFault:
            return None

    def _uncertain(self) -> bool:
        return any(leaf.uncertain for leaf in self.plan.plan.leaves.values())

    def _decides(self) -> bool:
        """Whether anything is laid over another plan."""
        written = self.plan.plan.written
        return written is not None and any(written.layers)
