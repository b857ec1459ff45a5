"""What would sink the plan: four shocks, each alone, with net profit and the lowest month-end cash.

    answer = stress(artplan.load("base"))
    answer.shocks.loc["conversion", "cash_low"]

Refunds, conversion and pay come from outside: the plan's decisions are held, and sales follow from the
market. The paid share of visits is a decision on how visits are bought, so the plan follows its targets then
and buys what natural visits no longer bring. All shocks to the held plan are the cases of one evaluation. A
shock that moves no parameter of the plan is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.schema.refunds import RATES
from artplan.plan.schema.storefronts import Storefront
from artplan.study import defaults
from artplan.study.cases.space import Space
from artplan.study.terms.lines import over_the_horizon
from artplan.study.terms.parameters import numbers, spec_of
from artplan.study.uncertainty.answer import FIGURES, FOLLOWING, Stress

Moves = dict[str, Numbers]  # by path, (place,): the parameter's values under the shock
LINES = ("net_profit", "cash_closing")
TINY = 1e-12  # of shares


def stress(plan: OperatingPlan) -> Stress:
    """Return net profit and the lowest cash of the plan as it is, and under each shock alone.

    Raises PlanFault where the plan's decisions cannot be held, and NumberFault where a figure is not finite.
    """
    held = Space.of(plan.committed())
    stands, *figures = _figures(held, outside := _that_move(held.plan, OUTSIDE))
    rows = dict(zip(outside, figures, strict=True))
    if following := _that_move(plan.plan, {FOLLOWING: _paid_visits}):
        _, rows[FOLLOWING] = _figures(Space.of(plan), following)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(FIGURES)).rename_axis("shock")
    return Stress(plan.plan, dict(zip(FIGURES, stands, strict=True)), table)


def _that_move(plan: Plan, shocks: Mapping[str, Callable[[Plan], Moves]]) -> dict[str, Moves]:
    """Return the shocks by name, each with the parameters that it gives other values."""
    result = {}
    for name, shock in shocks.items():
        moves = {path: values for path, values in shock(plan).items() if (values != _own(plan, path)).any()}
        if moves:
            result[name] = moves
    return result


def _figures(space: Space, shocks: Mapping[str, Moves]) -> list[tuple[float, float, str]]:
    """Return the figures of the plan, then those under each shock: profit, lowest cash and its month."""
    cases: dict[str, Numbers] = {}
    for case, moves in enumerate(shocks.values(), start=1):
        for path, values in moves.items():
            own = _own(space.plan, path)[:, None]
            cases.setdefault(path, np.repeat(own, len(shocks) + 1, axis=1))[:, case] = values
    result = space.run(cases, LINES)
    cash = result.array("cash_closing")
    cash = np.broadcast_to(cash, (len(result.months), len(shocks) + 1))
    months = [result.months[place] for place in cash.argmin(axis=0)]
    profit = np.broadcast_to(over_the_horizon(result, "net_profit"), len(months))
    return list(zip(profit.tolist(), cash.min(axis=0).tolist(), months, strict=True))


def _own(plan: Plan, path: str) -> Numbers:
    return np.array(plan.leaves[path].values)


def _times(plan: Plan, patterns: Iterable[str], factor: float) -> Moves:
    """Return the parameters that a file gives times the factor, within their range."""
    moves = {}
    for pattern in patterns:
        spec = spec_of(pattern)
        assert spec is not None
        for path, cases in (numbers(plan, pattern, [f"x{factor:g}"]) or {}).items():
            moves[path] = np.clip(cases[:, 0], spec.lowest, spec.highest)
    return moves


def _refunds(plan: Plan) -> Moves:
    """Return the rates of refunds, twice as high as far as the kinds together are not above 1."""
    patterns = (f"{section}.*.{rate}" for section in ("storefronts", "campaigns") for rate in RATES)
    moves = _times(plan, patterns, defaults.REFUNDS_TIMES)
    for path, _, shop_path, _ in _with_storefronts(plan):  # storefronts first: campaigns have their rates
        own = [f"{path}.{rate}" for rate in RATES if f"{path}.{rate}" in plan.leaves]
        taken = [f"{shop_path}.{rate}" for rate in RATES if f"{path}.{rate}" not in plan.leaves]
        now = {each: moves.get(each, _own(plan, each)) for each in (*own, *taken)}
        room = np.maximum(1 - sum((now[each] for each in taken), np.zeros(1)), 0)
        left = np.minimum(room / np.maximum(sum((now[each] for each in own), np.zeros(1)), TINY), 1)
        for each in own:  # a rate that is the same in all months is scaled as the worst of them needs
            moves[each] = now[each] * (left if len(now[each]) > 1 else left.min())
    return moves


def _conversion(plan: Plan) -> Moves:
    """Return the conversion rates, a channel's own too: what it is paid for by the sale."""
    sections = ("storefronts", "campaigns", "channels")
    return _times(plan, [f"{each}.*.conversion_rate" for each in sections], defaults.CONVERSION_TIMES)


def _pay(plan: Plan) -> Moves:
    """Return every position's base pay, that of later changes too."""
    return _times(plan, ["positions.*.base_pay", "positions.*.changes.*.base_pay"], defaults.PAY_TIMES)


def _paid_visits(plan: Plan) -> Moves:
    """Return the paid shares from which a target's visits are reckoned, raised but never lowered."""
    moves = {}
    for path, member, _, shop in _with_storefronts(plan):
        share, by_target = f"{path}.paid_visit_share", (member.driven_by or shop.driven_by) == "target"
        by_share = (member.natural_visits_by or shop.natural_visits_by) == "share"
        if share in plan.leaves and by_target and by_share:
            moves[share] = np.maximum(_own(plan, share), defaults.PAID_SHARE)
    return moves


def _with_storefronts(plan: Plan) -> Iterator[tuple[str, Storefront | Campaign, str, Storefront]]:
    """Yield the storefronts, then the campaigns: path and member, with path and member of the storefront."""
    shops: Mapping[str, Any] = plan.sections.storefronts
    for name, shop in shops.items():
        yield f"storefronts.{name}", shop, f"storefronts.{name}", shop
    for name, campaign in plan.sections.campaigns.items():
        shop = campaign.storefront
        yield f"campaigns.{name}", campaign, f"storefronts.{shop}", shops[shop]


OUTSIDE = {"refunds": _refunds, "conversion": _conversion, "pay": _pay}
