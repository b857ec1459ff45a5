"""What runs in the kernel's own process: it answers what comes over one pipe on another.

A thread listens, so that the process also ends in the middle of a cell when whoever asks is gone. Run as
`python -m artplan.pipeline.notebooks.kernels.shell` it imports everything that artplan's notebooks need
before its first message comes, on standard input.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import sys
import threading
from typing import Any, BinaryIO

from artplan.pipeline.notebooks.kernels.wire import Sender, received

NEEDED = ("artplan.pipeline.jobs.work", "artplan.notebook", "matplotlib.pyplot", "ipykernel.debugger")


def prepare() -> None:
    """What a kernel finds in its environment. Call before anything has imported matplotlib."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # no warning by a debugger nobody asks for


def preload() -> None:
    """Imports what notebooks import and works a plan out once, so that copies of this process need not."""
    from artplan.operating import load
    from artplan.plan.written.faults import PlanFault

    prepare()
    for module in NEEDED:
        with contextlib.suppress(ImportError):  # the debugger need not be there
            importlib.import_module(module)
    from artplan.report.pages import pages

    pages.prepare()
    with contextlib.suppress(PlanFault):
        load("base").run()


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answers until nobody asks any more; then the process ends. Never returns."""
    prepare()
    if "numpy" in sys.modules:  # copies of one process would all draw the same numbers
        sys.modules["numpy"].random.seed()
    asyncio.run(_answer(incoming, outgoing))


async def _answer(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    import zmq

    from artplan.pipeline.notebooks.kernels.ipython import PipeKernel

    kernel = PipeKernel.over(Sender(outgoing))
    requests: asyncio.Queue[list[bytes]] = asyncio.Queue()
    heard = (incoming, requests, asyncio.get_running_loop())
    threading.Thread(target=_listen, args=heard, daemon=True).start()
    while True:
        frames = await requests.get()
        await kernel.dispatch_shell([zmq.Frame(frame) for frame in frames])


def _listen(incoming: BinaryIO, requests: asyncio.Queue[list[bytes]], loop: Any) -> None:
    try:
        while message := received(incoming):
            loop.call_soon_threadsafe(requests.put_nowait, message[1])
    finally:
        os._exit(0)


def main() -> None:
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a cell's subprocesses print goes where errors go, never between the answers
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    preload()
    serve(incoming, outgoing)


if __name__ == "__main__":
    main()
