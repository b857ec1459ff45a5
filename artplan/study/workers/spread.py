"""The interface that runs the parts of a long study, in this process or elsewhere.

A study passes pairs of work and part and receives pairs of part and answer, in any order. Work and part can
be pickled, and an answer depends only on the two, so it is the same wherever the work is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from artplan.plan.written.faults import Fault
from artplan.texts.language import of_environment

Part = TypeVar("Part")
Answer = TypeVar("Answer")


class Spread(Protocol):
    """Runs pairs of work and part as capacity allows; consecutive pairs with the same work send it once."""

    def __call__(
        self, pairs: Iterable[tuple[Callable[[Part], Answer], Part]], /
    ) -> Iterator[tuple[Part, Answer]]: ...


class SpreadFault(Exception):
    """The workers that run the parts have been lost; `fault` gives the reason."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def text(self, lang: str) -> str:
        """Return the fault in one line, in `zh` or `en`."""
        return self.fault.text(lang)

    def __str__(self) -> str:
        return self.text(of_environment())


def local(
    pairs: Iterable[tuple[Callable[[Part], Answer], Part]],
) -> Iterator[tuple[Part, Answer]]:
    """Run one part after the other, in this process."""
    for work, part in pairs:
        yield part, work(part)
