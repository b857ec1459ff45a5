"""How a figure changes with each parameter: tornado, spider and break-even.

    answer = sensitivity(artplan.load("base"), ["net_profit"])
    answer.tornado["net_profit"]      # each parameter at its 10th and 90th percentile
    spider(plan, "net_profit")       # several steps of each parameter
    break_even(plan, "net_profit")   # the value of each parameter at which the figure is 0

One parameter is moved at a time while all others keep the plan's values; all cases are one evaluation. Shares
that should add up to 1 are moved alone too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.model import model
from artplan.operating import OperatingPlan
from artplan.plan.leaf.leaf import LeafSpec
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study import defaults
from artplan.study.cases.space import Space
from artplan.study.ranking import cleared, dust, order
from artplan.study.terms.lines import known_lines, over_the_horizon
from artplan.study.uncertainty.answer import Sensitivity
from artplan.study.uncertainty.distributions import inverse
from artplan.study.uncertainty.draws import uncertain
from artplan.texts.closest import suggest

Moves = Mapping[str, Numbers]  # by path, (place, step): the parameter's values

STEPS = (5.0, 25.0, 50.0, 75.0, 95.0)
FACTORS = (0.8, 0.9, 1.0, 1.1, 1.2)


def sensitivity(
    plan: OperatingPlan,
    lines: Iterable[str] = defaults.SENSITIVE,
    *,
    all_given: bool = False,
    replan: bool = False,
) -> Sensitivity:
    """Move each uncertain parameter to its 10th and 90th percentile, or each given one by ±10 %.

    replan: whether the plan follows its targets anew each time, instead of keeping what it has decided.
    """
    wanted, space = known_lines("sensitivity", lines), Space.of(plan if replan else plan.committed())
    if all_given:
        moves = _by_factors(space.plan, given(space.plan), (1 - defaults.CHANGE, 1 + defaults.CHANGE))
    else:
        moves = _by_percentiles(space, defaults.LOW_AND_HIGH)
    stands, figures = one_at_a_time(space, moves, wanted)
    cards = {name: model().lines[name] for name in wanted}
    tables = {name: _tornado(moves, figures[name], cards[name].unit) for name in wanted}
    return Sensitivity(plan.plan, not replan, cards, not all_given, stands, tables)


def spider(
    plan: OperatingPlan,
    line: str = "net_profit",
    *,
    paths: Sequence[str] = (),
    all_given: bool = False,
    replan: bool = False,
) -> pd.DataFrame:
    """Return the figure at several steps of each parameter: percentiles, or factors of its value."""
    (wanted,), space = known_lines("sensitivity", [line]), Space.of(plan if replan else plan.committed())
    steps = FACTORS if all_given else STEPS
    moves = _by_factors(space.plan, given(space.plan), steps) if all_given else _by_percentiles(space, steps)
    chosen = {path: moves[path] for path in _known(paths, moves)} if paths else moves
    _, figures = one_at_a_time(space, chosen, [wanted])
    columns = pd.Index(steps, name="factor" if all_given else "percentile")
    return pd.DataFrame.from_dict(figures[wanted], orient="index", columns=columns).rename_axis("input")


def given(plan: Plan) -> tuple[str, ...]:
    """Return the parameters that a file gives, except those that are 0 in all months."""
    return tuple(path for path, leaf in plan.leaves.items() if leaf.given and any(leaf.values))


def spec_of(path: str) -> LeafSpec:
    spec = follow(Sections, path.split("."))[-1].spec
    assert spec is not None
    return spec


def one_at_a_time(
    space: Space, moves: Moves, lines: Sequence[str]
) -> tuple[dict[str, float], dict[str, dict[str, Numbers]]]:
    """Return the lines' figures of the plan, and by path those with each parameter moved alone, (step,)."""
    widths = [values.shape[-1] for values in moves.values()]
    starts = np.cumsum([1, *widths])
    cases = {}
    for start, (path, values) in zip(starts, moves.items(), strict=False):
        own = np.array(space.plan.leaves[path].values)[:, None]
        cases[path] = np.repeat(own, starts[-1], axis=1)
        cases[path][:, start : start + values.shape[-1]] = values
    result = space.run(cases, lines)
    stands, figures = {}, {}
    for name in lines:
        figure = over_the_horizon(result, name)
        stands[name] = float(figure[0])
        figures[name] = dict(zip(moves, np.split(figure[1:], np.cumsum(widths)[:-1]), strict=True))
    return stands, figures


def _by_percentiles(space: Space, percents: Sequence[float]) -> Moves:
    shares = np.array(percents) / 100
    return {path: inverse(form, shares)[None, :] for path, form in uncertain(space).items()}


def _by_factors(plan: Plan, paths: Iterable[str], factors: Sequence[float]) -> Moves:
    """Return the parameters times each factor, within their range: a share of 95 % rises to 100 % only."""
    moves = {}
    for path in paths:
        own, spec = np.array(plan.leaves[path].values)[:, None], spec_of(path)
        moves[path] = np.clip(own * np.array(factors), spec.lowest, spec.highest)
    if not moves:
        raise PlanFault([fault_at("sensitivity", plan.name, "sensitivity.nothing_given")])
    return moves


def _tornado(moves: Moves, figures: Mapping[str, Numbers], unit: str) -> pd.DataFrame:
    rows = {
        path: (*(_shown(values[:, step]) for step in (0, -1)), *figures[path][[0, -1]])
        for path, values in moves.items()
    }
    columns = ["value_low", "value_high", "low", "high"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("input")
    size = table[["low", "high"]].abs().max(axis=1)
    table["swing"] = cleared((table["high"] - table["low"]).abs(), dust(size, unit))
    return table.iloc[order(table["swing"].to_numpy(), list(table.index))]


def _shown(values: Numbers) -> float:
    return float(values[0]) if len(values) == 1 else float("nan")


def _known(paths: Sequence[str], moves: Moves) -> Sequence[str]:
    unknown = [path for path in paths if path not in moves]
    if unknown:
        raise PlanFault(
            fault_at("sensitivity", path, "sensitivity.not_moved", near=suggest(path, moves))
            for path in unknown
        )
    return paths
