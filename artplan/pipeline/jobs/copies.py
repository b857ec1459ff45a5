"""Several jobs at a time, each done by a copy of this process that has already imported everything.

No thread may run in the process that is copied: a copy has only the thread that made it, and whatever lock
another one held would stay locked for ever. So one loop waits for jobs and for answers alike.
"""

from __future__ import annotations

import os
import selectors
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

Work = Callable[[bytes], bytes]  # a job's line in, its answer's line out
JOBS = 0  # standard input


@dataclass(frozen=True)
class Copy:
    """A copy at work. parts: what has come of its answer."""

    job: bytes
    number: int
    parts: list[bytes] = field(default_factory=list)


def answers(lanes: int, work: Work) -> Iterator[tuple[bytes, bytes]]:
    """Each job that comes in with its answer, at most `lanes` at a time, until their pipe is closed.

    The answer is empty where the copy died over it.
    """
    ready = selectors.DefaultSelector()
    ready.register(JOBS, selectors.EVENT_READ)
    waiting: deque[bytes] = deque()
    rest = b""
    while True:
        for key, _ in ready.select():
            part = os.read(key.fd, 1 << 16)
            if key.fd == JOBS:
                if not part:
                    return
                *lines, rest = (rest + part).split(b"\n")
                waiting.extend(lines)
            elif part:
                key.data.parts.append(part)
            else:
                ready.unregister(key.fd)
                yield _collected(key.fd, key.data)
        while waiting and len(ready.get_map()) <= lanes:
            pipe, copy = _copied(waiting.popleft(), work)
            ready.register(pipe, selectors.EVENT_READ, copy)


def _copied(job: bytes, work: Work) -> tuple[int, Copy]:
    here, there = os.pipe()
    number = os.fork()
    if not number:
        os.close(here)
        _work(job, work, there)
    os.close(there)
    return here, Copy(job, number)


def _work(job: bytes, work: Work, there: int) -> NoReturn:
    try:
        with os.fdopen(there, "wb") as pipe:
            pipe.write(work(job))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _collected(pipe: int, copy: Copy) -> tuple[bytes, bytes]:
    os.close(pipe)
    os.waitpid(copy.number, 0)
    return copy.job, b"".join(copy.parts)
