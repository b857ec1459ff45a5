"""The layout of help texts: wrap paragraphs and options to the terminal's width, including Chinese text.

argparse counts a Chinese character as one column instead of two, and breaks lines only at spaces, which
Chinese text does not have.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

from artplan.texts.catalogue import joined

OPENING, CLOSING, CHINESE = "（「", "，。：；？！）」、", "\u4e00-\u9fff"
# A word, or one Chinese character, with an opening bracket before it or punctuation after it.
WORD = re.compile(f"[{OPENING}]*(?:[{CHINESE}]|[^\\s{CHINESE}{OPENING}{CLOSING}]+)[{CLOSING}]*")


class HelpText(argparse.HelpFormatter):
    """A formatter that accepts paragraphs, separated by empty lines, and literal percent signs."""

    def format_help(self) -> str:
        """Replace the colon after a Chinese heading by a full-width colon."""
        return re.sub(rf"^([{CHINESE}]+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _format_usage(self, *arguments: Any) -> str:
        """Align the continuation lines with the first line's arguments.

        argparse computes their indentation from the number of characters, which is too small for wide
        characters.
        """
        usage = super()._format_usage(*arguments)
        first = usage.partition("\n")[0]
        wide = _width(first) - len(first)
        if not wide:
            return usage
        self._width -= wide
        usage = super()._format_usage(*arguments)
        self._width += wide
        return re.sub(r"\n(?= )", "\n" + " " * wide, usage)

    def _get_help_string(self, action: argparse.Action) -> str:
        return (action.help or "").replace("%", "%%")

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(lines(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = ("\n".join(lines(each, width - len(indent))) for each in text.strip().split("\n\n"))
        return "\n\n".join(paragraphs)


def lines(text: str, columns: int) -> Iterator[str]:
    """Yield the text in lines of at most `columns` columns."""
    line = ""
    for before, word in _words(text):
        longer = line + before + word if line else word
        if line and _width(longer) > columns:
            yield line
            line = word
        else:
            line = longer
    yield line


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the space before it.

    A line break counts as a space only between Latin characters.
    """
    end = 0
    for match in WORD.finditer(text):
        space = text[end : match.start()]
        if "\n" in space:
            last, first = text[end - 1], match[0][0]
            apart = (last.isascii() and first.isascii()) or len(joined(last, first)) > 2
            space = " " if apart else ""
        yield ("" if space == "" else " "), match[0]
        end = match.end()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
