"""A model of a few lines and its data, for tests that show both in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType

import numpy as np

from artplan.engine.program import Program
from artplan.engine.line import Line
from artplan.engine.model import Model, build


@dataclass(frozen=True)
class Card:
    unit: str = "1"
    per: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""
    rolls: str = "average"


@dataclass(frozen=True)
class Numbers:
    arrays: Mapping[str, np.ndarray]
    months: tuple[str, ...] = ("2027-01", "2027-02", "2027-03")
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groupings: Mapping[tuple[str, str], np.ndarray] = field(default_factory=dict)


def model_of(inputs: Mapping[str, Card], **lines: Line) -> Model:
    sheet = ModuleType("rules.sheet")
    for name, line in lines.items():
        setattr(sheet, name, line)
    return build([sheet], inputs)


def monthly(*values: float) -> np.ndarray:
    """A value for each month."""
    return np.array(values, dtype=float).reshape(-1, 1)


def constant(value: float) -> np.ndarray:
    return np.full((1, 1), float(value))


def per_member(*values: float) -> np.ndarray:
    """A value for each member, the same in all months."""
    return np.array(values, dtype=float).reshape(-1, 1, 1)


def per_case(*values: float) -> np.ndarray:
    return np.array(values, dtype=float).reshape(1, -1)


def work_out(model: Model, data: Numbers, *lines: str, block: int = 512) -> dict[str, np.ndarray]:
    return Program.of(model, lines or None).run(data, block)
