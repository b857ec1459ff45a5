"""The uncertain parameters of a plan and their draws.

Rank correlations are imposed by a Gaussian copula: normal deviates with correlation 2 sin(pi r / 6), which
gives two normals the rank correlation r (Pearson 1907), are turned into probabilities, which draw from each
parameter's own distribution (NORTA, Cario & Nelson 1997). Draws are not reordered as by Iman & Conover
(1982). Parameters are taken in the order of their paths, and only correlated parameters depend on each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import Uncertain
from artplan.plan.plan import Plan
from artplan.plan.written.faults import Fault, PlanFault, fault_at
from artplan.study.cases.points import DIMENSIONS, KINDS, Points
from artplan.study.cases.space import Space
from artplan.study.uncertainty.distributions import deviations, inverse
from artplan.texts.closest import suggest

Correlations = Mapping[tuple[str, str], float]  # rank correlations by pairs of paths

MOST_DRAWS = 1_000_000
MOST_VALUES = 50  # of a parameter that requires rebuilding the inputs for each value


@dataclass(frozen=True)
class Draws:
    """The draws of each uncertain parameter, block by block."""

    forms: Mapping[str, Uncertain]
    points: Points
    together: tuple[str, ...]
    mixed: Numbers  # maps independent deviates to those of the correlated parameters `together`

    @staticmethod
    def of(space: Space, kind: str, seed: int, draws: int, correlations: Correlations) -> Draws:
        """Return the draws; `correlations` add to the plan's own or replace them. Raises PlanFault."""
        forms = uncertain(space)
        faults = _wrong(len(forms), kind, draws)
        named = {(min(pair), max(pair)): rank for pair, rank in correlations.items()}
        correlations = {**stated(space.plan, forms), **named}
        faults += [each for pair, rank in correlations.items() for each in _wrong_pair(pair, rank, forms)]
        if faults:
            raise PlanFault(faults)
        together, mixed = _mixed(correlations)
        return Draws(forms, Points.of(kind, seed, draws, forms), together, mixed)

    def shares(self, block: int) -> dict[str, Numbers]:
        """Return the probability drawn for each parameter, from 0 to 1."""
        result = {path: self.points.block(path, block) for path in self.forms}
        if self.together:
            from scipy.special import ndtr  # slow to import, and needed for correlated parameters only

            independent = np.stack([deviations(result[path]) for path in self.together])
            joint = ndtr(self.mixed @ independent)
            result.update(zip(self.together, joint, strict=True))
        return result

    def values(self, block: int) -> dict[str, Numbers]:
        return {path: inverse(self.forms[path], share) for path, share in self.shares(block).items()}


def stated(plan: Plan, forms: Mapping[str, Uncertain]) -> dict[tuple[str, str], float]:
    """Return the plan's correlations, except those with a parameter that a scenario made certain."""
    result = {}
    for correlation in plan.sections.correlations.values():
        one, other = sorted(correlation.between)
        if one in forms and other in forms:
            result[one, other] = correlation.rank
    return result


def uncertain(space: Space) -> dict[str, Uncertain]:
    """Return the uncertain parameters by path. Raises PlanFault for parameters that cannot be drawn."""
    plan, faults, forms = space.plan, [], {}
    for path, leaf in sorted(plan.leaves.items()):
        if leaf.uncertain is None:
            continue
        forms[path] = leaf.uncertain
        ((name, numbers),) = leaf.uncertain.items()
        if len(leaf.values) > 1:
            faults.append(fault_at(leaf.place, path, "uncertainty.more_than_one"))
        elif path not in space.spots and (name != "discrete" or len(numbers) > MOST_VALUES):
            faults.append(
                fault_at(leaf.place, path, "uncertainty.too_many_values", name=name, most=MOST_VALUES)
            )
    if not forms:
        faults.append(fault_at("study", plan.name, "uncertainty.none"))
    if faults:
        raise PlanFault(faults)
    return forms


def _wrong(inputs: int, kind: str, draws: int) -> list[Fault]:
    faults = []
    if kind not in KINDS:
        near = suggest(kind, KINDS)
        faults.append(fault_at("simulate", "points", "uncertainty.no_points", kind=kind, near=near))
    if draws < 2:
        faults.append(fault_at("simulate", "draws", "uncertainty.few_draws", draws=draws))
    if draws > MOST_DRAWS:
        most = f"{MOST_DRAWS:,}"
        faults.append(fault_at("simulate", "draws", "uncertainty.many_draws", draws=f"{draws:,}", most=most))
    if kind == "sobol" and inputs > DIMENSIONS:
        faults.append(fault_at("simulate", "points", "uncertainty.dimensions", most=DIMENSIONS, count=inputs))
    return faults


def _wrong_pair(pair: tuple[str, str], rank: float, forms: Mapping[str, Uncertain]) -> list[Fault]:
    name = " ~ ".join(pair)
    faults = [
        fault_at(
            "correlation", name, "correlation.certain", path=path, near=suggest(path, forms, "uncertain")
        )
        for path in pair
        if path not in forms
    ]
    if pair[0] == pair[1]:
        faults.append(fault_at("correlation", name, "correlation.itself"))
    if not -1 < rank < 1:
        faults.append(fault_at("correlation", name, "correlation.out_of_range", rank=f"{rank:g}"))
    return faults


def _mixed(correlations: Correlations) -> tuple[tuple[str, ...], Numbers]:
    """Return the correlated parameters, and the lower triangle (Cholesky) that correlates their deviates."""
    paths = sorted({path for pair in correlations for path in pair})
    matrix = np.eye(len(paths))
    for pair, rank in correlations.items():
        one, other = map(paths.index, pair)
        # Inverse of the rank correlation of two normals with correlation r: 6 / pi * asin(r / 2).
        matrix[one, other] = matrix[other, one] = 2 * np.sin(np.pi / 6 * rank)
    try:
        return tuple(paths), np.asarray(np.linalg.cholesky(matrix), dtype=float)
    except np.linalg.LinAlgError:
        named = ", ".join(" ~ ".join(pair) for pair in correlations)
        raise PlanFault([fault_at("correlation", named, "correlation.impossible")]) from None
