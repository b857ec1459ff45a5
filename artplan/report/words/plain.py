"""Aligned plain text for terminals: a Chinese character takes two columns, numbers are aligned right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Return the number of terminal columns that a text takes."""
    return sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """Cut a text to a number of columns; an ellipsis marks the cut."""
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
    """Align rows: the first `left` and the last `behind` columns to the left, all others to the right."""
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
    """Format money and counts with separators and two decimals, shares and small rates with four."""
    if not math.isfinite(value):
        return "-"
    if value == 0:
        return "0"
    if unit == "person" and float(value).is_integer():
        return f"{value:,.0f}"
    if unit == "1" or ("/" in unit and abs(value) < 10):
        return f"{value:,.4f}"
    return f"{value:,.2f}"


def _columns(sign: str) -> int:
    return 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1
