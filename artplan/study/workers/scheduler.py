"""Access to dask workers, with a fault if dask is not installed."""

from __future__ import annotations

from contextlib import AbstractContextManager

from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.workers.spread import Spread


def dask(address: str) -> AbstractContextManager[Spread]:
    """Return a context that runs parts on the workers of a scheduler. Raises PlanFault, SpreadFault."""
    try:
        from artplan.study.workers.dask import cluster
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in ("dask", "distributed"):
            raise
        raise PlanFault([fault_at("scheduler", address, "scheduler.not_installed")]) from None
    return cluster(address)
