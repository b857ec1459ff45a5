"""A visitor's state: a plan, what was moved in it, and the figures that come of it. It knows no widget.

What was moved is laid over the plan as a scenario would lay it, with all of its checks; the figures are those
of `artplan.load(scenario, changes).run()`, of which only what a move touches is worked out.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from artplan.engine.faults import NumberFault
from artplan.model import upstream
from artplan.operating import OperatingPlan, load
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.yaml_text import flow
from artplan.report.tables import headline
from artplan.result import Result

Changes = Mapping[str, Any]  # by path, as a scenario would write it: 12, "x1.2", "2027-03-01"


@dataclass(frozen=True)
class Now:
    """Where a session stands, for what is worked out beside it."""

    plan: OperatingPlan
    here: OperatingPlan
    known: Result  # all lines of a plan that differs little from `here`
    changes: Changes


@dataclass
class Session:
    """Moves come in by `move`, `undo`, `redo` and `reset`; the figures are `result`, beside `before`.

    seen: of the same plan, the lines that headline figures and their charts rest on.
    """

    plan: OperatingPlan  # as its files have it
    before: Result
    here: OperatingPlan  # with the changes
    seen: Result
    known: Result  # all lines of the last plan of which they were asked for
    changes: Changes = field(default_factory=dict)
    past: list[Changes] = field(default_factory=list)
    future: list[Changes] = field(default_factory=list)
    held: str = ""  # the parameter moved last: a slider's way is undone in one

    @staticmethod
    def of(scenario: str) -> Session:
        """Raises PlanFault where the scenario cannot be read, or comes to no number."""
        plan = load(scenario)
        before = _run(plan, None, None)
        return Session(plan, before, plan, _run(plan, upstream(headline.LINES, plan.plan), None), before)

    @property
    def result(self) -> Result:
        """All lines, worked out when they are asked for. Raises PlanFault where one comes to no number."""
        if self.known.plan is not self.here.plan:
            self.known = _run(self.here, None, self.known)
        return self.known

    @property
    def scenario(self) -> str:
        return self.plan.plan.name

    @property
    def now(self) -> Now:
        return Now(self.plan, self.here, self.known, self.changes)

    def move(self, path: str, value: Any) -> None:
        """Sets a parameter. Raises PlanFault, and changes nothing, where the plan cannot be so."""
        changes = {**self.changes, path: value}
        if self._as_in_the_file(path, value):
            del changes[path]
        self._to(changes, path)

    def move_all(self, changes: Changes) -> None:
        """Sets several at once, to be undone in one step. Raises PlanFault, and changes nothing."""
        self._to({**self.changes, **changes}, "")

    def moved(self, path: str) -> bool:
        """Whether the parameter, or one of its months, was moved."""
        return any(each == path or each.startswith(f"{path}.") for each in self.changes)

    def reset(self, path: str = "") -> None:
        """One parameter with its months as its file has it, or all."""
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
        """What restores this state in a terminal, with all notebooks."""
        return shlex.join(["artplan", "run", self.scenario, *self.settings()])

    def settings(self) -> list[str]:
        """The changes as a command takes them."""
        words = []
        for path, value in self.changes.items():
            words += ["--set", f"{path}={value if isinstance(value, str) else flow(value)}"]
        return words

    def _as_in_the_file(self, path: str, value: Any) -> bool:
        """What need not be said, unless something else that is said reaches it too."""
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
        here = load(self.scenario, changes, after=self.here) if changes else self.plan
        if here.plan.months != self.plan.plan.months:
            raise PlanFault([fault_at("panel", "plan", "panel.other_months")])
        self.seen = _run(here, tuple(self.seen.lines), self.seen)
        self.here = here


def _run(plan: OperatingPlan, lines: tuple[str, ...] | None, after: Result | None) -> Result:
    try:
        return plan.run(lines, after=after)
    except NumberFault as fault:
        raise PlanFault([fault_at("panel", fault.line, "panel.no_number", what=fault.message)]) from None
