"""Worker processes, kept busy until every notebook is executed.

A thread for each process reads its answers; jobs are handed out as they come. Leaving the generator, for
whatever reason, ends all processes and their kernels: nothing is left running.
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
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from artplan.pipeline.jobs import COPIED, Job, Outcome, asked, read_outcome

PATIENCE = 5.0  # seconds for a worker to end by itself before it is killed
LOOK_UP = 0.2  # seconds between looks for an interrupt, where waiting cannot be interrupted
TAIL = 2000  # characters of a dead worker's log that are shown


@dataclass(frozen=True)
class Worker:
    process: subprocess.Popen[bytes]
    log: Path  # what it and its kernels print; looked at only when it dies
    lanes: int  # jobs that it does at a time
    at_work: set[int] = field(default_factory=set)  # by their place among the jobs


Answers = queue.SimpleQueue[tuple[Worker, bytes]]  # an empty line: the worker is gone


def executed(
    jobs: Sequence[Job], count: int, wanted: Callable[[Job], bool], kernels: str = COPIED
) -> Generator[tuple[Job, Outcome], None, None]:
    """Every job with its outcome, as they come, `count` at a time. One not `wanted` any more is left out."""
    waiting = deque(range(len(jobs)))
    while waiting:  # once more only when workers have died over their jobs
        yield from _shift(jobs, waiting, min(count, len(waiting)), wanted, kernels)


def _shift(
    jobs: Sequence[Job], waiting: deque[int], count: int, wanted: Callable[[Job], bool], kernels: str
) -> Iterator[tuple[Job, Outcome]]:
    answers: Answers = queue.SimpleQueue()
    crew: list[Worker] = []
    with tempfile.TemporaryDirectory(prefix="artplan-", ignore_cleanup_errors=True) as folder:
        try:
            for number in range(1 if kernels == COPIED else count):
                lanes = count if kernels == COPIED else 1
                crew.append(_started(Path(folder), number, kernels, lanes, answers))
            at_work = list(crew)
            while at_work:
                for worker in at_work:
                    _hand_out(jobs, waiting, worker, wanted)
                if not any(worker.at_work for worker in at_work):
                    return
                worker, line = _next(answers)
                if line:
                    number, outcome = read_outcome(line)
                    worker.at_work.remove(number)
                    yield jobs[number], outcome
                else:
                    at_work.remove(worker)
                    yield from ((jobs[number], _death(worker)) for number in sorted(worker.at_work))
        finally:
            _stop(crew)


def _started(folder: Path, number: int, kernels: str, lanes: int, answers: Answers) -> Worker:
    log = folder / f"{number}.log"
    # a session of its own: Ctrl-C in the terminal reaches the command alone, which then ends its workers
    own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
    command = [sys.executable, "-P", "-m", "artplan.pipeline.worker", str(folder), kernels, str(lanes)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file,
            env=environment(folder), **own)  # fmt: skip
    worker = Worker(process, log, lanes)
    threading.Thread(target=_listen, args=(worker, answers), daemon=True).start()
    return worker


def environment(folder: Path) -> dict[str, str]:
    """What a kernel finds: one thread, the same order of sets every time, and no habits of the user's."""
    env = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return env | threads | {
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder),
    }  # fmt: skip


def _listen(worker: Worker, answers: Answers) -> None:
    assert worker.process.stdout
    with worker.process.stdout as lines:
        for line in lines:
            if line.endswith(b"\n"):
                answers.put((worker, line))
    answers.put((worker, b""))


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
                worker.process.stdin.write(asked(number, jobs[number]))
                worker.process.stdin.flush()


def _next(answers: Answers) -> tuple[Worker, bytes]:
    while True:
        with contextlib.suppress(queue.Empty):
            return answers.get(timeout=LOOK_UP)


def _death(worker: Worker) -> Outcome:
    tail = worker.log.read_text("utf-8", errors="replace")[-TAIL:] if worker.log.exists() else ""
    return Outcome(0.0, f"{tail}\nthe process that ran it has died")


def _stop(crew: Sequence[Worker]) -> None:
    for worker in crew:  # the end of its input is the sign to stop
        with contextlib.suppress(OSError):
            assert worker.process.stdin
            worker.process.stdin.close()
    until = time.monotonic() + PATIENCE
    for worker in crew:
        try:
            worker.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.process.kill()
            worker.process.wait()
