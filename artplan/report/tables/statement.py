"""The rows of the statement that a plan has, and their amounts as shown."""

from __future__ import annotations

from dataclasses import dataclass

from artplan.report.words.format import rounded
from artplan.result import Result
from artplan.statement import STATEMENT, StatementRow


@dataclass(frozen=True)
class StatementItem:
    """A row with its amount over all months."""

    row: StatementRow
    total: float
    result: Result

    def label(self, lang: str) -> str:
        return short_label(str(self.result.label(self.row.line, lang)))


def statement(result: Result) -> tuple[StatementRow, ...]:
    """Return the statement's rows for this plan, without results that only repeat the previous one."""
    return tuple(each for each in STATEMENT if not each.only_with or bool(result.total(each.only_with).any()))


def short_label(label: str) -> str:
    """Shorten a label: `Refunds, all storefronts` -> `Refunds`; a statement covers the whole company."""
    return label.split(", all")[0]


def items(result: Result, rows: tuple[StatementRow, ...]) -> list[StatementItem]:
    return [StatementItem(row, float(result.total(row.line).sum()), result) for row in rows]


def shown_amounts(rows: list[StatementItem], factor: float, decimals: int) -> list[float]:
    """Return the amounts divided by the factor, rounded so that the rows add up to the results.

    The running sum is rounded, so that every result is its own amount, correctly rounded.
    """
    shown: list[float] = []
    level = before = 0.0
    for each in rows:
        level = each.total if each.row.sign == 0 else level + each.row.sign * each.total
        after = rounded(level / factor, decimals)
        shown.append(after if each.row.sign == 0 else rounded(after - before, decimals))
        before = after
    return shown
