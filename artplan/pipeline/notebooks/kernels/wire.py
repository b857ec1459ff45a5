"""Jupyter messages on a pipe: the channel's letter, the number of frames, their lengths, the frames.

A frame is what Jupyter's session makes of a part of a message; it would be sent over a socket as it is.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Sequence
from typing import BinaryIO

SHELL, IOPUB = b"s", b"p"
HEAD = struct.Struct("<cI")


class Sender:
    """Writes messages whole, whichever thread they come from."""

    def __init__(self, pipe: BinaryIO) -> None:
        self.pipe = pipe
        self.lock = threading.Lock()

    def send(self, channel: bytes, frames: Sequence[bytes]) -> None:
        lengths = struct.pack(f"<{len(frames)}Q", *map(len, frames))
        with self.lock:
            self.pipe.write(HEAD.pack(channel, len(frames)) + lengths + b"".join(frames))
            self.pipe.flush()


def received(pipe: BinaryIO) -> tuple[bytes, list[bytes]] | None:
    """The next message's channel and frames; None when the other side is gone."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    channel, count = HEAD.unpack(head)
    lengths = pipe.read(8 * count)
    if len(lengths) < 8 * count:
        return None
    frames = [pipe.read(length) for length in struct.unpack(f"<{count}Q", lengths)]
    return channel, frames
