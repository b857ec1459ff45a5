"""What follows from a rule without any number: its expression, dimensions, units and formula in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from artplan.engine.expression import Expression, name, term
from artplan.engine.faults import ModelFault
from artplan.engine.line import Line
from artplan.engine.units import ONE, Unit, unit
from artplan.engine.words import WORDS, UnitFault
from artplan.texts.catalogue import text as text_of


class Declared(Protocol):
    """The card of an input as the engine needs it; a line has the same attributes."""

    @property
    def unit(self) -> str:
        """The unit, as in `CNY/person/month`."""
        ...

    @property
    def per(self) -> tuple[str, ...]:
        """The dimensions, in the model's order."""
        ...

    @property
    def zh(self) -> str:
        """The Chinese label."""
        ...

    @property
    def en(self) -> str:
        """The English label."""
        ...

    @property
    def rolls(self) -> str:
        """How months become a quarter or a year."""
        ...

    @property
    def describe(self) -> str:
        """The description, a sentence or nothing."""
        ...


Cards = Mapping[str, Declared]


def expression_of(line: Line) -> Expression:
    """The expression of a line's rule, traced by calling it with names.

    Raises ModelFault where it cannot be traced.
    """
    assert line.rule is not None
    try:
        return term(line.rule(**{each: name(each) for each in line.reads}))
    except TypeError as reason:
        raise ModelFault(f"{line.name}: {reason}") from reason


def dimensions_of(expression: Expression, cards: Cards) -> frozenset[str]:
    """The dimensions along which an expression varies.

    Raises ModelFault, not naming the line, where they do not fit.
    """
    if expression.word == "name":
        return frozenset(cards[expression.name].per)
    dims: frozenset[str] = frozenset().union(*(dimensions_of(part, cards) for part in expression.parts))
    if expression.word == "member":
        return frozenset()
    if expression.word == "gather":
        return dims | {expression.per}
    if expression.word in ("total", "brackets", "aged"):
        return _across(expression, dims)
    if expression.word == "of":
        return _picked(expression, dims)
    return dims


def _across(expression: Expression, dims: frozenset[str]) -> frozenset[str]:
    over, by = expression.over, expression.by
    if over not in dims:
        raise ModelFault(f"{expression.word} over '{over}', but nothing in it is per {over}")
    if by in dims:
        raise ModelFault(f"total by '{by}' of something that is per {by} already")
    if expression.word == "aged":
        return dims
    if expression.word == "total" and not _is_product(expression.parts[0]):
        raise ModelFault("total takes a line or a product of lines: give the rest a line of its own")
    return (dims - {over}) | ({by} if by else set())


def _picked(expression: Expression, dims: frozenset[str]) -> frozenset[str]:
    by, per = expression.by, expression.per
    if by not in dims:
        raise ModelFault(f"of by '{by}', but nothing in it is per {by}")
    if per in dims:
        raise ModelFault(f"of per '{per}' of something that is per {per} already")
    return (dims - {by}) | (set() if per == "month" else {per})


def _is_product(expression: Expression) -> bool:
    if expression.word == "*":
        return all(_is_product(part) for part in expression.parts)
    return expression.word in ("name", "number")


def unit_of(expression: Expression, cards: Cards) -> Unit | None:
    """The unit that follows from the parts; None for a bare 0, which fits any unit.

    Raises UnitFault, not naming the line, where units do not match.
    """
    if expression.word == "name":
        return unit(cards[expression.name].unit)
    if expression.word == "number":
        return ONE if expression.value else None
    return WORDS[expression.word].units([unit_of(part, cards) for part in expression.parts])


def check(line: Line, expression: Expression, cards: Cards) -> None:
    """Check that a line's card states the dimensions and the unit of its rule.

    Raises ModelFault, naming the line.
    """
    if any("rate" in part.words() for part in expression.parts):
        raise ModelFault(f"{line.name}: a rate inside another word: give it a line of its own")
    try:
        dims, result = dimensions_of(expression, cards), unit_of(expression, cards)
    except (ModelFault, UnitFault) as reason:
        raise ModelFault(f"{line.name}: {reason}; it is worked out as {text(expression, str)}") from reason
    if dims - set(line.per):
        extra = ", ".join(sorted(dims - set(line.per)))
        raise ModelFault(
            f"{line.name}: the rule varies by {extra}, the card does not say so: add per= or a total"
        )
    if result is not None and result != unit(line.unit):
        raise ModelFault(f"{line.name}: the card says {line.unit}, the rule gives {result}")


def text(
    expression: Expression,
    label: Callable[[str], str],
    lang: str = "en",
    member: Callable[[str, str], str] = lambda dimension, name: name,
) -> str:
    """The formula in words, in `zh` or `en`.

    label: maps names of lines, inputs and dimensions to what is written. member: maps a dimension and its
    member likewise.
    """
    if expression.word in ("member", "gather"):
        return _gathered(expression, label, lang, member)
    if expression.word == "name":
        return label(expression.name)
    if expression.word == "number":
        return f"{expression.value:g}"
    word = WORDS[expression.word]
    parts = [_bracketed(part, index, expression, label, lang) for index, part in enumerate(expression.parts)]
    over, by = (label(dim) if dim else "" for dim in (expression.over, expression.by))
    if expression.word == "total" and by:
        by = text_of("formula.by", lang, dimension=by)
    return word.text[lang].format(*parts, over=over, by=by)


def _gathered(
    expression: Expression, label: Callable[[str], str], lang: str, member: Callable[[str, str], str]
) -> str:
    """`Visits (PC store); Followers (Weibo) ÷ Step`: what a member reads, or what each of them does."""
    *elements, last = expression.parts
    if expression.word == "member":
        chosen = ", ".join(member(dim, each) for dim, each in expression.members if each != "*")
        return label(last.name) + (f" ({chosen})" if chosen else "")
    read = [text(each, label, lang, member) for each in elements if each.word == "member"]
    return WORDS["gather"].text[lang].format("; ".join(read) or "0", label(last.name))


def _bracketed(
    part: Expression, index: int, whole: Expression, label: Callable[[str], str], lang: str
) -> str:
    written = text(part, label, lang)
    if part.word in ("name", "number") or WORDS[whole.word].binds == 9:
        return written
    inner, outer = WORDS[part.word].binds, WORDS[whole.word].binds
    # a - (b - c) and a / (b * c) need the bracket on the right, (a - b) - c needs none
    loose = inner < outer or (inner == outer and (index > 0 or outer == 3))
    return f"({written})" if loose and whole.word != "where" else written
