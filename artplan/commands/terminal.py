"""Tables and notes for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from artplan.report.words.plain import cut, number, table, width
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.plan.plan import Plan
    from artplan.report.tables.table import Table

__all__ = ["cut", "laid_out", "number", "placeholders", "table", "width"]


class Rests(Protocol):
    """A result or the answer of a study, which belongs to a plan."""

    @property
    def plan(self) -> Plan: ...


def placeholders(result: Rests, lang: str) -> str:
    """Return the number of values without a source that the figures depend on, as a sentence."""
    return text("commands.placeholders", lang, count=len(result.plan.placeholders))


def laid_out(shown: Table, behind: bool = False) -> str:
    """Return a table of the report in columns, without its caption.

    behind: also show each row's formula or parameter path (`row.how`) after its cells.
    """
    heads, rows = tuple(column.head for column in shown.columns), [row.cells for row in shown.rows]
    if not behind:
        return table([heads, *rows])
    return table([(*heads, ""), *((*row.cells, row.how) for row in shown.rows)], behind=1)
