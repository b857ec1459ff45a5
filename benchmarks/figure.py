"""A measured figure and its limit."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """A measured figure.

    seconds: the median time. limit: the largest accepted value of `measured`, in the same unit; None for no
    limit.
    """

    name: str
    seconds: float
    measured: float
    unit: str
    limit: float | None

    @property
    def missed(self) -> bool:
        return self.limit is not None and self.measured > self.limit

    def line(self) -> str:
        missed = ": MISSED" if self.missed else ""
        limit = "" if self.limit is None else f"   (at most {self.limit:g}{missed})"
        return f"{self.name:<36} {self.seconds * 1e3:>10,.1f} ms {self.measured:>10,.2f} {self.unit}{limit}"


def timed(work: Callable[[], object], times: int) -> float:
    """Return the median time of several runs, after one run for warming up."""
    work()
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return median(runs)


def verdict(figures: list[Figure]) -> int:
    """Print the figures that exceed their limits, and return the exit code: 1 if there is one, else 0."""
    missed = [each for each in figures if each.missed]
    for each in missed:
        print(f"MISSED: {each.name} takes {each.measured:,.2f} {each.unit}, at most {each.limit:g} wanted")
    if not missed:
        print(f"all {sum(each.limit is not None for each in figures)} limits are kept")
    return int(bool(missed))
