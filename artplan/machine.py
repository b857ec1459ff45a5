"""Which machine evaluates the rules: the compiled library where there is one, else numpy.

The environment variable ARTPLAN_ENGINE chooses: `numpy`, `tiles` (the library, or a fault where there is
none), or nothing. The numbers are the same but for their last digits.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from artplan.engine.tiles.library import Library
from artplan.plan.written.faults import PlanFault, fault_at

VARIABLE = "ARTPLAN_ENGINE"
ENGINES = ("numpy", "tiles")
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
FILE = Path(__file__).parent / "engine" / "tiles" / f"tiles{SUFFIX}"  # hatch_build.py makes it


@cache
def library() -> Library | None:
    """The compiled library; None where numpy evaluates.

    Raises PlanFault for an unknown engine, and where the library is asked for but cannot be loaded.
    """
    wanted = os.environ.get(VARIABLE, "")
    if wanted not in ("", *ENGINES):
        raise PlanFault([fault_at(VARIABLE, wanted, "engine.unknown", engines=" / ".join(ENGINES))])
    if wanted == "numpy":
        return None
    try:
        return Library.at(str(FILE))
    except OSError as error:
        if wanted:
            raise PlanFault([fault_at(VARIABLE, wanted, "engine.no_library", error=str(error))]) from None
        return None


def engine() -> str:
    """The machine at work: `numpy`, `tiles`, or `tiles, AVX2`. Raises PlanFault as `library` does."""
    at_work = library()
    if at_work is None:
        return "numpy"
    return "tiles, AVX2" if at_work.avx2 else "tiles"
