"""What the engine says when a model or its numbers are wrong. Each fault names the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from artplan.texts.closest import suggest
from artplan.texts.language import of_environment
from artplan.texts.message import Message, listed, message


class ModelFault(Exception):
    """The rules do not fit together: an unknown name, a circle, units or dimensions that clash."""


class CircleFault(ModelFault):
    """Lines that rest on themselves inside a month; `names` from end to end, the first once more at last."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        circle = " → ".join(names)
        super().__init__(f"{names[-1]}: a circle inside the month, {circle}; read one of them as an opening")

    def __reduce__(self) -> tuple[type[CircleFault], tuple[tuple[str, ...]]]:
        return type(self), (self.names,)


class NumberFault(ArithmeticError):
    """A line came out as no number. Carries the line, the member, the month and the case."""

    def __init__(self, line: str, member: str, month: str, case: int, what: Message | str) -> None:
        self.line, self.member, self.month, self.case, self.what = line, member, month, case, what
        super().__init__(line, member, month, case, what)

    @property
    def message(self) -> Message:
        case = message("numbers.case", case=self.case) if self.case else ""
        places = [place for place in (self.member, self.month, case) if place]
        if not places:
            return message("numbers.of_line", line=self.line, what=self.what)
        return message("numbers.of_place", line=self.line, place=listed(places), what=self.what)

    def text(self, lang: str) -> str:
        """Line, place and what is wrong, in `zh` or `en`."""
        return self.message.text(lang)

    def __str__(self) -> str:
        return self.text(of_environment())


class Broken(FloatingPointError):
    """numpy has come to no number; `what` says how."""

    def __init__(self, what: Message) -> None:
        self.what = what
        super().__init__(str(what))


def broken(kind: str, flag: int) -> None:
    """To be called by numpy: with `divide by zero`, `overflow` or `invalid value`, and its flag for it."""
    if flag & 1:
        raise Broken(message("numbers.divided"))
    raise Broken(message("numbers.overflow") if flag & 2 else message("numbers.invalid"))


def nearest(name: str, known: Iterable[str]) -> Message:
    """A remedy for a name that nobody knows: the closest one."""
    return suggest(name, known, otherwise="suggest.no_similar")


def no_number(
    line: str,
    broken: np.ndarray,
    members: Sequence[Sequence[str]],
    months: Sequence[str],
    cases: Sequence[int] | NDArray[np.int64],
    reason: Message,
) -> NumberFault:
    """Where in the line's array (members of each dimension..., month, column) the first of them stands.

    cases: the case in each column.
    """
    bad = np.argwhere(~np.isfinite(broken))
    if not len(bad):
        return NumberFault(line, "", "", int(cases[0]), message("numbers.not_taken", reason=reason))
    *place, month, column = bad[0]
    member = ", ".join(names[index] for names, index in zip(members, place, strict=True))
    what = message("numbers.taken", reason=reason)
    return NumberFault(line, member, months[int(month)], int(cases[column]), what)
