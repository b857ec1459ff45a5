"""Parameters moved again and again while everything else stays: only what they reach is evaluated again.

    moving = Moving.of(space, {PRICE: draws}, {RENT: [0, 20_000]}, ["cash_closing"])
    moving.run({RENT: [5_000]})     # in all draws of the price

The lines that do not rest on the moved parameters are evaluated once, for all cases of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from artplan.engine.cut import given as given_to
from artplan.model import program_below
from artplan.operating import evaluated, evaluated_by
from artplan.plan.inputs import build as inputs
from artplan.plan.inputs.form import Inputs
from artplan.result import Result
from artplan.study.cases.counted import Cases, counted, counted_again
from artplan.study.cases.space import Given, Space, wide


@dataclass(frozen=True)
class Moving:
    """The cases that stay, with the lines that stay, and the program of the others.

    counts: the moved parameters' parts of the inputs that have to be built again, with what they count.
    """

    space: Space
    stay: Mapping[str, Cases]
    data: Inputs
    counts: Mapping[inputs.Part, set[str]]
    lines: tuple[str, ...]
    moved: frozenset[str]

    @staticmethod
    def of(space: Space, stay: Given, ends: Given, lines: Sequence[str]) -> Moving:
        """Evaluate the lines that stay.

        stay: the cases of the other parameters. ends: the least and the greatest values, and others that may
        matter, of each parameter to be moved; a parameter of both is moved in the cases that it has. Raises
        PlanFault for unknown paths and numbers out of range, and NumberFault.
        """
        kept, outer = space.checked(stay), space.checked(ends)
        counts = {
            part: paths for part, paths in counted(space, {**kept, **outer}).items() if paths & outer.keys()
        }
        names = {name for path in outer for name, *_ in space.spots.get(path, ())}
        names.update(name for part in counts for name in part(space.plan))
        data = space.inputs(stay)
        references, moved, wanted = inputs.references(space.plan), frozenset(names), tuple(lines)
        above = given_to(program_below(moved, wanted, references).model, wanted)
        values = evaluated(space.plan, data, above).values
        whole = {**data.arrays, **{name: values[name] for name in above}}
        return Moving(space, kept, replace(data, arrays=whole), counts, wanted, moved)

    def run(self, given: Given) -> Result:
        """Evaluate the moved lines for these numbers, one for all cases that stay or one for each.

        Raises PlanFault for numbers out of range, and NumberFault.
        """
        moved = self.space.checked(given)
        arrays = self.space.put(self.data.arrays, moved)
        for part, paths in self.counts.items():
            arrays |= counted_again(self.space, part, paths, wide({**self.stay, **moved}))
        chosen = program_below(self.moved, self.lines, inputs.references(self.space.plan))
        return evaluated_by(self.space.plan, chosen, replace(self.data, arrays=arrays))
