"""The kernels of the panel's visitors: their number, and when a kernel is ended."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import Any

from jupyter_client.session import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

LEFT = 30  # seconds after which a kernel without a connected page is ended
IDLE = 30 * 60  # seconds without a change after which the kernel of a connected page is ended
LOOK = 5  # seconds between two checks for such kernels


class Kernels(AsyncMappingKernelManager):
    """The manager of all kernels. Voilà builds its pool of waiting kernels on top of this class."""

    _pools: dict[str, list[Any]]  # set by Voilà: the waiting kernels of each notebook

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.entrance = asyncio.Lock()  # admits one visitor at a time, or two could take the last place

    def cwd_for_path(self, path: str, **_: Any) -> str:
        """Return the directory with the plan's parameters, not that of the served notebook."""
        return os.getcwd()

    def visitors(self, notebook: str) -> int:
        """Return the number of kernels in use by a page; waiting kernels are not counted."""
        waiting = self._pools.get(notebook, ())
        held = {each.result()["kernel_id"] for each in waiting if each.done() and not each.exception()}
        return len(set(self.list_kernel_ids()) - held)

    def notify_disconnect(self, kernel_id: str) -> None:
        super().notify_disconnect(kernel_id)
        if kernel_id in self:
            kernel: Any = self.get_kernel(kernel_id)
            kernel.last_activity = utcnow()  # gives a visitor whose connection failed time to reconnect

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End the kernel if it has been unused for too long.

        This includes a kernel whose page disappeared without closing it, for example because the browser
        crashed or the computer sleeps.
        """
        alone = not self._kernel_connections.get(kernel_id, 0)
        kernel: Any = self.get_kernel(kernel_id)
        if alone and utcnow() - kernel.last_activity > timedelta(seconds=LEFT):
            await self.shutdown_kernel(kernel_id)
        else:
            await super().cull_kernel_if_idle(kernel_id)
