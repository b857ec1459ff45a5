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

__version__ = "0.1.0"
__all__ = [
    "OperatingPlan",
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


def __getattr__(name: str) -> Any:
    """Import the facade when it is first used, so that `artplan --help` answers at once."""
    if name in ("OperatingPlan", "load", "run_together"):
        return getattr(import_module("artplan.operating"), name)
    if name in __all__:
        return getattr(import_module("artplan.api.studies"), name)
    raise AttributeError(f"module 'artplan' has no attribute '{name}'")
