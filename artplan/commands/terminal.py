"""Tables for the terminal. A Chinese character is two columns wide; numbers stand to the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from artplan.result import Result

PLACEHOLDERS = {
    "zh": "占位值 {} 个（没有来源的参数）",
    "en": "{} placeholders (parameters without a source)",
}


def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def table(rows: Sequence[Sequence[str]], left: int = 1, units: bool = False) -> str:
    """Rows of cells as aligned text; the first `left` columns to the left, the others to the right.

    units: the last column holds units, which stand to the left, behind their numbers.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (wide - width(cell))
            if number < left or (units and number == len(row) - 1)
            else " " * (wide - width(cell)) + cell
            for number, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def number(value: float, unit: str) -> str:
    """Money and counts with separators and two decimals, shares and small rates with four."""
    if not math.isfinite(value):
        return "-"
    if value == 0:
        return "0"
    if unit == "1" or ("/" in unit and abs(value) < 10):
        return f"{value:,.4f}"
    return f"{value:,.2f}"


def placeholders(result: Result, lang: str) -> str:
    """On how many values without a source the figures rest."""
    return PLACEHOLDERS[lang].format(len(result.plan.placeholders))
