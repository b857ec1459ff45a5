"""How a reader is declared: what an export's columns are called, and what they mean.

    name: {zh: 银行流水, en: Bank statement}
    columns:
      number: {header: 流水号, holds: id}
      day: {header: [交易日期, 记账日期], holds: day}
      received: {header: [收入, 贷方发生额], holds: amount}
      paid: {header: [支出, 借方发生额], holds: amount}
      balance: {header: 余额, holds: amount}
    key: [number]
    day: day
    running: {balance: balance, received: received, paid: paid}

Columns that are not declared are not read: thus names, addresses and telephone numbers are never kept.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from artplan.actuals.readers.cells import plain
from artplan.plan.schema.fields import Words, refused
from artplan.texts.closest import suggest

Holds = Literal["text", "id", "day", "period", "amount", "count", "rate"]
NUMBERS = ("amount", "count", "rate")
LEFT_OUT = "skip"  # the word for rows that are none of a month's records


def _tuple(raw: Any) -> Any:
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _pattern(raw: Any) -> Any:
    try:
        return re.compile(raw) if isinstance(raw, str) else raw
    except re.error:
        raise refused("actuals.no_pattern") from None


def _plain_keys(words: dict[str, str]) -> dict[str, str]:
    return {plain(text): word for text, word in words.items()}


def _plain_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, texts))


Names = Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_tuple)]
Texts = Annotated[Names, AfterValidator(_plain_texts)]
Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class Part(BaseModel):
    """A part of a declaration: it has only the declared keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class ExportColumn(Part):
    """A column of the export.

    header: its names, of which a file has one. optional: a file may lack it. without: what is cut off the
    front of an identifier. absolute: a negative amount is meant as a positive one.
    """

    header: Names
    holds: Holds = "text"
    optional: bool = False
    without: Names = ()
    absolute: bool = False


class Kinds(Part):
    """What kinds of row there are: the column that tells, and the word for each of its texts.

    `skip` as a word leaves the rows out. fits: words for texts in which a pattern is found. other: the word
    for all other texts; without it, a text that is not known is refused with the number of its rows and their
    amount: the sum of the columns `amount`.
    """

    column: str
    known: Annotated[dict[str, str], AfterValidator(_plain_keys)] = {}
    fits: dict[Pattern, str] = {}
    other: str | None = None
    amount: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()

    def word(self, text: str) -> str | None:
        """Return the kind of a row whose column says this; None if it is not known."""
        if text in self.known:
            return self.known[text]
        return next((word for pattern, word in self.fits.items() if pattern.search(text)), self.other)


class Sign(Part):
    """Another column says which way the amounts `of` go, whether or not they have a sign of their own."""

    column: str
    of: Annotated[tuple[str, ...], BeforeValidator(_tuple)]
    positive: Texts
    negative: Texts


class Running(Part):
    """A balance that each row carries forward by what it receives and pays."""

    balance: str
    received: str
    paid: str | None = None


class Footer(Part):
    """A line of text with the total of a column, which the pattern calls `sum`."""

    pattern: Pattern
    column: str


class TotalsBlock(Part):
    """A row of totals with a heading of its own, whose first cell is `first`.

    columns: by that heading; of a column with a sign, `+amount` and `-amount` are what goes either way.
    """

    first: str
    columns: dict[str, str]


class Partner(Part):
    """The columns with a partner's name and number, by which a company is told from a person."""

    name: str
    number: str


class Reader(Part):
    """A kind of export.

    heading_rows: 2 where the heading has a second row below merged cells. key: the columns that make a row
    unique; the month is added where there is no `day`. repeats: rows may have the same key, and each counts.
    day: the column that dates a row. item: the columns of what the row is about: an account, a campaign, a
    product. partner: the columns of who sells or buys. refers: the column of the order. filled: columns that
    say once what holds until they say something else. skip: rows whose first text fits. check: a further
    check by name, with `voucher`, the columns of a journal that number its vouchers.
    """

    name: Words
    source: str | None = None
    heading_rows: Literal[1, 2] = 1
    columns: dict[str, ExportColumn] = Field(min_length=1)
    key: Names
    repeats: bool = False
    day: str | None = None
    item: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    voucher: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    partner: Partner | None = None
    refers: str | None = None
    filled: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    kind: Kinds | None = None
    sign: Sign | None = None
    running: Running | None = None
    footers: Annotated[tuple[Footer, ...], BeforeValidator(_tuple)] = ()
    block: TotalsBlock | None = None
    skip: Pattern | None = None
    check: Literal["trial_balance", "vouchers"] | None = None

    @model_validator(mode="after")
    def _columns_are_declared(self) -> Reader:
        for name in self._named():
            if name not in self.columns:
                near = suggest(name, self.columns, "columns")
                raise refused("actuals.no_column_declared", name=name, near=near)
        running = self.running.model_dump().values() if self.running else ()
        for name in (self.day, *running):
            if name and self.columns[name].optional:
                raise refused("actuals.optional_column", name=name)
        return self

    def _named(self) -> list[str]:
        single = [self.day, self.refers, *self.voucher, *self.filled, *self.item]
        single += [each.column for each in self.footers]
        if self.partner:
            single += [self.partner.name, self.partner.number]
        if self.kind:
            single += [self.kind.column, *self.kind.amount]
        if self.block:
            single += [name.lstrip("+-") for name in self.block.columns.values()]
        if self.sign:
            single += [self.sign.column, *self.sign.of]
        if self.running:
            single += [self.running.balance, self.running.received, self.running.paid]
        return [*self.key, *(name for name in single if name)]

    @property
    def required(self) -> dict[str, ExportColumn]:
        """The columns that a file of this kind must have."""
        return {name: each for name, each in self.columns.items() if not each.optional}

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The columns of numbers, which a record keeps."""
        return tuple(name for name, each in self.columns.items() if each.holds in NUMBERS)
