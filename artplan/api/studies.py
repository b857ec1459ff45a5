"""Questions asked of a plan, each by one call.

    artplan.simulate("growth", draws=2000).table()
    artplan.seek("base", "cash_closing.min", 0, "overheads.*.amount", percentile=10).solutions

A plan is one that was loaded, or a scenario by its name. What comes back holds tables (`table()`, `frame()`,
...), `record()` for JSON where there is one, and is shown with its charts by `artplan.notebook.show`.
Each function raises PlanFault for what the plan, or the question, has wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from artplan.operating import OperatingPlan, load
from artplan.study import SEED
from artplan.study.allocate.allocate import allocate as allocate
from artplan.study.compare import compare as comparing
from artplan.study.compare import effects as ledgers
from artplan.study.compare.answer import Comparison, Ledger
from artplan.study.seek import at_percentile
from artplan.study.seek import seek as seeking
from artplan.study.seek.answer import Sought
from artplan.study.sweep import sweep as sweeps
from artplan.study.sweep.answer import Swept
from artplan.study.sweep.spec import find_spec, read_spec
from artplan.study.uncertainty import sensitivity as sensitivities
from artplan.study.uncertainty import simulate as simulations
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.study.uncertainty.draws import Correlations

Asked = OperatingPlan | str


def compare(
    before: Asked,
    after: Asked,
    lines: Sequence[str] = comparing.LINES,
    *,
    in_order: bool = False,
    seed: int = SEED,
    folder: Path | str | None = None,
) -> Comparison:
    """What two plans decide otherwise, and what each decision makes of a line."""
    one, other = _plan(before, folder), _plan(after, folder)
    return comparing.compare(one, other, lines, in_order=in_order, seed=seed)


def effects(plan: Asked, *, folder: Path | str | None = None) -> Ledger:
    """What each override of a scenario does, alone and left out."""
    return ledgers.ledger(_plan(plan, folder))


def sweep(
    spec: str,
    overrides: Mapping[str, Any] | None = None,
    *,
    scenarios: Sequence[str] = (),
    folder: Path | str | None = None,
) -> Swept:
    """A plan at many points; spec: a file, or the name of one in params/studies.

    scenarios: instead of those that the file names; overrides: in all of them.
    """
    asked = read_spec(find_spec(spec))
    return sweeps.sweep(replace(asked, scenarios=tuple(scenarios) or asked.scenarios), overrides, folder)


def simulate(
    plan: Asked = "base",
    lines: Iterable[str] = simulations.LINES,
    *,
    draws: int = simulations.DRAWS,
    points: str = "latin",
    seed: int = SEED,
    correlations: Correlations | None = None,
    folder: Path | str | None = None,
) -> Simulation:
    """The plan with its uncertain parameters drawn many times."""
    return simulations.simulate(
        _plan(plan, folder), lines, draws=draws, points=points, seed=seed, correlations=correlations
    )


def sensitivity(
    plan: Asked = "base",
    lines: Iterable[str] = ("net_profit",),
    *,
    all_given: bool = False,
    folder: Path | str | None = None,
) -> Sensitivity:
    """One parameter at a time, by its distribution; all_given: every given one by a tenth."""
    return sensitivities.sensitivity(_plan(plan, folder), lines, all_given=all_given)


def seek(
    plan: Asked,
    measure: str,
    target: float,
    by: str,
    *,
    low: float | None = None,
    high: float | None = None,
    percentile: float | None = None,
    draws: int = at_percentile.DRAWS,
    seed: int = SEED,
    folder: Path | str | None = None,
) -> Sought:
    """Every value of a parameter at which a number of the plan, or a percentile of it, meets the target."""
    return seeking.seek(
        _plan(plan, folder), measure, target, by,
        low=low, high=high, percentile=percentile, draws=draws, seed=seed)  # fmt: skip


def _plan(asked: Asked, folder: Path | str | None) -> OperatingPlan:
    return load(asked, folder=folder) if isinstance(asked, str) else asked
