"""The rows of tables in HTML: what many back offices download as .xls.

The module html.parser takes a time that grows with the square of a damaged file's size, and may end with an
AssertionError; here, tags are told from text and nothing more.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

MOST_SPANNED = 1_000_000  # cells that stand for others, of a file
TAG = re.compile(r"(?P<closes>/?)(?P<name>[a-zA-Z]+)|[!?]")
SPANS = re.compile(r"colspan\s{0,9}=\s{0,9}[\"']?([0-9]{1,3})", re.IGNORECASE)
COMMENT, COMMENT_ENDS = "!--", "-->"


class _Tables:
    """Collects rows with the lines where they begin; a cell that spans columns is followed by empty ones."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self.cell: list[str] | None = None
        self.spans = 1
        self.spanned = 0

    def begin(self, tag: str, attributes: str, line: int) -> None:
        if tag == "tr":
            self.close()
            self.rows.append((line, []))
        elif tag in ("td", "th"):
            self.close()
            self.cell = []
            wanted = SPANS.search(attributes)
            self.spans = max(1, int(wanted[1])) if wanted else 1

    def end(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self.close()

    def add(self, text: str) -> None:
        if self.cell is not None:
            self.cell.append(text)

    def close(self) -> None:
        if self.cell is not None and self.rows:
            text = html.unescape("".join(self.cell))
            self.rows[-1][1].extend([text, *[""] * (self.spans - 1)])
            self.spanned += self.spans - 1
            if self.spanned > MOST_SPANNED:
                raise ValueError
        self.cell = None


def html_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows of all tables, each with the line where it begins.

    Raises ValueError for what cannot be read.
    """
    tables, line, comment = _Tables(), 1, False
    for part in text.split("<"):
        tag = TAG.match(part)
        comment = comment or part.startswith(COMMENT)
        within, ends, behind = part.partition(COMMENT_ENDS if comment else ">")
        if comment:
            comment = not ends
            tables.add(behind)
        elif tag is None or not ends:
            tables.add(f"<{part}")
        else:
            if tag["closes"]:
                tables.end(tag["name"].lower())
            elif tag["name"]:
                tables.begin(tag["name"].lower(), within, line)
            tables.add(behind)
        line += part.count("\n")
    tables.close()
    return iter(tables.rows)
