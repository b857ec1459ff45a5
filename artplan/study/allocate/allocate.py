"""Optimise the advertising budget over channels, campaigns and months, and evaluate the plan at the result.

The plan is first changed to be driven by spend: storefronts and campaigns that follow a target get the spend
that the target needs; their natural visits, which no spend brings, and visits that a weight brings at a fixed
fee or for a commission are entered as such. Each paid channel's month, and each campaign's budget for a
channel, is then one item with the response of the rules; floors and caps hold by channel. The reported
outcome is the plan's own evaluation at the proposed spends, not the approximation used to find them.

A commission is owed for what a partner has sold. Nobody can buy more of that than partners sell, and the plan
does not know how much it is. A channel that is paid by nothing else therefore stays as planned, unless a cap
says how much its commission may come to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from artplan.commitment import driven_by_spend, entered_natural_visits, entered_visits
from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan, checked
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.leaf.leaf import LEAST
from artplan.plan.read.plan import overridden, overrides_of
from artplan.plan.schema.pricing import pricing
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.plan.written.renamed import suggest_line
from artplan.result import Result
from artplan.study import defaults
from artplan.study.allocate.answer import USED_UP, Proposal
from artplan.study.allocate.search import Search, Settled
from artplan.study.allocate.task import GOALS, Ask, SpendItem
from artplan.texts.catalogue import LANGUAGES
from artplan.texts.closest import suggest

PLACE = "allocate"


def allocate(
    plan: OperatingPlan,
    *,
    total: float | None = None,
    floors: Mapping[str, float] | None = None,
    caps: Mapping[str, float] | None = None,
    cash_at_least: float | None = None,
    within: float | None = None,
    goal: str = defaults.GOAL,
    progress: Callable[[int, float], None] = lambda rounds, goal: None,
) -> Proposal:
    """Divide the plan's advertising budget; the arguments and faults are those of `artplan.allocate`.

    progress: called after each round with its number and the goal so far.

    >>> import artplan
    >>> answer = allocate(artplan.load("cases/taobao_annual_budget"))
    >>> bool(answer.spends["proposed"].sum() <= answer.total + 0.005)
    True
    """
    before = plan.run()
    known = _known(before)
    held = _held(before, {known.get(name) for name in caps or {}})
    items, now = _items(before, set(known.values()) - set(held))
    if not items:
        raise PlanFault([fault_at(PLACE, plan.plan.name, "allocate.nothing_bought")])
    wanted = float(now.sum()) if total is None else total
    ask = _request(before, known, held, goal, wanted, floors, caps, cash_at_least)
    if within is not None:
        ask = replace(ask, caps={**_within(items, now, within), **ask.caps})
    turned = _turned(before, held)
    driven = checked(overridden(plan.plan, {**turned, **_spends(items, now, before.months)}))
    search = Search(driven, items, ask)
    settled = search.settle(now, progress)
    settings = {**turned, **_spends(items, settled.spends, before.months)}
    after = checked(overridden(plan.plan, settings)).run()
    if settled.missed:
        _refuse_cash(after, ask)
    return Proposal(
        scenario=plan.plan.name,
        spends=_frame(items, before.months, now, settled.spends),
        months=_by_month(items, before.months, now, settled.spends),
        outcomes=_outcomes(before, after),
        held=held,
        within=within,
        settings={**overrides_of(plan.plan), **settings},
        plan=before.plan,
        **_answer(search, settled, ask),
    )


def _turned(result: Result, held: Collection[str]) -> dict[str, Any]:
    """Return the settings that turn the plan to spend, with the visits that no divided spend brings."""
    return {
        **driven_by_spend(result.plan.sections),
        **entered_natural_visits(result),
        **entered_visits(result, _unbought(result, held)),
    }


def _answer(search: Search, settled: Settled, ask: Ask) -> dict[str, Any]:
    """Return what the search states of its answer, such as prices of limits and the gain still possible."""
    idle = ask.total - settled.spends.sum() > USED_UP * ask.total
    return {
        "goal": ask.goal,
        "total": ask.total,
        "price": 0.0 if idle else settled.allocation.total_price,
        "prices": settled.allocation.prices,
        "proportional": _proportional(search, ask),
        "rounds": settled.rounds,
        "beyond": settled.beyond,
    }


def _items(result: Result, divided: Collection[str]) -> tuple[list[SpendItem], Numbers]:
    """Return the items of the channels to be divided, and their present spends.

    An item is a month of a channel, or a campaign's budget for a channel; where commission is all that is
    paid, the commission expected.
    """
    spend, shares = result.array("placement_spend"), result.array("activity_share")
    items, now = [], []
    for row, placement in enumerate(result.members["placement"]):
        channel, campaign = placement.split("@")
        if channel not in divided:
            continue
        spent = spend[row, :, 0]
        if campaign.startswith(EVERYDAY):
            months = np.eye(len(result.months))
            path = f"channels.{channel}.spend"
            items += [SpendItem(channel, "", path, place, tuple(each)) for place, each in enumerate(months)]
            now += spent.tolist()
            continue
        share = shares[result.members["campaign"].index(campaign), :, 0]
        if share.sum() > 0:
            items.append(
                SpendItem(channel, campaign, f"campaigns.{campaign}.spend.{channel}", 0, tuple(share))
            )
            now.append(float(spent.sum() / share.sum()))
    return items, np.array(now)


def _takes_spend(result: Result, channel: str) -> bool:
    return "spend" in pricing(result.plan.sections.channels[channel].prices_by).takes


def _held(result: Result, capped: Collection[str | None]) -> tuple[str, ...]:
    """Return the channels that are paid by commission on sales alone, and have no cap."""
    channels = result.plan.sections.channels
    return tuple(
        name
        for name in result.members["channel"]
        if _takes_spend(result, name) and not pricing(channels[name].prices_by).buys_visits
        if name not in capped
    )


def _unbought(result: Result, held: Collection[str]) -> list[str]:
    """Return the channels whose visits a weight may bring without a spend that is divided."""
    return [name for name in result.members["channel"] if name in held or not _takes_spend(result, name)]


def _spends(items: list[SpendItem], spends: Numbers, months: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings that set the spends; what a plan would refuse as next to nothing is 0."""
    settings: dict[str, Any] = {}
    for item, amount in zip(items, np.where(spends < LEAST, 0.0, spends).tolist(), strict=True):
        if item.campaign:
            settings[item.path] = amount
        else:
            settings.setdefault(item.path, {})[months[item.place]] = amount
    return settings


def _request(
    result: Result,
    known: Mapping[str, str],
    held: Collection[str],
    goal: str,
    total: float,
    floors: Mapping[str, float] | None,
    caps: Mapping[str, float] | None,
    cash: float | None,
) -> Ask:
    if goal not in GOALS:
        near = suggest_line(goal, GOALS, "goals")
        raise PlanFault([fault_at(PLACE, f"goal {goal}", "allocate.no_goal", near=near)])
    faults: list[Fault] = []
    limits: list[dict[str, float]] = []
    for kind, given in (("floor", floors), ("cap", caps)):
        collected: dict[str, float] = {}
        for name, amount in (given or {}).items():
            if name not in known:
                free = name in result.members["channel"]
                key = "allocate.not_bought" if free else "allocate.no_channel"
                near = suggest(name, known, "channels")
                faults.append(fault_at(PLACE, f"{kind} {name}", key, near=near))
            elif known[name] in held:
                faults.append(fault_at(PLACE, f"{kind} {name}", "allocate.by_commission", name=known[name]))
            elif not amount >= 0:
                faults.append(fault_at(PLACE, f"{kind} {name}", "allocate.below_0", amount=f"{amount:g}"))
            else:
                collected[known[name]] = amount
        limits.append(collected)
    if not (np.isfinite(total) and total > 0):
        faults.append(fault_at(PLACE, "total", "allocate.no_budget", total=f"{total:g}"))
    if faults:
        raise PlanFault(faults)
    return Ask(goal, total, limits[0], limits[1], cash)


def _within(items: list[SpendItem], now: Numbers, times: float) -> dict[str, float]:
    """Return for each channel a cap of so many times its present spend."""
    if not times >= 1:
        raise PlanFault([fault_at(PLACE, "within", "allocate.within", times=f"{times:g}")])
    present: dict[str, float] = {}
    for item, spend in zip(items, now.tolist(), strict=True):
        present[item.channel] = present.get(item.channel, 0.0) + spend * sum(item.share)
    return {name: times * spend for name, spend in present.items()}


def _known(result: Result) -> dict[str, str]:
    """Return the channels that are bought by spend, by name and by label."""
    names = [name for name in result.members["channel"] if _takes_spend(result, name)]
    labels = {result.plan.label("channel", name, lang): name for name in names for lang in LANGUAGES}
    return {**labels, **{name: name for name in names}}


def _refuse_cash(after: Result, ask: Ask) -> None:
    cash = after["cash_closing"]
    lowest, wanted = f"{cash.min():,.0f}", f"{ask.cash:,.0f}"
    fault = fault_at(
        PLACE, "cash-at-least", "allocate.cash", cash=lowest, month=cash.idxmin(), wanted=wanted)  # fmt: skip
    raise PlanFault([fault])


def _frame(items: list[SpendItem], months: tuple[str, ...], now: Numbers, proposed: Numbers) -> pd.DataFrame:
    rows = [
        (item.channel, item.campaign, "" if item.campaign else months[item.place], was, then)
        for item, was, then in zip(items, now.tolist(), proposed.tolist(), strict=True)
    ]
    return pd.DataFrame(rows, columns=["channel", "campaign", "month", "present", "proposed"])


def _by_month(
    items: list[SpendItem], months: tuple[str, ...], now: Numbers, proposed: Numbers
) -> pd.DataFrame:
    shares = np.array([item.share for item in items]).T
    return pd.DataFrame({"present": shares @ now, "proposed": shares @ proposed}, index=list(months))


def _outcomes(before: Result, after: Result) -> pd.DataFrame:
    rows = {name: [_sum(result, line) for result in (before, after)] for name, line in GOALS.items()}
    rows["lowest_cash"] = [float(result.array("cash_closing").min()) for result in (before, after)]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["present", "proposed"])
    return table.assign(change=table["proposed"] - table["present"])


def _sum(result: Result, line: str) -> float:
    return float(result.array(line).sum())


def _proportional(search: Search, ask: Ask) -> tuple[str, ...]:
    free = [name for name in search.channels if name not in ask.caps]
    linear = (search.elasticity == 1) & (search.saturation == 0)
    flat = {item.channel for item, each in zip(search.items, linear, strict=True) if each}
    return tuple(name for name in free if name in flat)
