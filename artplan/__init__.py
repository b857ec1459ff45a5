"""The public interface: load a plan, run it, read its lines, and study it.

>>> import artplan
>>> plan = artplan.load("base")
>>> result = plan.run()
>>> result["net_profit"].index[0]
'2027-01'

Functions: `load` and `run_together` (plans), `simulate`, `sensitivity`, `weights`, `stress`, `seek`, `sweep`,
`compare`, `effects` and `allocate` (studies), `frozen_versions`, `frozen_version`, `compare_versions` and
`forecast_accuracy` (frozen versions). Amounts are in CNY unless a line's card says otherwise, shares
are plain numbers (0.16 is 16 %), months are texts such as "2027-01". What is wrong with the input raises
`PlanFault`. Each name is imported on first use, so that `artplan --help` starts without loading numpy or
pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artplan.api.studies import (
        allocate,
        compare,
        effects,
        seek,
        sensitivity,
        simulate,
        stress,
        sweep,
        weights,
    )
    from artplan.api.versions import compare_versions, forecast_accuracy, frozen_version, frozen_versions
    from artplan.operating import OperatingPlan, load, run_together
    from artplan.plan.written.faults import PlanFault
    from artplan.result import Result
    from artplan.study.allocate.answer import Proposal
    from artplan.study.compare.answer import Comparison, Ledger
    from artplan.study.seek.answer import Sought
    from artplan.study.sweep.answer import Swept
    from artplan.study.uncertainty.answer import Sensitivity, Simulation, Stress
    from artplan.versions.answer import ForecastAccuracy, FrozenVersion, VersionComparison

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "ForecastAccuracy",
    "FrozenVersion",
    "Ledger",
    "OperatingPlan",
    "PlanFault",
    "Proposal",
    "Result",
    "Sensitivity",
    "Simulation",
    "Sought",
    "Stress",
    "Swept",
    "VersionComparison",
    "__version__",
    "allocate",
    "compare",
    "compare_versions",
    "effects",
    "forecast_accuracy",
    "frozen_version",
    "frozen_versions",
    "load",
    "run_together",
    "seek",
    "sensitivity",
    "simulate",
    "stress",
    "sweep",
    "weights",
]

# The module that each name is imported from when it is first used, so that `artplan --help` answers at once.
MODULES = {
    "Comparison": "artplan.study.compare.answer",
    "ForecastAccuracy": "artplan.versions.answer",
    "FrozenVersion": "artplan.versions.answer",
    "Ledger": "artplan.study.compare.answer",
    "OperatingPlan": "artplan.operating",
    "PlanFault": "artplan.plan.written.faults",
    "Proposal": "artplan.study.allocate.answer",
    "Result": "artplan.result",
    "Sensitivity": "artplan.study.uncertainty.answer",
    "Simulation": "artplan.study.uncertainty.answer",
    "Sought": "artplan.study.seek.answer",
    "Stress": "artplan.study.uncertainty.answer",
    "Swept": "artplan.study.sweep.answer",
    "VersionComparison": "artplan.versions.answer",
    "allocate": "artplan.api.studies",
    "compare": "artplan.api.studies",
    "compare_versions": "artplan.api.versions",
    "effects": "artplan.api.studies",
    "forecast_accuracy": "artplan.api.versions",
    "frozen_version": "artplan.api.versions",
    "frozen_versions": "artplan.api.versions",
    "load": "artplan.operating",
    "run_together": "artplan.operating",
    "seek": "artplan.api.studies",
    "sensitivity": "artplan.api.studies",
    "simulate": "artplan.api.studies",
    "stress": "artplan.api.studies",
    "sweep": "artplan.api.studies",
    "weights": "artplan.api.studies",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562). Raises AttributeError for any other name."""
    if name in MODULES:
        return getattr(import_module(MODULES[name]), name)
    raise AttributeError(f"module 'artplan' has no attribute '{name}'")
