"""The answers of `artplan.compare` and `artplan.effects`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from artplan.engine.roll import rolled
from artplan.plan.plan import Plan
from artplan.plan.variants.steps import PlanStep
from artplan.result import Result
from artplan.study.cases.fingerprints import adds_up, over_members
from artplan.study.compare.sales_change import SalesChange
from artplan.study.ranking import dust, order
from artplan.study.terms.measure import Measure

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["number", "choice", "added", "removed"]
Way = Literal["exact", "sampled", "in_order"]
Value = float | tuple[float, ...] | str | None


@dataclass(frozen=True)
class Effect:
    """What a step adds to a measure, in its unit. error: the standard error, 0 where the effect is exact."""

    step: PlanStep
    amount: float
    error: float = 0.0


@dataclass(frozen=True)
class Attribution:
    """A measure in both plans, and the effects of all steps in the order of the file.

    way: `exact` (all sets of steps), `sampled` (random orders) or `in_order` (the order of the file).
    """

    figure: Measure
    before: float
    after: float
    effects: tuple[Effect, ...]
    way: Way

    @property
    def change(self) -> float:
        """The measure's change, in its unit; the effects add up to it."""
        return self.after - self.before

    def largest(self) -> tuple[Effect, ...]:
        """The effects by absolute size, without steps that change nothing."""
        return tuple(each for each in self._by_size if each.amount)

    @property
    def _by_size(self) -> list[Effect]:
        sizes, names = [abs(each.amount) for each in self.effects], [each.step.name for each in self.effects]
        return [self.effects[at] for at in order(sizes, names)]

    def frame(self) -> pd.DataFrame:
        """One row a step, by absolute size of its effect: amount, standard error, share of the change."""
        import pandas as pd

        rows = [
            (each.step.name, each.amount, each.error, each.amount / self.change if self.change else np.nan)
            for each in self._by_size
        ]
        return pd.DataFrame(rows, columns=["step", "amount", "error", "share"]).set_index("step")

    def record(self) -> dict[str, Any]:
        """The attribution as plain data for JSON."""
        entries = {"line": self.figure.text, "unit": self.figure.unit, "way": self.way}
        amounts = {"before": self.before, "after": self.after, "change": self.change}
        effects = [
            {"paths": list(each.step.paths), "amount": each.amount}
            | ({"standard_error": each.error} if self.way == "sampled" else {})
            for each in self.effects
        ]
        return {**entries, **amounts, "effects": effects}


@dataclass(frozen=True)
class Difference:
    """A parameter, choice or member in which two plans differ. old, new: None where a plan lacks it.

    place: the file and line that set it. A parameter by month has one number for each.
    """

    path: str
    kind: Kind
    old: Value
    new: Value
    place: str


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side, and the attribution of their difference to the steps between them.

    before, after: the results. committed: whether the second plan keeps what the first has decided. steps:
    the settings that lead from one plan to the other, in the order of the file. idle: those that change no
    number. differences: of the inputs. attributions: one for each compared measure. sales: decomposition of
    the change of gross sales.

    >>> import artplan
    >>> answer = artplan.compare("base", artplan.load("base", {"overheads.rent.amount": "+10%"}))
    >>> answer.inputs().loc["overheads.rent.amount", "kind"]
    'number'
    >>> [each.figure.text for each in answer.attributions]
    ['net_profit', 'cash_closing']
    """

    before: Result
    after: Result
    committed: bool
    steps: tuple[PlanStep, ...]
    idle: tuple[PlanStep, ...]
    differences: tuple[Difference, ...]
    attributions: tuple[Attribution, ...]
    sales: SalesChange

    def inputs(self) -> pd.DataFrame:
        """The differing inputs, one row a path: kind, old, new, place (file and line)."""
        import pandas as pd

        rows = [(each.path, each.kind, each.old, each.new, each.place) for each in self.differences]
        return pd.DataFrame(rows, columns=["path", "kind", "old", "new", "place"]).set_index("path")

    def moved(self) -> pd.DataFrame:
        """Lines and fiscal years that differ: before, after, change, relative (the largest first).

        Amounts are summed over their members; rates that vary by member are left out. A line that only one
        plan has in a year is set against 0 and comes last, having no relative change (nan).
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
        units, allowed = self.after.program.model.lines, max(self.before.tolerance(), self.after.tolerance())
        least = [
            float(dust(each, units[line].unit, allowed))
            for (line, _), each in zip(frame.index, size, strict=True)
        ]
        frame = frame[frame["change"].abs() > least]
        frame["relative"] = frame["change"] / frame["before"].abs().where(frame["before"] != 0)
        return frame.iloc[order(frame["relative"].abs().to_numpy(), [" ".join(each) for each in frame.index])]

    def record(self) -> dict[str, Any]:
        """The comparison as plain data for JSON."""
        return {
            "before": self.before.plan.name,
            "after": self.after.plan.name,
            "committed": self.committed,
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
    """One override of a scenario and its effect on the headline measures, by name and in their units.

    alone: what it adds to the base. without: what the scenario loses without it. lines: the lines of the
    model in which it changes any month, alone or left out.
    """

    step: PlanStep
    alone: dict[str, float]
    without: dict[str, float]
    lines: tuple[str, ...]

    @property
    def idle(self) -> bool:
        """Whether the override changes no line."""
        return not self.lines


@dataclass(frozen=True)
class Ledger:
    """The overrides of a scenario, each evaluated against the plan that it extends.

    >>> import artplan
    >>> ledger = artplan.effects(artplan.load("base", {"overheads.rent.amount": "+10%"}))
    >>> ledger.base, ledger.plan
    ('base', 'base *')
    >>> "net_profit" in ledger.frame().columns
    True
    """

    before: Plan
    after: Plan
    entries: tuple[Entry, ...]

    @property
    def base(self) -> str:
        """The name of the extended plan."""
        return self.before.name

    @property
    def plan(self) -> str:
        """The scenario's name, with a star where it is the base itself with overrides."""
        return self.after.name + " *" * (self.after.name == self.before.name)

    def frame(self, way: str = "alone") -> pd.DataFrame:
        """A table of overrides by headline measures, and the number of lines that each changes.

        way: `alone` (what each adds to the base) or `without` (what the scenario loses without it).
        """
        import pandas as pd

        rows = {each.step.name: {**getattr(each, way), "lines": len(each.lines)} for each in self.entries}
        return pd.DataFrame.from_dict(rows, orient="index")

    def record(self) -> dict[str, Any]:
        """The ledger as plain data for JSON."""
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
    items: dict[tuple[str, str], float] = {}
    for line, card in result.lines.items():
        if adds_up(line) and card.check != "error":
            whole = over_members(rolled(result.program, result.values, result.data, line, spans))[:, 0]
            items |= {(line, label): float(each) for label, each in zip(labels, whole, strict=True)}
    return items
