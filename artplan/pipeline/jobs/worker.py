"""The worker process: it reads a job from each line of standard input and writes each answer as a line.

`crew.py` starts it as `python -m artplan.pipeline.jobs.worker FOLDER KERNELS LANES`. Where forking is safe,
one worker imports everything once and forks itself for each job, several at a time (`copies.py`); elsewhere a
worker executes one job after another. When its input is closed, a worker stops immediately and ends its
kernels. This happens when the command is interrupted and also when the command itself is killed. The worker
is a separate command rather than a multiprocessing process, because multiprocessing would import the caller's
main module again.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import BinaryIO, NoReturn

import psutil  # type: ignore[import-untyped]

from artplan.pipeline.job import COPIED, FRESH, Outcome, answered, died, read_job
from artplan.pipeline.jobs import copies
from artplan.pipeline.notebooks.kernels.process import Kernels, Pool, forked
from artplan.pipeline.notebooks.kernels.shell import preload

PATIENCE = 1.0  # seconds to wait for killed processes


def main() -> NoReturn:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output of kernels goes to standard error, so that it cannot mix with the answers
    folder, kernels, lanes = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    if kernels == COPIED:
        _by_copies(folder, lanes, replies)
    _one_by_one(folder, Pool() if kernels == FRESH else None, replies)


def _by_copies(folder: Path, lanes: int, replies: BinaryIO) -> NoReturn:
    preload()
    for job, answer in copies.answers(lanes, lambda job: _done(job, folder, forked)):
        replies.write(answer or _dead(job))
        replies.flush()
    _stop(folder)


def _dead(line: bytes) -> bytes:
    number, job = read_job(line)
    return answered(number, died(job))


def _one_by_one(folder: Path, kernels: Kernels | None, replies: BinaryIO) -> NoReturn:
    """Execute the jobs one after another.

    Two notebooks cannot run at a time, because they would share the working directory of the process.
    """
    jobs: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, folder), daemon=True).start()
    while True:
        replies.write(_done(jobs.get(), folder, kernels))
        replies.flush()


def _done(line: bytes, folder: Path, kernels: Kernels | None) -> bytes:
    begun = time.monotonic()
    number, job = read_job(line)
    try:
        from artplan.pipeline.jobs.work import done

        outcome = done(job, folder, kernels)
    except Exception:  # a defect of artplan: reported with its traceback as the failure of this notebook
        outcome = Outcome(time.monotonic() - begun, traceback.format_exc())
    return answered(number, outcome)


def _listen(jobs: queue.SimpleQueue[bytes], folder: Path) -> None:
    for text in sys.stdin.buffer:
        jobs.put(text)
    _stop(folder)


def _stop(folder: Path) -> NoReturn:
    """End this process and all processes that it has started."""
    try:
        for _ in range(3):  # a kernel may be starting at this moment
            _kill_children()
            time.sleep(0.02)
        # sockets and logs; the command cannot delete them if it was killed
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os._exit(0)


def _kill_children() -> None:
    """Kill them and wait for their end: what still writes would keep the command from deleting its folder."""
    children = psutil.Process().children(recursive=True)
    for child in children:
        with contextlib.suppress(psutil.Error):  # the process has already ended
            child.kill()
    psutil.wait_procs(children, timeout=PATIENCE)


if __name__ == "__main__":
    main()
