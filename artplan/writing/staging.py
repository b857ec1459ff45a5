"""Write a file or a folder beside its place, and move it there when it is complete.

What is written beside `outputs/base` lies in a hidden folder `outputs/.base.<8 hexadecimal digits>.artplan`
until it is moved. If a folder is replaced, the former one is moved into the hidden folder first and is
deleted last. A process that ends early leaves its hidden folder behind; the next process that writes beside
it deletes it, or puts the former folder back if the process ended between the two moves.

Nothing is deleted that was not written here: a hidden folder contains a file that says so, and a running
process holds a lock on it. On systems that cannot lock folders, the age decides.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

STAGED = re.compile(r"^\.(?P<place>.+)\.[0-9a-f]{8}\.artplan$", re.DOTALL)
LONGEST_PLACE = 60  # bytes of the place's name in the name of the hidden folder; file systems allow 255
NEW, FORMER, MARK = "new", "former", "written-by-artplan"
MARKED = b"artplan writes here, moves the result to its place, and deletes this folder.\n"
NEW_FOR = 60.0  # seconds in which a hidden folder may be empty because its process has just made it
DEAD_AFTER = 24 * 3600.0  # seconds; used only where folders cannot be locked


@contextlib.contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Yield the path at which to write what belongs at `place`, and delete what is still there at the end.

    The path is in an empty hidden folder in the same folder as `place`. What earlier processes left of
    `place` is cleaned up first. Raises OSError.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    clean(place.parent)
    holder = place.with_name(f".{_short(place.name)}.{uuid.uuid4().hex[:8]}.artplan")
    holder.mkdir()
    # The lock comes before the mark: what is marked and not locked is left from an earlier process.
    with locked(holder, wait=True):
        try:
            (holder / MARK).write_bytes(MARKED + os.fsencode(place.name))
            yield holder / NEW
        finally:
            _delete(holder)


def publish(stage: Path, place: Path) -> None:
    """Move a complete folder from the path that `staged` gave to its place. Raises OSError."""
    former = stage.with_name(FORMER)
    try:
        if place.exists():
            place.rename(former)
        stage.rename(place)
    except BaseException:
        if former.exists() and not place.exists():
            former.rename(place)
        raise
    shutil.rmtree(former, ignore_errors=True)


def clean(folder: Path) -> None:
    """Clean up in this folder after processes that ended early."""
    for left in _left_in(folder):
        with contextlib.suppress(OSError), locked(left) as dead:
            mark = _mark(left)
            if dead and mark is not None:
                _restore(left, os.fsdecode(mark.removeprefix(MARKED)))
                _delete(left)
            elif dead and time.time() - left.stat().st_mtime > NEW_FOR:
                left.rmdir()  # only if it is empty


@contextlib.contextmanager
def locked(folder: Path, wait: bool = False) -> Iterator[bool]:
    """Hold the folder's lock, and yield whether it could be acquired. Raises OSError.

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


def _left_in(folder: Path) -> list[Path]:
    """Return the hidden folders; none if the folder may be written but not listed."""
    try:
        named = sorted(each for each in folder.iterdir() if STAGED.match(each.name))
    except OSError:
        return []
    return [each for each in named if each.is_dir() and not each.is_symlink()]


def _short(name: str) -> str:
    return name if len(os.fsencode(name)) <= LONGEST_PLACE else name[: LONGEST_PLACE // 4]


def _mark(holder: Path) -> bytes | None:
    """Return the folder's mark, cut short if its process was killed while writing it; None without one."""
    try:
        content = (holder / MARK).read_bytes()
    except OSError:
        return None
    return content if content.startswith(MARKED) or MARKED.startswith(content) else None


def _restore(holder: Path, name: str) -> None:
    """Put a former folder back in its place, which the mark names."""
    if (holder / FORMER).exists() and name == Path(name).name and not holder.with_name(name).exists():
        (holder / FORMER).rename(holder.with_name(name))


def _delete(holder: Path) -> None:
    """Delete the folder and its content, the mark last."""
    with contextlib.suppress(OSError):
        for part in holder.iterdir():
            if part.is_dir() and not part.is_symlink():
                shutil.rmtree(part, ignore_errors=True)
            elif part.name != MARK:
                part.unlink(missing_ok=True)
        (holder / MARK).unlink(missing_ok=True)
        holder.rmdir()
