"""What comes with the package: the base plan's parameters and the notebooks.

A wheel carries them as `artplan/starter/`; a checkout has them beside the package.
"""

from __future__ import annotations

from pathlib import Path


def shipped(part: str) -> Path:
    """The folder `params` or `notebooks` that comes with the package."""
    package = Path(__file__).parent
    carried = package / "starter" / part
    return carried if carried.is_dir() else package.parent / part
