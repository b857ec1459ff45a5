"""Execute several jobs at a time, each in a fork of this process that has already imported everything.

The forking process must not run a second thread: only the forking thread exists in the child, so a lock that
another thread held would stay locked for ever. For this reason a single loop waits for both jobs and answers.
"""

from __future__ import annotations

import os
import selectors
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

Work = Callable[[bytes], bytes]  # takes the line of a job, returns the line of its answer
JOBS = 0  # standard input


@dataclass(frozen=True)
class Copy:
    """A forked process that is executing a job.

    parts: the pieces of its answer received so far.
    """

    job: bytes
    number: int
    parts: list[bytes] = field(default_factory=list)


def answers(lanes: int, work: Work) -> Iterator[tuple[bytes, bytes]]:
    """Yield each job from standard input with its answer, until standard input is closed.

    lanes: the maximum number of jobs at a time. The answer is empty if the forked process died.
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
