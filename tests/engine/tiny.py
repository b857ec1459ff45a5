"""A model of a few lines and its data, for tests that show both in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType

import numpy as np
import pytest

from artplan.engine.line import Line
from artplan.engine.model import Model, build
from artplan.engine.program import Program
from artplan.machine import library


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
    """What numpy comes to; the compiled library has to come to the same, be it a fault."""
    plain = Program.of(model, lines or None)
    try:
        result = dict(plain.run(data, block))
    except ArithmeticError as fault:
        if library():
            with pytest.raises(type(fault)) as other:
                replace(plain, library=library()).run(data, block)
            assert str(other.value) == str(fault)
        raise
    if library():
        assert_same(replace(plain, library=library()).run(data, block), result)
    return result


def assert_same(one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray]) -> None:
    """The same lines and shapes, and numbers that differ by less than a part in a billion."""
    assert list(one) == list(other)
    for name in one:
        assert one[name].shape == other[name].shape, (name, one[name].shape, other[name].shape)
        np.testing.assert_allclose(one[name], other[name], rtol=1e-9, atol=1e-9, err_msg=name)
