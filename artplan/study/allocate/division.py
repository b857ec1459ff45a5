"""Divide a budget among channels for the highest value: the concave problem, independent of any plan.

    maximise    sum of value x visits(spend) - cost x spend,    visits = s0 / p x (spend / s0) ** b
    subject to  floor <= spend <= cap for each item and each group of items (a channel),
                least <= weights . spend <= most for each limit (a month, cash up to a month), sum <= total

With 0 < b <= 1 the problem is concave, and each limit has a shadow price: the gain from relaxing it by one
yuan. An interior point method (`newton`) finds spends and prices together. Bisecting one price after the
other would not converge if an item with b = 1 meets two limits. The answer is verified by duality, whatever
method found it (Boyd & Vandenberghe 2004, Convex Optimization, chapter 5): at given prices each item's best
spend has a closed form, and the value of the dual at these prices is an upper bound (`bound`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.written.faults import PlanFault
from artplan.study.allocate.limits import Rows
from artplan.study.allocate.newton import Shape
from artplan.study.allocate.problem import LinearLimit, Problem
from artplan.study.allocate.refusals import no_answer, refuse, refuse_together
from artplan.study.allocate.solve import STARTS, Found, solved

PROVED = 1e-6  # largest accepted gap, relative to the budget's worth
BINDS = 1e-7  # a limit binds if its price exceeds this fraction of a yuan's usual value


@dataclass(frozen=True)
class Allocation:
    """Spends by item, with their proof of optimality.

    prices: the gain from relaxing a limit by one yuan, by the limit's name (a floor's price is negative: it
    costs). total_price: the price of the budget. worth: value less cost. bound: no allocation has a higher
    worth.
    """

    spends: Numbers
    total_price: float
    prices: dict[str, float]
    cap_prices: Numbers
    worth: float
    bound: float
    idle: float
    steps: int

    @property
    def gap(self) -> float:
        """The most by which another allocation could be better, relative to the budget's worth."""
        return (self.bound - self.worth) / max(abs(self.worth), self.idle + float(self.spends.sum()))


def months_of(months: Sequence[int] | Indices, count: int) -> Numbers:
    """Return the weights of `count` months, (month, item): 1 if the item lies in the month, else 0."""
    return (np.arange(count)[:, None] == np.asarray(months)).astype(float)


def cash_rows(weights: Numbers, most: Sequence[float], names: Sequence[str]) -> list[LinearLimit]:
    """Return limits on the cumulative spend to each month: at most `most`."""
    items = zip(names, np.cumsum(weights, axis=0), most, strict=True)
    return [LinearLimit(name, row, float(each)) for name, row, each in items if np.isfinite(each)]


def allocate(problem: Problem) -> Allocation:
    """Return the best spends. Raises PlanFault with the names of limits that cannot be met."""
    (answer,) = allocate_each([problem])
    if isinstance(answer, PlanFault):
        raise answer
    return answer


def allocate_each(problems: Sequence[Problem]) -> list[Allocation | PlanFault]:
    """Return for each problem its best spends, or the fault with the names of limits that cannot be met.

    Problems of the same sums are solved together.
    """
    result: dict[int, Allocation | PlanFault] = {}
    stacks: dict[object, list[int]] = {}
    rows: dict[int, Rows] = {}
    for number, problem in enumerate(problems):
        try:
            refuse(problem)
        except PlanFault as fault:
            result[number] = fault
            continue
        rows[number] = own = _rows(problem)
        stacks.setdefault((own.group.tobytes(), own.count, own.matrix.tobytes()), []).append(number)
    for stack in stacks.values():
        answers = _together([problems[each] for each in stack], [rows[each] for each in stack])
        result.update(zip(stack, answers, strict=True))
    return [result[number] for number in range(len(problems))]


def _together(problems: Sequence[Problem], rows: Sequence[Rows]) -> Iterator[Allocation | PlanFault]:
    units = [_usual(problem) for problem in problems]
    shapes = [_shape(problem, unit) for problem, unit in zip(problems, units, strict=True)]
    low, high = np.concatenate([each.low for each in rows]), np.concatenate([each.high for each in rows])
    first = solved(Shape.stacked(shapes), replace(rows[0], low=low, high=high), STARTS[:1])
    for place, (problem, own, shape, usual) in enumerate(zip(problems, rows, shapes, units, strict=True)):
        try:
            solution = first.of(place)
            if not solution.settled[0]:
                refuse_together(problem, own, shape)
                solution = solved(shape, own, STARTS[1:])
            yield _proved(problem, own, solution, usual)
        except PlanFault as fault:
            yield fault


def _usual(problem: Problem) -> float:
    """Return a yuan's usual value."""
    even = np.maximum(problem.wide["floor"], problem.total / max(len(problem.names), 1))
    return float(np.median(problem.marginal(even) + np.abs(problem.wide["cost"]))) or 1.0


def _shape(problem: Problem, usual: float) -> Shape:
    """Return the problem with spends relative to the total and values relative to the usual one."""
    arrays = (
        problem.gain / usual,
        problem.elasticity - 1,
        problem.reference / problem.total,
        problem.wide["cost"] / usual,
        problem.wide["floor"] / problem.total,
        problem.wide["cap"] / problem.total,
    )
    return Shape(*(np.array(each, dtype=float)[None, :] for each in arrays))


def _rows(problem: Problem) -> Rows:
    """Return the total, the limits, and the groups with a floor or a cap, relative to the total."""
    least, most = problem.wide["group_floor"], problem.wide["group_cap"]
    (bound,) = np.nonzero((least > 0) | np.isfinite(most))
    place = np.full(len(problem.groups) + 1, len(bound))
    place[bound] = np.arange(len(bound))
    group = np.asarray(problem.group, dtype=int) if len(problem.groups) else np.full(len(problem.names), -1)
    ones = np.ones(len(problem.names))
    items = _tightest([LinearLimit("total", ones, problem.total), *problem.limits])
    lows = np.concatenate([np.where(least > 0, least, -np.inf)[bound], [each.least for each in items]])
    highs = np.concatenate([most[bound], [each.most for each in items]])
    return Rows(
        names=(*(problem.groups[int(each)] for each in bound), *(each.name for each in items)),
        group=place[group],
        count=len(bound),
        matrix=np.array([each.weights for each in items], dtype=float),
        low=lows[None, :] / problem.total,
        high=highs[None, :] / problem.total,
    )


def _tightest(limits: Iterable[LinearLimit]) -> list[LinearLimit]:
    """Return only the tightest of limits on the same sum.

    Of equal limits the first is kept, so that its price is reported under its own name.
    """
    kept: dict[bytes, LinearLimit] = {}
    for limit in limits:
        key = np.asarray(limit.weights, dtype=float).tobytes()
        other = kept.get(key, limit)
        name = limit.name if limit.most < other.most or limit.least > other.least else other.name
        tight = LinearLimit(name, limit.weights, min(limit.most, other.most), max(limit.least, other.least))
        kept[key] = tight
    return list(kept.values())


def _proved(problem: Problem, rows: Rows, solution: Found, usual: float) -> Allocation:
    """Return the answer with the upper bound that its prices give. Raises PlanFault if that is too far."""
    spends = np.clip(solution.spends[0] * problem.total, problem.wide["floor"], problem.wide["cap"])
    prices, high, low = solution.prices[0] * usual, rows.high[0] * problem.total, rows.low[0] * problem.total
    prices = np.where(np.isfinite(high), np.maximum(prices, 0), 0) + np.where(
        np.isfinite(low), np.minimum(prices, 0), 0
    )
    toll = rows.back(prices[None, :])[0]
    best = problem.best(toll)
    limits = np.where(prices > 0, high, np.where(prices < 0, low, 0.0))
    bound = problem.worth(best) + float(prices @ (limits - rows.forward(best[None, :])[0]))
    each = zip(rows.names, prices.tolist(), strict=True)
    named = {name: price for name, price in each if abs(price) > BINDS * usual}
    above = problem.marginal(np.maximum(spends, 1e-300)) - problem.wide["cost"] - toll
    at_cap = np.isfinite(problem.wide["cap"]) & (spends >= problem.wide["cap"] * (1 - 1e-9))
    answer = Allocation(
        spends=spends,
        total_price=named.pop("total", 0.0),
        prices=named,
        cap_prices=np.where(at_cap, np.maximum(above, 0), 0),
        worth=problem.worth(spends),
        bound=bound,
        idle=problem.total - float(spends.sum()),
        steps=int(solution.steps[0]),
    )
    if not solution.settled[0] or answer.gap > PROVED:
        raise no_answer()
    return answer
