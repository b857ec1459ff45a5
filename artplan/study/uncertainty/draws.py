"""The uncertain parameters of a plan and their draws.

Rank correlations are imposed by a Gaussian copula: normal deviates with correlation 2 sin(pi r / 6), which
gives two normals the rank correlation r (Pearson 1907), are turned into probabilities, which draw from each
parameter's own distribution (NORTA, Cario & Nelson 1997). Draws are not reordered as by Iman & Conover
(1982). Parameters are taken in the order of their paths, and only those that a correlation names depend on
each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import Uncertain
from artplan.plan.plan import Plan
from artplan.plan.written.faults import Fault, PlanFault
from artplan.study.cases.points import DIMENSIONS, KINDS, Points
from artplan.study.cases.space import Space
from artplan.study.uncertainty.distributions import deviations, inverse
from artplan.texts.closest import suggest

Correlations = Mapping[tuple[str, str], float]  # rank correlations by pairs of paths

MOST_VALUES = 50  # of a parameter for which the plan is built anew each time


@dataclass(frozen=True)
class Draws:
    """What each uncertain parameter draws, block by block."""

    forms: Mapping[str, Uncertain]
    points: Points
    together: tuple[str, ...]
    mixed: Numbers  # how the deviations of those that stand together are made of independent ones

    @staticmethod
    def of(space: Space, kind: str, seed: int, draws: int, correlations: Correlations) -> Draws:
        """correlations: besides the plan's own, or instead of them. Raises PlanFault."""
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
        """How far up its distribution each parameter is drawn, from 0 to 1."""
        found = {path: self.points.block(path, block) for path in self.forms}
        if self.together:
            independent = np.stack([deviations(found[path]) for path in self.together])
            joint = ndtr(self.mixed @ independent)
            found.update(zip(self.together, joint, strict=True))
        return found

    def values(self, block: int) -> dict[str, Numbers]:
        return {path: inverse(self.forms[path], share) for path, share in self.shares(block).items()}


def stated(plan: Plan, forms: Mapping[str, Uncertain]) -> dict[tuple[str, str], float]:
    """The plan's own correlations, but for those of which a scenario made one parameter certain."""
    found = {}
    for correlation in plan.sections.correlations.values():
        one, other = sorted(correlation.between)
        if one in forms and other in forms:
            found[one, other] = correlation.rank
    return found


def uncertain(space: Space) -> dict[str, Uncertain]:
    """The uncertain parameters in the order of their paths. Raises PlanFault for what cannot be moved."""
    plan, faults, forms = space.plan, [], {}
    for path, leaf in sorted(plan.leaves.items()):
        if leaf.uncertain is None:
            continue
        forms[path] = leaf.uncertain
        ((name, numbers),) = leaf.uncertain.items()
        if len(leaf.values) > 1:
            fault, remedy = "uncertain, but has more than one value", "give one number for all months"
            faults.append(Fault(leaf.place, path, fault, remedy))
        elif path not in space.spots and (name != "discrete" or len(numbers) > MOST_VALUES):
            fault = f"{name} gives too many values: what it says is counted before the rules read it"
            remedy = f"write discrete: [[value, probability], ...] with at most {MOST_VALUES} values"
            faults.append(Fault(leaf.place, path, fault, remedy))
    if not forms:
        remedy = "write for example uncertain: {pert: [6, 10, 15]} into the card of one"
        faults.append(Fault("study", plan.name, "no parameter is uncertain", remedy))
    if faults:
        raise PlanFault(faults)
    return forms


def _wrong(inputs: int, kind: str, draws: int) -> list[Fault]:
    faults = []
    if kind not in KINDS:
        faults.append(Fault("simulate", "points", f"no points '{kind}'", suggest(kind, KINDS)))
    if draws < 2:
        faults.append(Fault("simulate", "draws", f"{draws} draws show no spread", "ask for 2 or more"))
    if kind == "sobol" and inputs > DIMENSIONS:
        fault = (
            f"a Sobol sequence has at most {DIMENSIONS} dimensions, the plan {inputs} uncertain parameters"
        )
        faults.append(Fault("simulate", "points", fault, "take latin"))
    return faults


def _wrong_pair(pair: tuple[str, str], rank: float, forms: Mapping[str, Uncertain]) -> list[Fault]:
    name = " ~ ".join(pair)
    faults = [
        Fault("correlation", name, f"{path} is not uncertain", suggest(path, forms, "uncertain"))
        for path in pair
        if path not in forms
    ]
    if pair[0] == pair[1]:
        faults.append(Fault("correlation", name, "a parameter with itself", "name two parameters"))
    if not -1 < rank < 1:
        faults.append(Fault("correlation", name, f"{rank:g} is out of range", "stay between -1 and 1"))
    return faults


def _mixed(correlations: Correlations) -> tuple[tuple[str, ...], Numbers]:
    """Who stands together, and the lower triangle that makes their deviations of independent ones."""
    paths = sorted({path for pair in correlations for path in pair})
    matrix = np.eye(len(paths))
    for pair, rank in correlations.items():
        one, other = map(paths.index, pair)
        # The rank correlation of two normals in terms of their own: 6 / pi * asin(r / 2), turned round.
        matrix[one, other] = matrix[other, one] = 2 * np.sin(np.pi / 6 * rank)
    try:
        return tuple(paths), np.asarray(np.linalg.cholesky(matrix), dtype=float)
    except np.linalg.LinAlgError:
        named = ", ".join(" ~ ".join(pair) for pair in correlations)
        remedy = "weaken one of them: what goes with a third cannot go against it"
        raise PlanFault([Fault("correlation", named, "not possible together", remedy)]) from None
