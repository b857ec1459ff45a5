"""The studies of a plan, one function each.

>>> import artplan
>>> answer = artplan.seek("base", "net_profit", 350_000, "storefronts.tmall_store.conversion_rate")
>>> f"{answer.solutions[0].value:,.0f}"
'350,000'

A plan is a loaded `OperatingPlan` or the name of a scenario; `folder` is the parameter folder that a name is
looked up in (`./params` by default). Every answer holds its numbers as pandas tables (`table()`, `frame()`,
...), most give them as plain data for JSON (`record()`), and `artplan.notebook.show` lays out charts and
tables. Random numbers depend on `seed` alone: the same call gives the same numbers on every machine. Every
function raises PlanFault for faults of the plan and of its own arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.operating import OperatingPlan, load
from artplan.study import SEED, defaults
from artplan.study.allocate import allocate as allocating
from artplan.study.allocate.answer import Proposal
from artplan.study.compare import compare as comparing
from artplan.study.compare import effects as ledgers
from artplan.study.compare.answer import Comparison, Ledger
from artplan.study.seek import seek as seeking
from artplan.study.seek.answer import Sought
from artplan.study.sweep import sweep as sweeps
from artplan.study.sweep.answer import Swept
from artplan.study.sweep.spec import find_spec, read_spec
from artplan.study.uncertainty import sensitivity as sensitivities
from artplan.study.uncertainty import simulate as simulations
from artplan.study.uncertainty import stress as stresses
from artplan.study.uncertainty import weights as weighing
from artplan.study.uncertainty.answer import Sensitivity, Simulation, Stress
from artplan.study.uncertainty.draws import Correlations

if TYPE_CHECKING:
    import pandas as pd

Asked = OperatingPlan | str


def compare(
    before: Asked,
    after: Asked,
    lines: Sequence[str] = defaults.COMPARED,
    *,
    in_order: bool = False,
    hold: bool = False,
    seed: int = SEED,
    folder: Path | str | None = None,
) -> Comparison:
    """Attribute the difference between two plans to the steps between them, as Shapley values.

    A step is one setting of the scenario's file (or several that only work together). Its effect on a line is
    its contribution averaged over all orders of the steps: exact up to 12 effective steps, sampled beyond,
    with standard errors. Effects add up to the line's change.

    lines: measures such as `net_profit`, `cash_closing.min` or `net_profit.2027-11`. in_order: the
    contribution of each step after those before it in the file, instead of the average. hold: keep what
    the first plan has decided (`OperatingPlan.committed`), so that sales follow from what differs, instead of
    letting each plan follow its own targets. seed: of the sampled orders.

    Raises PlanFault for an unknown line, for plans of different parameter folders, and for plans that no
    sequence of steps joins.

    >>> import artplan
    >>> dearer = artplan.load("base", {"channels.keyword_ads.cost_per_click": "+10%"})
    >>> answer = artplan.compare("base", dearer, ["net_profit"])
    >>> [step.name for step in answer.steps]
    ['channels.keyword_ads.cost_per_click']
    >>> profit = answer.attributions[0]
    >>> round(sum(effect.amount for effect in profit.effects) - profit.change, 6)
    0.0
    """
    one, other = _plan(before, folder), _plan(after, folder)
    return comparing.compare(one, other, lines, in_order=in_order, hold=hold, seed=seed)


def effects(plan: Asked, *, folder: Path | str | None = None) -> Ledger:
    """Evaluate each override of a scenario alone on its base, and left out of the scenario.

    A loaded plan with overrides is set against the same plan without them. Raises PlanFault for a plan that
    extends no other and has no overrides.

    >>> import artplan
    >>> ledger = artplan.effects(artplan.load("base", {"channels.keyword_ads.cost_per_click": "+10%"}))
    >>> ledger.entries[0].step.name, "net_profit" in ledger.entries[0].lines
    ('channels.keyword_ads.cost_per_click', True)
    """
    return ledgers.ledger(_plan(plan, folder))


def sweep(
    spec: str,
    overrides: Mapping[str, Any] | None = None,
    *,
    scenarios: Sequence[str] = (),
    folder: Path | str | None = None,
) -> Swept:
    """Evaluate a plan at every point of a grid of parameter values, in every scenario of the sweep.

    spec: a YAML file, or the name of one in `params/studies`. overrides: set at every point. scenarios: in
    place of those that the file names. Raises PlanFault for faults of the file, of a value, or of a plan.

    >>> import artplan
    >>> swept = artplan.sweep("conversion_and_click_price")
    >>> len(swept.frame()) == swept.numbers.shape[0]
    True
    >>> scenario, settings = swept.setting(0)  # any point can be loaded as a plan
    >>> plan = artplan.load(scenario, settings)
    """
    wanted = read_spec(find_spec(spec))
    return sweeps.sweep(replace(wanted, scenarios=tuple(scenarios) or wanted.scenarios), overrides, folder)


def simulate(
    plan: Asked = defaults.PLAN,
    lines: Iterable[str] = defaults.SIMULATED,
    *,
    draws: int = defaults.DRAWS,
    points: str = defaults.POINTS,
    seed: int = SEED,
    correlations: Correlations | None = None,
    replan: bool = False,
    folder: Path | str | None = None,
) -> Simulation:
    """Monte Carlo simulation: draw the uncertain parameters many times and evaluate the plan for each draw.

    points: `latin` (Latin hypercube in blocks of 4096), `sobol` (scrambled Sobol sequence) or `random`.
    correlations: rank correlations by pairs of parameter paths, in addition to the plan's own or in place of
    them. replan: follow the targets anew in each draw, buying as many visits as its conversion rate needs; by
    default what the plan has decided is held (`OperatingPlan.committed`), and sales follow from the draw.

    Raises PlanFault for an unknown line, fewer than 2 draws, a plan without uncertain parameters, and
    correlations that cannot hold together.

    >>> import artplan
    >>> answer = artplan.simulate("base", ["net_profit"], draws=64)
    >>> answer.samples["net_profit"].shape
    (64,)
    >>> list(answer.chances)
    ['cash_below_zero', 'cash_below_reserve', 'loss', 'sales_target_missed']
    """
    return simulations.simulate(
        _plan(plan, folder),
        lines,
        draws=draws,
        points=points,
        seed=seed,
        correlations=correlations,
        replan=replan,
    )


def sensitivity(
    plan: Asked = defaults.PLAN,
    lines: Iterable[str] = defaults.SENSITIVE,
    *,
    all_given: bool = False,
    replan: bool = False,
    folder: Path | str | None = None,
) -> Sensitivity:
    """One-at-a-time sensitivity: each uncertain parameter at its 10th and 90th percentile.

    All other parameters keep their values. all_given: every parameter given in a file instead, at -10 % and
    +10 % of its value and within its range. replan: follow the targets anew each time, instead of holding
    what the plan has decided. Raises PlanFault for an unknown line and for a plan without
    uncertain (or given) parameters.

    >>> import artplan
    >>> tornado = artplan.sensitivity("base").tornado["net_profit"]
    >>> list(tornado.columns)
    ['value_low', 'value_high', 'low', 'high', 'swing']
    """
    return sensitivities.sensitivity(_plan(plan, folder), lines, all_given=all_given, replan=replan)


def weights(
    plan: Asked = defaults.PLAN,
    line: str = defaults.SENSITIVE[0],
    count: int = defaults.WEIGHED,
    *,
    replan: bool = False,
    folder: Path | str | None = None,
) -> pd.DataFrame:
    """Which placeholders weigh most: `sensitivity` of the given values that have no source.

    By path, the heaviest first and without those that move nothing: the parameter's value at -10 % and +10 %,
    the line at each, and their distance (swing). Raises PlanFault for an unknown line and for a plan that
    gives no value.

    >>> import artplan
    >>> heaviest = artplan.weights("base", count=3)
    >>> set(heaviest.index) <= set(artplan.load("base").plan.placeholders)
    True
    """
    return weighing.weights(_plan(plan, folder), line, count, replan=replan)


def stress(plan: Asked = defaults.PLAN, *, folder: Path | str | None = None) -> Stress:
    """Stress test: net profit and the lowest month-end cash under four shocks, each alone.

    Rates of refunds doubled, conversion rates halved, and base pay up by 40 % meet the plan with its
    decisions held (`OperatingPlan.committed`). With 60 % of visits paid, storefronts follow their targets and
    buy more visits. A shock that moves no parameter of the plan is left out.

    Raises PlanFault where no spend brings the visits that a target needs, so that nothing can be held, and
    NumberFault where a line has no finite value under a shock.

    >>> import artplan
    >>> answer = artplan.stress("base")
    >>> bool(answer.shocks.loc["refunds", "net_profit"] < answer.stands["net_profit"])
    True
    """
    return stresses.stress(_plan(plan, folder))


def seek(
    plan: Asked,
    measure: str,
    target: float,
    by: str,
    *,
    low: float | None = None,
    high: float | None = None,
    percentile: float | None = None,
    replan: bool = False,
    draws: int = defaults.SEEK_DRAWS,
    seed: int = SEED,
    folder: Path | str | None = None,
) -> Sought:
    """Goal seek: every value of a parameter at which a measure of the plan meets a target.

    measure: a line over the whole plan (`net_profit`), of a period (`net_profit.2027-11`), or its extreme
    month (`cash_closing.min`), in the line's unit. by: the path of one parameter; one with a value for each
    month, or a path with `*`, is scaled by one common factor. low, high: the range that is searched, the
    parameter's own by default. percentile: the measure's percentile over `draws` draws of the uncertain
    parameters, instead of its value in the plan. replan: follow the targets anew in each draw, instead of
    holding what the plan has decided; without a percentile the plan always follows its targets.

    Raises PlanFault for an unknown measure or parameter, a range that is empty or out of bounds, a percentile
    outside 0 to 100, and a measure that has no value anywhere in the range.

    >>> import artplan
    >>> answer = artplan.seek("base", "net_profit", 350_000, "storefronts.tmall_store.conversion_rate")
    >>> path, value = answer.setting(answer.solutions[0].number)
    >>> profit = artplan.load("base", {path: value}).run(["net_profit"]).year("net_profit")
    >>> f"{profit:,.0f}"
    '350,000'
    """
    return seeking.seek(
        _plan(plan, folder), measure, target, by,
        low=low, high=high, percentile=percentile, replan=replan, draws=draws, seed=seed)  # fmt: skip


def allocate(
    plan: Asked = defaults.PLAN,
    *,
    total: float | None = None,
    floors: Mapping[str, float] | None = None,
    caps: Mapping[str, float] | None = None,
    cash_at_least: float | None = None,
    within: float | None = None,
    goal: str = defaults.GOAL,
    folder: Path | str | None = None,
) -> Proposal:
    """Divide the advertising budget among channels, campaigns and months so that the goal is largest.

    total: the budget in CNY (present spend of the channels bought by spend, by default). floors, caps: CNY
    over all months, by a channel's name or label. cash_at_least: CNY of cash at every month's end. within:
    the cap of each other channel, in times its present spend. goal: `contribution_margin`, `net_profit` or
    `sales`, over the whole plan.

    Raises PlanFault for a plan in which no channel is bought by spend, an unknown goal or channel, a negative
    limit, a `within` below 1, a budget that is not above 0, limits that exclude each other, cash that no
    division keeps, and a division that cannot be proved to be the best.

    >>> import artplan
    >>> proposal = artplan.allocate("cases/taobao_annual_budget")
    >>> bool(proposal.outcomes.loc["contribution_margin", "change"] >= 0)
    True
    """
    return allocating.allocate(
        _plan(plan, folder), total=total, floors=floors, caps=caps, cash_at_least=cash_at_least,
        within=within, goal=goal)  # fmt: skip


def _plan(wanted: Asked, folder: Path | str | None) -> OperatingPlan:
    return load(wanted, folder=folder) if isinstance(wanted, str) else wanted
