"""The process that executes notebooks: jobs come in a line each on its input, answers go out a line each.

Run as `python -m artplan.pipeline.jobs.worker FOLDER KERNELS LANES` by `crew.py`. Where it may be copied, one
process imports everything once and has a copy of itself do each job, several at a time (`copies.py`);
elsewhere a process does one job after the other. When its input ends it stops at once and takes its kernels
along: that is how the command is interrupted, and what happens when the command itself is killed. A plain
command instead of multiprocessing, because that would import the caller's main module again.
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


def main() -> NoReturn:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a kernel prints goes where errors go, never between the replies
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
    """Never two notebooks at a time, since they would share the process's working directory."""
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
    except Exception:  # a defect of ours: shown whole, as the failure of this notebook
        outcome = Outcome(time.monotonic() - begun, traceback.format_exc())
    return answered(number, outcome)


def _listen(jobs: queue.SimpleQueue[bytes], folder: Path) -> None:
    for text in sys.stdin.buffer:
        jobs.put(text)
    _stop(folder)


def _stop(folder: Path) -> NoReturn:
    """Ends this process and whatever it has started."""
    try:
        for _ in range(3):  # a kernel may be coming up in this very moment
            _kill_children()
            time.sleep(0.02)
        shutil.rmtree(folder, ignore_errors=True)  # sockets and logs, in case the command has been killed
    finally:
        os._exit(0)


def _kill_children() -> None:
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended by itself
            child.kill()


if __name__ == "__main__":
    main()
