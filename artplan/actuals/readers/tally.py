"""What a sheet says of itself, compared with its rows: totals, footers, running balances, kinds of row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from artplan.actuals.readers.cells import plain, read_number
from artplan.actuals.readers.declaration import NUMBERS, Reader, Running
from artplan.actuals.readers.find import IdentifiedSheet, header
from artplan.exports.few import first_few
from artplan.plan.written.faults import Fault, fault_at

TOTALS = re.compile(r"(本页合计|小\s*计|合\s*计|总\s*计)[:：]?")
PARTIAL = ("本页合计", "小")
ZERO = Decimal(0)


@dataclass
class Kind:
    """The rows of a kind, by number and amount, and the first of their lines."""

    line: int
    rows: int = 0
    amount: Decimal = ZERO


@dataclass
class Tally:
    """What has been read of a sheet so far.

    sums: by column of numbers, of all rows; since: those since the last subtotal. unknown: the kinds of row
    that the reader does not know. upward, downward: the first line whose balance does not follow from the row
    before, and from the row after.
    """

    sheet: IdentifiedSheet
    rows: int = 0
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    sums: dict[str, Decimal] = field(default_factory=dict)
    since: dict[str, Decimal] = field(default_factory=dict)
    unknown: dict[str, Kind] = field(default_factory=dict)
    before: tuple[Decimal, Decimal] | None = None
    upward: int = 0
    downward: int = 0
    block: tuple[str, ...] = ()  # the heading of a row of totals, once it has been read
    said: dict[int, str] = field(default_factory=dict)  # by place in a row, what `filled` columns said last
    alike: Counter[tuple[str, ...]] = field(default_factory=Counter)  # rows by what identifies them

    @property
    def reader(self) -> Reader:
        return self.sheet.reader

    def blame(self, line: int, path: str, key: str, /, **values: object) -> None:
        place = f"{self.sheet.place}:{line}" if line else self.sheet.place
        self.faults.setdefault(key, []).append(fault_at(place, path, key, **values))

    def all_faults(self) -> list[Fault]:
        """Return a few of the faults of each kind; to be asked for when all rows are read."""
        for text, kind in self.unknown.items():
            self.blame(
                kind.line, "", "actuals.unknown_kind", kind=text, count=f"{kind.rows:,}", amount=kind.amount
            )
        if self.upward and self.downward:
            self.blame(max(self.upward, self.downward), "", "actuals.balance")
        return [fault for alike in self.faults.values() for fault in first_few(alike)]

    def add(self, line: int, numbers: Mapping[str, Decimal]) -> None:
        """Count a row."""
        self.rows += 1
        for column, number in numbers.items():
            self.sums[column] = self.sums.get(column, ZERO) + number
            self.since[column] = self.since.get(column, ZERO) + number
        for column in self.reader.sign.of if self.reader.sign else ():
            number = numbers.get(column, ZERO)
            way = f"{'-' if number < 0 else '+'}{column}"
            self.sums[way] = self.sums.get(way, ZERO) + abs(number)
        if self.reader.running:
            self._follow(line, self.reader.running, numbers)

    def _follow(self, line: int, running: Running, numbers: Mapping[str, Decimal]) -> None:
        balance = numbers[running.balance]
        moved = numbers[running.received] - (numbers[running.paid] if running.paid else ZERO)
        if self.before:
            last, then = self.before
            if not self.upward and last + moved != balance:
                self.upward = line
            if not self.downward and balance + then != last:
                self.downward = line
        self.before = balance, moved

    def no_row(self, line: int, cells: Sequence[str]) -> bool:
        """Return whether the row is none of the export's rows but says something of all of them; check it."""
        first = next((cell for cell in cells if cell), "")
        if self.block:
            self._compare_block(line, cells)
            return True
        if self.reader.block and header(first) == header(self.reader.block.first):
            self.block = tuple(header(cell) for cell in cells)
            return True
        if any(footer.pattern.search(",".join(cells)) for footer in self.reader.footers):
            self._compare_footer(line, ",".join(cells))
            return True
        if match := TOTALS.fullmatch(plain(first)):
            self._compare_totals(line, cells, partial=match[1].startswith(PARTIAL))
            return True
        return bool(self.reader.skip and self.reader.skip.match(first))

    def _compare_totals(self, line: int, cells: Sequence[str], partial: bool) -> None:
        if self.reader.check == "trial_balance":  # its rows are accounts and the sums of accounts
            return
        sums = self.since if partial else self.sums
        for column in self._summable():
            at = self.sheet.at[column]
            stated = read_number(cells[at]) if at < len(cells) and cells[at] else None
            if stated is not None:
                self._compare(line, column, stated, sums.get(column, ZERO))
        self.since = {}

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The sums of the columns of amounts, by their heading; none of a trial balance, which holds sums."""
        if self.reader.check == "trial_balance":
            return {}
        columns = {name: self.reader.columns[name] for name in self._summable()}
        return {
            each.header[0]: self.sums.get(name, ZERO)
            for name, each in columns.items()
            if each.holds == "amount"
        }

    def _summable(self) -> list[str]:
        columns, running = self.reader.columns, self.reader.running
        balance = running.balance if running else None
        return [
            name
            for name, each in columns.items()
            if each.holds in NUMBERS and each.holds != "rate" and name in self.sheet.at and name != balance
        ]

    def _compare_footer(self, line: int, whole: str) -> None:
        for footer in self.reader.footers:
            if not (match := footer.pattern.search(whole)):
                continue
            groups = match.groupdict()
            if (stated := read_number(groups.get("sum") or "x")) is not None:
                if self.reader.columns[footer.column].absolute:
                    stated = abs(stated)
                self._compare(line, footer.column, stated, self.sums.get(footer.column, ZERO))

    def _compare_block(self, line: int, cells: Sequence[str]) -> None:
        assert self.reader.block is not None
        texts = dict(zip(self.block, cells, strict=False))
        for name, column in self.reader.block.columns.items():
            stated = read_number(texts.get(header(name), "x"))
            if stated is not None:
                self._compare(line, column, stated, self.sums.get(column, ZERO))
        self.block = ()

    def _compare(self, line: int, column: str, stated: Decimal, summed: Decimal) -> None:
        if stated != summed:
            name = self.reader.columns[column.lstrip("+-")].header[0]
            self.blame(line, name, "actuals.total", stated=f"{stated:,}", summed=f"{summed:,}",
                       difference=f"{stated - summed:+,}")  # fmt: skip
