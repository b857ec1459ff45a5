"""How a kernel's process is come by: a copy of this process where that is safe, else a fresh Python.

A copy has only the thread that made it; whatever lock another thread held would stay locked in it for ever.
So a process with a second thread is never copied, nor one on macOS, whose own libraries keep threads.
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

PATIENCE = 5.0  # seconds between the sign to end and the end


@dataclass(frozen=True)
class KernelProcess:
    """A kernel's process. incoming, outgoing: this side's ends of the pipes."""

    incoming: BinaryIO
    outgoing: BinaryIO
    poll: Callable[[], int | None]  # its exit code, None while it runs
    number: int

    def is_alive(self) -> bool:
        return self.poll() is None

    def interrupt(self) -> None:
        os.kill(self.number, signal.SIGINT)

    def end(self) -> None:
        """Ends it now, whatever it is doing."""
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.number, getattr(signal, "SIGKILL", signal.SIGTERM))
        until = time.monotonic() + PATIENCE
        while self.is_alive() and time.monotonic() < until:
            time.sleep(0.001)
        with contextlib.suppress(BrokenPipeError):
            self.incoming.close()
        self.outgoing.close()


Kernels = Callable[[], KernelProcess]  # where the next kernel comes from


def can_fork() -> bool:
    """Whether this process may be copied here and now."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def forked() -> KernelProcess:
    """A copy of this process that serves as a kernel. Call where `can_fork()`."""
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
        os.setsid()  # Ctrl-C reaches whoever asks, which then ends its kernel
        shell.serve(os.fdopen(from_there[0], "rb"), os.fdopen(to_there[1], "wb"))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


class _Exit:
    """The exit code of a copy; asked again, it is the same."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.code: int | None = None

    def __call__(self) -> int | None:
        if self.code is None:
            ended, status = os.waitpid(self.number, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if ended else None
        return self.code


def spawned() -> KernelProcess:
    """A fresh Python that imports what notebooks need and then serves; it need not be waited for."""
    command = [sys.executable, "-P", "-m", shell.__name__]
    own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **own)
    incoming, outgoing = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    return KernelProcess(incoming, outgoing, process.poll, process.pid)


class Pool:
    """Fresh kernels, the next one always on its way while one is at work."""

    def __init__(self) -> None:
        self.spare = spawned()

    def __call__(self) -> KernelProcess:
        taken, self.spare = self.spare, spawned()
        return taken

    def close(self) -> None:
        self.spare.end()


@contextlib.contextmanager
def running(start: Kernels) -> Iterator[KernelProcess]:
    """A kernel's process for as long as it is needed."""
    process = start()
    try:
        yield process
    finally:
        process.end()
