"""Worker processes, kept busy until every job is done.

A thread for each process reads its answers; jobs are handed out as they come. Closing the crew ends all
processes and their kernels: nothing is left running.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from artplan.pipeline.job import COPIED, Job, Outcome, died, read_outcome, request

PATIENCE = 5.0  # seconds for a worker to end by itself before it is killed
LOOK_UP = 0.2  # seconds between looks for an interrupt, where waiting cannot be interrupted
TAIL = 2000  # characters of a dead worker's log that are shown


@dataclass(frozen=True)
class Worker:
    process: subprocess.Popen[bytes]
    log: Path  # what it and its kernels print; looked at only when it dies
    lanes: int  # jobs that it does at a time
    at_work: set[int] = field(default_factory=set)  # by their place among the jobs


class Crew:
    """`count` jobs at a time. Use as a context; workers start at once and get ready while others go on."""

    def __init__(self, count: int, kernels: str = COPIED) -> None:
        self.count, self.kernels = count, kernels
        self.answers: queue.SimpleQueue[tuple[Worker, bytes]] = queue.SimpleQueue()  # empty: it is gone
        self.folder = tempfile.TemporaryDirectory(prefix="artplan-", ignore_cleanup_errors=True)
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
        """Every job with its outcome, as they come. One that is not `wanted` any more is left out."""
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
        """Starts the workers that are missing: one that copies itself, or as many as jobs at a time."""
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
    # a session of its own: Ctrl-C in the terminal reaches the command alone, which then ends its workers
    own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
    command = [sys.executable, "-P", "-m", "artplan.pipeline.jobs.worker", str(folder), kernels, str(lanes)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file,
            env=environment(folder), **own)  # fmt: skip
    return Worker(process, log, lanes)


def environment(folder: Path) -> dict[str, str]:
    """What a kernel finds: one thread, the same order of sets every time, and no habits of the user's."""
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
    """As many jobs as the worker has free lanes; a worker that is gone says so among its answers."""
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
    for worker in workers:  # the end of its input is the sign to stop
        if not worker.at_work:
            worker.process.kill()  # it may still be importing what it was never asked for
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
