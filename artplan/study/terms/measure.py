"""A measure: one number of a plan, as a user writes it, in every case of a result.

net_profit                            over the whole plan, rolled up as the line's card says
net_profit.2027-11                    of a month, or of a period (2027-Q2, 2027)
cash_closing.min                      the lowest month; also max, sum, average, first, last
visits_by_channel.keyword_ads.sum      of a member; without one, all members together
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from artplan.engine.arrays import Numbers
from artplan.engine.faults import NumberFault
from artplan.engine.line import Line
from artplan.engine.roll import rolled
from artplan.engine.undefined import can_be_undefined, undefined
from artplan.model import model
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.plan.plan import Plan
from artplan.plan.written.calendar import period_name
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.renamed import suggest_line
from artplan.result import By, Result
from artplan.texts.closest import suggest
from artplan.texts.message import listed, message

HOWS: dict[str, Callable[[Numbers], Numbers]] = {  # of an array whose last two axes are months and cases
    "min": lambda months: np.fmin.reduce(months, axis=-2),  # of the months in which there is a number
    "max": lambda months: np.fmax.reduce(months, axis=-2),
    "sum": lambda months: months.sum(axis=-2),
    "average": lambda months: months.mean(axis=-2),
    "first": lambda months: months[..., 0, :],
    "last": lambda months: months[..., -1, :],
}
PERIODS: tuple[By, ...] = ("month", "quarter", "half", "year")
PERIOD = re.compile(r"(FY)?\d{4}(-\d{2}|-Q\d|-H\d)?")


@dataclass(frozen=True)
class Measure:
    """A line, the chosen (dimension, member) pairs, and the month or the reduction over months."""

    text: str
    card: Line
    members: tuple[tuple[str, str], ...] = ()
    how: str = ""

    @property
    def line(self) -> str:
        return self.card.name

    @property
    def unit(self) -> str:
        return self.card.unit

    def of(self, result: Result) -> Numbers:
        """Return the number of each case; NaN if the plan lacks the member or month."""
        chosen, numbers = dict(self.members), self._over_months(result)
        for at, dimension in reversed(list(enumerate(self.card.per))):
            names = result.members[dimension]
            if dimension not in chosen:
                numbers = np.add.reduce(numbers, axis=at)
            elif chosen[dimension] in names:
                numbers = np.asarray(numbers.take(names.index(chosen[dimension]), axis=at))
            else:
                return _nothing(result)
        return np.broadcast_to(numbers, (result.cases,))

    def _over_months(self, result: Result) -> Numbers:
        """Return the figure by member and case, NaN where a rate is undefined."""
        if self.how in HOWS:
            return HOWS[self.how](_months(result, self.line))
        spans = {"": (0, len(result.months))}
        for by in PERIODS:
            spans |= dict(zip(*result.periods(by), strict=True))
        if self.how not in spans:
            shape = [len(result.members[dimension]) for dimension in self.card.per]
            return np.full((*shape, result.cases), np.nan)
        return _read(result, self.line, [spans[self.how]])[..., 0, :]


def read_measure(text: str, plans: Sequence[OperatingPlan], place: str = "") -> Measure:
    """Return the measure that the text names. Raises PlanFault if none of the plans has it."""
    line, *names = text.split(".")
    known = model(inputs.references(plans[0].plan)).lines
    if line not in known:
        near = suggest_line(line, known)
        raise PlanFault([fault_at(place, text, "asked.no_line_as", line=line, near=near)])
    how = names.pop() if names and (names[-1] in HOWS or PERIOD.fullmatch(names[-1])) else ""
    if how and how not in HOWS and not any(how in _periods(plan.plan) for plan in plans):
        months = plans[0].plan.months
        raise PlanFault(
            [fault_at(place, text, "asked.no_period_as", when=how, first=months[0], last=months[-1])]
        )
    return Measure(text, known[line], tuple(_members(text, known[line], names, plans, place)), how)


def read_measures(
    texts: Iterable[str], plans: Sequence[OperatingPlan], place: str = ""
) -> tuple[Measure, ...]:
    """Return a measure for each text, without duplicates. Raises PlanFault with all faults."""
    result: list[Measure] = []
    faults: list[Fault] = []
    for text in dict.fromkeys(texts):
        try:
            result.append(read_measure(text, plans, place))
        except PlanFault as fault:
            faults += fault.faults
    if faults:
        raise PlanFault(faults)
    return tuple(result)


def measured(result: Result, wanted: Sequence[Measure]) -> Numbers:
    """Return (measures, cases); a member that a plan lacks counts as 0."""
    return np.nan_to_num(np.stack([measure.of(result) for measure in wanted]))


def _members(
    text: str, card: Line, names: Sequence[str], plans: Sequence[OperatingPlan], place: str
) -> Iterator[tuple[str, str]]:
    """Yield (dimension, member); each name belongs to the first free dimension that has such a member."""
    members = [inputs.members(plan.plan) for plan in plans]
    known = {dimension: [name for each in members for name in each[dimension]] for dimension in card.per}
    open_ = list(card.per)
    for name in names:
        result = next((dimension for dimension in open_ if name in known[dimension]), None)
        if result is None:
            others = [each for dimension in open_ for each in known[dimension]]
            near = suggest(name, [*HOWS, *others], "month_or")
            raise PlanFault([fault_at(place, text, "asked.has_no", line=card.name, name=name, near=near)])
        open_.remove(result)
        yield result, name
    if open_ and ("/" in card.unit or card.unit == "1"):
        example = next(iter(known[open_[0]]), message("asked.member"))
        dimensions = listed(open_)
        raise PlanFault(
            [fault_at(place, text, "asked.rate", dimensions=dimensions, line=card.name, member=example)]
        )


def _periods(plan: Plan) -> set[str]:
    fiscal = plan.sections.plan.first_fiscal_month
    return {period_name(month, by, fiscal) for month in plan.months for by in PERIODS}


def where_possible(
    work: Callable[[NDArray[Any]], Numbers], items: NDArray[Any], columns: tuple[int, ...]
) -> Numbers:
    """Evaluate the items (first axis), `columns` numbers each; NaN for items that give no number.

    All items are evaluated together; only if some give no number are they separated by bisection.
    """
    try:
        return work(items)
    except NumberFault:
        if len(items) == 1:
            return np.full((1, *columns), np.nan)
        halves = np.array_split(items, 2)
        return np.concatenate([where_possible(work, half, columns) for half in halves])


def _months(result: Result, line: str) -> Numbers:
    """Return the line by month in every case, shape (dimensions..., month, case)."""
    if not can_be_undefined(result.program.model, line):
        return result.array(line)
    return _read(result, line, [(month, month + 1) for month in range(len(result.months))])


def _read(result: Result, line: str, periods: list[tuple[int, int]]) -> Numbers:
    """Return the line in every case, shape (dimensions..., period, case)."""
    given = (result.program, result.values, result.data, line, periods)
    none = undefined(*given)
    return rolled(*given) if none is None else np.where(none, np.nan, rolled(*given))


def _nothing(result: Result) -> Numbers:
    return np.full(result.cases, np.nan)
