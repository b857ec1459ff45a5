"""How many random plans the slow tests draw: a sample by default, all of them in `make campaign`."""

from __future__ import annotations

import os

SHARE = 1.0 if os.environ.get("ARTPLAN_CAMPAIGN") else 0.15


def sample(count: int) -> int:
    """So many of `count` as are drawn this time; always the same first ones."""
    return max(1, round(count * SHARE))
