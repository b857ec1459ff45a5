"""The division problem: the items, the budget and the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from artplan.engine.arrays import Indices, Numbers

DUST = 1e-9


@dataclass(frozen=True)
class LinearLimit:
    """least <= weights . spends <= most; `name` appears in faults and prices."""

    name: str
    weights: Numbers
    most: float = np.inf
    least: float = -np.inf


@dataclass(frozen=True)
class Problem:
    """Items by name, each in a group (its channel); omitted limits do not constrain."""

    names: Sequence[str]
    reference: Numbers
    price: Numbers
    elasticity: Numbers
    value: Numbers
    total: float
    cost: ArrayLike = 1.0
    floor: ArrayLike = 0.0
    cap: ArrayLike = np.inf
    group: Sequence[int] | Indices = ()
    groups: Sequence[str] = ()
    group_floor: ArrayLike = 0.0
    group_cap: ArrayLike = np.inf
    limits: Sequence[LinearLimit] = ()

    @cached_property
    def wide(self) -> dict[str, Numbers]:
        """The parameters that may be given as one number, as arrays for all items or all groups."""
        items = {name: self._each(name, len(self.names)) for name in ("cost", "floor", "cap")}
        return items | {name: self._each(name, len(self.groups)) for name in ("group_floor", "group_cap")}

    def _each(self, name: str, count: int) -> Numbers:
        return np.broadcast_to(np.asarray(getattr(self, name), dtype=float), (count,))

    @cached_property
    def gain(self) -> Numbers:
        """The marginal value at the reference spend; 0 if visits bring a loss or nothing."""
        gain = np.maximum(self.value, 0.0) * self.elasticity / self.price
        least = DUST * max(gain.max(initial=0), abs(self.wide["cost"]).max(initial=0))
        return np.where(gain > least, gain, 0.0)

    def marginal(self, spends: Numbers) -> Numbers:
        """Return the marginal value before its cost."""
        with np.errstate(divide="ignore"):  # infinite at spend 0
            return self.gain * (spends / self.reference) ** (self.elasticity - 1)

    def worth(self, spends: Numbers) -> float:
        """Return the value of all visits less the cost of all spends."""
        visits = self.reference / self.price * (spends / self.reference) ** self.elasticity
        return float(np.where(self.gain > 0, self.value, 0.0) @ visits - self.wide["cost"] @ spends)

    def best(self, toll: Numbers) -> Numbers:
        """Return each item's best spend within its own floor and cap, if a yuan costs `toll` in addition."""
        price, low = self.wide["cost"] + toll, self.wide["floor"]
        high = np.minimum(self.wide["cap"], np.maximum(self.total, low))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            # Infinite or 0 in proportion to spend.
            inner = self.reference * (self.gain / price) ** (1 / (1 - self.elasticity))
        return np.clip(np.where(price > 0, inner, high), low, high)
