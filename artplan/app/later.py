"""Run slow work in a thread, after a short pause without further changes.

Only the latest request matters: older work is interrupted by `Outdated` when it checks for it, otherwise its
result is dropped. Without a running event loop, as in a plain Python session, the work runs immediately.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

REST = 0.25  # seconds without a new request before the work starts
Found = TypeVar("Found")
StillWanted = Callable[[], None]


class Outdated(Exception):
    """A newer request has replaced the current one."""


class Later:
    """Runs one piece of work at a time."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1)
        self.task: asyncio.Task[None] | None = None
        self.turn = 0

    def ask(self, work: Callable[[StillWanted], Found], then: Callable[[Found], None]) -> None:
        """Run `work` in a thread and pass its result to `then`, unless a newer request has replaced it.

        work: receives a function that raises Outdated if the work has been replaced.
        """
        self.drop()
        turn = self.turn

        def still_wanted() -> None:
            if turn != self.turn:
                raise Outdated

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            then(work(still_wanted))
        else:
            self.task = loop.create_task(self._after_a_rest(lambda: work(still_wanted), then))

    def drop(self) -> None:
        self.turn += 1
        if self.task is not None:
            self.task.cancel()
            self.task = None

    async def _after_a_rest(self, work: Callable[[], Found], then: Callable[[Found], None]) -> None:
        await asyncio.sleep(REST)
        try:
            result = await asyncio.get_running_loop().run_in_executor(self.pool, work)
        except Outdated:
            return
        then(result)
