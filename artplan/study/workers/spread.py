"""Where the parts of a long study are worked out: here, or by whoever else is given.

A study hands over pairs of work and part and takes back pairs of part and answer, which it puts where the
part belongs; so it does not matter in which order they come. Both can be pickled, and an answer depends on
nothing but the two: wherever the work is done, it is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from artplan.plan.written.faults import Fault
from artplan.texts.language import of_environment

Part = TypeVar("Part")
Answer = TypeVar("Answer")


class Spread(Protocol):
    """Takes pairs as there is room for them; work that follows upon itself is handed on only once."""

    def __call__(
        self, pairs: Iterable[tuple[Callable[[Part], Answer], Part]], /
    ) -> Iterator[tuple[Part, Answer]]: ...


class SpreadFault(Exception):
    """Those who work the parts out have been lost on the way; `fault` says how."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def text(self, lang: str) -> str:
        """The fault in one line, in `zh` or `en`."""
        return self.fault.text(lang)

    def __str__(self) -> str:
        return self.text(of_environment())


def local(
    pairs: Iterable[tuple[Callable[[Part], Answer], Part]],
) -> Iterator[tuple[Part, Answer]]:
    """One part after the other, in this process."""
    for work, part in pairs:
        yield part, work(part)
