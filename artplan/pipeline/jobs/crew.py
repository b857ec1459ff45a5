"""A pool of worker processes that executes jobs.

A thread for each process reads its answers; a worker gets its next job when it has finished one. Closing the
pool ends all workers and their kernels.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from artplan.pipeline.job import COPIED, Job, Outcome, died, read_outcome, request
from artplan.writing.scratch import scratch

PATIENCE = 5.0  # seconds to wait for a worker to end before it is killed
LOOK_UP = 0.2  # seconds between checks for an interrupt; on some systems a wait cannot be interrupted
TAIL = 2000  # number of characters shown of a dead worker's log


@dataclass(frozen=True)
class Worker:
    process: subprocess.Popen[bytes]
    log: Path  # output of the worker and its kernels; read only if the worker dies
    lanes: int  # maximum number of jobs at a time
    at_work: set[int] = field(default_factory=set)  # indices of the jobs being executed


class Crew:
    """A context manager that executes up to `count` jobs at a time.

    The workers start immediately and import their modules while the caller continues.
    """

    def __init__(self, count: int, kernels: str = COPIED) -> None:
        self.count, self.kernels = count, kernels
        # each worker's answers; an empty answer means that the worker has ended
        self.answers: queue.SimpleQueue[tuple[Worker, bytes]] = queue.SimpleQueue()
        self.folder = scratch()
        self.workers: list[Worker] = []
        self._fill()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        _stop(self.workers)
        self.folder.cleanup()

    def done(
        self, jobs: Sequence[Job], wanted: Callable[[Job], bool] = lambda job: True
    ) -> Generator[tuple[Job, Outcome], None, None]:
        """Yield every job with its outcome, in the order of completion.

        A job is skipped if `wanted` returns False for it when its turn comes.
        """
        waiting = deque(range(len(jobs)))
        while True:
            for worker in self.workers:
                _hand_out(jobs, waiting, worker, wanted)
            if not any(worker.at_work for worker in self.workers):
                return
            worker, line = self._next()
            if line:
                number, outcome = read_outcome(line)
                worker.at_work.remove(number)
                yield jobs[number], outcome
            else:
                self.workers.remove(worker)
                worker.process.wait()
                self._fill()
                lost = [jobs[number] for number in sorted(worker.at_work)]
                yield from ((job, died(job, _tail(worker))) for job in lost)

    def _fill(self) -> None:
        """Start the missing workers: a single one if it forks itself, otherwise one for each parallel job."""
        lanes = self.count if self.kernels == COPIED else 1
        while len(self.workers) * lanes < self.count:
            worker = _started(Path(self.folder.name), self.kernels, lanes)
            threading.Thread(target=self._listen, args=(worker,), daemon=True).start()
            self.workers.append(worker)

    def _listen(self, worker: Worker) -> None:
        assert worker.process.stdout
        with worker.process.stdout as lines:
            for line in lines:
                if line.endswith(b"\n"):
                    self.answers.put((worker, line))
        self.answers.put((worker, b""))

    def _next(self) -> tuple[Worker, bytes]:
        while True:
            with contextlib.suppress(queue.Empty):
                return self.answers.get(timeout=LOOK_UP)


def _started(folder: Path, kernels: str, lanes: int) -> Worker:
    number = len(list(folder.glob("*.log")))
    log = folder / f"{number}.log"
    # a separate session, so that Ctrl-C in the terminal reaches only the command, which then ends its workers
    own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
    command = [sys.executable, "-P", "-m", "artplan.pipeline.jobs.worker", str(folder), kernels, str(lanes)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file,
            env=environment(folder), **own)  # fmt: skip
    return Worker(process, log, lanes)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment variables of a worker and its kernels.

    They set one thread for each numerical library, a fixed hash seed, and configuration folders without the
    user's own Jupyter and matplotlib settings.
    """
    env = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return env | threads | {
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder),
    }  # fmt: skip


def _hand_out(
    jobs: Sequence[Job], waiting: deque[int], worker: Worker, wanted: Callable[[Job], bool]
) -> None:
    """Send jobs to the worker until all its lanes are busy.

    An error while writing is ignored: if the worker has ended, the thread that reads its answers reports it.
    """
    while waiting and len(worker.at_work) < worker.lanes:
        number = waiting.popleft()
        if wanted(jobs[number]):
            worker.at_work.add(number)
            with contextlib.suppress(OSError):
                assert worker.process.stdin
                worker.process.stdin.write(request(number, jobs[number]))
                worker.process.stdin.flush()


def _tail(worker: Worker) -> str:
    return worker.log.read_text("utf-8", errors="replace")[-TAIL:] if worker.log.exists() else ""


def _stop(workers: Sequence[Worker]) -> None:
    for worker in workers:  # a worker stops when its standard input is closed
        if not worker.at_work:
            worker.process.kill()  # an idle worker may still be busy importing modules
        with contextlib.suppress(OSError):
            assert worker.process.stdin
            worker.process.stdin.close()
    until = time.monotonic() + PATIENCE
    for worker in workers:
        try:
            worker.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.process.kill()
            worker.process.wait()
