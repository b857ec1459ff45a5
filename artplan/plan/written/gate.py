"""The gate for what comes from outside: files are regular and small, names short, numbers finite.

Whoever gives a plan may also give a pipe that never ends, a file larger than the memory, or a number of 400
digits. All of it is refused here, before it is read, so that the rooms behind need no checks of their own.
"""

from __future__ import annotations

import math
import os
import stat
from pathlib import Path

from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.text import unseen
from artplan.texts.system import reason

MOST_BYTES = 5_000_000  # of a file of parameters or of a study
NOTEBOOK_BYTES = 50_000_000  # a notebook may hold charts
LONGEST_NAME = 60  # with four bytes a character still within the 255 bytes that file systems allow
LONGEST_PART, LONGEST_PATH = 240, 3000  # bytes; an ending and the folder before it need room
MOST = 1e12  # of any number; doubles and spreadsheets then still tell a tenth of a cent
WAITS_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for its writer


def read_bytes(path: Path, place: str, most: int = MOST_BYTES) -> bytes:
    """Return the content of a regular file, or of one that a link leads to.

    place: the file's name in faults. most: bytes. Raises PlanFault for a pipe, device or folder, for a file
    that is larger, and for one that the system cannot read.
    """
    try:
        with open(path, "rb", opener=_opened) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise PlanFault([fault_at(place, "", "file.no_file")])
            if about.st_size > most:
                raise _too_large(place, most)
            content = file.read(most + 1)
            if content is None:  # a file of the system's own, which has nothing to give now
                raise PlanFault([fault_at(place, "", "file.no_file")])
    except IsADirectoryError:
        raise PlanFault([fault_at(place, "", "file.no_file")]) from None
    except OSError as error:
        raise PlanFault([fault_at(place, "", "file.not_readable", why=reason(error))]) from None
    if len(content) > most:  # the size of some files is not known before they are read
        raise _too_large(place, most)
    return content


def read_text(path: Path, place: str, most: int = MOST_BYTES) -> str:
    """Return the content of a regular file in UTF-8, without a byte order mark. Raises PlanFault."""
    try:
        return read_bytes(path, place, most).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanFault([fault_at(place, "", "file.no_utf8")]) from None


def plain_name(name: str) -> bool:
    """Return whether a text can name a file inside one folder, on every system and without hidden signs."""
    no_part = any(sign in "/\\:*?" or unseen(sign) for sign in name)
    return 0 < len(name) <= LONGEST_NAME and not no_part and not name.startswith(".")


def is_file(path: Path) -> bool:
    """Return whether there is a regular file; False also for a path that no system can hold."""
    return os.path.isfile(path)


def is_path(path: str) -> bool:
    """Return whether the system can hold a file of that path, in a folder or as the folder itself."""
    try:
        parts = os.fsencode(path).split(b"/")
    except ValueError:  # half a character
        return False
    longest = max(map(len, parts))
    return (
        b"\0" not in b"/".join(parts) and longest <= LONGEST_PART and len(os.fsencode(path)) <= LONGEST_PATH
    )


def as_float(number: float) -> float:
    """Return the number as a float; a whole number too large for one becomes infinite."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | WAITS_FOR_NOBODY)


def _too_large(place: str, most: int) -> PlanFault:
    return PlanFault([fault_at(place, "", "file.too_large", most=f"{most / 1e6:g}")])
