"""Writes lines as instructions: each word of an expression becomes one, with a place for what it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from artplan.engine.expression import Expression, term
from artplan.engine.tiles.instructions import AXES, NONE, NOTHING, WORDS, Code
from artplan.engine.tiles.layout import SCRATCH, Operand
from artplan.engine.words import DUST


class Writer:
    """Writes the instructions of lines.

    lanes: numbers that lie side by side in a wide operand. place: the operand of a name. months: whether the
    lanes are the months. tile: whether they are the cases of a tile, whose number the library knows.
    """

    def __init__(
        self,
        code: Code,
        lanes: int,
        place: Callable[[str], Operand],
        *,
        months: bool = False,
        tile: bool = False,
    ) -> None:
        self.code, self.lanes, self.place, self.months = code, lanes, place, months
        self.dims, self.top, self.stated = code.dims, 0, 0 if tile else lanes

    def line(self, expression: Expression, to: Operand) -> None:
        """A line worked out into its place."""
        self.top = 0
        result = self.value(expression, to)
        if result is not to:
            self.emit("copy", to.dims, to, result)
        self.code.scratch = max(self.code.scratch, self.top)

    def value(self, expression: Expression, into: Operand | None = None) -> Operand:
        """Where an expression's numbers stand, once the instructions so far are carried out."""
        word = expression.word
        if word == "name":
            return self.place(expression.name)
        if word == "number":
            return self.code.number(expression.value)
        if word in SPECIAL:
            return SPECIAL[word](self, expression, into)
        return self.word(word, into, *(self.value(part) for part in expression.parts))

    def word(self, word: str, into: Operand | None, *parts: Operand) -> Operand:
        """A word applied member by member."""
        dims, wide = self.spanned(parts)
        to = self.target(into, dims, wide)
        self.emit(word, dims, to, *parts)
        return to

    def spanned(self, parts: Sequence[Operand]) -> tuple[int, int]:
        """The dimensions of all parts together, and whether one of them is wide."""
        dims, wide = parts[0].dims, parts[0].wide
        for part in parts[1:]:
            if part.dims != dims:
                dims = self.dims.union(dims, part.dims)
            wide |= part.wide
        return dims, wide

    def target(self, into: Operand | None, dims: int, wide: int) -> Operand:
        """The line's own place where the result fits it, else one of the scratch room."""
        if into is not None and into.dims == dims and into.wide >= wide:
            return into
        inner = self.lanes if wide else 1
        at = SCRATCH + self.top
        self.top += self.dims.members[dims] * inner
        return Operand(at, dims, inner, wide)

    def emit(
        self,
        word: str,
        dims: int,
        to: Operand,
        a: Operand = NOTHING,
        b: Operand = NOTHING,
        c: Operand = NOTHING,
        *,
        lanes: int | None = None,
    ) -> None:
        """One instruction over the dimensions; several where there are more than three."""
        row = (WORDS[word], self.stated if lanes is None else lanes, dims, 0, 0)
        outer = self.dims.sets[dims][:-AXES]
        if not outer:
            self.code.raw += row + to + a + b + c
            return
        for place in self.dims.places(outer):
            moved = [self._moved(each, outer, place) for each in (to, a, b, c)]
            self.code.raw += (*row, *(number for each in moved for number in each))

    def _moved(self, operand: Operand, dims: Sequence[str], place: Sequence[int]) -> Operand:
        if not dims:
            return operand
        steps = [self.dims.stride(operand.dims, dim) * each for dim, each in zip(dims, place, strict=True)]
        return operand._replace(at=operand.at + sum(steps) * operand.inner)

    def across(
        self,
        word: str,
        size: int,
        rest: Sequence[str],
        operands: tuple[Operand, Operand],
        along: tuple[int, int, int],
        listed: tuple[int, int] = (0, 0),
        lanes: int | None = None,
    ) -> None:
        """One instruction whose second axis, of this size, is that of the word; the rest lies around it.

        along: the distances on that axis of the result, of the operand, and of the operand for each entry of
        the list. listed: the list's place, and its distance from month to month.
        """
        inner, outer = rest[-2:], rest[:-2]
        sizes = [self.dims.sizes[dim] for dim in inner] + [1, 1]
        for place in self.dims.places(outer):
            to, a = (self._moved(each, outer, place) for each in operands)
            steps = [
                [self.dims.stride(each.dims, dim) * each.inner for dim in inner] + [0, 0] for each in (to, a)
            ]
            by = [(step[0], own, step[1]) for step, own in zip(steps, along, strict=False)]
            self.code.stated.append(
                (len(self.code), (sizes[0], size, sizes[1]), (*by, (0, along[2], 0), NONE))
            )
            lanes = self.stated if lanes is None else lanes
            self.code.raw += (WORDS[word], lanes, self.dims.none, *listed, *to, *a, *a, *NOTHING)

    def summed(self, to: Operand, a: Operand, over: Sequence[str]) -> None:
        """The sum of the operand over some of its dimensions, added to one place."""
        inner, outer = over[-AXES:], over[:-AXES]
        blank = AXES - len(inner)
        sizes = (*[1] * blank, *(self.dims.sizes[dim] for dim in inner))
        by = (*[0] * blank, *(self.dims.stride(a.dims, dim) * a.inner for dim in inner))
        for place in self.dims.places(outer):
            self.code.stated.append((len(self.code), sizes, (NONE, by, NONE, NONE)))
            self.emit("sum", self.dims.none, to, self._moved(a, outer, place))


def _as_it_is(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    return writer.value(expression.parts[0], into)


def _between(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    x, floor, cap = expression.parts
    return writer.value(Expression("minimum", (Expression("maximum", (x, floor)), cap)), into)


def _some(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    return writer.word(">", into, writer.value(expression.parts[0]), writer.code.number(DUST))


def _brackets(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    x, floor, ceiling, rate = expression.parts
    reached = Expression("-", (Expression("minimum", (x, ceiling)), floor))
    inside = Expression("*", (Expression("maximum", (reached, term(0))), rate))
    return _total(writer, Expression("total", (inside,), over=expression.over), into)


def _total(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    (part,), over, by = expression.parts, expression.over, expression.by
    if by:
        return _by_group(writer, writer.value(part), over, by, into)
    parts = [writer.value(each) for each in part.parts] if part.word == "*" else [writer.value(part)]
    dims, wide = writer.spanned(parts)
    rest = writer.dims.number(dim for dim in writer.dims.sets[dims] if dim != over)
    to = writer.target(into, rest, wide)
    writer.emit("zero", rest, to)
    writer.emit("sum_product" if len(parts) == 2 else "sum", dims, to, *parts)
    return to


def _by_group(writer: Writer, a: Operand, over: str, by: str, into: Operand | None) -> Operand:
    """The sums by group; where the groups move with the month and the lanes are months, one month each."""
    dims = writer.dims
    start, step = writer.code.lists[over, by]
    rest = [dim for dim in dims.sets[a.dims] if dim != over]
    monthly = writer.months and step > 0
    to = writer.target(into, dims.sorted([*rest, by]), a.wide | monthly)
    writer.emit("zero", to.dims, to)
    along = (dims.stride(to.dims, by) * to.inner, dims.stride(a.dims, over) * a.inner, 0)
    for to_now, a_now, at, lanes in _months(writer, to, a, (start, step), monthly):
        writer.across("sum_groups", dims.sizes[over], rest, (to_now, a_now), along, at, lanes)
    return to


def _months(
    writer: Writer, to: Operand, a: Operand, listed: tuple[int, int], monthly: bool
) -> list[tuple[Operand, Operand, tuple[int, int], int]]:
    """The operands, the list and the lanes: once, or for each month where the lanes are months."""
    if not monthly:
        return [(to, a, listed, writer.lanes)]
    start, step = listed
    return [
        (
            to._replace(at=to.at + month, wide=0),
            a._replace(at=a.at + month * a.wide, wide=0),
            (start + step * month, 0),
            1,
        )
        for month in range(writer.lanes)
    ]


def _of(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    dims, by, per = writer.dims, expression.by, expression.per
    a = writer.value(expression.parts[0])
    rest = [dim for dim in dims.sets[a.dims] if dim != by]
    start, step = writer.code.lists[per, by]
    from_group = dims.stride(a.dims, by) * a.inner
    if per == "month":
        to = writer.target(into, dims.number(rest), a.wide | writer.months)
        if writer.months:  # the months are the axis, one number each
            along = (1, from_group, a.wide)
            flat = (to._replace(wide=0), a._replace(wide=0))
            writer.across("take", writer.lanes, rest, flat, along, (start, 0), 1)
        else:
            writer.across("take", 1, rest, (to, a), (0, from_group, 0), (start, step))
        return to
    monthly = writer.months and step > 0
    to = writer.target(into, dims.sorted([*rest, per]), a.wide | monthly)
    along = (dims.stride(to.dims, per) * to.inner, from_group, 0)
    for to_now, a_now, at, lanes in _months(writer, to, a, (start, step), monthly):
        writer.across("take", dims.sizes[per], rest, (to_now, a_now), along, at, lanes)
    return to


def _aged(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    dims, over = writer.dims, expression.over
    a = writer.value(expression.parts[0])
    to = writer.target(into, a.dims, a.wide)
    rest = [dim for dim in dims.sets[a.dims] if dim != over]
    along = (dims.stride(to.dims, over) * to.inner, dims.stride(a.dims, over) * a.inner, 0)
    writer.across("aged", dims.sizes[over], rest, (to, a), along)
    return to


def _gather(writer: Writer, expression: Expression, into: Operand | None) -> Operand:
    *elements, last = expression.parts
    step = writer.value(last)
    named = {place: each for place, each in enumerate(elements) if each.word == "member"}
    read = {place: writer.value(each.parts[0]) for place, each in named.items()}
    dims = writer.dims.number((expression.per,))
    to = writer.target(into, dims, max([step.wide, *(each.wide for each in read.values())]))
    writer.emit("zero", dims, to)
    for place, a in read.items():
        chosen = [each for each in named[place].members if each[1] != "*"]
        steps = [writer.code.positions[each] * writer.dims.stride(a.dims, each[0]) for each in chosen]
        own = to._replace(at=to.at + place * to.inner)
        over = [dim for dim, member in named[place].members if member == "*"]
        writer.summed(own, a._replace(at=a.at + sum(steps) * a.inner), over)
    if read:
        writer.emit("/", dims, to, to, step)
    return to


SPECIAL: dict[str, Callable[[Writer, Expression, Operand | None], Operand]] = {
    "one_month": _as_it_is,
    "one_year": _as_it_is,
    "between": _between,
    "some": _some,
    "brackets": _brackets,
    "total": _total,
    "of": _of,
    "aged": _aged,
    "gather": _gather,
}
