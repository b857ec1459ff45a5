"""What two plans decide otherwise, and what each decision makes of the lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from artplan.engine.roll import rolled
from artplan.plan.plan import Plan
from artplan.plan.variants.steps import Step
from artplan.result import Result
from artplan.study.cases.fingerprints import SMALL, adds_up, over_members
from artplan.study.compare.attribution import Attribution as Attribution
from artplan.study.compare.sales_change import SalesChange

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["number", "choice", "added", "removed"]
Value = float | tuple[float, ...] | str | None


@dataclass(frozen=True)
class Difference:
    """A parameter, a choice or a member in which two plans differ; None: it is not there."""

    path: str
    kind: Kind
    old: Value
    new: Value
    place: str


@dataclass(frozen=True)
class Comparison:
    """steps: what leads from one plan to the other, in the order of the file; idle: those without effect."""

    before: Result
    after: Result
    steps: tuple[Step, ...]
    idle: tuple[Step, ...]
    differences: tuple[Difference, ...]
    attributions: tuple[Attribution, ...]
    sales: SalesChange

    def inputs(self) -> pd.DataFrame:
        """A row a difference: kind, old, new, and the file and line that made it."""
        import pandas as pd

        rows = [(each.path, each.kind, each.old, each.new, each.place) for each in self.differences]
        return pd.DataFrame(rows, columns=["path", "kind", "old", "new", "place"]).set_index("path")

    def moved(self) -> pd.DataFrame:
        """Lines and fiscal years that differ: before, after, change, relative; the largest first.

        Amounts are summed over their members; rates by member are left out. A line that only one of the
        plans has in a year is set against 0 and comes last, since it has no relative size.
        """
        import pandas as pd

        one, other = _by_year(self.before), _by_year(self.after)
        rows = [
            (line, year, one.get((line, year), 0.0), other.get((line, year), 0.0))
            for line, year in dict.fromkeys((*one, *other))
        ]
        frame = pd.DataFrame(rows, columns=["line", "year", "before", "after"]).set_index(["line", "year"])
        frame["change"] = frame["after"] - frame["before"]
        size = np.maximum(frame["before"].abs(), frame["after"].abs())
        frame = frame[frame["change"].abs() > SMALL * size]
        frame["relative"] = frame["change"] / frame["before"].abs().where(frame["before"] != 0)
        order = frame["relative"].abs().sort_values(ascending=False, na_position="last", kind="stable")
        return frame.loc[order.index]

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "before": self.before.plan.name,
            "after": self.after.plan.name,
            "inputs": [
                {"path": each.path, "kind": each.kind, "old": each.old, "new": each.new, "place": each.place}
                for each in self.differences
            ],
            "attributions": [each.record() for each in self.attributions],
            "changes_nothing": [step.name for step in self.idle],
            "sales": self.sales.record(),
            "lines": [
                {name: None if value != value else value for name, value in row.items()}
                for row in self.moved().reset_index().to_dict(orient="records")
            ],
            "placeholders": len(self.after.plan.placeholders),
        }


@dataclass(frozen=True)
class Entry:
    """An override. alone: what it adds to the base; without: what the scenario is less by, when left out;

    lines: the lines of the model that it moves, alone or left out.
    """

    step: Step
    alone: dict[str, float]
    without: dict[str, float]
    lines: tuple[str, ...]

    @property
    def idle(self) -> bool:
        return not self.lines


@dataclass(frozen=True)
class Ledger:
    """The overrides of a plan against the plan that it extends."""

    before: Plan
    after: Plan
    entries: tuple[Entry, ...]

    @property
    def base(self) -> str:
        return self.before.name

    @property
    def plan(self) -> str:
        """The plan's name, with a star where it is its base with overrides."""
        return self.after.name + " *" * (self.after.name == self.before.name)

    def frame(self, way: str = "alone") -> pd.DataFrame:
        """Overrides by headline figures, `alone` on the base or `without`; and how many lines each moves."""
        import pandas as pd

        rows = {each.step.name: {**getattr(each, way), "lines": len(each.lines)} for each in self.entries}
        return pd.DataFrame.from_dict(rows, orient="index")

    def record(self) -> dict[str, Any]:
        """For JSON."""
        entries = [
            {
                "paths": list(each.step.paths),
                "places": list(each.step.places),
                "alone": each.alone,
                "without": each.without,
                "lines": list(each.lines),
            }
            for each in self.entries
        ]
        idle = [each.step.name for each in self.entries if each.idle]
        return {"scenario": self.plan, "base": self.base, "overrides": entries, "changes_nothing": idle}


def _by_year(result: Result) -> dict[tuple[str, str], float]:
    labels, spans = result.periods("year")
    found: dict[tuple[str, str], float] = {}
    for line in result.lines:
        if adds_up(line) and result.lines[line].check != "error":
            whole = over_members(rolled(result.program, result.values, result.data, line, spans))[:, 0]
            found |= {(line, label): float(each) for label, each in zip(labels, whole, strict=True)}
    return found
