"""Where the package and the files that come with it are: the base plan's parameters and the notebooks.

A wheel contains these files as `artplan/starter/`; a checkout has them beside the package.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
STARTER = PACKAGE / "starter"


def shipped(part: str) -> Path:
    """Return the folder `params` or `notebooks` that comes with the package."""
    carried = STARTER / part
    return carried if carried.is_dir() else PACKAGE.parent / part
