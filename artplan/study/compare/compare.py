"""Two plans side by side: what was decided otherwise, what came of it, and which decision made how much.

found = compare(artplan.load("base"), artplan.load("growth"))
found.inputs()          numbers, choices and members that differ
found.moved()           lines that moved, by fiscal year, the relatively largest first
found.attributions      of net profit and closing cash, a part for each step; they add up
found.sales             the change of gross sales by price, volume and mix; by traffic and conversion
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from artplan.engine.roll import rolled
from artplan.operating import OperatingPlan
from artplan.plan.plan import Plan
from artplan.plan.schema.root import DIMENSIONS
from artplan.plan.variants.steps import Step
from artplan.result import Result
from artplan.study import SEED
from artplan.study.asked.measure import read_measures
from artplan.study.cases.fingerprints import SMALL, adds_up, over_members
from artplan.study.compare.attribution import Attribution, attribute
from artplan.study.compare.mixture import Mixture, Progress
from artplan.study.compare.sales_change import SalesChange, sales_change

if TYPE_CHECKING:
    import pandas as pd

LINES = ("net_profit", "cash_closing")
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


def compare(
    before: OperatingPlan,
    after: OperatingPlan,
    lines: Sequence[str] = LINES,
    *,
    in_order: bool = False,
    seed: int = SEED,
    told: Progress | None = None,
) -> Comparison:
    """The two plans compared, and the change of each line (`cash_closing.min` too) attributed.

    in_order: each step's effect after those before it in the file, instead of the average of all orders.
    Raises PlanFault for a line that is not there and for plans of different parameter folders.
    """
    wanted = read_measures(lines, [before, after], "--line")
    mixture = Mixture.of(before, after)
    one, other = before.run(), after.run()
    return Comparison(
        one,
        other,
        mixture.steps,
        tuple(mixture.steps[each] for each in sorted(mixture.idle)),
        differences(before.plan, after.plan),
        attribute(mixture, wanted, in_order, seed, told),
        sales_change(one, other),
    )


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Members of one plan only, then numbers, dates and choices of what both have."""
    found, alone = [], []
    for section in DIMENSIONS:
        one, other = getattr(before.sections, section), getattr(after.sections, section)
        for name in dict.fromkeys((*one, *other)):
            if name not in one or name not in other:
                path = f"{section}.{name}"
                alone.append(path + ".")
                kind: Kind = "added" if name in other else "removed"
                found.append(
                    Difference(path, kind, None, None, _place(after if name in other else before, path))
                )
    old = {path: leaf.value for path, leaf in before.leaves.items()}
    new = {path: leaf.value for path, leaf in after.leaves.items()}
    found += _differing(old, new, "number", before, after)
    said, says = ({path: each.text for path, each in plan.stated.items()} for plan in (before, after))
    found += _differing(said, says, "choice", before, after)
    return tuple(each for each in found if not each.path.startswith(tuple(alone)))


def _differing(old: Any, new: Any, kind: Kind, before: Plan, after: Plan) -> list[Difference]:
    paths = [path for path in dict.fromkeys((*old, *new)) if old.get(path) != new.get(path)]
    places = [_place(after if path in new else before, path) for path in paths]
    return [
        Difference(path, kind, old.get(path), new.get(path), place)
        for path, place in zip(paths, places, strict=True)
    ]


def _place(plan: Plan, path: str) -> str:
    """The file and line of a parameter, of a member those of what stands first in it."""
    if path in plan.leaves:
        return plan.leaves[path].place
    if path in plan.stated:
        return plan.stated[path].place
    inside = (each.place for name, each in plan.stated.items() if name.startswith(path + "."))
    given = (leaf.place for name, leaf in plan.leaves.items() if name.startswith(path + ".") and leaf.place)
    return next(inside, next(given, ""))


def _by_year(result: Result) -> dict[tuple[str, str], float]:
    labels, spans = result.periods("year")
    found: dict[tuple[str, str], float] = {}
    for line in result.lines:
        if adds_up(line) and result.lines[line].check != "error":
            whole = over_members(rolled(result.program, result.values, result.data, line, spans))[:, 0]
            found |= {(line, label): float(each) for label, each in zip(labels, whole, strict=True)}
    return found
