"""The process that executes notebooks: one job a line on its input, one outcome a line on its output.

Run as `python -m artplan.pipeline.worker FOLDER` by `workers.py`. When its input ends it stops at once and
takes its kernel along: that is how the command is interrupted, and what happens when the command itself is
killed. A process of its own for each worker, because notebooks must not share a working directory, and a
plain command instead of multiprocessing, because that would import the caller's main module again.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import sys
import threading
import time
import traceback
from dataclasses import asdict
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from artplan.pipeline.jobs import Job, Outcome


def main() -> None:
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a kernel prints goes where errors go, never between the replies
    folder = Path(sys.argv[1])
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, folder), daemon=True).start()
    while True:
        outcome = _done(jobs.get(), folder)
        replies.write(json.dumps(asdict(outcome)) + "\n")
        replies.flush()


def _done(job: Job, folder: Path) -> Outcome:
    begun = time.monotonic()
    try:
        from artplan.pipeline.execute import execute

        return execute(job, folder)
    except Exception:  # a defect of ours: shown whole, as the failure of this notebook
        return Outcome(time.monotonic() - begun, traceback.format_exc())


def _listen(jobs: queue.SimpleQueue[Job], folder: Path) -> None:
    for text in sys.stdin.buffer:
        jobs.put(Job(**json.loads(text)))
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
