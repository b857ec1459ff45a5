"""What a search came to: where a number of the plan meets its target. The answer is held here, not found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from artplan.plan.plan import Plan
from artplan.study.roots import Answer, Root

if TYPE_CHECKING:
    import pandas as pd

    from artplan.study.measure import Measure


@dataclass(frozen=True)
class Sought:
    """path: the parameter that is moved, by its value or (`factor`) all that it reaches by one factor.

    numbers: what the parameters are in the plan, by path, one number or one for each month.
    present, now: the parameter's value (a factor of 1) and the measure in the plan as it is.
    """

    plan: Plan
    measure: Measure
    target: float
    path: str
    factor: bool
    numbers: Mapping[str, tuple[float, ...]]
    present: float
    now: float
    answer: Answer

    @property
    def solutions(self) -> tuple[Root, ...]:
        """Every value at which the target is met; empty where it cannot be."""
        return tuple(root for root in self.answer.roots if root.met)

    @property
    def jumps(self) -> tuple[Root, ...]:
        """Values at which the measure jumps over the target."""
        return tuple(root for root in self.answer.roots if not root.met)

    @property
    def nearest(self) -> Root:
        return self.answer.nearest

    @property
    def range(self) -> tuple[float, float]:
        """What was looked at: the parameter's range, or as far as it makes sense to go."""
        return float(self.answer.numbers[0]), float(self.answer.numbers[-1])

    def setting(self, number: float) -> tuple[str, Any]:
        """Path and value, as a scenario would set them."""
        return self.path, f"x{number!r}" if self.factor else number

    def frame(self) -> pd.DataFrame:
        """The measure along the parameter's range."""
        import pandas as pd

        known = np.isfinite(self.answer.values)
        name = f"{self.path} factor" if self.factor else self.path
        return pd.DataFrame({name: self.answer.numbers[known], self.measure.text: self.answer.values[known]})

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "measure": self.measure.text,
            "unit": self.measure.card.unit,
            "target": self.target,
            "by": self.path,
            "as": "factor" if self.factor else "value",
            "range": list(self.range),
            "present": {"by": self.present, "measure": self.now},
            "reached": bool(self.solutions),
            "moves": not self.answer.flat,
            "solutions": [_of(root) for root in self.solutions],
            "jumps": [{**_of(root), "beyond": root.beyond} for root in self.jumps],
            "nearest": _of(self.nearest),
            "parameters": {path: list(values) for path, values in self.numbers.items()},
            "placeholders": len(self.plan.placeholders),
        }


def _of(root: Root) -> dict[str, Any]:
    until = {"until": root.until} if root.until != root.number else {}
    return {"by": root.number, **until, "measure": root.value}
