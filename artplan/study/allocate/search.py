"""The search behind `allocate`: measure what visits are worth, divide, work the plan out, and again.

What a further visit is worth is measured, not assumed: every item is nudged, all of them as the cases of one
evaluation, so that stock, capacity, returns and tax count. The answer of `allocation` to these values holds
near the spends at which they were measured, and stock that runs out bends it sharply; so it is asked for
within several reaches around them, all proposals are worked out at once, and the best goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.plan.plan import Plan
from artplan.plan.variants.substitute import with_numbers
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from artplan.study.allocate import response_law
from artplan.study.allocate.division import Allocation
from artplan.study.allocate.division import allocate as divided
from artplan.study.allocate.problem import LinearLimit, Problem
from artplan.study.allocate.s_shaped import Items
from artplan.study.cases.space import Space

GOALS = {
    "contribution_margin": "contribution_margin",
    "net_profit": "net_profit",
    "sales": "gross_sales_total",
}
NUDGE = 0.01  # of the spend: enough to hire somebody where that is what more visits need
SMALL = 1e-4  # of the reference spend, where nothing is spent yet
BEGUN = 0.5  # of it, where an S has hardly begun: a little would bring no visit that could be measured
REACHES = (np.inf, 4.0, 2.0, 1.4, 1.2, 1.1, 1.05, 1.02)  # by which factor a spend may change in a round
FACTORS = (0.3, 0.6, 0.9, 0.97, 1.03, 1.1, 1.6, 3.0)
STARTS = (1.0, 0.2)  # parts of what is spent at present
ROUNDS = 24
SETTLED = 3e-4  # of the goal: a round that gains less is the last
DUST = 1e-9


@dataclass(frozen=True)
class SpendItem:
    """What is spent on a channel in a month, or for a whole campaign. `share`: how it falls on the months."""

    channel: str
    campaign: str
    path: str
    place: int
    share: tuple[float, ...]


@dataclass(frozen=True)
class Ask:
    """What is asked: the goal, the budget, floors and caps by channel, cash that must be left."""

    goal: str
    total: float
    floors: Mapping[str, float]
    caps: Mapping[str, float]
    cash: float | None = None


@dataclass(frozen=True)
class Derivatives:
    """The plan at its spends: goal, cash by month, and for each item what a nudge changes."""

    cash: Numbers
    value: Numbers  # of a visit
    price: Numbers  # of a visit at the reference spend, as the elasticity there has it
    elasticity: Numbers  # at the spends
    reference_worth: Numbers  # of the visits at the reference spend
    cost: float  # of a yuan that brings no visit
    cash_moved: Numbers  # (month, item), by one more yuan


@dataclass(frozen=True)
class Settled:
    """The best spends, the prices there, by how much they miss a limit, and after how many rounds."""

    spends: Numbers
    allocation: Allocation
    goal: float
    missed: float
    rounds: int
    beyond: float | None = None  # where channels saturate: what another division could bring more at most


@dataclass(frozen=True)
class Tried:
    """Several spends, (item, case), the first those of the round before, and what they come to."""

    spends: Numbers
    goal: Numbers
    cash: Numbers
    missed: Numbers

    @property
    def best(self) -> int:
        return min(range(len(self.goal)), key=lambda each: (self.missed[each], -self.goal[each]))

    @property
    def promises(self) -> bool:
        """Whether something would be better still, if only it met the limits."""
        return bool((self.goal[self.missed > 0] > self.goal[self.best]).any())

    def rank(self) -> tuple[float, float]:
        return -self.missed[self.best], self.goal[self.best]


class Search:
    """A spend-driven plan, its items, and what is asked."""

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

    def _given(self, name: str, item: SpendItem) -> float:
        """The channel's input in the item's month, or in the month that has most of the campaign."""
        row = self.space.data.arrays[name][self.space.data.members["channel"].index(item.channel), :, 0]
        return float(row[min(int(np.argmax(item.share)), len(row) - 1)])

    def run(self, spends: Numbers, fee: Numbers | None = None) -> Result:
        """The plan with these spends, (item, case)."""
        given: dict[str, Numbers] = {} if fee is None else {self.fee: fee}
        for item, row in zip(self.items, spends, strict=True):
            rows = 1 if item.campaign else len(self.months)
            given.setdefault(item.path, np.zeros((rows, spends.shape[1])))[item.place] = row
        return self.space.run(given, [GOALS[self.ask.goal], "cash_closing", "placement_visits_priced"])

    def outcome(self, result: Result, cases: int) -> tuple[Numbers, Numbers]:
        """The goal by case, and cash (month, case)."""
        goal, cash = (result.array(name) for name in (GOALS[self.ask.goal], "cash_closing"))
        return np.broadcast_to(goal.sum(axis=0), (cases,)), np.broadcast_to(cash, (len(cash), cases))

    def measure(self, spends: Numbers) -> Derivatives:
        """Every item nudged in a case of its own; in the last case something costs and brings no visit."""
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
        """(item, case): the visits that the item's spend brings."""
        visits = result.array("placement_visits_priced")
        visits = np.broadcast_to(visits, (*visits.shape[:-1], cases))
        items = []
        for item in self.items:
            shop = self.space.plan.sections.channels[item.channel].storefront
            row = result.members["placement"].index(f"{item.channel}@{item.campaign or EVERYDAY + shop}")
            items.append(visits[row].sum(axis=0) if item.campaign else visits[row, item.place])
        return np.array(items)

    def problem(self, spends: Numbers, seen: Derivatives, reach: float, short: Numbers) -> Problem:
        """What is asked, as measured at these spends, no further from them than the reach.

        short: by how much less cash, month by month, comes out than the measure says.
        """
        near, ask = np.isfinite(reach), self.ask
        return Problem(
            names=self.names,
            reference=self.reference,
            price=seen.price,
            elasticity=seen.elasticity,
            value=seen.value,
            total=ask.total,
            cost=seen.cost,
            floor=spends / reach if near else 0.0,
            cap=spends * reach + SMALL * self.reference if near else np.inf,
            group=self.group,
            groups=self.channels,
            group_floor=np.array([ask.floors.get(each, 0.0) for each in self.channels]),
            group_cap=np.array([ask.caps.get(each, np.inf) for each in self.channels]),
            limits=[] if ask.cash is None else self._cash(spends, seen, ask.cash + short),
        )

    def _cash(self, spends: Numbers, seen: Derivatives, least: Numbers) -> list[LinearLimit]:
        """Cash at a month's end, as the spends move it."""
        room = seen.cash - least - seen.cash_moved @ spends
        items = zip(self.months, -seen.cash_moved, room, strict=True)
        return [LinearLimit(f"cash {month}", row, float(most)) for month, row, most in items]

    def missed(self, spends: Numbers, cash: Numbers) -> Numbers:
        """By how much each case, (item, case), misses the limits."""
        ask, off = self.ask, np.maximum(spends.sum(axis=0) - self.ask.total, 0)
        for place, name in enumerate(self.channels):
            amounts = spends[self.group == place].sum(axis=0)
            off = off + np.maximum(amounts - ask.caps.get(name, np.inf), 0)
            off = off + np.maximum(ask.floors.get(name, 0.0) - amounts, 0)
        if ask.cash is not None:
            off = off + np.maximum(ask.cash - cash.min(axis=0), 0)
        return np.where(off > HALF_A_CENT, off, 0.0)

    def proposals(self, spends: Numbers, seen: Derivatives, short: Numbers) -> list[Allocation]:
        """The best spends within each reach. Raises PlanFault where the limits cannot be met in any."""
        result: list[Allocation] = []
        faults: list[PlanFault] = []
        for reach, less in zip(REACHES, short, strict=True):
            try:
                result.append(divided(self.problem(spends, seen, reach, less)))
            except PlanFault as fault:  # nearer to spends that miss a limit, it may be out of reach
                faults.append(fault)
        if not result:
            raise faults[0]
        return result

    def tried(self, spends: Numbers, proposed: list[Allocation]) -> Tried:
        """The spends as they are, all proposals, half the way to each, and plain moves."""
        whole = np.array([each.spends for each in proposed]).T
        cases = np.hstack([spends[:, None], whole, (whole + spends[:, None]) / 2, self.moves(spends)])
        goal, cash = self.outcome(self.run(cases), cases.shape[1])
        return Tried(cases, goal, cash, self.missed(cases, cash))

    def moves(self, spends: Numbers) -> Numbers:
        """(item, case): all, a channel or a month by so much more or less: stock binds them together."""
        channels = self.group == np.arange(len(self.channels))[:, None]
        months = np.array([item.share for item in self.items]).T
        kinds = np.vstack([np.ones(len(spends)), channels, months / np.maximum(months.max(axis=0), DUST)])
        return np.hstack([spends[:, None] * factor**kinds.T for factor in FACTORS])

    def settle(self, spends: Numbers, progress: Callable[[int, float], None]) -> Settled:
        """The best of what several starts lead to: where stock may be sold now or later, there are hills."""
        starts = [spends * part for part in STARTS]
        if self.saturation.any():
            starts.append(response_law.start(self._whole(self.measure(spends))))
        items = [self._climbed(each, progress) for each in starts]
        best = min(items, key=lambda each: (each.missed, -each.goal))
        if not self.saturation.any():
            return best
        there = self._whole(self.measure(best.spends))
        return replace(best, beyond=response_law.beyond(there, best.spends))

    def _whole(self, seen: Derivatives) -> Items:
        """The whole of each response, at what visits are worth as measured."""
        given = (self.names, self.reference, self.elasticity, self.saturation)
        caps = np.array([self.ask.caps.get(item.channel, np.inf) for item in self.items])
        return response_law.items(*given, seen.reference_worth, self.ask.total, seen.cost, caps)

    def _climbed(self, spends: Numbers, progress: Callable[[int, float], None]) -> Settled:
        """Round after round the best of all that is tried, until little is gained."""
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
        """Asked once more, with the cash that the proposals turned out to lack against the measure."""
        whole = slice(1, 1 + len(REACHES))
        expected = seen.cash[:, None] + seen.cash_moved @ (tried.spends[:, whole] - spends[:, None])
        short = np.maximum(expected - tried.cash[:, whole], 0).T
        try:
            return self.tried(spends, self.proposals(spends, seen, short))
        except PlanFault:
            return tried


def _by_month(plan: Plan, paths: set[str]) -> Plan:
    """The plan in which these parameters have a place for each month, though all are equal."""
    leaves = {path: plan.leaves[path] for path in paths}
    return with_numbers(plan, {p: tuple(map(leaf.at, range(len(plan.months)))) for p, leaf in leaves.items()})
