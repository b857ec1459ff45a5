"""The kernels of the panel's visitors: their number, their limits, and when a kernel is ended."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import Any
from weakref import WeakSet

import psutil  # type: ignore[import-untyped]
from jupyter_client.session import utcnow
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from artplan.texts.catalogue import text

LEFT = 30  # seconds after which a kernel without a connected page is ended
IDLE = 30 * 60  # seconds without a change after which the kernel of a connected page is ended
LOOK = 1  # seconds between two checks of the kernels
ANSWER = 20  # seconds within which a kernel answers a new channel; Jupyter keeps a closed one for as long
# A panel of the base plan occupies 170 MB when opened and 440 MB after heavy use; its slowest view takes 3 s
# of processor time where numpy evaluates the plan.
MEMORY = 2**30  # bytes a kernel may occupy
WORK = 60  # seconds of processor time a kernel may spend on one change
REMEMBERED = 1000  # ended kernels whose pages can still be told the reason
GONE = 410


class Kernels(AsyncMappingKernelManager):
    """The manager of all kernels. Voilà builds its pool of waiting kernels on top of this class."""

    _pools: dict[str, list[Any]]  # set by Voilà: the waiting kernels of each notebook

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.entrance = asyncio.Lock()  # admits one visitor at a time, or two could take the last place
        self.reasons: dict[str, str] = {}  # key of the text that says why a kernel was ended
        self.starting: set[str] = set()
        self.ending: set[str] = set()

    def cwd_for_path(self, path: str, **_: Any) -> str:
        """Return the directory with the plan's parameters, not that of the served notebook."""
        return os.getcwd()

    async def start_kernel(self, **given: Any) -> str:
        kernel_id = given.setdefault("kernel_id", self.new_kernel_id(**given))
        self.starting.add(kernel_id)
        try:
            return await super().start_kernel(**given)
        finally:
            self.starting.remove(kernel_id)

    async def shutdown_kernel(self, kernel_id: str, *args: Any, **given: Any) -> None:
        self.ending.add(kernel_id)
        try:
            await super().shutdown_kernel(kernel_id, *args, **given)
        finally:
            self.ending.discard(kernel_id)

    def visitors(self, notebook: str) -> set[str]:
        """Return the kernels in use by a page, without those that wait, are being started or are being ended.

        A visitor whose kernel is being started is still at the entrance, where nobody else is admitted. One
        whose kernel is being ended may be loading the page anew.
        """
        waiting = self._pools.get(notebook, ())
        held = {each.result()["kernel_id"] for each in waiting if each.done() and not each.exception()}
        return set(self.list_kernel_ids()) - held - self.starting - self.ending

    def channels(self, kernel_id: str) -> WeakSet[Any]:
        """Return the channels that are open to the kernel.

        Raises HTTPError 404 if there is no such kernel.
        """
        channels: WeakSet[Any] = vars(self.get_kernel(kernel_id)).setdefault("channels", WeakSet())
        return channels

    def notify_disconnect(self, kernel_id: str) -> None:
        super().notify_disconnect(kernel_id)
        if kernel_id in self:
            self.allow_time(kernel_id)

    def allow_time(self, kernel_id: str) -> None:
        """Count the time without a change from now on: the page has to connect first, or once more."""
        kernel: Any = self.get_kernel(kernel_id)
        kernel.last_activity = utcnow()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End the kernel if it exceeds a limit or has been unused for too long.

        This includes a kernel whose page disappeared without closing it, for example because the browser
        crashed or the computer sleeps.
        """
        kernel: Any = self.get_kernel(kernel_id)
        if not (kernel.has_kernel and hasattr(kernel, "last_activity")):  # it is being started, or has ended
            await super().cull_kernel_if_idle(kernel_id)
            return
        unused = utcnow() - kernel.last_activity
        if exceeded := _exceeded(kernel):
            await self._end(kernel_id, exceeded)
        elif unused > timedelta(seconds=IDLE):
            await self._end(kernel_id, "served.idle")
        elif unused > timedelta(seconds=LEFT) and not self.channels(kernel_id):
            await self.shutdown_kernel(kernel_id)
        else:
            await super().cull_kernel_if_idle(kernel_id)  # ends a kernel that no longer answers

    async def _end(self, kernel_id: str, reason: str) -> None:
        """End the kernel at once, since it may be too busy to end itself."""
        self.reasons[kernel_id] = reason
        if len(self.reasons) > REMEMBERED:
            del self.reasons[next(iter(self.reasons))]
        await self.shutdown_kernel(kernel_id, now=True)


def _exceeded(kernel: Any) -> str:
    """Return the key of the text about the limit that the kernel exceeds; empty if there is none.

    The processor time of the last change is what the kernel has spent since it last reported anything.
    """
    try:
        process = psutil.Process(kernel.provisioner.pid)
        memory, spent = process.memory_info().rss, sum(process.cpu_times()[:2])
    except psutil.Error:  # the process has already ended
        return ""
    activity, before = vars(kernel).get("work", (None, 0))
    if activity != kernel.last_activity:
        before = spent
    kernel.work = kernel.last_activity, before
    if memory > MEMORY:
        return "served.memory"
    return "served.time" if spent - before > WORK else ""


class KernelState(KernelHandler):
    """What a page asks regularly: whether its kernel is there, and otherwise why it was ended."""

    def initialize(self, lang: str) -> None:
        self.lang = lang

    async def get(self, kernel_id: str) -> None:
        reason = self.kernel_manager.reasons.get(kernel_id)
        if reason is None:
            await super().get(kernel_id)
        else:
            self.set_status(GONE)
            self.finish(text(reason, self.lang))
