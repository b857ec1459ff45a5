"""How a parameter may say that it is not known exactly: `uncertain: {pert: [6, 10, 15]}`.

    pert, triangular: [low, likely, high]        uniform: [low, high]
    normal, lognormal: [mean, deviation]         beta: [alpha, beta, low, high]
    discrete: [[value, probability], ...]        probabilities add up to 1
    quantiles: [[value, probability], ...]       straight between them, and straight on to 0 and 1

Mean and deviation are those of the parameter itself, also of a lognormal. A normal or lognormal goes on for
ever; it is taken to reach five deviations to each side (six in ten million lie further out).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from artplan.plan.leaf.leaf import Spec, Uncertain
from artplan.plan.leaf.number import Trouble, in_range, range_of, to_number
from artplan.plan.written.faults import shown
from artplan.texts.closest import suggest

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
PAIRS = ("discrete", "quantiles")


def read_uncertain(raw: Any, spec: Spec, troubles: list[Trouble]) -> Uncertain | None:
    """The distribution written as `raw`; what is wrong with it is added to the troubles."""
    if not isinstance(raw, dict) or len(raw) != 1:
        remedy = "write one of " + ", ".join(f"{name}: {wanted}" for name, wanted in WANTED.items())
        troubles.append(Trouble(("uncertain",), f"{shown(raw)} states no uncertainty", remedy))
        return None
    ((name, written),) = raw.items()
    if name not in WANTED:
        troubles.append(Trouble(("uncertain", name), "unknown key", suggest(name, WANTED, "known")))
        return None
    remedy = f"write {name}: {WANTED[name]}"
    numbers = _pairs(written, spec) if name in PAIRS else _plain(written, WANTED[name].count(",") + 1, spec)
    if numbers is None:
        troubles.append(Trouble(("uncertain", name), f"{shown(written)} is not what {name} needs", remedy))
        return None
    fault = _wrong(name, numbers)
    if fault:
        troubles.append(Trouble(("uncertain", name), fault, remedy))
        return None
    low, high = reach({name: numbers})
    if not (in_range(low, spec) and in_range(high, spec)):
        fault = f"reaches from {low:.6g} to {high:.6g}, which is out of range"
        troubles.append(
            Trouble(
                ("uncertain", name),
                fault,
                "stay in the parameter's range: " + range_of(spec).removeprefix(", "),
            )
        )
        return None
    return {name: numbers}


def reach(uncertain: Uncertain) -> tuple[float, float]:
    """The smallest and the largest number that the distribution gives."""
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
    """Mean and deviation of a lognormal's logarithms."""
    spread = math.log1p((deviation / mean) ** 2)
    return math.log(mean) - spread / 2, math.sqrt(spread)


def carried_on(quantiles: Pairs) -> tuple[list[float], list[float]]:
    """Values and probabilities of quantiles, the outer lines carried on to 0 and 1."""
    values, shares = [value for value, _ in quantiles], [share for _, share in quantiles]
    below = (values[1] - values[0]) / (shares[1] - shares[0])
    above = (values[-1] - values[-2]) / (shares[-1] - shares[-2])
    if shares[0] > 0:
        values, shares = [values[0] - below * shares[0], *values], [0.0, *shares]
    if shares[-1] < 1:
        values, shares = [*values, values[-1] + above * (1 - shares[-1])], [*shares, 1.0]
    return values, shares


def moved(name: str, written: Any, change: Mapping[str, Any]) -> Any:
    """The numbers with their level changed; `change` says how `level` and `width` of a number change."""
    level, width = change["level"], change["width"]
    if name in PAIRS:
        return [[level(value), share] for value, share in written]
    if name in ("normal", "lognormal"):
        return [level(written[0]), width(written[1])]
    if name == "beta":
        return [*written[:2], *map(level, written[2:])]
    return list(map(level, written))


def _plain(written: Any, count: int, spec: Spec) -> tuple[float, ...] | None:
    """So many numbers, or None."""
    if not isinstance(written, list) or len(written) != count:
        return None
    inner: list[Trouble] = []
    # The parameter's own range is looked at when it is known how far the distribution reaches.
    free = Spec("1" if spec.percent else spec.unit, spec.zh, spec.en)
    numbers = tuple(to_number(each, free, (), inner) for each in written)
    return None if inner else numbers


def _pairs(written: Any, spec: Spec) -> Pairs | None:
    if not isinstance(written, list) or not written or not all(isinstance(each, list) for each in written):
        return None
    share = Spec("1", spec.zh, spec.en)
    found = []
    for each in written:
        value, probability = _plain(each[:1], 1, spec), _plain(each[1:], 1, share)
        if value is None or probability is None:
            return None
        found.append((value[0], probability[0]))
    return tuple(found)


def _wrong(name: str, numbers: Any) -> str:
    """What is wrong with numbers of the right form, or nothing."""
    if name == "discrete":
        shares = [share for _, share in numbers]
        if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-9:
            return f"probabilities above 0 that add up to 1 are wanted, these add up to {sum(shares):.6g}"
    elif name == "quantiles":
        values, shares = [value for value, _ in numbers], [share for _, share in numbers]
        if len(numbers) < 2 or not (_rises(values) and _rises(shares)) or shares[0] < 0 or shares[-1] > 1:
            return "two quantiles or more are wanted, values and probabilities (0 to 1) rising"
    elif name in ("normal", "lognormal"):
        if numbers[1] <= 0 or (name == "lognormal" and numbers[0] <= 0):
            return "a deviation above 0 is wanted" + (", and a mean above 0" if name == "lognormal" else "")
    elif name == "beta":
        if min(numbers[:2]) <= 0 or not _rises(numbers[2:]):
            return "alpha and beta above 0 are wanted, and low below high"
    elif list(numbers) != sorted(numbers) or numbers[0] == numbers[-1]:
        return f"{len(numbers)} numbers are wanted, from low to high"
    return ""


def _rises(numbers: Any) -> bool:
    return all(one < other for one, other in pairwise(numbers))
