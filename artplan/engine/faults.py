"""The engine's exceptions; each message names the line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.texts.language import of_environment
from artplan.texts.message import Message, listed, message


class ModelFault(Exception):
    """Faulty rules: an unknown name, a circular reference, units or dimensions that do not match."""


class CircleFault(ModelFault):
    """Lines that rest on themselves inside a month; `names` from end to end, the first once more at last."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        circle = " → ".join(names)
        super().__init__(f"{names[-1]}: a circle inside the month, {circle}; read one of them as an opening")

    def __reduce__(self) -> tuple[type[CircleFault], tuple[tuple[str, ...]]]:
        return type(self), (self.names,)


class NumberFault(ArithmeticError):
    """A line has no finite value: names the line, the member, the month, the case and the reason.

    language: that of the plan, where it is known, for commands to tell it in. remedy: for the author of a
    rule; where a plan is evaluated, for its planner.
    """

    language: str | None = None
    remedy: Message = message("numbers.rule")

    def __init__(self, line: str, member: str, month: str, case: int, what: Message) -> None:
        self.line, self.member, self.month, self.case, self.what = line, member, month, case, what
        super().__init__(line, member, month, case, what)

    @property
    def message(self) -> Message:
        """Line, place and what is wrong, before it is put into a language."""
        case = message("numbers.case", case=self.case) if self.case else ""
        places = [place for place in (self.member, self.month, case) if place]
        mend = message("numbers.mended", what=self.what, remedy=self.remedy)
        if not places:
            return message("numbers.of_line", line=self.line, what=mend)
        return message("numbers.of_place", line=self.line, place=listed(places), what=mend)

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


def no_number(
    line: str,
    broken: Numbers,
    members: Sequence[Sequence[str]],
    months: Sequence[str],
    cases: Sequence[int] | Indices,
    reason: Message,
) -> NumberFault:
    """The NumberFault for the first value of a line's array that is not finite.

    broken: the array, shape (dimensions..., month, column). members: names along each dimension. cases: the
    case number of each column. Where every value is finite, the cause is a branch of `where` that is not
    taken.
    """
    bad = np.argwhere(~np.isfinite(broken))
    if not len(bad):
        return NumberFault(line, "", "", int(cases[0]), message("numbers.not_taken", reason=reason))
    *place, month, column = bad[0]
    member = ", ".join(names[index] for names, index in zip(members, place, strict=True))
    return NumberFault(line, member, months[int(month)], int(cases[column]), reason)
