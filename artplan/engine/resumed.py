"""Go on from the middle of a plan: a model whose openings begin with inputs, not with first values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from artplan.engine.arrays import Arrays, Indices
from artplan.engine.data import Data
from artplan.engine.model import Model


@dataclass(frozen=True)
class ResumedData:
    """The data of the months that are left, with what the openings begin with."""

    months: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    arrays: Arrays
    groupings: Mapping[tuple[str, str], Indices]


def resumed(model: Model) -> Model:
    """The model in which every opening begins with an input; the order of its lines stays."""
    openings = {name: line for name, line in model.lines.items() if line.closing}
    lines = {name: replace(line, first=_begin(name)) for name, line in openings.items()}
    begins = {
        _begin(name): replace(line, name=_begin(name), closing="", first="")
        for name, line in openings.items()
    }
    return replace(model, lines={**model.lines, **lines}, inputs={**model.inputs, **begins})


def resumed_data(data: Data, openings: Arrays) -> ResumedData:
    """The data for a resumed model. openings: by name, shape (dimensions..., 1, case 1 or N)."""
    begins = {_begin(name): array for name, array in openings.items()}
    return ResumedData(data.months, data.members, {**data.arrays, **begins}, data.groupings)


def _begin(opening: str) -> str:
    """The name of the input that an opening begins with."""
    return f"{opening}_resumed"
