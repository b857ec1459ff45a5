"""Several worker processes, kept busy until every notebook is executed.

Each process has a thread here that hands it a job and waits for the answer. Leaving the generator, for
whatever reason, ends all processes and their kernels: nothing is left running.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from artplan.pipeline.jobs import Job, Outcome

PATIENCE = 5.0  # seconds for a worker to end by itself before it is killed
LOOK_UP = 0.2  # seconds between looks for an interrupt, where waiting cannot be interrupted
TAIL = 2000  # characters of a dead worker's log that are shown

Answers = queue.SimpleQueue[tuple[Job, Outcome] | None]  # None: a worker has nothing left to do


@dataclass(frozen=True)
class Worker:
    process: subprocess.Popen[str]
    log: Path  # what it and its kernels print; looked at only when it dies


def executed(
    jobs: Sequence[Job], count: int, wanted: Callable[[Job], bool]
) -> Generator[tuple[Job, Outcome], None, None]:
    """Every job with its outcome, as they come. One that is not `wanted` any more is left out."""
    waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    while not waiting.empty():  # once more only when workers have died over their jobs
        yield from _shift(waiting, min(count, waiting.qsize()), wanted)


def _shift(
    waiting: queue.SimpleQueue[Job], count: int, wanted: Callable[[Job], bool]
) -> Iterator[tuple[Job, Outcome]]:
    answers: Answers = queue.SimpleQueue()
    crew: list[Worker] = []
    with tempfile.TemporaryDirectory(prefix="artplan-", ignore_cleanup_errors=True) as folder:
        try:
            for number in range(count):
                crew.append(_start(Path(folder), number))
                served = (crew[-1], waiting, answers, wanted)
                threading.Thread(target=_serve, args=served, daemon=True).start()
            yield from _collected(answers, len(crew))
        finally:
            _stop(crew)


def _start(folder: Path, number: int) -> Worker:
    log = folder / f"{number}.log"
    # a session of its own: Ctrl-C in the terminal reaches the command alone, which then ends its workers
    own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
    command = [sys.executable, "-P", "-m", "artplan.pipeline.worker", str(folder)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, text=True, encoding="utf-8",
            env=environment(folder), **own)  # fmt: skip
    return Worker(process, log)


def environment(folder: Path) -> dict[str, str]:
    """What a kernel finds: one thread, the same order of sets every time, and no habits of the user's."""
    env = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return env | threads | {
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder),
    }  # fmt: skip


def _serve(
    worker: Worker, waiting: queue.SimpleQueue[Job], answers: Answers, wanted: Callable[[Job], bool]
) -> None:
    try:
        while job := _next(waiting):
            if not wanted(job):
                continue
            outcome = _asked(worker, job)
            answers.put((job, outcome or _death(worker)))
            if not outcome:
                return  # what is still waiting is left to the others
    finally:
        answers.put(None)
        assert worker.process.stdout
        worker.process.stdout.close()


def _next(waiting: queue.SimpleQueue[Job]) -> Job | None:
    try:
        return waiting.get_nowait()
    except queue.Empty:
        return None


def _asked(worker: Worker, job: Job) -> Outcome | None:
    """The answer; None when the worker died over it, or was told to stop."""
    assert worker.process.stdin and worker.process.stdout
    try:
        worker.process.stdin.write(json.dumps(asdict(job)) + "\n")
        worker.process.stdin.flush()
        answer = worker.process.stdout.readline()
    except (OSError, ValueError):  # its input is closed
        return None
    return Outcome(**json.loads(answer)) if answer.endswith("\n") else None


def _death(worker: Worker) -> Outcome:
    tail = worker.log.read_text("utf-8", errors="replace")[-TAIL:] if worker.log.exists() else ""
    return Outcome(0.0, f"{tail}\nthe process that ran it has died")


def _collected(answers: Answers, at_work: int) -> Iterator[tuple[Job, Outcome]]:
    while at_work:
        try:
            answer = answers.get(timeout=LOOK_UP)
        except queue.Empty:
            continue
        if answer is None:
            at_work -= 1
        else:
            yield answer


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
