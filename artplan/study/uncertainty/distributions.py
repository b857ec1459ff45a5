"""The `uncertain:` forms as inverse distribution functions: a probability becomes a value of the parameter.

PERT is the beta distribution on low to high with the mean (low + 4 likely + high) / 6, after Malcolm,
Roseboom, Clark & Fazar (1959), and shape parameters that add up to 6.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtr, ndtri

from artplan.plan.leaf.leaf import Uncertain
from artplan.plan.leaf.uncertain import DEVIATIONS, carried_on, of_logarithms

Array = NDArray[np.float64]


def inverse(uncertain: Uncertain, share: ArrayLike) -> Array:
    """The number below which this share of the distribution lies."""
    ((name, numbers),) = uncertain.items()
    return FORMS[name](np.asarray(share, dtype=float), *numbers)


def deviations(share: ArrayLike) -> Array:
    """How many deviations from the mean of a normal distribution; what lies further out, at its edge."""
    inside: Array = np.clip(share, ndtr(-DEVIATIONS), ndtr(DEVIATIONS))
    return np.asarray(ndtri(inside), dtype=float)


def _normal(share: Array, mean: float, deviation: float) -> Array:
    return mean + deviation * deviations(share)


def _lognormal(share: Array, mean: float, deviation: float) -> Array:
    middle, width = of_logarithms(mean, deviation)
    return np.exp(middle + width * deviations(share))


def _uniform(share: Array, low: float, high: float) -> Array:
    return low + (high - low) * share


def _triangular(share: Array, low: float, likely: float, high: float) -> Array:
    rising = low + np.sqrt(share * (high - low) * (likely - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - likely))
    return np.where(share * (high - low) < likely - low, rising, falling)


def _pert(share: Array, low: float, likely: float, high: float) -> Array:
    """A beta whose mean is (low + 4 likely + high) / 6."""
    left, right = 4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low)
    return _beta(share, 1 + left, 1 + right, low, high)


def _beta(share: Array, alpha: float, beta: float, low: float, high: float) -> Array:
    return low + (high - low) * np.asarray(betaincinv(alpha, beta, share), dtype=float)


def _discrete(share: Array, *pairs: tuple[float, float]) -> Array:
    values, shares = np.array(sorted(pairs)).T
    return values[np.searchsorted(np.cumsum(shares)[:-1], share, side="right")]


def _quantiles(share: Array, *pairs: tuple[float, float]) -> Array:
    values, shares = carried_on(pairs)
    return np.interp(share, shares, values)


FORMS: dict[str, Callable[..., Array]] = {
    "normal": _normal,
    "lognormal": _lognormal,
    "uniform": _uniform,
    "triangular": _triangular,
    "pert": _pert,
    "beta": _beta,
    "discrete": _discrete,
    "quantiles": _quantiles,
}
