"""Parts of a sweep stored on disk, so that they need not be evaluated again.

The name of a part is a hash of everything that it depends on: the plan, the numbers of its points, the lines,
the program and the engine. A part whose file is incomplete is ignored.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.machine import engine
from artplan.plan.written.shipped import PACKAGE
from artplan.writing.whole import write_whole

ROOMS = ("engine", "plan", "rules", "study")  # the packages on which numbers depend
EVERY_ROOM = ("",)


@cache
def program_key(rooms: tuple[str, ...] = ROOMS) -> str:
    """Return a hash of the source of these packages."""
    result = hashlib.sha256()
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            result.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return result.hexdigest()


def part_key(plan_hash: str, lines: Iterable[str], given: Mapping[str, Numbers]) -> str:
    """Return the name of a part; given: the numbers of the part's points, by parameter."""
    result = hashlib.sha256(json.dumps([program_key(), engine(), plan_hash, *lines]).encode())
    for path, numbers in given.items():
        result.update(f"{path} {numbers.shape}\n".encode() + np.ascontiguousarray(numbers).tobytes())
    return result.hexdigest()


@dataclass(frozen=True)
class Parts:
    """A folder of stored parts."""

    folder: Path

    def read(self, key: str, shape: tuple[int, int]) -> Numbers | None:
        """Return the part's numbers (point, line), or None if it is missing or incomplete."""
        path = self.folder / f"{key}.npy"
        if not path.is_file():
            return None
        try:
            numbers: Numbers = np.load(path)
        except (ValueError, EOFError):
            return None
        return numbers if numbers.shape == shape else None

    def write(self, key: str, numbers: Numbers) -> None:
        """Write the part, which appears complete. Raises Unwritten."""
        content = io.BytesIO()
        np.save(content, numbers)
        write_whole(self.folder / f"{key}.npy", content.getvalue())
