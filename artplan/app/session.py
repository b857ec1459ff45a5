"""The state of a visitor: a plan, the changes made to it, and the resulting figures. It uses no widgets.

Changes are applied like a scenario, with all its checks. The figures equal those of `artplan.load(scenario,
changes).run()`, or of the same changes to the committed plan, but only the lines that a change affects are
evaluated again. Once months are closed they are those of the forecast with the changes (`evaluate.py`).
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from artplan.app.evaluate import Evaluated, closed_of, evaluate
from artplan.model import upstream
from artplan.operating import OperatingPlan, checked, load
from artplan.plan.read.plan import overridden, overrides_of
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.yaml_text import flow
from artplan.report.tables import headline
from artplan.result import Result
from artplan.study.forecast.closed_months import ClosedMonths

Changes = Mapping[str, Any]  # value by path, as in a scenario file: 12, "x1.2", "2027-03-01"


@dataclass(frozen=True)
class Now:
    """The current state of a session, for slow views."""

    plan: OperatingPlan
    here: OperatingPlan
    known: Evaluated  # all lines, of `here` or an earlier state
    changes: Changes
    closed: ClosedMonths | None

    @property
    def evaluated(self) -> Evaluated:
        """All lines of the present state. Raises PlanFault if a value is not finite."""
        return evaluate(self.here, None, self.known, self.closed)


@dataclass
class Session:
    """A plan that `move`, `undo`, `redo` and `reset` change.

    plan: the scenario as in its files; committed: with what it has decided held (`OperatingPlan.committed`).
    closed: the months that are closed; closed_fault: why they are left out, if they have to be. before: the
    result of that plan without changes. `seen` is the result of the changed plan, with only the
    lines that headline figures and their charts depend on. `result` has all lines.
    """

    plan: OperatingPlan
    committed: bool
    closed: ClosedMonths | None
    closed_fault: PlanFault | None
    before: Result
    here: OperatingPlan  # with the changes
    evaluated: Evaluated  # the lines of `seen`
    known: Evaluated  # all lines of the last state for which they were needed
    changes: Changes = field(default_factory=dict)
    past: list[Changes] = field(default_factory=list)
    future: list[Changes] = field(default_factory=list)
    held: str = ""  # the parameter changed last; consecutive changes of it are undone in one step

    @staticmethod
    def of(scenario: str, committed: bool = False) -> Session:
        """Return a session for the scenario, following its targets or holding what it has decided.

        Raises PlanFault if the scenario cannot be read, or one of its values is not finite.
        """
        plan = load(scenario).committed() if committed else load(scenario)
        planned, closed, closed_fault = evaluate(plan), None, None
        try:
            closed = closed_of(planned.shown)
        except PlanFault as fault:
            closed_fault = fault
        whole = evaluate(plan, None, planned, closed) if closed else planned
        seen = evaluate(plan, upstream(headline.LINES, plan.plan), None, closed)
        return Session(plan, committed, closed, closed_fault, whole.shown, plan, seen, whole)

    @property
    def seen(self) -> Result:
        return self.evaluated.shown

    @property
    def result(self) -> Result:
        """All lines, evaluated on first access. Raises PlanFault if a value is not finite."""
        if self.known.shown.plan is not self.here.plan:
            self.known = evaluate(self.here, None, self.known, self.closed)
        return self.known.shown

    @property
    def shut(self) -> int:
        """How many of the plan's first months are closed."""
        return self.closed.at if self.closed else 0

    @property
    def scenario(self) -> str:
        return self.plan.plan.name

    @property
    def now(self) -> Now:
        return Now(self.plan, self.here, self.known, self.changes, self.closed)

    def move(self, path: str, value: Any) -> None:
        """Set a parameter. Raises PlanFault, without changing anything, if the new plan is invalid."""
        changes = {**self.changes, path: value}
        if self._as_in_the_file(path, value):
            del changes[path]
        self._to(changes, path)

    def move_all(self, changes: Changes) -> None:
        """Set several parameters, as one step for undo. Raises PlanFault without changing anything."""
        self._to({**self.changes, **changes}, "")

    def move_to(self, changes: Changes) -> None:
        """Make exactly these changes. Raises PlanFault without changing anything."""
        self._to(changes, "")

    def moved(self, path: str) -> bool:
        """Return whether the parameter, or one of its months, was changed."""
        return any(each == path or each.startswith(f"{path}.") for each in self.changes)

    def reset(self, path: str = "") -> None:
        """Reset a parameter and its months to the value in its file; without a path, reset all."""
        own = {each for each in self.changes if not path or each == path or each.startswith(f"{path}.")}
        self._to({each: value for each, value in self.changes.items() if each not in own}, "")

    def undo(self) -> None:
        if self.past:
            self._show(self.past[-1])
            self.future.append(self.changes)
            self.changes, self.held = self.past.pop(), ""

    def redo(self) -> None:
        if self.future:
            self._show(self.future[-1])
            self.past.append(self.changes)
            self.changes, self.held = self.future.pop(), ""

    def command(self) -> str:
        """Return the terminal command that runs all notebooks for this state."""
        return shlex.join(["artplan", "run", self.scenario, *self.settings()])

    def to_save(self) -> dict[str, Any]:
        """Return the settings that make the present state from the scenario, each path once."""
        settings = overrides_of(self.plan.plan)
        for path, value in self.changes.items():
            if path in settings and path in self.here.plan.leaves:  # it may be relative to what is held
                leaf, months = self.here.plan.leaves[path], self.here.plan.months
                value = {month: leaf.at(at) for at, month in enumerate(months)}
            settings[path] = value
        return settings

    def settings(self) -> list[str]:
        """Return them as arguments of a command."""
        words = []
        for path, value in self.to_save().items():
            words += ["--set", f"{path}={value if isinstance(value, str) else flow(value)}"]
        return words

    def _as_in_the_file(self, path: str, value: Any) -> bool:
        """Return whether the change is unnecessary, because the value equals that in the file.

        It is necessary if a change with `*` in its path may set the same parameter.
        """
        leaf = self.plan.plan.leaves.get(path)
        same = leaf is not None and (value == "x1" or leaf.value == value)
        return same and not any("*" in each for each in self.changes)

    def _to(self, changes: Changes, held: str) -> None:
        if changes != self.changes:
            self._show(changes)
            if not held or held != self.held:
                self.past.append(self.changes)
            self.changes, self.held = changes, held
            self.future.clear()

    def _show(self, changes: Changes) -> None:
        here = self.plan
        if changes:
            here = checked(overridden(self.plan.plan, changes, former=self.here.plan))
        if here.plan.months != self.plan.plan.months:
            raise PlanFault([fault_at("panel", "plan", "panel.other_months")])
        self.evaluated = evaluate(here, tuple(self.seen.lines), self.evaluated, self.closed)
        self.here = here
