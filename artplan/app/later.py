"""What takes longer than a hand waits: worked out in a thread once nothing was moved for a moment.

Only the last that was asked for is wanted: what is under way is told so (`Outdated`) where it looks, or its
result is dropped. Where no loop of events runs, as in a plain Python, it is worked out at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

REST = 0.25  # seconds without a move
Found = TypeVar("Found")
StillWanted = Callable[[], None]


class Outdated(Exception):
    """Something else was asked for in the meantime."""


class Later:
    """One piece of work at a time."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1)
        self.task: asyncio.Task[None] | None = None
        self.turn = 0

    def ask(self, work: Callable[[StillWanted], Found], then: Callable[[Found], None]) -> None:
        """work: called in the thread with what raises Outdated; then: with what it came to, if wanted."""
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
