"""Work out slow views in a second process, which never holds up a move.

A thread would: whenever the move reads a file, Python lets the thread run, which gives way only after some
milliseconds. The process has the lowest priority. It reads requests from its standard input and ends with it,
however the panel's own process ends. It is a separate command rather than a multiprocessing process, because
multiprocessing would import the kernel's main module.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

from artplan.app.session import Session
from artplan.app.views.slow import SLOW
from artplan.plan.written.faults import PlanFault

LOWEST = 19
# The scenario, whether it is committed, and the number of the session: when a scenario is opened again, its
# files may have changed.
Opened = tuple[str, bool, int]


class Beside:
    """The second process, started with the first request. It answers one request after the other."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.turn = threading.Lock()

    def ask(self, view: str, opened: Opened, changes: Mapping[str, Any], lang: str) -> Any:
        """Return the view of the opened scenario with the changes, or the PlanFault that prevents it.

        Raises ChildProcessError if the process ends without an answer; the next request starts another.
        """
        with self.turn:
            process = self.process = self.process or _started()
            assert process.stdin is not None and process.stdout is not None
            try:
                pickle.dump((view, opened, dict(changes), lang), process.stdin)
                process.stdin.flush()
                return pickle.load(process.stdout)
            except (EOFError, BrokenPipeError) as error:
                self.end()
                raise ChildProcessError(f"no answer for the view {view}") from error

    def end(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.communicate()


@cache
def beside() -> Beside:
    """The second process of this kernel."""
    return Beside()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "artplan.app.beside"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def main() -> None:
    """Answer requests until the input ends."""
    if hasattr(os, "nice"):
        os.nice(LOWEST)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed must not stand between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is meant for the kernel
    known: dict[Opened, Session] = {}
    while True:
        try:
            view, opened, changes, lang = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            if opened not in known:
                known = {opened: Session.of(*opened[:2])}
            known[opened].move_to(changes)
            answer = SLOW[view](known[opened].now, lang)
        except PlanFault as fault:
            answer = fault
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
