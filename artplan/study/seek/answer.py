"""What a search came to: where a number of the plan meets its target. The answer is held here, not found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from artplan.plan.plan import Plan
from artplan.study.seek.roots import Answer, Root

if TYPE_CHECKING:
    import pandas as pd

    from artplan.study.asked.measure import Measure


@dataclass(frozen=True)
class Drawn:
    """The percentile that was sought, over which draws, and its standard error at each number found."""

    percent: float
    draws: int
    seed: int
    errors: Mapping[float, float]


@dataclass(frozen=True)
class Sought:
    """path: the parameter that is moved, by its value or (`factor`) all that it reaches by one factor.

    numbers: what the parameters are in the plan, by path, one number or one for each month.
    present, now: the parameter's value (a factor of 1) and the measure in the plan as it is.
    drawn: where the measure is taken at a percentile of draws; a parameter moved by value counts as certain.
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
    drawn: Drawn | None = None

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

    def setting(self, number: float) -> tuple[str, float | str]:
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
        drawn = self.drawn
        of_draws = {"percentile": drawn.percent, "draws": drawn.draws, "seed": drawn.seed} if drawn else {}
        return {
            "measure": self.measure.text,
            **of_draws,
            "unit": self.measure.card.unit,
            "target": self.target,
            "by": self.path,
            "as": "factor" if self.factor else "value",
            "range": list(self.range),
            "present": {"by": self.present, "measure": self.now},
            "reached": bool(self.solutions),
            "moves": not self.answer.flat,
            "solutions": [self._of(root) for root in self.solutions],
            "jumps": [{**self._of(root), "beyond": root.beyond} for root in self.jumps],
            "nearest": self._of(self.nearest),
            "parameters": {path: list(values) for path, values in self.numbers.items()},
            "placeholders": len(self.plan.placeholders),
        }

    def _of(self, root: Root) -> dict[str, Any]:
        until = {"until": root.until} if root.until != root.number else {}
        error = {"standard_error": self.drawn.errors[root.number]} if self.drawn else {}
        return {"by": root.number, **until, "measure": root.value, **error}
