"""Which lines have cases and months, and how many members: what tables are written from."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from artplan.engine.data import places
from artplan.engine.model import Model
from artplan.engine.steps import EngineStep
from artplan.engine.tiles.instructions import Code
from artplan.engine.tiles.layout import Dimensions, Shapes


class Stepped(Protocol):
    """What is read of a program; it is recognised by identity."""

    def __hash__(self) -> int: ...

    @property
    def model(self) -> Model:
        """The rules."""
        ...

    @property
    def steps(self) -> tuple[EngineStep, ...]:
        """Groups of lines in the order of evaluation."""
        ...

    @property
    def kept(self) -> tuple[str, ...]:
        """The lines that are handed out."""
        ...


class TableFrame:
    """What is known of a program and its data's shapes while the tables are written.

    months: by name, 1 or all. varying: the names with cases. numbers: by name, that of its dimensions.
    members: by name, how many. lists: the groupings, end to end.
    """

    def __init__(self, program: Stepped, shapes: Shapes) -> None:
        self.model, self.steps, self.kept = program.model, program.steps, frozenset(program.kept)
        self.shapes = shapes
        lists, values = _lists_of(shapes)
        self.lists = np.array(values, dtype=np.int32)
        self.dims = Dimensions({dim: len(names) for dim, names in shapes.members}, self.model.order)
        self.code = Code(self.dims, lists, places(self.model, dict(shapes.members)))
        self.months = {name: shape[-2] for name, shape in zip(shapes.names, shapes.shapes, strict=True)}
        self.months |= dict.fromkeys(shapes.monthly(), shapes.months)
        self.varying = set(shapes.cases)
        for step in self.steps:
            self._see(step)
        cards = self.model.cards
        self.numbers = {name: self.dims.number(cards[name].per) for name in self.months if name in cards}
        self.members = {name: self.dims.members[dims] for name, dims in self.numbers.items()}

    def _see(self, step: EngineStep) -> None:
        """Whether the step's lines vary, and whether by month."""
        if not self.varying.isdisjoint(step.reads):
            self.varying.update(step.names)
        monthly = len(step.names) > 1 or bool(self.model.lines[step.names[0]].closing)
        monthly = monthly or any(self.months.get(name, 1) > 1 for name in step.reads)
        for name in step.names:
            self.months[name] = self.shapes.months if monthly else 1

    def shape(self, name: str) -> tuple[int, ...]:
        return (*(self.dims.sizes[dim] for dim in self.model.cards[name].per), self.months[name])


def _lists_of(shapes: Shapes) -> tuple[dict[tuple[str, str], tuple[int, int]], list[int]]:
    """Each grouping's place and step, and all lists end to end; a moving one stands month by month."""
    places, values = {}, [0]
    for key, shape, held in shapes.groupings:
        index = np.frombuffer(held, dtype=np.int64).reshape(shape)
        step = 1 if key[0] == "month" else shape[0] if len(shape) == 2 else 0
        places[key] = (len(values), step)
        values += index.T.ravel().tolist()
    return places, values
