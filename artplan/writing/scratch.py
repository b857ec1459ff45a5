"""A folder for files that nobody keeps, in the system's own place for them."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from artplan.writing.whole import writing


def scratch() -> TemporaryDirectory[str]:
    """Make an empty folder, deleted when its context is left. Raises Unwritten, with the system's reason."""
    place = Path(os.environ.get("TMPDIR") or "/tmp")
    with writing(place):
        try:
            gettempdir()
        except FileNotFoundError:  # it names the places that were tried, not what was wrong with them
            with TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
                (Path(folder) / "tried").write_bytes(b"-")
            raise
        return TemporaryDirectory(prefix="artplan-", ignore_cleanup_errors=True)
