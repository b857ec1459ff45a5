"""Replace the output folder of a run completely or not at all.

A plan's folder is written next to its final place, as `outputs/.<plan>.<8 hexadecimal digits>`, and renamed
when it is complete. The previous folder is first renamed and is deleted last. A running process holds a lock
on its staging folder, so the next run can recognise the leftovers of a process that ended, and either delete
them or restore the previous folder if the process ended between the two renames. On systems without such
locks, leftovers are recognised by their age.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import fcntl

FAILED = "failed"
FORMER = ".former"
STAGED = re.compile(r"^\.(?P<place>.+)\.[0-9a-f]{8}(?P<former>\.former)?$")
DEAD_AFTER = 24 * 3600.0  # seconds; used only where folders cannot be locked
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


@contextlib.contextmanager
def opened(outputs: Path) -> Iterator[None]:
    """Create the output folder if necessary, hold its lock, and clean up after runs that ended early."""
    outputs.mkdir(parents=True, exist_ok=True)
    with locked(outputs, wait=True):
        clean(outputs)
        yield


@contextlib.contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Create an empty folder next to `place`, and delete it at the end unless `publish` has moved it."""
    stage = place.with_name(f".{place.name}.{uuid.uuid4().hex[:8]}")
    stage.mkdir(parents=True)
    try:
        with locked(stage):
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def locked(folder: Path, wait: bool = False) -> Iterator[bool]:
    """Hold the folder's lock, and yield whether it could be acquired.

    wait: wait until the lock is free. On Windows, where folders cannot be locked, the result is based on the
    folder's age.
    """
    if sys.platform == "win32":
        yield not wait and time.time() - folder.stat().st_mtime > DEAD_AFTER
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _taken(handle, wait)
    finally:
        os.close(handle)


def _taken(handle: int, wait: bool) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
    return True


def publish(stage: Path, place: Path) -> None:
    """Move the finished folder to its final place. Call with the lock of the output folder held."""
    aside = stage.with_name(stage.name + FORMER)
    try:
        if place.exists():
            place.rename(aside)
        stage.rename(place)
    except BaseException:
        if aside.exists() and not place.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def clean(outputs: Path) -> None:
    """Clean up after runs that ended early. Call with the lock of the output folder held."""
    for left in sorted(outputs.iterdir()):
        result = STAGED.match(left.name)
        if not result or not left.is_dir():
            continue
        with locked(left) as dead:
            if not dead:
                continue
            place = outputs / result["place"]
            if result["former"] and not place.exists():
                left.rename(place)
            else:
                shutil.rmtree(left, ignore_errors=True)


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
    """Move a failed notebook to the folder of failures; None if it was never written."""
    if not executed.exists():
        return None
    kept = failed_notebook(place, executed.stem)
    kept.parent.mkdir(exist_ok=True)
    executed.replace(kept)
    return kept


def failed_notebook(place: Path, stem: str) -> Path:
    return place.parent / FAILED / f"{place.name}-{stem}.ipynb"
