"""Find parameters that no line of the plan reads, by nudging each of them.

A parameter that reaches the rules unchanged is nudged at its positions in the inputs, all parameters as cases
of one evaluation. For a parameter that is counted or compared first, or whose nudge changed nothing, the
parts of the inputs that read it are rebuilt. A parameter may be dead in one plan and alive in another: a
price of clicks has no effect in a channel paid by sale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan, evaluated
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import Inputs
from artplan.plan.leaf.number import in_range
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.variants.substitute import with_numbers
from artplan.study.cases.counted import looked_at
from artplan.study.cases.fingerprints import prints
from artplan.study.cases.space import Space
from artplan.study.ranking import SMALL

BLOCK = 128  # cases at a time; all lines of all cases are kept in memory
FACTORS = (1.01, 2.0, 0.5, 0.0)
SHIFTS = (1.0, 0.01)  # for values of 0
Nudge = tuple[float, ...]  # the parameter's changed values


@dataclass(frozen=True)
class DeadInputs:
    """Dead parameters of a plan.

    dead: given parameters that change no line, with file and line. tried: the number of parameters nudged.
    """

    dead: tuple[tuple[str, str], ...]
    tried: int


def dead_inputs(plan: OperatingPlan) -> DeadInputs:
    """Nudge every given parameter of the plan, and return those that change no line."""
    space = Space.of(plan)
    given = [path for path, leaf in space.plan.leaves.items() if leaf.given]
    still = _Still(space, looked_at(space.plan, given))
    standing = [path for path in given if path in space.spots]
    alive = still.moving(standing, 1)
    alive |= still.moving([path for path in standing if path not in alive])
    alive |= still.rebuilt([path for path in given if path not in alive])
    dead = [path for path in given if path not in alive]
    return DeadInputs(tuple((path, space.plan.leaves[path].place) for path in dead), len(given))


@dataclass(frozen=True)
class _Still:
    """Tests whether nudges change the plan; looked_at: the parameters that each part of the inputs reads."""

    space: Space
    looked_at: Mapping[inputs.Part, Collection[str]]

    def moving(self, paths: Sequence[str], most: int | None = None) -> set[str]:
        """Return the parameters that change a line when nudged at their positions in the inputs."""
        result: set[str] = set()
        nudged = [(path, nudge) for path in paths for nudge in islice(_nudges(self.space.plan, path), most)]
        for start in range(0, len(nudged), BLOCK):
            some = nudged[start : start + BLOCK]
            moves = self._moves(self._put(some), len(some) + 1)
            result |= {path for (path, _), moved in zip(some, moves, strict=True) if moved}
        return result

    def rebuilt(self, paths: Sequence[str]) -> set[str]:
        """Return the parameters that change a line when the parts that read them are rebuilt."""
        try:
            built = [(path, each) for path in paths for each in self._built(path)]
            together = inputs.stack([self.space.data, *(each for _, each in built)])
            moves = self._moves(together, len(built) + 1)
        except (ValueError, NumberFault):
            if len(paths) == 1:  # another form of plan, or no number: something reads it
                return set(paths)
            half = len(paths) // 2
            return self.rebuilt(paths[:half]) | self.rebuilt(paths[half:])
        return {path for (path, _), moved in zip(built, moves, strict=True) if moved}

    def _built(self, path: str) -> Iterator[Inputs]:
        """Yield the inputs for each nudge of the parameter that changes any of them."""
        data, parts = self.space.data, [part for part, paths in self.looked_at.items() if path in paths]
        for nudge in _nudges(self.space.plan, path) if parts else ():
            plan = with_numbers(self.space.plan, {path: nudge})
            arrays = {name: array for part in parts for name, array in part(plan).items()}
            if not all(bool((array == data.arrays[name]).all()) for name, array in arrays.items()):
                yield replace(data, arrays={**data.arrays, **arrays})

    def _put(self, nudged: Sequence[tuple[str, Nudge]]) -> Inputs:
        """Return inputs with the plan itself as the first case, then one case for each nudge."""
        data, count = self.space.data, len(nudged) + 1
        arrays: dict[str, Numbers] = {}
        for case, (path, nudge) in enumerate(nudged, start=1):
            for name, index, place in self.space.spots[path]:
                if name not in arrays:
                    array = data.arrays[name]
                    shape = (*array.shape[:-2], len(data.months), count)
                    arrays[name] = np.broadcast_to(array, shape).copy()
                months = slice(None) if data.arrays[name].shape[-2] == 1 else index[-1]
                arrays[name][(*index[:-1], months, case)] = nudge[place]
        return replace(data, arrays={**data.arrays, **arrays})

    def _moves(self, data: Inputs, count: int) -> list[bool]:
        """Return, for each case after the first, whether any line differs from the first case."""
        seen = prints(evaluated(self.space.plan, data))
        seen = np.broadcast_to(seen, (len(seen), count))
        size = np.abs(seen).max(axis=1, keepdims=True)
        return list((np.abs(seen[:, 1:] - seen[:, :1]) > SMALL * size).any(axis=0))


def _nudges(plan: Plan, path: str) -> Iterator[Nudge]:
    """Yield small and large changes of the parameter's values, within its range."""
    leaf, spec = plan.leaves[path], follow(Sections, path.split("."))[-1].spec
    assert spec is not None
    nudges = [tuple(value * factor for value in leaf.values) for factor in FACTORS]
    nudges += [tuple(value + sign * shift for value in leaf.values) for shift in SHIFTS for sign in (1, -1)]
    for nudge in nudges:
        if nudge != leaf.values and all(in_range(value, spec) for value in nudge):
            yield nudge
