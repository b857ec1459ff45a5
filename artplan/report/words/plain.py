"""Plain text in columns, for terminals: a Chinese character is two wide; numbers stand to the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    return sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """The text, or as much of it as fits, with a sign that it goes on."""
    if width(text) <= columns:
        return text
    room, kept = columns - 1, ""
    for each in text:
        room -= _columns(each)
        if room < 0:
            break
        kept += each
    return kept + "…"


def table(rows: Sequence[Sequence[str]], left: int = 1, behind: int = 0) -> str:
    """Rows as aligned text: the first `left` and the last `behind` columns to the left, others right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (wide - width(cell))
            if number < left or number >= len(row) - behind
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


def _columns(sign: str) -> int:
    return 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1
