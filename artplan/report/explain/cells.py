"""The workbook cell that shows a number of an explanation: `年度预算!M23`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from artplan.report.workbook.columns import Columns, address
from artplan.report.workbook.layout import (
    ASSUMPTIONS,
    SheetBlock,
    WorkbookLayout,
    adds_up,
    places,
    rows_of,
    sheet_title,
)
from artplan.result import Result
from artplan.study.explain.answer import ExplainNode, Origin


@dataclass(frozen=True)
class Cells:
    """Finds the cells of numbers in the plan's workbook, in one language."""

    result: Result
    lang: str

    @cached_property
    def _layout(self) -> WorkbookLayout:
        return places(self.result)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return rows_of(self.result.plan)

    @property
    def _columns(self) -> Columns:
        return self._layout.columns

    def of(self, node: ExplainNode) -> str:
        """Return the address of a number's cell; "" if no cell shows this number alone."""
        if node.origin and node.origin.kind in ("given", "placeholder", "default"):
            return self._parameter(node.origin)
        block = self._layout.blocks.get(node.name)
        row = self._row(block, node) if block else None
        if block is None or row is None:
            return ""
        column = self._columns.before if block.constant else self._column(node.month)
        return "" if column is None else self._named(block.sheet, row, column)

    def _parameter(self, origin: Origin) -> str:
        """Return the address of a parameter's blue cell."""
        leaf, row, column = (
            self.result.plan.leaves[origin.path],
            self._rows[origin.path],
            self._columns.before,
        )
        if len(leaf.values) > 1 and leaf.by == "calendar":
            row += origin.place
        elif len(leaf.values) > 1:
            column = self._columns.month(origin.place)
        return self._named(ASSUMPTIONS, row, column)

    def _row(self, block: SheetBlock, node: ExplainNode) -> int | None:
        """Return the row of the node's members, or the total row for all members; None if there is none."""
        members = dict(node.members)
        if not set(block.members):
            return None
        if node.kind != "sum":
            per = self.result.per(node.name)
            return block.row([self.result.members[dim].index(members[dim]) for dim in per])
        card = self.result.program.model.cards[node.name]
        whole = not members and block.has_total_row and adds_up(card.rolls, card.unit)
        return block.head if whole else None

    def _column(self, month: str) -> int | None:
        if month in self._columns.months:
            return self._columns.month(self._columns.months.index(month))
        if month in self._columns.years:
            return self._columns.year(self._columns.years.index(month))
        return None

    def _named(self, sheet: str, row: int, column: int) -> str:
        return f"{sheet_title(sheet, self.lang)}!{address(row, column)}"
