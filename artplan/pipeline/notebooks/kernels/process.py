"""Create a kernel's process: a fork of this process where that is safe, otherwise a new Python process.

Only the forking thread exists in a fork; a lock that another thread held would stay locked in it for ever. A
process with a second thread is therefore never forked. Nor is a process on macOS, whose system libraries run
threads of their own.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn, cast

from artplan.pipeline.notebooks.kernels import shell

PATIENCE = 5.0  # seconds to wait for a killed process to end


@dataclass(frozen=True)
class KernelProcess:
    """A kernel's process.

    incoming, outgoing: the caller's ends of the pipes to the kernel and from it.
    """

    incoming: BinaryIO
    outgoing: BinaryIO
    poll: Callable[[], int | None]  # returns the exit code, or None while the process runs
    number: int

    def is_alive(self) -> bool:
        return self.poll() is None

    def interrupt(self) -> None:
        os.kill(self.number, signal.SIGINT)

    def end(self) -> None:
        """Kill the process immediately, even if it is executing a cell, and close the pipes."""
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.number, getattr(signal, "SIGKILL", signal.SIGTERM))
        until = time.monotonic() + PATIENCE
        while self.is_alive() and time.monotonic() < until:
            time.sleep(0.001)
        with contextlib.suppress(BrokenPipeError):
            self.incoming.close()
        self.outgoing.close()


Kernels = Callable[[], KernelProcess]  # creates a kernel's process


def can_fork() -> bool:
    """Return whether this process can be forked safely at this moment."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def forked() -> KernelProcess:
    """Fork this process as a kernel. Call only if `can_fork()` is true."""
    from_here, to_here = os.pipe(), os.pipe()
    number = os.fork()
    if not number:
        _as_kernel(from_here, to_here)
    os.close(from_here[0])
    os.close(to_here[1])
    return KernelProcess(os.fdopen(from_here[1], "wb"), os.fdopen(to_here[0], "rb"), _Exit(number), number)


def _as_kernel(from_there: tuple[int, int], to_there: tuple[int, int]) -> NoReturn:
    try:
        os.close(from_there[1])
        os.close(to_there[0])
        os.setsid()  # Ctrl-C reaches only the parent process, which then ends its kernel
        shell.serve(os.fdopen(from_there[0], "rb"), os.fdopen(to_there[1], "wb"))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


class _Exit:
    """The exit code of a forked process, cached because a process can be waited for only once."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.code: int | None = None

    def __call__(self) -> int | None:
        if self.code is None:
            ended, status = os.waitpid(self.number, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if ended else None
        return self.code


def spawned() -> KernelProcess:
    """Start a new Python process that imports the modules of the notebooks and then serves as a kernel.

    The function returns without waiting for the imports.
    """
    command = [sys.executable, "-P", "-m", shell.__name__]
    own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **own)
    incoming, outgoing = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    return KernelProcess(incoming, outgoing, process.poll, process.pid)


class Pool:
    """New kernels, of which the next one is always starting while the current one is in use."""

    def __init__(self) -> None:
        self.spare = spawned()

    def __call__(self) -> KernelProcess:
        taken, self.spare = self.spare, spawned()
        return taken

    def close(self) -> None:
        self.spare.end()


@contextlib.contextmanager
def running(start: Kernels) -> Iterator[KernelProcess]:
    """Start a kernel's process and end it when the context is left."""
    process = start()
    try:
        yield process
    finally:
        process.end()
