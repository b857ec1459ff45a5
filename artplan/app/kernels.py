"""The visitors' kernels: how many there are, and when one goes."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import Any

from jupyter_client.session import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

LEFT = 30  # seconds after which a kernel goes that no page is connected to
IDLE = 30 * 60  # seconds without a change after which a page's kernel goes
LOOK = 5  # seconds between two looks for kernels that may go


class Kernels(AsyncMappingKernelManager):
    """Voilà lays its pool of kernels that wait over this class, and asks it for all others."""

    _pools: dict[str, list[Any]]  # Voilà's: by notebook, the kernels that wait

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.entrance = asyncio.Lock()  # one visitor comes in at a time, or two could take the last place

    def cwd_for_path(self, path: str, **_: Any) -> str:
        """Where the plan's parameters are, not where the served notebook lies."""
        return os.getcwd()

    def visitors(self, notebook: str) -> int:
        """Kernels that have been given to a page; one that waits is nobody's yet."""
        waiting = self._pools.get(notebook, ())
        held = {each.result()["kernel_id"] for each in waiting if each.done() and not each.exception()}
        return len(set(self.list_kernel_ids()) - held)

    def notify_disconnect(self, kernel_id: str) -> None:
        super().notify_disconnect(kernel_id)
        if kernel_id in self:
            kernel: Any = self.get_kernel(kernel_id)
            kernel.last_activity = utcnow()  # whoever lost the connection has time to come back

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Also where the page was closed without a word: its browser crashed, its computer sleeps."""
        alone = not self._kernel_connections.get(kernel_id, 0)
        kernel: Any = self.get_kernel(kernel_id)
        if alone and utcnow() - kernel.last_activity > timedelta(seconds=LEFT):
            await self.shutdown_kernel(kernel_id)
        else:
            await super().cull_kernel_if_idle(kernel_id)
