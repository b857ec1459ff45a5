"""A run takes its place whole or not at all.

A plan's folder is written beside its place, as `outputs/.<plan>.<8 letters>`, and renamed into it when it is
complete; the former one is moved aside first and deleted last. A living run holds a lock on its folder, so
the next run can tell what a dead one has left behind and clean it away, or bring the former folder back if
death came between the two renames. Where the system has no such locks, leftovers are told by their age.
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
DEAD_AFTER = 24 * 3600.0  # seconds; only where folders cannot be locked
LONGEST_NAME = 80  # bytes of a folder's name, of the 255 that file systems allow
PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
RESERVED = {FAILED, "con", "prn", "aux", "nul"} | PORTS  # but for the first, no folders on Windows


def folder_name(plan: str) -> str:
    """The plan's name as a folder's: `cases/x` -> `cases-x`; nothing in it leads out of the outputs."""
    name = re.sub(r"[^\w.+-]+", "-", plan).strip(".-") or "plan"
    if name.lower().split(".")[0] in RESERVED:
        name = f"plan-{name}"
    if len(name.encode()) > LONGEST_NAME:
        mark = hashlib.sha256(plan.encode()).hexdigest()[:8]
        name = name.encode()[: LONGEST_NAME - 9].decode(errors="ignore") + "-" + mark
    return name


@contextlib.contextmanager
def opened(outputs: Path) -> Iterator[None]:
    """The outputs with their lock held, made if need be, and cleaned of what dead runs have left."""
    outputs.mkdir(parents=True, exist_ok=True)
    with locked(outputs, wait=True):
        clean(outputs)
        yield


@contextlib.contextmanager
def staged(place: Path) -> Iterator[Path]:
    """An empty folder beside `place`; gone in the end, unless `publish` has moved it."""
    stage = place.with_name(f".{place.name}.{uuid.uuid4().hex[:8]}")
    stage.mkdir(parents=True)
    try:
        with locked(stage):
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def locked(folder: Path, wait: bool = False) -> Iterator[bool]:
    """Holds the folder's lock; says whether it was to be had."""
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
    """Moves the finished folder into its place. Call with the lock of the outputs held."""
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
    """Takes away what runs that died have left. Call with the lock of the outputs held."""
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
    """The manifest of the run in that place; None when nothing is there or it is no run of ours."""
    try:
        manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and "artplan" in manifest else None


def occupied(place: Path, scenario: str) -> bool:
    """Whether something stands there that a run of this plan must not replace."""
    if not place.is_dir():
        return place.exists()
    manifest = former_manifest(place)
    return manifest.get("scenario") != scenario if manifest else any(place.iterdir())


def keep_failed(executed: Path, place: Path) -> Path | None:
    """Moves a failed notebook to where it can be read; None when it never came to be written."""
    if not executed.exists():
        return None
    kept = failed_notebook(place, executed.stem)
    kept.parent.mkdir(exist_ok=True)
    executed.replace(kept)
    return kept


def failed_notebook(place: Path, stem: str) -> Path:
    return place.parent / FAILED / f"{place.name}-{stem}.ipynb"
