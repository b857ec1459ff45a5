"""The format of Jupyter messages on a pipe.

A message consists of one letter for the channel, the number of frames, their lengths, and the frames. A frame
is a serialised part of a message, with the same bytes that Jupyter would send over a socket.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Sequence
from typing import BinaryIO

SHELL, IOPUB = b"s", b"p"
HEAD = struct.Struct("<cI")


class Sender:
    """A writer that writes each message as a whole, from any thread."""

    def __init__(self, pipe: BinaryIO) -> None:
        self.pipe = pipe
        self.lock = threading.Lock()

    def send(self, channel: bytes, frames: Sequence[bytes]) -> None:
        lengths = struct.pack(f"<{len(frames)}Q", *map(len, frames))
        with self.lock:
            self.pipe.write(HEAD.pack(channel, len(frames)) + lengths + b"".join(frames))
            self.pipe.flush()


def received(pipe: BinaryIO) -> tuple[bytes, list[bytes]] | None:
    """Read the next message and return its channel and frames; None if the other side has closed the pipe."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    channel, count = HEAD.unpack(head)
    lengths = pipe.read(8 * count)
    if len(lengths) < 8 * count:
        return None
    frames = [pipe.read(length) for length in struct.unpack(f"<{count}Q", lengths)]
    return channel, frames
