"""Write files of the user's: each former file stays as it was until the new one is complete.

A file is written beside its place (`staging.py`) and then takes that place in one step. If the disk is full
or the process is killed, the former file is still there, or none if there was none.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from artplan.writing.staging import staged


class Unwritten(OSError):
    """The exception for a file or folder that the system could not write.

    `filename` is its path, and `errno` and `strerror` are the system's reason. What was there before is
    unchanged.
    """


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace the file, or create it with its folders; texts are written in UTF-8. Raises Unwritten."""
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write all files beside their places before the first is replaced.

    Raises Unwritten; then no file is changed, unless the system refuses the replacement itself.
    """
    with contextlib.ExitStack() as stack:
        ready = [(stack.enter_context(_beside(path, content)), path) for path, content in contents.items()]
        for new, path in ready:
            with writing(path):
                os.replace(new, os.path.realpath(path))


def write_folder(place: Path, contents: Mapping[str, bytes]) -> None:
    """Create a folder with these files, by relative path, where nothing or an empty folder is.

    A new folder appears complete. An empty one is kept, because it may be somebody's working directory; what
    belongs in it is moved into it in the order of the contents. Raises Unwritten; then nothing has changed.
    """
    there = place.is_dir()
    with writing(place), staged(place / "all" if there else place) as new:
        for name, content in contents.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
        if there:
            _move(new, place, dict.fromkeys(name.partition("/")[0] for name in contents))
        else:
            new.rename(place)


def _move(source: Path, target: Path, names: Iterable[str]) -> None:
    """Move entries of one folder to another, all or none."""
    moved: list[str] = []
    try:
        for name in names:
            (source / name).rename(target / name)
            moved.append(name)
    except OSError:
        for name in moved:
            (target / name).rename(source / name)
        raise


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Convert an OSError to Unwritten for this path, which the user knows; the hidden one says nothing."""
    try:
        yield
    except Unwritten:
        raise
    except OSError as error:
        raise Unwritten(error.errno, error.strerror or str(error), str(path)) from error


@contextlib.contextmanager
def _beside(path: Path, content: str | bytes) -> Iterator[Path]:
    """Write the content beside the file that `path` names, which may be a link, and yield where."""
    with contextlib.ExitStack() as stack:
        with writing(path):
            place = Path(os.path.realpath(path))
            if place.exists() and not place.is_file():
                kind = errno.EISDIR if place.is_dir() else errno.EEXIST
                raise OSError(kind, os.strerror(kind))
            new = stack.enter_context(staged(place))
            with new.open("xb") as file:
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
            if place.exists():
                shutil.copymode(place, new)
        yield new
