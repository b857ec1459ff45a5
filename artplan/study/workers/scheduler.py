"""The workers of a dask scheduler, where dask is installed."""

from __future__ import annotations

from contextlib import AbstractContextManager

from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.workers.spread import Spread


def dask(address: str) -> AbstractContextManager[Spread]:
    """By the workers of a dask scheduler, as long as the context lasts. Raises PlanFault, SpreadFault."""
    try:
        from artplan.study.workers.dask import cluster
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in ("dask", "distributed"):
            raise
        raise PlanFault([fault_at("scheduler", address, "scheduler.not_installed")]) from None
    return cluster(address)
