"""Plans between two plans: any subset of the steps from one to the other, thousands of plans at a time.

    mixture = Mixture.of(base, growth)
    mixture.measured([{0}, {1}, {0, 1}], lambda result: result.array("cash_closing")[-1:], ["cash_closing"])

A step that changes members, months or the lines that scorecards read gives plans that cannot share an
evaluation; such plans are built separately. The other steps are inserted into the inputs of one plan as
cases. Steps that change the same numbers are built together, and the combined inputs are checked against the
plan built with all of these steps. A step that gives no valid plan without another one is joined to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from artplan.engine.arrays import Booleans, Indices, Numbers
from artplan.operating import OperatingPlan, evaluated
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs import rebuild
from artplan.plan.inputs.form import Inputs
from artplan.plan.plan import Plan
from artplan.plan.variants.steps import PlanStep, between
from artplan.result import Result
from artplan.study.compare.plans import Plans, Taken, standing

Measure = Callable[[Result], Numbers]  # (figures, cases of the result)
Progress = Callable[[int], None]  # called with the number of plans evaluated
Places = dict[str, Booleans]  # by input, a mask of the numbers that differ
MOST_CASES = 2048


@dataclass(frozen=True)
class BuiltPlan:
    """A plan and its inputs."""

    plan: Plan
    data: Inputs

    @cached_property
    def form(self) -> tuple[object, ...]:
        """The structure of the plan; plans of equal form can be cases of one evaluation."""
        groupings = [(key, of.shape, of.tobytes()) for key, of in sorted(self.data.groupings.items())]
        members = tuple(sorted(self.data.members.items()))
        return self.data.months, members, tuple(groupings), inputs.references(self.plan)


@dataclass(frozen=True)
class Mixture:
    """The steps between two plans, classified by their effect on the inputs.

    apart: steps that change the form of the plan. clusters: the other steps, grouped by the numbers that they
    change together. idle: steps that change no input, whatever other steps are taken.
    """

    plans: Plans = field(repr=False)
    apart: Taken
    clusters: tuple[Taken, ...]
    idle: Taken
    _known: dict[Taken, BuiltPlan] = field(repr=False, compare=False)

    @staticmethod
    def of(before: OperatingPlan, after: OperatingPlan) -> Mixture:
        """Return the mixture of two plans. Raises PlanFault if they have different parameter folders."""
        plans = standing(Plans(between(before.plan, after.plan)))
        start = Mixture(plans, frozenset(), (), frozenset(), {})
        first, whole = start.built(frozenset()), start.built(start.all)
        apart = frozenset(
            each
            for each in start.all
            if start.built(frozenset({each})).form != first.form
            or start.built(start.all - {each}).form != whole.form
        )
        return start._met(apart)

    @property
    def steps(self) -> tuple[PlanStep, ...]:
        return self.plans.way.steps

    @property
    def all(self) -> Taken:
        return frozenset(range(len(self.steps)))

    @property
    def active(self) -> tuple[int, ...]:
        """The steps that change something, in their order."""
        return tuple(sorted(self.all - self.idle))

    def measured(
        self,
        items: Sequence[Collection[int]],
        measure: Measure,
        lines: Iterable[str] | None = None,
        progress: Progress | None = None,
    ) -> Numbers:
        """Return the measured figures, (figures, plans); each plan is given by the set of its steps."""
        request = tuple(lines) if lines is not None else None
        groups: dict[Taken, dict[Taken, list[int]]] = {}
        for number, taken in enumerate(items):
            real = frozenset(taken) - self.idle
            groups.setdefault(real & self.apart, {}).setdefault(real, []).append(number)
        result: dict[int, Numbers] = {}
        for group, wanted in groups.items():
            for plan, kinds, data in self._together(group, list(wanted)):
                figures = measure(evaluated(plan, data, request))
                figures = np.broadcast_to(figures, (len(figures), len(kinds)))
                for case, kind in enumerate(kinds):
                    result |= dict.fromkeys(wanted[kind], figures[:, case])
                if progress is not None:
                    progress(sum(len(wanted[kind]) for kind in kinds))
        return np.stack([result[number] for number in range(len(items))], axis=1)

    def built(self, taken: Taken) -> BuiltPlan:
        """Return the plan with these steps; if it is not valid, the plan without the last of them."""
        if taken not in self._known:
            plan = self.plans.plan(taken)
            built = BuiltPlan(plan, self._inputs(plan, taken)) if plan else self.built(taken - {max(taken)})
            self._known[taken] = built
        return self._known[taken]

    def _inputs(self, plan: Plan, taken: Taken) -> Inputs:
        """Return the plan's inputs, of which the nearest plan's are reused: those are the same arrays."""
        near = min(self._known, key=lambda each: len(each ^ taken), default=None)
        return rebuild.build(plan, self._known[near].data) if near is not None else rebuild.build(plan)

    def _met(self, apart: Taken) -> Mixture:
        """Group the other steps by the numbers that they change, as seen from both ends of the way.

        A step that changes a number only together with the apart steps (such as a raise in a month that only
        they add) joins the apart steps.
        """
        none, rest = frozenset[int](), self.all - apart
        touched = {
            each: _joined(
                differing(self.built(none).data, self.built(frozenset({each})).data),
                differing(self.built(rest).data, self.built(rest - {each}).data),
            )
            for each in sorted(rest)
        }
        clusters: list[Taken] = []
        for each in (each for each in touched if touched[each]):
            near = [one for one in clusters if any(_meet(touched[each], touched[other]) for other in one)]
            clusters = [one for one in clusters if one not in near]
            clusters.append(frozenset({each}).union(*near))
        idle = frozenset(each for each in touched if not touched[each])
        whole = self.built(self.all).data
        late = frozenset(each for each in idle if differing(whole, self.built(self.all - {each}).data))
        if late:
            return self._met(apart | late)
        return replace(self, apart=apart, clusters=tuple(clusters), idle=idle)

    def _together(self, group: Taken, kinds: list[Taken]) -> Iterator[tuple[Plan, list[Taken], Inputs]]:
        """Yield the plans in groups of one form.

        They are combined as cases if this is exact and saves work, else built one by one.
        """
        blend = self._blend(group) if len(kinds) > 2 else None
        for start in range(0, len(kinds), MOST_CASES):
            some = kinds[start : start + MOST_CASES]
            if blend is not None:
                yield self.built(group).plan, some, blend(some)
            else:
                yield from self._one_by_one(some)

    def _one_by_one(self, kinds: list[Taken]) -> Iterator[tuple[Plan, list[Taken], Inputs]]:
        forms: dict[object, list[Taken]] = {}
        for kind in kinds:
            forms.setdefault(self.built(kind).form, []).append(kind)
        for alike in forms.values():
            built = [self.built(kind) for kind in alike]
            yield built[0].plan, alike, inputs.stack([each.data for each in built])

    def _blend(self, group: Taken) -> Callable[[list[Taken]], Inputs] | None:
        """Return a function that combines the plans of a group; None if combining is not exact.

        A step's changes are taken from the first plan, matched by the members' names; if that is not exact,
        from the group's own plan.
        """
        whole = group.union(*self.clusters)
        if self.built(group).form != self.built(whole).form:
            return None
        for home in dict.fromkeys((frozenset[int](), group)):
            if self.built(home).data.months != self.built(group).data.months:
                continue
            if not differing(self._blended(group, home, [whole]), self.built(whole).data):
                return partial(self._blended, group, home)
        return None

    def _blended(self, group: Taken, home: Taken, kinds: list[Taken]) -> Inputs:
        base = self.built(group).data
        arrays: dict[str, Numbers] = {}
        for cluster in self.clusters:
            parts = [kind & cluster for kind in kinds]
            for part in filter(None, dict.fromkeys(parts)):
                cases = np.array([number for number, each in enumerate(parts) if each == part])
                changed = _changed(self.built(home).data, self.built(home | part).data, base)
                for name, (spots, numbers) in changed.items():
                    wide = arrays.setdefault(name, _wide(base, name, len(kinds)))
                    wide[(*(each[:, None] for each in spots), cases[None, :])] = numbers[:, None]
        return Inputs(base.months, base.members, {**base.arrays, **arrays}, base.groupings)


def _changed(before: Inputs, after: Inputs, target: Inputs) -> dict[str, tuple[tuple[Indices, ...], Numbers]]:
    """Return, by input, the positions of changed numbers in the target's array, and the numbers.

    The positions are indices for each member dimension and the month.
    """
    result = {}
    for name, where in differing(before, after).items():
        shape = (*where.shape[:-2], len(target.months))
        *places, months = np.nonzero(np.broadcast_to(where[..., 0], shape))
        numbers = np.broadcast_to(after.arrays[name][..., 0], shape)[(*places, months)]
        per = inputs.declared()[name].per
        moved = [
            _places(before, target, dimension)[place] for dimension, place in zip(per, places, strict=True)
        ]
        there = np.all([place >= 0 for place in moved], axis=0) if moved else np.ones(len(months), dtype=bool)
        result[name] = (*(place[there] for place in moved), months[there]), numbers[there]
    return result


def _places(before: Inputs, target: Inputs, dimension: str) -> Indices:
    """Return the indices of one plan's members in another plan; -1 for members that it lacks."""
    known = {name: place for place, name in enumerate(target.members[dimension])}
    return np.array([known.get(name, -1) for name in before.members[dimension]], dtype=int)


def differing(one: Inputs, other: Inputs) -> Places:
    """Return, by input, the mask of differing numbers, (members..., month, 1), for inputs of equal form."""
    result = {}
    for name, array in one.arrays.items():
        if array is other.arrays[name]:
            continue
        first, second = np.broadcast_arrays(array, other.arrays[name])
        where = first != second
        if where.any():
            result[name] = where
    return result


def _joined(one: Places, other: Places) -> Places:
    both = {name: one[name] | other[name] for name in one if name in other}
    return {**one, **other, **both}


def _meet(one: Places, other: Places) -> bool:
    return any((one[name] & other[name]).any() for name in one if name in other)


def _wide(data: Inputs, name: str, count: int) -> Numbers:
    array = data.arrays[name]
    return np.broadcast_to(array, (*array.shape[:-2], len(data.months), count)).copy()
