"""The search behind `allocate`: measure the value of visits, divide the budget, evaluate the plan, repeat.

The value of one more visit is measured: every item is nudged, all items as the cases of one evaluation, so
that stock, capacity, returns and tax count. The division computed from these values is valid near the spends
at which they were measured, and stock that runs out changes the response sharply. Each round therefore
computes divisions within several reaches around the present spends, evaluates all of them at once, and
continues from the best.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.plan.plan import Plan
from artplan.plan.variants.substitute import with_numbers
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from artplan.study.allocate import response_law
from artplan.study.allocate.division import Allocation, allocate_each
from artplan.study.allocate.problem import LinearLimit, Problem
from artplan.study.allocate.s_shaped import Items
from artplan.study.allocate.task import GOALS, Ask, SpendItem
from artplan.study.cases.moving import Moving
from artplan.study.cases.space import Space
from artplan.study.ranking import first_best

VISITS = "placement_visits_priced"
NUDGE = 0.01  # relative to the spend; large enough to cause a hire if more visits need one
SMALL = 1e-4  # relative to the reference spend, for items without spend
BEGUN = 0.5  # relative to it, for S-shaped items near 0, where a smaller nudge brings no visits
REACHES = (np.inf, 4.0, 2.0, 1.4, 1.2, 1.1, 1.05, 1.02)  # factors by which a spend may change in a round
FACTORS = (0.3, 0.6, 0.9, 0.97, 1.03, 1.1, 1.6, 3.0)
STARTS = (1.0, 0.2)  # relative to the present spend
ROUNDS = 24
SETTLED = 3e-4  # relative to the goal; a round that gains less is the last
DUST = 1e-9


@dataclass(frozen=True)
class Derivatives:
    """The cash of the plan at its spends, by month, and the effect of a nudge of each item."""

    cash: Numbers
    value: Numbers  # of a visit
    price: Numbers  # of a visit at the reference spend, extrapolated with the elasticity
    elasticity: Numbers  # at the spends
    reference_worth: Numbers  # of the visits at the reference spend
    cost: float  # of a yuan, for spend that brings no visit
    cash_moved: Numbers  # (month, item), by one more yuan


@dataclass(frozen=True)
class Settled:
    """The best spends, the prices there, the amount by which limits are missed, and the number of rounds."""

    spends: Numbers
    allocation: Allocation
    goal: float
    missed: float
    rounds: int
    beyond: float | None = None  # with saturation: the most by which another division could be better


@dataclass(frozen=True)
class Tried:
    """Trial spends, (item, case), with goal and cash; the first case is the previous round's result."""

    spends: Numbers
    goal: Numbers
    cash: Numbers
    missed: Numbers

    @property
    def best(self) -> int:
        return best_of(self.missed, self.goal)

    @property
    def promises(self) -> bool:
        """Whether a case that violates the limits has a higher goal than the best case."""
        return bool((self.goal[self.missed > 0] > self.goal[self.best]).any())

    def rank(self) -> tuple[float, float]:
        return -self.missed[self.best], self.goal[self.best]


class Search:
    """A spend-driven plan, its items, and the task."""

    def __init__(self, plan: OperatingPlan, items: list[SpendItem], ask: Ask) -> None:
        self.items, self.ask, self.months = items, ask, plan.plan.months
        monthly = {item.path for item in items if not item.campaign}
        self.space = Space.of(OperatingPlan(_by_month(plan.plan, monthly)))
        self.names = [f"{item.channel} {item.campaign or self.months[item.place]}" for item in items]
        self.channels = list(dict.fromkeys(item.channel for item in items))
        self.group = np.array([self.channels.index(item.channel) for item in items])
        self.elasticity = np.array([self._given("elasticity", item) for item in items])
        self.saturation = np.array([self._given("saturation", item) for item in items])
        self.reference = np.array([self._given("reference_spend", item) for item in items])
        self.fee = f"channels.{self.channels[0]}.fee"
        self.moving = Moving.of(self.space, {}, self._ends(), [GOALS[ask.goal], "cash_closing", VISITS])

    def _ends(self) -> dict[str, Numbers]:
        """Return the least and greatest spends that the search may try."""
        most = max(FACTORS) * self.ask.total
        fees = np.array(self.space.plan.leaves[self.fee].values)[:, None] + np.array([0.0, most])
        return {self.fee: fees, **{item.path: np.array([0.0, most]) for item in self.items}}

    def _given(self, name: str, item: SpendItem) -> float:
        """Return the channel's input in the item's month, or in the month with most of the campaign."""
        row = self.space.data.arrays[name][self.space.data.members["channel"].index(item.channel), :, 0]
        return float(row[min(int(np.argmax(item.share)), len(row) - 1)])

    def run(self, spends: Numbers, fee: Numbers | None = None) -> Result:
        """Return the result of the plan with these spends, (item, case)."""
        given: dict[str, Numbers] = {} if fee is None else {self.fee: fee}
        for item, row in zip(self.items, spends, strict=True):
            rows = 1 if item.campaign else len(self.months)
            given.setdefault(item.path, np.zeros((rows, spends.shape[1])))[item.place] = row
        return self.moving.run(given)

    def outcome(self, result: Result, cases: int) -> tuple[Numbers, Numbers]:
        """Return the goal by case, and cash (month, case)."""
        goal, cash = (result.array(name) for name in (GOALS[self.ask.goal], "cash_closing"))
        return np.broadcast_to(goal.sum(axis=0), (cases,)), np.broadcast_to(cash, (len(cash), cases))

    def measure(self, spends: Numbers) -> Derivatives:
        """Measure the effect of each item, nudged in its own case.

        In the last case a fee rises that brings no visits, which measures the cost of a yuan.
        """
        count, cases = len(spends), len(spends) + 2
        little = np.where((self.saturation > 0) & (spends < NUDGE * self.reference), BEGUN, SMALL)
        nudge = np.maximum(NUDGE * spends, little * self.reference)
        moved = np.tile(spends[:, None], cases)
        moved[:, 1:-1] += np.diag(nudge)
        fee = np.array(self.space.plan.leaves[self.fee].values)[:, None] + np.zeros(cases)
        fee[:, -1] += nudge.mean()
        result = self.run(moved, fee)
        (goal, cash), visits = self.outcome(result, cases), self._visits(result, cases)
        cost = float(goal[0] - goal[-1]) / float(nudge.mean() * len(self.months))
        brought = visits[np.arange(count), np.arange(1, count + 1)]
        more, gained = brought - visits[:, 0], goal[1:-1] - goal[0] + cost * nudge
        response = (self.reference, self.elasticity, self.saturation)
        elasticity = response_law.elasticity_at(spends, *response)
        at = self.reference * ((spends + nudge) / self.reference) ** elasticity
        answers = (more > 0) & (brought > 0)
        value = np.where(answers, gained / np.where(answers, more, 1.0), 0.0)
        return Derivatives(
            cash=cash[:, 0],
            value=value,
            price=np.where(answers, at / np.where(answers, brought, 1.0), 1.0),
            elasticity=elasticity,
            reference_worth=value * brought / response_law.response(spends + nudge, *response),
            cost=cost,
            cash_moved=(cash[:, 1:-1] - cash[:, :1]) / nudge,
        )

    def _visits(self, result: Result, cases: int) -> Numbers:
        """Return the visits that each item's spend brings, (item, case)."""
        visits = result.array(VISITS)
        visits = np.broadcast_to(visits, (*visits.shape[:-1], cases))
        items = []
        for item in self.items:
            shop = self.space.plan.sections.channels[item.channel].storefront
            row = result.members["placement"].index(f"{item.channel}@{item.campaign or EVERYDAY + shop}")
            items.append(visits[row].sum(axis=0) if item.campaign else visits[row, item.place])
        return np.array(items)

    def problem(self, spends: Numbers, seen: Derivatives, reach: float, short: Numbers) -> Problem:
        """Return the division problem as measured at these spends, with spends within the reach.

        short: by month, how far actual cash fell below the cash that the measurement predicts.
        """
        near, ask = np.isfinite(reach), self.ask
        caps = np.array([ask.caps.get(each, np.inf) for each in self.channels])
        shut = (caps == 0)[self.group]  # items without room, and no sum of theirs, are left to the solver
        return Problem(
            names=self.names,
            reference=self.reference,
            price=seen.price,
            elasticity=seen.elasticity,
            value=seen.value,
            total=ask.total,
            cost=seen.cost,
            floor=np.where(shut, 0.0, spends / reach if near else 0.0),
            cap=np.where(shut, 0.0, spends * reach + SMALL * self.reference if near else np.inf),
            group=self.group,
            groups=self.channels,
            group_floor=np.array([ask.floors.get(each, 0.0) for each in self.channels]),
            group_cap=np.where(caps == 0, np.inf, caps),
            limits=[] if ask.cash is None else self._cash(spends, seen, ask.cash + short),
        )

    def _cash(self, spends: Numbers, seen: Derivatives, least: Numbers) -> list[LinearLimit]:
        """Return the limits on cash at each month's end, as a linear function of the spends."""
        room = seen.cash - least - seen.cash_moved @ spends
        items = zip(self.months, -seen.cash_moved, room, strict=True)
        return [LinearLimit(f"cash {month}", row, float(most)) for month, row, most in items]

    def missed(self, spends: Numbers, cash: Numbers) -> Numbers:
        """Return the amount by which each case of the spends, (item, case), violates the limits."""
        ask, off = self.ask, np.maximum(spends.sum(axis=0) - self.ask.total, 0)
        for place, name in enumerate(self.channels):
            amounts = spends[self.group == place].sum(axis=0)
            off = off + np.maximum(amounts - ask.caps.get(name, np.inf), 0)
            off = off + np.maximum(ask.floors.get(name, 0.0) - amounts, 0)
        if ask.cash is not None:
            off = off + np.maximum(ask.cash - cash.min(axis=0), 0)
        return np.where(off > HALF_A_CENT, off, 0.0)

    def proposals(self, spends: Numbers, seen: Derivatives, short: Numbers) -> list[Allocation]:
        """Return the best spends within each reach. Raises PlanFault if no reach can meet the limits."""
        answers = allocate_each(
            [self.problem(spends, seen, reach, less) for reach, less in zip(REACHES, short, strict=True)]
        )
        # A small reach may not contain spends that meet the limits.
        result = [each for each in answers if isinstance(each, Allocation)]
        if not result:
            raise next(each for each in answers if isinstance(each, PlanFault))
        return result

    def tried(self, spends: Numbers, proposed: list[Allocation]) -> Tried:
        """Evaluate the present spends, all proposals, the midpoint to each, and simple moves."""
        whole = np.array([each.spends for each in proposed]).T
        cases = np.hstack([spends[:, None], whole, (whole + spends[:, None]) / 2, self.moves(spends)])
        goal, cash = self.outcome(self.run(cases), cases.shape[1])
        return Tried(cases, goal, cash, self.missed(cases, cash))

    def moves(self, spends: Numbers) -> Numbers:
        """Return trial spends, (item, case): all items, a channel or a month scaled together.

        Stock couples these items, so moving one of them alone may gain nothing.
        """
        channels = self.group == np.arange(len(self.channels))[:, None]
        months = np.array([item.share for item in self.items]).T
        kinds = np.vstack([np.ones(len(spends)), channels, months / np.maximum(months.max(axis=0), DUST)])
        return np.hstack([spends[:, None] * factor**kinds.T for factor in FACTORS])

    def settle(self, spends: Numbers, progress: Callable[[int, float], None]) -> Settled:
        """Return the best result from several starts, because stock sold now or later gives local optima."""
        starts = [spends * part for part in STARTS]
        if self.saturation.any():
            starts.append(response_law.start(self._whole(self.measure(spends))))
        items = [self._climbed(each, progress) for each in starts]
        best = items[best_of([each.missed for each in items], [each.goal for each in items])]
        if not self.saturation.any():
            return best
        there = self._whole(self.measure(best.spends))
        return replace(best, beyond=response_law.beyond(there, best.spends))

    def _whole(self, seen: Derivatives) -> Items:
        """Return the whole response of each item, with the measured value of visits."""
        given = (self.names, self.reference, self.elasticity, self.saturation)
        caps = np.array([self.ask.caps.get(item.channel, np.inf) for item in self.items])
        return response_law.items(*given, seen.reference_worth, self.ask.total, seen.cost, caps)

    def _climbed(self, spends: Numbers, progress: Callable[[int, float], None]) -> Settled:
        """Repeat rounds, each from the best trial of the last, until the gain is small."""
        rounds, exact = 0, np.zeros((len(REACHES), len(self.months)))
        while True:
            seen = self.measure(spends)
            result = self.proposals(spends, seen, exact)
            tried = self.tried(spends, result)
            if self.ask.cash is not None and len(result) == len(REACHES) and tried.promises:
                tried = max(tried, self._corrected(spends, seen, tried), key=Tried.rank)
            best, now, then = tried.best, float(tried.goal[0]), float(tried.goal[tried.best])
            progress(rounds, then)
            little = tried.missed[best] == tried.missed[0] and then - now <= SETTLED * abs(now)
            if little or rounds == ROUNDS:
                return Settled(spends, result[-1], now, float(tried.missed[0]), rounds)
            spends, rounds = tried.spends[:, best], rounds + 1

    def _corrected(self, spends: Numbers, seen: Derivatives, tried: Tried) -> Tried:
        """Divide again, with the cash by which the first proposals fell short of the prediction."""
        whole = slice(1, 1 + len(REACHES))
        expected = seen.cash[:, None] + seen.cash_moved @ (tried.spends[:, whole] - spends[:, None])
        short = np.maximum(expected - tried.cash[:, whole], 0).T
        try:
            return self.tried(spends, self.proposals(spends, seen, short))
        except PlanFault:
            return tried


def best_of(missed: ArrayLike, goals: ArrayLike) -> int:
    """Return the first place with the highest goal, but for rounding, of those that miss the limits least."""
    off, goal = np.asarray(missed, dtype=float), np.asarray(goals, dtype=float)
    least = off <= off.min() + HALF_A_CENT
    return first_best(np.where(least, -goal, np.inf), float(np.abs(goal).max()))


def _by_month(plan: Plan, paths: set[str]) -> Plan:
    """Return the plan with a number for each month of these parameters, even if all are equal."""
    leaves = {path: plan.leaves[path] for path in paths}
    return with_numbers(plan, {p: tuple(map(leaf.at, range(len(plan.months)))) for p, leaf in leaves.items()})
