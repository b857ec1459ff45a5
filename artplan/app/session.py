"""A visitor's state: a plan, what was moved in it, and the figures that come of it. It knows no widget.

Numbers are moved in the inputs that were prepared once, so that nothing is read anew; the figures are those
of `artplan.load(scenario, changes).run()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from artplan.operating import OperatingPlan, load
from artplan.plan.faults import Fault, PlanFault, shown, suggest
from artplan.result import Result
from artplan.study.cases import Space
from artplan.study.lever import numbers, reached

Changes = Mapping[str, Any]  # by path, as a scenario would write it: 12, "x1.2"
SHELL = "artplan run {scenario}{changes}"


@dataclass
class Session:
    """Moves come in by `move`, `undo`, `redo` and `reset`; the figures are `result`, beside `before`."""

    plan: OperatingPlan
    changes: Changes = field(default_factory=dict)
    past: list[Changes] = field(default_factory=list)
    future: list[Changes] = field(default_factory=list)
    held: str = ""  # the parameter moved last: a slider's way is undone in one

    @staticmethod
    def of(scenario: str) -> Session:
        return Session(load(scenario))

    @cached_property
    def space(self) -> Space:
        return Space.of(self.plan)

    @cached_property
    def before(self) -> Result:
        """The plan as its files have it."""
        return self.space.run({})

    @cached_property
    def result(self) -> Result:
        return self._worked_out(self.changes)

    def move(self, path: str, value: Any) -> None:
        """Sets a parameter. Raises PlanFault, and changes nothing, where the plan cannot be so."""
        changes = {**self.changes, path: value}
        result = self._worked_out(changes)
        self._to(changes, result, path)

    def reset(self, path: str = "") -> None:
        """One parameter as its file has it, or all."""
        kept = {each: value for each, value in self.changes.items() if path and each != path}
        if kept != self.changes:
            self._to(kept, self._worked_out(kept), "")

    def undo(self) -> None:
        if self.past:
            self.future.append(self.changes)
            self.held = ""
            self._show(self.past.pop(), None)

    def redo(self) -> None:
        if self.future:
            self.past.append(self.changes)
            self.held = ""
            self._show(self.future.pop(), None)

    def command(self) -> str:
        """What restores this state in a terminal, with all notebooks."""
        changes = "".join(f" --set {path}={value}" for path, value in sorted(self.changes.items()))
        return SHELL.format(scenario=self.plan.plan.name, changes=changes)

    def _to(self, changes: Changes, result: Result, held: str) -> None:
        if changes != self.changes:
            if not held or held != self.held:
                self.past.append(self.changes)
            self.held = held
            self.future.clear()
            self._show(changes, result)

    def _show(self, changes: Changes, result: Result | None) -> None:
        self.changes = changes
        self.__dict__.pop("result", None)
        if result is not None:
            self.__dict__["result"] = result

    def _worked_out(self, changes: Changes) -> Result:
        given: dict[str, Any] = {}
        for path, value in changes.items():
            if not reached(self.plan.plan, path, change=True):
                known = suggest(path, self.plan.plan.leaves, "known")
                raise PlanFault([Fault("panel", path, "no such parameter", known)])
            moved = numbers(self.plan.plan, path, [value])
            if moved is None:
                remedy = "write 12, x1.2, +10% or +2000"
                raise PlanFault([Fault("panel", path, f"{shown(value)} is no number", remedy)])
            given |= moved
        return self.space.run(given)
