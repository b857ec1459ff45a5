"""What the modules that look for findings are handed: a plan, its result, what another decision brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from artplan.operating import OperatingPlan, checked
from artplan.plan.read.plan import overridden
from artplan.result import Result

LEAST = 100.0  # CNY; what weighs less is no finding


@dataclass(frozen=True)
class Subject:
    """A plan and its result, of all lines."""

    plan: OperatingPlan
    result: Result

    @cached_property
    def held(self) -> OperatingPlan:
        """The plan with its decisions held, so that one thing alone can be changed."""
        return self.plan.committed()

    def changed(self, settings: Mapping[str, Any], line: str = "net_profit", *, hold: bool = False) -> float:
        """What the line's sum over all months becomes by other settings, less the plan's.

        hold: the decisions stay as they are; otherwise spend and purchases follow what is sold, as planned.
        Raises PlanFault for settings that give no plan.
        """
        base = self.held if hold else self.plan
        other = checked(overridden(base.plan, settings)).run([line])
        return float(other.by_month(line).sum() - self.result.by_month(line).sum())

    def by_member(self, line: str) -> dict[str, float]:
        """The line over all months by member of its only dimension."""
        return {str(member): float(value) for member, value in self.result.by_member(line).items()}

    def months_below(self, line: str, member: str = "") -> tuple[str, ...]:
        """The months in which the member's amount, or the sum over all members, is below 0."""
        return self._where(line, member, lambda value: value < 0)

    def months_above(self, line: str, member: str = "", above: float = 0.0) -> tuple[str, ...]:
        """The months in which it is above that."""
        return self._where(line, member, lambda value: value > above)

    def _where(self, line: str, member: str, holds: Callable[[float], bool]) -> tuple[str, ...]:
        result = self.result
        place = result.members[result.per(line)[0]].index(member) if member else 0
        values = (result.array(line)[place, :, 0] if member else result.by_month(line)).tolist()
        return tuple(month for month, value in zip(result.months, values, strict=True) if holds(value))
