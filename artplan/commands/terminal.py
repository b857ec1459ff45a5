"""Tables for the terminal. A Chinese character is two columns wide; numbers stand to the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def table(rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """Rows of cells as aligned text; the first `left` columns to the left, the others to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (wide - width(cell)) if number < left else " " * (wide - width(cell)) + cell
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
