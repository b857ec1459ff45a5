"""An operating plan that runs.

import artplan
result = artplan.load("growth").run()
result["net_profit"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan, compare, load, run_together

__version__ = "0.1.0"
__all__ = ["OperatingPlan", "__version__", "compare", "load", "run_together"]


def __getattr__(name: str) -> Any:
    """Import the facade when it is first used, so that `artplan --help` answers at once."""
    if name in ("OperatingPlan", "compare", "load", "run_together"):
        from artplan import operating

        return getattr(operating, name)
    raise AttributeError(f"module 'artplan' has no attribute '{name}'")
