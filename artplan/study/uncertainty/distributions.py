"""The `uncertain:` forms as inverse distribution functions: a probability becomes a value of the parameter.

PERT is the beta distribution on low to high with the mean (low + 4 likely + high) / 6, after Malcolm,
Roseboom, Clark & Fazar (1959), and shape parameters that add up to 6. scipy is slow to import, so the
functions that call it do.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from artplan.engine.arrays import Numbers
from artplan.plan.leaf.leaf import Uncertain
from artplan.plan.leaf.uncertain import DEVIATIONS, carried_on, of_logarithms


def inverse(uncertain: Uncertain, share: ArrayLike) -> Numbers:
    """Return the quantile of the distribution at this probability."""
    ((name, numbers),) = uncertain.items()
    return FORMS[name](np.asarray(share, dtype=float), *numbers)


def deviations(share: ArrayLike) -> Numbers:
    """Return the normal deviate at this probability, clipped to the distribution's bounds."""
    from scipy.special import ndtr, ndtri  # slow to import, and needed for draws only

    inside: Numbers = np.clip(share, ndtr(-DEVIATIONS), ndtr(DEVIATIONS))
    return np.asarray(ndtri(inside), dtype=float)


def _normal(share: Numbers, mean: float, deviation: float) -> Numbers:
    return mean + deviation * deviations(share)


def _lognormal(share: Numbers, mean: float, deviation: float) -> Numbers:
    middle, width = of_logarithms(mean, deviation)
    return np.exp(middle + width * deviations(share))


def _uniform(share: Numbers, low: float, high: float) -> Numbers:
    return low + (high - low) * share


def _triangular(share: Numbers, low: float, likely: float, high: float) -> Numbers:
    rising = low + np.sqrt(share * (high - low) * (likely - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - likely))
    return np.where(share * (high - low) < likely - low, rising, falling)


def _pert(share: Numbers, low: float, likely: float, high: float) -> Numbers:
    """Return the quantile of a beta distribution whose mean is (low + 4 likely + high) / 6."""
    left, right = 4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low)
    return _beta(share, 1 + left, 1 + right, low, high)


def _beta(share: Numbers, alpha: float, beta: float, low: float, high: float) -> Numbers:
    from scipy.special import betaincinv

    return low + (high - low) * np.asarray(betaincinv(alpha, beta, share), dtype=float)


def _discrete(share: Numbers, *pairs: tuple[float, float]) -> Numbers:
    values, shares = np.array(sorted(pairs)).T
    return values[np.searchsorted(np.cumsum(shares)[:-1], share, side="right")]


def _quantiles(share: Numbers, *pairs: tuple[float, float]) -> Numbers:
    values, shares = carried_on(pairs)
    return np.interp(share, shares, values)


FORMS: dict[str, Callable[..., Numbers]] = {
    "normal": _normal,
    "lognormal": _lognormal,
    "uniform": _uniform,
    "triangular": _triangular,
    "pert": _pert,
    "beta": _beta,
    "discrete": _discrete,
    "quantiles": _quantiles,
}
