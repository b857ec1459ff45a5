"""A small spreadsheet: works out the formulas of a workbook, knowing only the file.

Formulas are taken apart by openpyxl's tokenizer and become Python; each cell is worked out after the
cells it reads. It knows the functions that the workbook may use, and no others.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl import Workbook, load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import column_index_from_string, get_column_letter

Cell = tuple[str, int, int]  # sheet, row, column, counted from 1
REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?(?P<first>\$?[A-Z]+\$?\d+)(?::(?P<last>\$?[A-Z]+\$?\d+))?"
)
ADDRESS = re.compile(r"(\$?)([A-Z]+)(\$?)(\d+)")
BINDS = {"=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 5}
PYTHON = {"=": "==", "<>": "!=", "^": "**"}
NEGATIVE = 4


def half_away(x: float, digits: float) -> float:
    """ROUND of a spreadsheet: fifteen digits count, halves go away from zero."""
    scaled = float(f"{abs(x) * 10**digits:.15g}")
    return math.copysign(math.floor(scaled + 0.5) / 10**digits, x)


def numbers(*values: Any) -> list[float]:
    """All numbers among arguments and ranges; what stands as text or truth in a range is passed over."""
    result: list[float] = []
    for value in values:
        if isinstance(value, np.ndarray):
            result += [
                float(each)
                for each in value.flat
                if isinstance(each, int | float) and not isinstance(each, bool)
            ]
        else:
            result.append(float(value))
    return result


def matching(keys: Any, wanted: Any) -> list[bool]:
    return [str(key).casefold() == str(wanted).casefold() for key in keys.flat]


FUNCTIONS: dict[str, Any] = {
    "SUM": lambda *a: math.fsum(numbers(*a)),
    "MIN": lambda *a: min(numbers(*a), default=0.0),
    "MAX": lambda *a: max(numbers(*a), default=0.0),
    "AVERAGE": lambda *a: math.fsum(numbers(*a)) / len(numbers(*a)),
    "SUMPRODUCT": lambda a: float(np.sum(np.asarray(a, dtype=float))),
    "SUMIF": lambda keys, wanted, values: math.fsum(
        v for hit, v in zip(matching(keys, wanted), values.flat, strict=True) if hit
    ),
    "COUNTIF": lambda keys, wanted: float(sum(matching(keys, wanted))),
    "INDEX": lambda values, place: values.flat[int(place) - 1],
    "MATCH": lambda wanted, keys, _: matching(keys, wanted).index(True) + 1,
    "ROUND": half_away,
    "INT": math.floor,
    "ABS": abs,
    "SIGN": lambda x: (x > 0) - (x < 0),
    "EXP": math.exp,
    "LN": math.log,
    "AND": lambda *a: all(a),
}


@dataclass
class Sheet:
    """What the file says: formulas and values by cell, defined names, the numbers worked out so far."""

    formulas: dict[Cell, str]
    values: dict[Cell, Any]
    names: dict[str, Cell]

    @staticmethod
    def read(path: Path) -> Sheet:
        return Sheet.of(load_workbook(path, read_only=True))

    @staticmethod
    def of(book: Workbook) -> Sheet:
        formulas, values = {}, {}
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.data_type == "f":
                        formulas[sheet.title, cell.row, cell.column] = cell.value[1:]
                    elif cell.value is not None:
                        values[sheet.title, cell.row, cell.column] = cell.value
        names = {}
        for name, defined in book.defined_names.items():
            sheet_name, address = next(defined.destinations)
            _, letters, _, row = ADDRESS.fullmatch(address).groups()
            names[name] = (sheet_name, int(row), column_index_from_string(letters))
        return Sheet(formulas, values, names)

    def work_out(self) -> dict[Cell, Any]:
        """Every formula's value."""
        done, compiled = dict(self.values), {cell: self._compiled(cell) for cell in self.formulas}
        for start in self.formulas:
            waiting = [start]
            while waiting:
                cell = waiting[-1]
                if cell in done:
                    waiting.pop()
                    continue
                work, reads, rows = compiled[cell]
                missing = [each for each in reads(cell, rows) if each not in done and each in compiled]
                if missing:
                    assert len(waiting) < 1_000_000, f"a circle at {cell}"
                    waiting += missing
                    continue
                done[cell] = work(cell, rows, done)
                waiting.pop()
        return {cell: done[cell] for cell in self.formulas}

    def _compiled(self, cell: Cell) -> Any:
        sheet, _, column = cell
        shape, rows = taken_apart(self.formulas[cell], column)
        return *_function(shape, sheet, _Names(self.names)), rows


class _Names(dict[str, Cell]):
    """The defined names, as part of a key: there is one set of them in a file."""

    def __hash__(self) -> int:  # type: ignore[override]
        return len(self)


def taken_apart(formula: str, column: int) -> tuple[str, tuple[int, ...]]:
    """What a formula has in common with others, its columns counted from its own; and the rows named."""
    rows: list[int] = []

    def shifted(match: re.Match[str]) -> str:
        fixed, letters, _, row = match.groups()
        rows.append(int(row))
        at = column_index_from_string(letters)
        return f"⟦{len(rows)},{at if fixed else at - column},{int(bool(fixed))}⟧"

    parts = re.split(r"('(?:[^']|'')+'!|\"[^\"]*\")", formula)  # sheet names and texts stay as they are
    shape = "".join(
        part
        if index % 2
        else re.sub(r"(?<![A-Za-z_\d.])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\d(A-Za-z_])", shifted, part)
        for index, part in enumerate(parts)
    )
    return shape, tuple(rows)


@cache
def _function(shape: str, sheet: str, names: _Names) -> Any:
    """Python for all formulas of a shape: the value, and the cells that are read."""
    tokens = [each for each in Tokenizer("=" + _restored(shape)).items if each.type != Token.WSPACE]
    reads: list[str] = []
    code = _Parser(tokens, sheet, names, reads).expression(0)
    space = {"f": FUNCTIONS, "np": np, "at": _at, "area": _area, "power": _power}
    return eval(f"(lambda cell, rows, v: {code}, lambda cell, rows: [{', '.join(reads)}])", space)


# The tokenizer wants addresses: relative columns are written from the column that all are counted from, and
# the number of a row among those that the formula names stands for the row.
BASE = 5000


def _restored(shape: str) -> str:
    def back(match: re.Match[str]) -> str:
        row, at, fixed = match.groups()
        return (
            f"${get_column_letter(int(at))}{row}"
            if fixed == "1"
            else f"{get_column_letter(BASE + int(at))}{row}"
        )

    return re.sub(r"⟦(\d+),(-?\d+),(\d)⟧", back, shape)


def _at(cell: Cell, v: dict[Cell, Any], place: Cell) -> Any:
    value = v.get(place, 0.0)
    return float(value) if isinstance(value, bool) else value


def _area(v: dict[Cell, Any], sheet: str, top: int, left: int, bottom: int, right: int) -> Any:
    cells = [v.get((sheet, r, c), 0.0) for r in range(top, bottom + 1) for c in range(left, right + 1)]
    kind = object if any(isinstance(each, str) for each in cells) else float
    return np.array(cells, dtype=kind)


def _power(base: Any, exponent: Any) -> Any:
    return base**exponent


@dataclass
class _Parser:
    """Precedence climbing over the tokens; `reads` collects what the formula depends on."""

    tokens: list[Token]
    sheet: str
    names: _Names
    reads: list[str]
    place: int = 0

    def expression(self, binds: int) -> str:
        left = self.operand()
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.type != Token.OP_IN or BINDS[token.value] < max(binds, 1):
                break
            self.place += 1
            right = self.expression(BINDS[token.value] + 1)
            if token.value == "^":
                left = f"power({left}, {right})"
            else:
                left = f"({left} {PYTHON.get(token.value, token.value)} {right})"
        return left

    def operand(self) -> str:
        token = self.tokens[self.place]
        self.place += 1
        if token.type == Token.OP_PRE:
            return f"({token.value}{self.expression(NEGATIVE)})"
        if token.type == Token.PAREN:
            inner = self.expression(0)
            self.place += 1
            return f"({inner})"
        if token.type == Token.FUNC:
            return self.call(token.value.rstrip("("))
        if token.subtype == Token.NUMBER:
            return f"{float(token.value)!r}"
        if token.subtype == Token.TEXT:
            return repr(token.value[1:-1])
        return self.reference(token.value)

    def call(self, name: str) -> str:
        arguments = []
        while self.tokens[self.place].subtype != Token.CLOSE:
            if self.tokens[self.place].type == Token.SEP:
                self.place += 1
            arguments.append(self.expression(0))
        self.place += 1
        if name == "IF":
            condition, then, otherwise = arguments
            return f"({then} if {condition} else {otherwise})"
        assert name in FUNCTIONS, f"{name} is no function that every program knows"
        return f"f[{name!r}]({', '.join(arguments)})"

    def reference(self, text: str) -> str:
        if text in self.names:
            self.reads.append(repr(self.names[text]))
            return f"at(cell, v, {self.names[text]!r})"
        match = REFERENCE.fullmatch(text)
        assert match, f"what is {text}?"
        sheet = (match["sheet"] or self.sheet).strip("'").replace("''", "'")
        row, column = self.corner(match["first"])
        if not match["last"]:
            self.reads.append(f"({sheet!r}, {row}, {column})")
            return f"at(cell, v, ({sheet!r}, {row}, {column}))"
        bottom, right = self.corner(match["last"])
        self.reads.append(
            f"*[({sheet!r}, r, c) for r in range({row}, {bottom} + 1) for c in range({column}, {right} + 1)]"
        )
        return f"area(v, {sheet!r}, {row}, {column}, {bottom}, {right})"

    def corner(self, address: str) -> tuple[str, str]:
        fixed, letters, _, row = ADDRESS.fullmatch(address).groups()  # type: ignore[union-attr]
        at = column_index_from_string(letters)
        return f"rows[{int(row) - 1}]", f"{at}" if fixed else f"cell[2] + {at - BASE}"
