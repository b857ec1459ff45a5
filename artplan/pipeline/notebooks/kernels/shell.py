"""The kernel's side: read requests from one pipe and write answers to another.

A thread reads the requests, so that the process ends even in the middle of a cell if the caller has ended.
Run as `python -m artplan.pipeline.notebooks.kernels.shell`, the process imports everything that artplan's
notebooks need before it reads the first message from standard input.
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
    """Set the environment variables of a kernel. Call before matplotlib is imported."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    # suppresses a warning of a debugger that is not used
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")


def preload() -> None:
    """Import the notebooks' modules and evaluate the base plan once, so that forks need not repeat this."""
    from artplan.operating import load
    from artplan.plan.written.faults import PlanFault

    prepare()
    for module in NEEDED:
        with contextlib.suppress(ImportError):  # the debugger is optional
            importlib.import_module(module)
    from artplan.report.pages import pages

    pages.prepare()
    with contextlib.suppress(PlanFault):
        load("base").run()


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer requests until the caller closes the pipe, then end the process. Never returns."""
    prepare()
    if "numpy" in sys.modules:  # forks of one process would all draw the same random numbers
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
    # output of a cell's subprocesses goes to standard error, so that it cannot mix with the answers
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    preload()
    serve(incoming, outgoing)


if __name__ == "__main__":
    main()
