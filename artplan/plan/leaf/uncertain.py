"""How a parameter states its uncertainty: `uncertain: {pert: [6, 10, 15]}`.

    pert, triangular: [low, likely, high]        uniform: [low, high]
    normal, lognormal: [mean, deviation]         beta: [alpha, beta, low, high]
    discrete: [[value, probability], ...]        probabilities add up to 1
    quantiles: [[value, probability], ...]       linear in between, extrapolated to 0 and 1

Mean and deviation are those of the parameter itself, for a lognormal too. A normal or lognormal has no
bounds; it is taken to reach five deviations to each side (six in ten million lie further out).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from artplan.plan.leaf.leaf import LeafSpec, Uncertain
from artplan.plan.leaf.number import Trouble, range_left, to_number, trouble
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest
from artplan.texts.message import Both, Message, listed, message

Pairs = tuple[tuple[float, float], ...]

DEVIATIONS = 5
WANTED = {
    "pert": "[low, likely, high]",
    "triangular": "[low, likely, high]",
    "uniform": "[low, high]",
    "normal": "[mean, deviation]",
    "lognormal": "[mean, deviation]",
    "beta": "[alpha, beta, low, high]",
    "discrete": "[[value, probability], ...]",
    "quantiles": "[[value, probability], ...]",
}
CHINESE = {
    "pert": "[最小, 最可能, 最大]",
    "triangular": "[最小, 最可能, 最大]",
    "uniform": "[最小, 最大]",
    "normal": "[均值, 标准差]",
    "lognormal": "[均值, 标准差]",
    "beta": "[alpha, beta, 最小, 最大]",
    "discrete": "[[值, 概率], ...]",
    "quantiles": "[[值, 概率], ...]",
}
PAIRS = ("discrete", "quantiles")


def read_uncertain(raw: Any, spec: LeafSpec, troubles: list[Trouble]) -> Uncertain | None:
    """Return the distribution written as `raw`; None, with troubles added, if it is faulty."""
    if not isinstance(raw, dict) or len(raw) != 1:
        forms = listed(_form(name) for name in WANTED)
        troubles.append(trouble(("uncertain",), "uncertain.no_form", value=shown(raw), forms=forms))
        return None
    ((name, written),) = raw.items()
    path = ("uncertain", name)
    if name not in WANTED:
        troubles.append(trouble(path, "uncertain.unknown_key", near=suggest(name, WANTED)))
        return None
    numbers = _pairs(written, spec) if name in PAIRS else _plain(written, WANTED[name].count(",") + 1, spec)
    if numbers is None:
        value, form = shown(written), _form(name)
        troubles.append(trouble(path, "uncertain.not_so", value=value, name=name, form=form))
        return None
    wrong = _wrong(name, numbers)
    if wrong is not None:
        troubles.append(trouble(path, "uncertain.wrong", wrong=wrong, form=_form(name)))
        return None
    low, high = reach({name: numbers})
    left = range_left((low, high), spec)
    if left is not None:
        ends = {"low": f"{low:.6g}", "high": f"{high:.6g}"}
        troubles.append(trouble(path, "uncertain.reaches", **ends, range=left))
        return None
    return {name: numbers}


def _form(name: str) -> Both:
    """Return how the distribution is written, such as `normal: [mean, deviation]`."""
    return Both(f"{name}: {CHINESE[name]}", f"{name}: {WANTED[name]}")


def reach(uncertain: Uncertain) -> tuple[float, float]:
    """Return the smallest and the largest value of the distribution."""
    ((name, numbers),) = uncertain.items()
    if name == "normal":
        return numbers[0] - DEVIATIONS * numbers[1], numbers[0] + DEVIATIONS * numbers[1]
    if name == "lognormal":
        middle, width = of_logarithms(*numbers)
        return math.exp(middle - DEVIATIONS * width), math.exp(middle + DEVIATIONS * width)
    if name == "beta":
        return numbers[2], numbers[3]
    if name == "discrete":
        return min(value for value, _ in numbers), max(value for value, _ in numbers)
    if name == "quantiles":
        values, _ = carried_on(numbers)
        return values[0], values[-1]
    return numbers[0], numbers[-1]


def of_logarithms(mean: float, deviation: float) -> tuple[float, float]:
    """Return mean and deviation of the logarithm of a lognormal."""
    spread = math.log1p((deviation / mean) ** 2)
    return math.log(mean) - spread / 2, math.sqrt(spread)


def carried_on(quantiles: Pairs) -> tuple[list[float], list[float]]:
    """Return values and probabilities of quantiles, extrapolated linearly to 0 and 1."""
    values, shares = [value for value, _ in quantiles], [share for _, share in quantiles]
    below = (values[1] - values[0]) / (shares[1] - shares[0])
    above = (values[-1] - values[-2]) / (shares[-1] - shares[-2])
    if shares[0] > 0:
        values, shares = [values[0] - below * shares[0], *values], [0.0, *shares]
    if shares[-1] < 1:
        values, shares = [*values, values[-1] + above * (1 - shares[-1])], [*shares, 1.0]
    return values, shares


def moved(name: str, written: Any, change: Mapping[str, Any]) -> Any:
    """Return the distribution's numbers after a change of the parameter.

    `change` holds two functions: `level` changes a value, `width` changes a deviation. Probabilities, and the
    alpha and beta of a beta distribution, are no values.
    """
    level, width = change["level"], change["width"]
    if name in PAIRS:
        return [[level(value), share] for value, share in written]
    if name in ("normal", "lognormal"):
        return [level(written[0]), width(written[1])]
    if name == "beta":
        return [*written[:2], *map(level, written[2:])]
    return list(map(level, written))


def _plain(written: Any, count: int, spec: LeafSpec) -> tuple[float, ...] | None:
    """Return the list as `count` numbers, or None if it is not that."""
    if not isinstance(written, list) or len(written) != count:
        return None
    inner: list[Trouble] = []
    # The parameter's own range is checked later, against the reach of the whole distribution.
    free = LeafSpec("1" if spec.percent else spec.unit, spec.zh, spec.en, least=spec.least)
    numbers = tuple(to_number(each, free, (), inner) for each in written)
    return None if inner else numbers


def _pairs(written: Any, spec: LeafSpec) -> Pairs | None:
    if not isinstance(written, list) or not written or not all(isinstance(each, list) for each in written):
        return None
    share = LeafSpec("1", spec.zh, spec.en)
    result = []
    for each in written:
        value, probability = _plain(each[:1], 1, spec), _plain(each[1:], 1, share)
        if value is None or probability is None:
            return None
        result.append((value[0], probability[0]))
    return tuple(result)


def _wrong(name: str, numbers: Any) -> Message | None:
    """Return what is wrong with numbers of the right form, or None."""
    if name == "discrete":
        shares = [share for _, share in numbers]
        if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-9:
            return message("distribution.add_up", sum=f"{sum(shares):.6g}")
    elif name == "quantiles":
        values, shares = [value for value, _ in numbers], [share for _, share in numbers]
        if len(numbers) < 2 or not (_rises(values) and _rises(shares)) or shares[0] < 0 or shares[-1] > 1:
            return message("distribution.rising")
    elif name == "normal":
        if numbers[1] <= 0:
            return message("distribution.deviation")
    elif name == "lognormal":
        if min(numbers) <= 0:
            return message("distribution.mean_and_deviation")
    elif name == "beta":
        if min(numbers[:2]) <= 0 or not _rises(numbers[2:]):
            return message("distribution.alpha_and_beta")
    elif list(numbers) != sorted(numbers) or numbers[0] == numbers[-1]:
        return message("distribution.low_to_high", count=len(numbers))
    return None


def _rises(numbers: Any) -> bool:
    return all(one < other for one, other in pairwise(numbers))
