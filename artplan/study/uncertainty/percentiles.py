"""Percentiles of draws, each with its standard error.

The error carries the binomial standard error of the share over to the figures (Woodruff 1952, Journal of the
American Statistical Association 47).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.written.faults import PlanFault, fault_at


def defined(sample: Numbers) -> Numbers:
    """The draws of a sample, (draw,), in which there is a number."""
    nothing = np.isnan(sample)
    return sample[~nothing] if nothing.any() else sample


def percentile(sample: Numbers, percent: float) -> tuple[float, float]:
    """The percentile of a sample, (draw,), and its standard error, both in the sample's unit.

    The error is half the distance between the quantiles one standard error of the share above and below.
    Draws without a number do not count; NaN where none has one.
    """
    share, sample = percent / 100, defined(sample)
    if not len(sample):
        return np.nan, np.nan
    off = (share * (1 - share) / len(sample)) ** 0.5
    low, value, high = np.quantile(sample, np.clip([share - off, share, share + off], 0, 1))
    return float(value), float(high - low) / 2


def checked(percents: Sequence[float], place: str = "simulate") -> tuple[float, ...]:
    """Return the percentiles. Raises PlanFault unless each is above 0 and below 100."""
    faults = [
        fault_at(place, "percentile", "uncertainty.no_percentile", percent=f"{each:g}")
        for each in percents
        if not 0 < each < 100
    ]
    if faults:
        raise PlanFault(faults)
    return tuple(percents)
