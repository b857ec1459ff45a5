"""Percentiles of draws, each with its standard error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from artplan.plan.written.faults import PlanFault, fault_at


def percentile(sample: NDArray[np.float64], percent: float) -> tuple[float, float]:
    """The figure below which so many percent of the sample lie, and its standard error.

    The error is half the distance of the figures at one standard error of the percentage to each side.
    """
    share = percent / 100
    off = (share * (1 - share) / len(sample)) ** 0.5
    low, value, high = np.quantile(sample, np.clip([share - off, share, share + off], 0, 1))
    return float(value), float(high - low) / 2


def checked(percents: Sequence[float], place: str = "simulate") -> tuple[float, ...]:
    """Raises PlanFault for a percentile that no number of draws can show."""
    faults = [
        fault_at(place, "percentile", "uncertainty.no_percentile", percent=f"{each:g}")
        for each in percents
        if not 0 < each < 100
    ]
    if faults:
        raise PlanFault(faults)
    return tuple(percents)
