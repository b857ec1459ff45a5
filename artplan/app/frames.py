"""The frames of the channel between a page and its kernel, checked before they are unpacked.

A binary frame begins with the number and the offsets of its parts, as its sender states them. Jupyter
reserves memory for the stated number, so that one short frame could occupy the server for ever, or all of its
memory. Here a frame is sound only if its parts lie one after another inside it.

There are two formats. The newer one ("v1") states all offsets, of which the last is the end of the last part;
its parts are the channel's name and those of the message: header, parent's header, metadata, content and
buffers. The older one is text, or, for a message with buffers, states the starts of its parts, of which the
first is the rest of the message.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

V1 = "v1.kernel.websocket.jupyter.org"  # the name of the newer format in the handshake
LEAST_V1 = 6  # offsets of a message without buffers
MOST = 64  # offsets; the panel's messages have no buffers, and few of other widgets have more than two


def is_sound(frame: str | bytes, v1: bool) -> bool:
    """Return whether the frame's parts lie inside it."""
    if isinstance(frame, str):
        return not v1
    return _lie_inside(frame, 8, "little", LEAST_V1) if v1 else _lie_inside(frame, 4, "big", 1)


def _lie_inside(frame: bytes, width: int, order: Literal["big", "little"], least: int) -> bool:
    """Return whether the offsets ascend, from the end of their list to the end of the frame at most.

    width: bytes per number. least: the least number of offsets.
    """
    count = int.from_bytes(frame[:width], order)
    if not least <= count <= MOST:
        return False
    end = width * (1 + count)
    starts = [int.from_bytes(frame[at : at + width], order) for at in range(width, end, width)]
    return all(one <= other for one, other in pairwise([end, *starts, len(frame)]))
