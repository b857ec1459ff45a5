"""What the search for findings answers: the findings, and whether the plan meets what it set itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Of = Literal["profit", "cash"]


@dataclass(frozen=True)
class Finding:
    """One trouble of a plan.

    kind: names its sentences in the catalogue, `findings.KIND`. weight: CNY of net profit or cash that it
    costs within the plan if nothing is done. of: which of both. parameter: the path that the decision would
    change, or that of its section. page: the notebook that shows more. dimension, member: whom it concerns;
    empty for the company. months: those in which it shows, as '2027-06'. amounts: what else the sentences
    say, by name, in CNY.
    """

    kind: str
    weight: float
    of: Of
    parameter: str
    page: str
    dimension: str = ""
    member: str = ""
    months: tuple[str, ...] = ()
    amounts: Mapping[str, float] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "kind": self.kind,
            "weight": self.weight,
            "of": self.of,
            **({self.dimension: self.member} if self.dimension else {}),
            "months": list(self.months),
            "amounts": dict(self.amounts),
            "parameter": self.parameter,
            "page": self.page,
        }


@dataclass(frozen=True)
class Judged:
    """A figure of the plan beside what it should at least be; of heads, at most.

    figure: `sales` and `profit` of the plan, `cash` at its lowest, in CNY, and `heads` at the end. The target
    is nan where the plan sets none.
    """

    figure: str
    value: float
    target: float
    met: bool
