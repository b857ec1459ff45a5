"""The traced form of a rule: a tree of words (functions and operators) with names and numbers as leaves.

Arithmetic on expressions builds larger expressions, so that calling an ordinary Python function with names
yields its formula. What Python itself would decide at once (`if`, `and`, `max`) cannot be traced: it raises
TypeError, naming the word to use instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, eq=False)
class Expression:
    """A word applied to parts. over, by, per: names of dimensions, for the words that need them.

    members: only for the word `member`, pairs of a dimension and one of its members, or `*` for the sum over
    all. Comparison with `==` is not defined; compare with `<=` or `>=`.
    """

    word: str
    parts: tuple[Expression, ...] = ()
    name: str = ""
    value: float = 0.0
    over: str = ""
    by: str = ""
    per: str = ""
    members: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Term) -> Expression:
        return apply("+", self, other)

    def __radd__(self, other: Term) -> Expression:
        return apply("+", other, self)

    def __sub__(self, other: Term) -> Expression:
        return apply("-", self, other)

    def __rsub__(self, other: Term) -> Expression:
        return apply("-", other, self)

    def __mul__(self, other: Term) -> Expression:
        return apply("*", self, other)

    def __rmul__(self, other: Term) -> Expression:
        return apply("*", other, self)

    def __truediv__(self, other: Term) -> Expression:
        return apply("/", self, other)

    def __rtruediv__(self, other: Term) -> Expression:
        return apply("/", other, self)

    def __pow__(self, other: Term) -> Expression:
        return apply("**", self, other)

    def __rpow__(self, other: Term) -> Expression:
        return apply("**", other, self)

    def __neg__(self) -> Expression:
        return apply("negative", self)

    def __lt__(self, other: Term) -> Expression:
        return apply("<", self, other)

    def __le__(self, other: Term) -> Expression:
        return apply("<=", self, other)

    def __gt__(self, other: Term) -> Expression:
        return apply(">", self, other)

    def __ge__(self, other: Term) -> Expression:
        return apply(">=", self, other)

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("== cannot be traced in a rule: compare with <= or >=, or use a 0/1 input")

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a rule cannot branch: use where(), minimum(), maximum() or between(), not if, and, or, max"
        )

    def __abs__(self) -> NoReturn:
        raise TypeError("use maximum(x, 0 - x) in a rule, not abs()")

    def __float__(self) -> NoReturn:
        raise TypeError("a rule cannot turn a line into a number: use the words of the vocabulary")

    __int__ = __round__ = __floor__ = __ceil__ = __trunc__ = __float__

    def __iter__(self) -> NoReturn:
        raise TypeError("a rule cannot loop over a line: use total(), not sum()")

    def names(self) -> Iterator[str]:
        """Every name that is read, in order of appearance, with repetitions."""
        if self.word == "name":
            yield self.name
        for part in self.parts:
            yield from part.names()

    def words(self) -> Iterator[str]:
        """The expression's own word and those of its parts, with repetitions."""
        yield self.word
        for part in self.parts:
            yield from part.words()


Term = Expression | float | int


def name(text: str) -> Expression:
    """The expression that reads a line or input."""
    return Expression("name", name=text)


def term(value: Term) -> Expression:
    """The value as an expression: a number becomes a leaf.

    Raises TypeError for anything else, booleans too.
    """
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{value!r} is neither a line nor a number")
    return Expression("number", value=float(value))


def apply(word: str, *parts: Term, over: str = "", by: str = "", per: str = "") -> Expression:
    """The word applied to the parts, numbers among them turned into leaves.

    Raises TypeError as `term` does.
    """
    return Expression(word, tuple(term(part) for part in parts), over=over, by=by, per=per)
