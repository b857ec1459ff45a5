"""The compiled library `native/tiles.c`, as Python calls it; while it works, Python is free for others."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from artplan.engine.tiles.instructions import COLUMNS, NAMES
from artplan.engine.tiles.layout import TILE

Function = Callable[..., Any]


@dataclass(frozen=True)
class Library:
    """The library's functions. avx2: whether the processor's wide instructions are used; no number changes.

    Arrays are handed over by address: each must outlive the call and lie end to end.
    """

    plan: Function
    tiles: Function
    avx2: bool

    @staticmethod
    def at(path: str, *, wide: bool = True) -> Library:
        """The library in the file. wide: use AVX2 where the processor has it.

        Raises OSError where it cannot be loaded, or was compiled for other tables.
        """
        loaded = ctypes.CDLL(path)
        counts = [getattr(loaded, name, int)() for name in ("words", "columns", "tile")]
        if counts != [len(NAMES), COLUMNS, TILE]:
            raise OSError(f"{path} was compiled for other instructions")
        pointer, integer, long = ctypes.c_void_p, ctypes.c_int, ctypes.c_long
        loaded.plan.argtypes = [pointer, pointer, pointer, pointer, integer, integer, integer]
        loaded.tiles.argtypes = [
            *(pointer, pointer, pointer, pointer, integer),
            *(pointer, pointer, long, pointer, pointer, long, long, long, long, pointer, integer),
        ]
        loaded.tiles.restype = None
        return Library(loaded.plan, loaded.tiles, wide and bool(loaded.has_avx2()))
