"""Goal seek: the values of a parameter at which a number of the plan meets a target.

    answer = seek(artplan.load("base"), "net_profit", 350_000, "storefronts.tmall_store.conversion_rate")
    answer.solutions
    seek(plan, "cash_closing.min", 0, "overheads.*.amount", percentile=10)     # in nine draws of ten

A single parameter with one value is set to each value itself. All parameters that a wildcard reaches, and a
parameter that differs by month, are multiplied by one common factor.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.study import SEED, defaults
from artplan.study.cases.space import Space
from artplan.study.seek.answer import Drawn, Sought
from artplan.study.seek.at_percentile import AtPercentile
from artplan.study.seek.roots import GUESSES, Answer, solve
from artplan.study.terms.drives import driver
from artplan.study.terms.measure import Measure, read_measure, where_possible
from artplan.study.terms.moved import Knob, read_knob, unmovable

# Points of the first grid, of each refinement, and guesses around a root: fewer if each point rebuilds the
# plan, and fewest if each point needs a thousand draws.
MANY, FEW, DRAWN = (128, 32, GUESSES), (16, 4, GUESSES), (4, 2, GUESSES[::3])
Progress = Callable[[int], object]


def seek(
    plan: OperatingPlan,
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
    progress: Progress = lambda numbers: None,
) -> Sought:
    """Find every value of `by` at which the measure meets the target, in its range or from `low` to `high`.

    percentile: of the measure over `draws` draws of the uncertain parameters, above 0 and below 100; default:
    the plan without draws. replan: whether each draw follows the targets anew, instead of keeping what the
    plan has decided; without draws it always does. progress: called with the number of additional trials.
    Raises PlanFault.
    """
    wanted = read_measure(measure, [plan], "seek")
    if not np.isfinite(target):
        raise unmovable(f"{measure}={target}", "moved.no_target")
    studied = plan if percentile is None or replan else plan.committed()
    knob, space = read_knob(studied.plan, by, drawn=percentile is not None), Space.of(studied)
    ends = knob.range(low, high)
    at = None if percentile is None else AtPercentile.of(space, wanted, knob, ends, percentile, draws, seed)
    work = at or (lambda numbers: plain(space, wanted, knob, numbers))
    put = all(path in space.spots for path in knob.leaves)
    first, finer, guesses = DRAWN if at else MANY if put else FEW

    def values(numbers: Numbers) -> Numbers:
        progress(len(numbers))
        return where_possible(work, numbers, ())

    now = float(values(np.array([knob.present]))[0])
    answer = solve(values, knob.grid(*ends, first), target, finer, guesses)
    if answer is None:
        raise unmovable(by, "moved.no_number", measure=measure)
    numbers = {path: leaf.values for path, leaf in knob.leaves.items()}
    drawn = _drawn(at, answer, committed=not replan) if at else None
    decides = driver(studied.plan, by)
    return Sought(
        plan.plan, wanted, target, by, knob.factor, numbers, knob.present, now, answer, decides, drawn
    )


def plain(space: Space, measure: Measure, knob: Knob, numbers: Numbers) -> Numbers:
    """Return the measure at each number, in one evaluation."""
    return np.broadcast_to(measure.of(space.run(knob.cases(numbers), [measure.line])), numbers.shape)


def _drawn(at: AtPercentile, answer: Answer, committed: bool) -> Drawn:
    """Return the settings of the draws, with the standard error at each answer."""
    numbers = dict.fromkeys(root.number for root in (*answer.roots, answer.nearest))
    errors = {number: at.error(number) for number in numbers}
    return Drawn(at.percent, at.draws.points.draws, at.draws.points.seed, committed, errors)
