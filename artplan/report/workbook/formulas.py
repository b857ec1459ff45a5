"""Translates a rule's expression to the formula of a row, the same in every month's column.

Words that work member by member have their formula in `engine.words`. Words that work across a dimension are
translated here, because their formulas depend on where its members are: a sum becomes SUM or SUMPRODUCT, a
sum by group SUMIF, a member's group is referenced directly, and the group of a month is looked up by INDEX
and MATCH. THIS and BEFORE are placeholders for a column's letters. Row references are absolute: LibreOffice
evaluates similar formulas below each other as one group, in threads, and may then leave cells of long chains
without recalculation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from artplan.engine.expression import Expression
from artplan.engine.line import Line
from artplan.engine.words import WORDS
from artplan.report.workbook.columns import MEMBER, letters, quoted
from artplan.report.workbook.layout import SheetBlock, WorkbookLayout
from artplan.result import Result

THIS, BEFORE = "\x01", "\x02"
LONGEST = 8192  # characters that Excel accepts in a formula
LONGEST_TEXT = 255  # characters of a text inside a formula


@dataclass(frozen=True)
class Piece:
    """A part of a formula.

    binds: the strength of its operator, as in `engine.words`.
    The format `{piece:2}` adds brackets if the strength is below 2.
    """

    text: str
    binds: int = 9

    def __format__(self, need: str) -> str:
        return f"({self.text})" if need and self.binds < int(need) else self.text


@dataclass(frozen=True)
class Looked:
    """A member that is looked up by the key in a cell."""

    key: str


@dataclass(frozen=True)
class Every:
    """All members of a dimension, as a range."""


class Scattered(Exception):
    """The members of a dimension are not in adjacent rows, so that no range holds them."""


Chosen = Mapping[str, "int | Looked | Every"]


class FormulaTooLong(ValueError):
    """A formula that is longer than Excel accepts."""


@dataclass(frozen=True)
class Formulas:
    """Writes the formulas of one plan; `titles` are the names on the sheets' tabs."""

    result: Result
    layout: WorkbookLayout
    titles: Mapping[str, str]

    def of_line(self, name: str, places: tuple[int, ...]) -> str:
        """Return the formula of a line's row, with THIS and BEFORE for columns; raises FormulaTooLong."""
        model, block = self.result.program.model, self.layout.blocks[name]
        line = model.lines[name]
        if line.closing:
            closing = self.layout.blocks[line.closing]
            return "=" + self._cell(closing, closing.row(places), block.sheet, BEFORE)
        chosen = dict(zip(line.per, places, strict=True))
        work = _Row(self, block, dict(chosen))
        text = work.number(model.expressions[name], chosen)
        if len(text) >= LONGEST:
            raise FormulaTooLong(f"{name}: the formula has {len(text)} characters, Excel takes {LONGEST}")
        return "=" + text

    def before(self, name: str, places: tuple[int, ...]) -> str:
        """Return the formula of an opening's first value; "" if it starts from nothing.

        The formula goes into the row of the opening's closing, before the first month.
        """
        opening = self._opened.get(name)
        if opening is None:
            return ""
        first = self.layout.blocks[opening.first]
        month = letters(self.layout.columns.first_month)
        return "=" + self._cell(first, first.row(places), self.layout.blocks[name].sheet, month)

    @cached_property
    def _opened(self) -> Mapping[str, Line]:
        """The openings that have a first value, by their closing."""
        lines = self.result.program.model.lines.values()
        return {line.closing: line for line in lines if line.closing and line.first}

    def _cell(self, block: SheetBlock, row: int, sheet: str, column: str) -> str:
        return f"{self._on(block, sheet)}{self._column(block, column)}${row + 1}"

    def _on(self, block: SheetBlock, sheet: str) -> str:
        return "" if block.sheet == sheet else quoted(self.titles[block.sheet]) + "!"

    def _column(self, block: SheetBlock, column: str) -> str:
        """Return the column of a block's numbers: the month's own, or the one before the first month."""
        return f"${letters(self.layout.columns.before)}" if block.constant else column


@dataclass(frozen=True)
class _Row:
    """Writes one row; `own` holds the places of the row's own members."""

    book: Formulas
    block: SheetBlock
    own: dict[str, int]

    def number(self, expression: Expression, chosen: Chosen) -> str:
        """Return a piece as a number: a comparison alone would be TRUE or FALSE, which SUM ignores."""
        piece = self.piece(expression, chosen)
        return f"{piece:3}*1" if _is_true_or_false(expression) else piece.text

    def piece(self, expression: Expression, chosen: Chosen) -> Piece:
        if expression.word == "name":
            return self._name(expression.name, chosen)
        if expression.word == "number":
            return Piece(f"{expression.value:.15g}")
        across = _ACROSS.get(expression.word)
        if across:
            return across(self, expression, chosen)
        word = WORDS[expression.word]
        parts = [self.piece(part, chosen) for part in expression.parts]
        if word.sheet == "{0}":
            return parts[0]
        return Piece(word.sheet.format(*parts), word.sheet_binds)

    def _name(self, name: str, chosen: Chosen) -> Piece:
        block = self.book.layout.blocks[name]
        per = self.book.result.per(name)
        if not per and block.constant:
            return Piece(name)  # a defined name
        places = [chosen[dim] for dim in per]
        for place in places[:-1]:
            if not isinstance(place, int):
                raise Scattered(name)
        *known, last = places or [0]
        if isinstance(last, int):
            row = block.row([place for place in places if isinstance(place, int)])
            return Piece(self.book._cell(block, row, self.block.sheet, THIS))
        first, size = [place for place in known if isinstance(place, int)], block.sizes[-1]
        rows = block.row([*first, 0]), block.row([*first, size - 1])
        values = self._range(block, rows, self.book._column(block, THIS))
        if isinstance(last, Every):
            return Piece(values)
        keys = self._range(block, rows, f"${letters(MEMBER + len(per) - 1)}")
        return Piece(f"INDEX({values},MATCH({last.key},{keys},0))")

    def _range(self, block: SheetBlock, rows: tuple[int, int], column: str) -> str:
        return f"{self.book._on(block, self.block.sheet)}{column}${rows[0] + 1}:{column}${rows[1] + 1}"

    def _members(self, dim: str) -> tuple[str, ...]:
        members: tuple[str, ...] = self.book.result.members[dim]
        return members

    def total(self, expression: Expression, chosen: Chosen) -> Piece:
        (summed,), over, by = expression.parts, expression.over, expression.by
        if not self._members(over):
            return Piece("0")
        try:
            inside = self.piece(summed, {**chosen, over: Every()})
        except Scattered:
            return self._one_by_one(summed, chosen, over, by)
        if not by:
            kind = "SUM" if summed.word == "name" else "SUMPRODUCT"
            return Piece(f"{kind}({inside})")
        keys, wanted = self._keys(over, by), self._wanted(by, chosen)
        if summed.word == "name" and self._alone(summed.name, over):
            return Piece(f"SUMIF({keys},{wanted},{inside})")
        return Piece(f"SUMPRODUCT(({keys}={wanted})*{inside:2})")

    def _alone(self, name: str, over: str) -> bool:
        return over in self.book.result.per(name)

    def _one_by_one(self, summed: Expression, chosen: Chosen, over: str, by: str) -> Piece:
        """Add members one by one if their rows are not adjacent; of a group, those that ever belong to it."""
        terms = []
        for place in range(len(self._members(over))):
            term = self.piece(summed, {**chosen, over: place})
            if not by:
                terms.append(f"{term:1}")
                continue
            group = chosen[by]
            inside = self.book.result.data.groupings[over, by][place] == group
            if inside.ndim and inside.any():
                key = self._key(over, by, place)
                terms.append(f"({key}={self._wanted(by, chosen)})*{term:2}")
            elif not inside.ndim and inside:
                terms.append(f"{term:1}")
        return Piece("+".join(terms) or "0", 1)

    def _keys(self, source: str, target: str) -> str:
        """Return the range with the name of each member's group."""
        block = self.book.layout.groups[source, target]
        rows = block.row([0]), block.row([block.sizes[0] - 1])
        return self._range(block, rows, self._group_column(source, target))

    def _key(self, source: str, target: str, place: int) -> str:
        block = self.book.layout.groups[source, target]
        on = self.book._on(block, self.block.sheet)
        return f"{on}{self._group_column(source, target)}${block.row([place]) + 1}"

    def _group_column(self, source: str, target: str) -> str:
        moves = source == "month" or self.book.result.data.groupings[source, target].ndim > 1
        return THIS if moves else f"${letters(self.book.layout.columns.before)}"

    def _wanted(self, by: str, chosen: Chosen) -> str:
        """Return the group to sum: a reference to the row's own member, or else the group's name."""
        place = chosen[by]
        assert isinstance(place, int)
        if self.own.get(by) == place:
            column = MEMBER + list(self.own).index(by)
            row = self.block.row(list(self.own.values()))
            return f"${letters(column)}${row + 1}"
        return f'"{self._members(by)[place]}"'

    def of(self, expression: Expression, chosen: Chosen) -> Piece:
        (inside,), by, per = expression.parts, expression.by, expression.per
        groups = self.book.result.data.groupings[per, by]
        if per == "month":
            return self._looked_up(inside, chosen, by, self._key(per, by, 0), bool((groups < 0).any()))
        place = chosen[per]
        assert isinstance(place, int)
        group = groups[place]
        if group.ndim:
            return self._looked_up(inside, chosen, by, self._key(per, by, place), bool((group < 0).any()))
        return Piece("0") if group < 0 else self.piece(inside, {**chosen, by: int(group)})

    def _looked_up(self, inside: Expression, chosen: Chosen, by: str, key: str, may_be_none: bool) -> Piece:
        result = self.piece(inside, {**chosen, by: Looked(key)})
        return Piece(f'IF({key}="",0,{result})') if may_be_none else result

    def brackets(self, expression: Expression, chosen: Chosen) -> Piece:
        """Return x divided into tiers, each part times the tier's rate, as one SUMPRODUCT.

        MIN and MAX are not used, since they would return one number for the whole range.
        """
        if not self._members(expression.over):
            return Piece("0")
        x = self.piece(expression.parts[0], chosen)
        every = {**chosen, expression.over: Every()}
        floor, ceiling, rate = (self.piece(part, every) for part in expression.parts[1:])
        inside = f"({x:1}<{ceiling})*{x:2}+({x:1}>={ceiling})*{ceiling}-{floor}"
        return Piece(f"SUMPRODUCT(({x:1}>{floor})*({inside})*{rate:3})")

    def aged(self, expression: Expression, chosen: Chosen) -> Piece:
        (inside,), over = expression.parts, expression.over
        place, last = chosen[over], len(self._members(over)) - 1
        assert isinstance(place, int)
        sources = [place - 1] * (place > 0) + [last] * (place == last)
        terms = [f"{self.piece(inside, {**chosen, over: each}):1}" for each in sources]
        return Piece("+".join(terms) or "0", 1 if len(terms) > 1 else 9)

    def member(self, expression: Expression, chosen: Chosen) -> Piece:
        """Return the sum of a line's named members, over all members of a dimension where `*` is named."""
        (line,) = expression.parts
        picked: list[dict[str, int | Looked | Every]] = [{}]
        for dim, member in expression.members:
            members = self._members(dim)
            places = range(len(members)) if member == "*" else [members.index(member)]
            picked = [{**each, dim: place} for each in picked for place in places]
        block = self.book.layout.blocks[line.name]
        if len(picked) > 1 and len(picked) == len(block.members):
            rows = block.first, block.first + len(picked) - 1
            return Piece(f"SUM({self._range(block, rows, self.book._column(block, THIS))})")
        return Piece("+".join(self.piece(line, each).text for each in picked) or "0", 1)

    def gather(self, expression: Expression, chosen: Chosen) -> Piece:
        *elements, step = expression.parts
        place = chosen[expression.per]
        assert isinstance(place, int)
        if not elements or elements[place].word == "number":
            return Piece("0")
        read, divisor = self.piece(elements[place], chosen), self.piece(step, chosen)
        return Piece(f"{read:2}/{divisor:3}", 2)


def _is_true_or_false(expression: Expression) -> bool:
    if expression.word == "where":
        return any(_is_true_or_false(branch) for branch in expression.parts[1:])
    return WORDS[expression.word].compares if expression.word in WORDS else False


_ACROSS = {
    "total": _Row.total,
    "of": _Row.of,
    "brackets": _Row.brackets,
    "aged": _Row.aged,
    "member": _Row.member,
    "gather": _Row.gather,
}
