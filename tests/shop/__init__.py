"""A plan of the tests' own, with scenarios and a study: an art shop of 2015 that has a bit of everything.

It stays as it is when the base plan changes. `SHOP` is its parameter folder, with the statutory tables and
the cases that come with artplan; it stands in a folder of this process, and goes with it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "params"


def _assembled() -> Path:
    place, process = Path(tempfile.mkdtemp(prefix="artplan-shop-")), os.getpid()
    for own in ("base", "scenarios", "studies"):
        shutil.copytree(Path(__file__).parent / own, place / "params" / own)
    for common in ("statutory", "cases"):
        shutil.copytree(SHIPPED / common, place / "params" / common)
    # a copy of the process, made by a fork, leaves the folder to the first
    atexit.register(lambda: os.getpid() == process and shutil.rmtree(place, ignore_errors=True))
    return place / "params"


SHOP = _assembled()
