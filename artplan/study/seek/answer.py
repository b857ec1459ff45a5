"""The answer of `artplan.seek`: the values of a parameter at which a measure meets its target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from artplan.plan.plan import Plan
from artplan.study.seek.roots import Answer, Root

if TYPE_CHECKING:
    import pandas as pd

    from artplan.study.terms.drives import Driver
    from artplan.study.terms.measure import Measure

DIGITS = 12  # of a setting; those after them follow the order of sums rather than the plan


@dataclass(frozen=True)
class Drawn:
    """The draws behind a percentile: percent (0 to 100), number of draws, seed.

    committed: whether the plan's decisions were held in all draws, instead of following its targets anew.
    errors: the standard error of the percentile, in the measure's unit, by each parameter value found.
    """

    percent: float
    draws: int
    seed: int
    committed: bool
    errors: Mapping[float, float]


@dataclass(frozen=True)
class Sought:
    """The solutions of a goal seek.

    measure, target: what is to be met, in the line's unit. path: the parameter. factor: whether all that the
    path reaches is scaled by one factor, instead of one parameter set to a value. numbers: present values of
    the parameters by path, one or one for each month.

    present, now: the parameter's present value (1 for a factor) and the measure there. answer: the evaluated
    grid and the roots. driver: what decides sales in place of the parameter. drawn: set for a percentile over
    draws, where a parameter set to a value counts as certain.

    >>> import artplan
    >>> answer = artplan.seek("base", "net_profit", 350_000, "storefronts.tmall_store.conversion_rate")
    >>> len(answer.solutions), answer.range
    (1, (0.0, 1.0))
    >>> list(answer.frame().columns)
    ['storefronts.tmall_store.conversion_rate', 'net_profit']
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
    driver: Driver | None = None
    drawn: Drawn | None = None

    @property
    def solutions(self) -> tuple[Root, ...]:
        """Every parameter value at which the target is met, in ascending order; empty where there is none."""
        return tuple(root for root in self.answer.roots if root.met)

    @property
    def jumps(self) -> tuple[Root, ...]:
        """Parameter values at which the measure jumps across the target without meeting it."""
        return tuple(root for root in self.answer.roots if not root.met)

    @property
    def nearest(self) -> Root:
        """The evaluated value at which the measure is nearest to the target."""
        return self.answer.nearest

    @property
    def range(self) -> tuple[float, float]:
        """The searched range of the parameter (or factor): its first and last value."""
        return float(self.answer.numbers[0]), float(self.answer.numbers[-1])

    def setting(self, number: float) -> tuple[str, float | str]:
        """A value as a scenario would set it: the path, and the number or the factor as 'x1.25'."""
        rounded = float(f"{number:.{DIGITS}g}")
        return self.path, f"x{rounded!r}" if self.factor else rounded

    def frame(self) -> pd.DataFrame:
        """The measure along the searched range: parameter value and measure, without points of no value."""
        import pandas as pd

        known = np.isfinite(self.answer.values)
        name = f"{self.path} factor" if self.factor else self.path
        return pd.DataFrame({name: self.answer.numbers[known], self.measure.text: self.answer.values[known]})

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        of_draws = _record(self.drawn) if self.drawn else {}
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


def _record(drawn: Drawn) -> dict[str, Any]:
    return {
        "percentile": drawn.percent,
        "draws": drawn.draws,
        "seed": drawn.seed,
        "committed": drawn.committed,
    }
