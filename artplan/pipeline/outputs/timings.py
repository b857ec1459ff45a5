"""The slowest cells of a run, read from the manifests of its plans."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from artplan.pipeline.outputs import staging

SLOWEST = 15  # cells that are shown


class CellTime(NamedTuple):
    """A cell by its id, and its duration."""

    scenario: str
    notebook: str
    cell: str
    seconds: float


def slowest(folders: Iterable[Path], count: int = SLOWEST) -> list[CellTime]:
    """Return the cells of the plans in these output folders, slowest first.

    Notebooks that were copied from an earlier run have no times.
    """
    cells = [
        CellTime(manifest["scenario"], notebook, cell, seconds)
        for manifest in map(staging.former_manifest, folders)
        if manifest is not None
        for notebook, each in manifest["times"].get("cells", {}).items()
        for cell, seconds in each.items()
    ]
    return sorted(cells, key=lambda each: (-each.seconds, each))[:count]
