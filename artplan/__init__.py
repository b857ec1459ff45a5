"""An operating plan that runs.

import artplan
result = artplan.load("growth").run()
result["net_profit"]
artplan.simulate("growth", draws=2000).table()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artplan.api.studies import allocate, compare, effects, seek, sensitivity, simulate, sweep
    from artplan.operating import OperatingPlan, load, run_together
    from artplan.plan.written.faults import PlanFault
    from artplan.result import Result
    from artplan.study.allocate.answer import Proposal
    from artplan.study.compare.answer import Comparison, Ledger
    from artplan.study.seek.answer import Sought
    from artplan.study.sweep.answer import Swept
    from artplan.study.uncertainty.answer import Sensitivity, Simulation

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "Ledger",
    "OperatingPlan",
    "PlanFault",
    "Proposal",
    "Result",
    "Sensitivity",
    "Simulation",
    "Sought",
    "Swept",
    "__version__",
    "allocate",
    "compare",
    "effects",
    "load",
    "run_together",
    "seek",
    "sensitivity",
    "simulate",
    "sweep",
]

# The module that each name is imported from when it is first used, so that `artplan --help` answers at once.
MODULES = {
    "Comparison": "artplan.study.compare.answer",
    "Ledger": "artplan.study.compare.answer",
    "OperatingPlan": "artplan.operating",
    "PlanFault": "artplan.plan.written.faults",
    "Proposal": "artplan.study.allocate.answer",
    "Result": "artplan.result",
    "Sensitivity": "artplan.study.uncertainty.answer",
    "Simulation": "artplan.study.uncertainty.answer",
    "Sought": "artplan.study.seek.answer",
    "Swept": "artplan.study.sweep.answer",
    "allocate": "artplan.api.studies",
    "compare": "artplan.api.studies",
    "effects": "artplan.api.studies",
    "load": "artplan.operating",
    "run_together": "artplan.operating",
    "seek": "artplan.api.studies",
    "sensitivity": "artplan.api.studies",
    "simulate": "artplan.api.studies",
    "sweep": "artplan.api.studies",
}


def __getattr__(name: str) -> Any:
    """Import a name of the face when it is first used."""
    if name in MODULES:
        return getattr(import_module(MODULES[name]), name)
    raise AttributeError(f"module 'artplan' has no attribute '{name}'")
