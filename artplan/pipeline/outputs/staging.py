"""The folders of a run: their names, what may be replaced, and where failed notebooks are kept.

A plan's folder is written beside its place and moved there when it is complete (`writing/staging.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

FAILED = "failed"
LONGEST_NAME = 80  # bytes of a folder's name; file systems allow 255
PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
RESERVED = {FAILED, "con", "prn", "aux", "nul"} | PORTS  # all but the first are reserved names on Windows


def folder_name(plan: str) -> str:
    """Return a folder name for a plan, for example `cases-x` for `cases/x`.

    The name never refers to a place outside the output folder.
    """
    name = re.sub(r"[^\w.+-]+", "-", plan).strip(".-") or "plan"
    if name.lower().split(".")[0] in RESERVED:
        name = f"plan-{name}"
    if len(name.encode()) > LONGEST_NAME:
        mark = hashlib.sha256(plan.encode()).hexdigest()[:8]
        name = name.encode()[: LONGEST_NAME - 9].decode(errors="ignore") + "-" + mark
    return name


def former_manifest(place: Path) -> dict[str, Any] | None:
    """Return the manifest of the run in that folder; None if there is none or artplan did not write it."""
    try:
        manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and "artplan" in manifest else None


def occupied(place: Path, scenario: str) -> bool:
    """Return whether a run of this plan must not replace what exists at `place`."""
    if not place.is_dir():
        return place.exists()
    manifest = former_manifest(place)
    return manifest.get("scenario") != scenario if manifest else any(place.iterdir())


def keep_failed(executed: Path, place: Path) -> Path | None:
    """Move a failed notebook to the folder of failures; None if there is none, or no room for it."""
    if not executed.exists():
        return None
    kept = failed_notebook(place, executed.stem)
    try:
        kept.parent.mkdir(exist_ok=True)
        executed.replace(kept)
    except OSError:
        return None
    return kept


def failed_notebook(place: Path, stem: str) -> Path:
    return place.parent / FAILED / f"{place.name}-{stem}.ipynb"
