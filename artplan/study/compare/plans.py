"""The plans along the way from one plan to another, and the steps that make a plan each by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from artplan.operating import checked
from artplan.plan.plan import Plan
from artplan.plan.variants.steps import Way
from artplan.plan.written.faults import PlanFault, fault_at

Taken = frozenset[int]  # the numbers of steps


@dataclass
class Plans:
    """The plans along the way, each read once; None for an invalid plan."""

    way: Way
    read: dict[frozenset[str], Plan | None] = field(default_factory=dict)

    def plan(self, taken: Taken) -> Plan | None:
        paths = frozenset(path for step in taken for path in self.way.steps[step].paths)
        if paths not in self.read:
            try:
                self.read[paths] = checked(self.way.plan(taken, self._nearest(paths))).plan
            except PlanFault:
                self.read[paths] = None
        return self.read[paths]

    def _nearest(self, paths: frozenset[str]) -> Plan | None:
        """Return the plan read before that differs by the fewest settings; most of it is read already."""
        known = {each: plan for each, plan in self.read.items() if plan is not None}
        return known[min(known, key=lambda each: len(each ^ paths))] if known else None

    def joined(self, groups: Sequence[Sequence[int]]) -> Plans:
        return Plans(self.way.joined(groups), self.read)


def standing(plans: Plans) -> Plans:
    """Join steps until each single step gives a valid plan when it is taken, or left out, alone."""
    for taken, name in ((frozenset[int](), plans.way.before.name), (_every(plans), plans.way.after.name)):
        if plans.plan(taken) is None:
            raise PlanFault([fault_at("compare", name, "compare.out_of_reach")])
    while (group := _leaning(plans)) is not None:
        others = [[number] for number in range(len(plans.way.steps)) if number not in group]
        plans = plans.joined(sorted([group, *others]))
    return plans


def _every(plans: Plans) -> Taken:
    return frozenset(range(len(plans.way.steps)))


def _leaning(plans: Plans) -> list[int] | None:
    """Return steps to be joined, if some step is invalid when taken, or left out, alone; else None."""
    every = _every(plans)

    def stands(some: Taken) -> bool:
        return plans.plan(some) is not None

    def leaves(some: Taken) -> bool:
        return plans.plan(every - some) is not None

    for step in sorted(every):
        for fits in (stands, leaves):
            if not fits(frozenset({step})):
                return sorted(_smallest(step, every, fits))
    return None


def _smallest(step: int, every: Taken, fits: Callable[[Taken], bool]) -> Taken:
    """Return a small valid set with the step; usually one other step suffices."""
    for other in sorted(every - {step}, key=lambda each: (abs(each - step), each)):
        if fits(frozenset({step, other})):
            return frozenset({step, other})
    kept = every
    for other in sorted(every - {step}):
        if fits(kept - {other}):
            kept -= {other}
    return kept
