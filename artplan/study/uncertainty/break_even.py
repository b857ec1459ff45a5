"""Break-even values: the value of each parameter at which a figure becomes 0, all others unchanged.

Each parameter's range is scanned for a change of sign, and the nearest interval is divided into 16 parts
repeatedly. Each round evaluates all parameters together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from artplan.engine.arrays import Numbers
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.cases.space import Space
from artplan.study.terms.lines import known_lines
from artplan.study.uncertainty.sensitivity import given, one_at_a_time, spec_of
from artplan.texts.closest import suggest

AWAY = 10.0  # search range relative to the value, if the parameter has no limit
STEPS = 16  # parts of an interval in each round
ROUNDS = 11  # 16 ** -11: full floating-point precision


def break_even(plan: OperatingPlan, line: str = "net_profit", *, paths: Sequence[str] = ()) -> pd.DataFrame:
    """Return for each parameter its value, the nearest value at which the line is 0, and their ratio.

    NaN if the figure does not become 0 within the parameter's range or ten times its value, or if the
    parameter has a number for each month. paths: default: the uncertain parameters. Raises PlanFault.
    """
    (wanted,), space = known_lines("sensitivity", [line]), Space.of(plan)
    leaves = space.plan.leaves
    chosen = paths or [path for path, leaf in leaves.items() if leaf.uncertain]
    known = given(space.plan)
    faults = [
        fault_at("sensitivity", path, "sensitivity.not_given", near=suggest(path, known))
        for path in chosen
        if path not in known
    ]
    if faults or not chosen:
        raise PlanFault(faults or [fault_at("sensitivity", space.plan.name, "sensitivity.nothing_to_move")])
    single = [path for path in chosen if len(leaves[path].values) == 1 and path in space.spots]
    result = _zeros(space, wanted, {path: _steps(path, leaves[path].values[0]) for path in single})
    rows = {}
    for path in chosen:
        value = leaves[path].values[0] if len(leaves[path].values) == 1 else float("nan")
        zero = result.get(path, float("nan"))
        rows[path] = (value, zero, zero / value if value else float("nan"))
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["value", "break_even", "factor"]
    ).rename_axis("input")


def _steps(path: str, value: float) -> Numbers:
    """Return values from one end of the parameter's range to the other, denser around its value."""
    spec = spec_of(path)
    reach = AWAY * max(abs(value), 1e-9)
    least = spec.ge if spec.ge is not None else spec.gt if spec.gt is not None else value - reach
    most = value + reach if spec.le is None else min(spec.le, value + reach)
    near = np.linspace(0, 1, STEPS + 1)[1:] ** 2
    below, above = value - (value - least) * near, value + (most - value) * near
    if spec.gt is not None:
        below = below[below > spec.gt]
    return np.unique([*below, value, *above])


def _zeros(space: Space, line: str, steps: Mapping[str, Numbers]) -> dict[str, float]:
    """Return the nearest zero of each parameter's curve; each round evaluates all parameters together."""
    ends: dict[str, tuple[float, float]] = {}
    for path, figure in _figures(space, line, steps).items():
        crossed = np.nonzero(np.sign(figure[:-1]) * np.sign(figure[1:]) <= 0)[0]
        if len(crossed):
            own = int(np.searchsorted(steps[path], space.plan.leaves[path].values[0]))
            # The interval to the left of the plan's value ends there; the one to the right begins there.
            nearest = min(crossed, key=lambda at: abs(at + 0.5 - own))
            ends[path] = (float(steps[path][nearest]), float(steps[path][nearest + 1]))
    for _ in range(ROUNDS):
        cut = {path: np.linspace(low, high, STEPS + 1) for path, (low, high) in ends.items()}
        for path, figure in _figures(space, line, cut).items():
            at = int(np.argmax(np.sign(figure[:-1]) * np.sign(figure[1:]) <= 0))
            ends[path] = (float(cut[path][at]), float(cut[path][at + 1]))
    return {path: (low + high) / 2 for path, (low, high) in ends.items()}


def _figures(space: Space, line: str, steps: Mapping[str, Numbers]) -> dict[str, Numbers]:
    if not steps:
        return {}
    moves = {path: values[None, :] for path, values in steps.items()}
    return one_at_a_time(space, moves, [line])[1][line]
