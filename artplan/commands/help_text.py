"""How help is laid out: paragraphs and options in lines that fit the terminal, in Chinese too.

argparse counts a Chinese character as one column, and breaks lines at spaces, which Chinese has none of.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

from artplan.texts.catalogue import joined

OPENING, CLOSING, CHINESE = "（「", "，。：；？！）」、", "\u4e00-\u9fff"
# A word, or one Chinese character; a bracket stays with what follows it, punctuation with what precedes it.
WORD = re.compile(f"[{OPENING}]*(?:[{CHINESE}]|[^\\s{CHINESE}{OPENING}{CLOSING}]+)[{CLOSING}]*")


class HelpText(argparse.HelpFormatter):
    """Texts may hold paragraphs, parted by an empty line, and a percent sign as it is."""

    def format_help(self) -> str:
        """A Chinese heading ends in a colon of its own width."""
        return re.sub(rf"^([{CHINESE}]+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _format_usage(self, *arguments: Any) -> str:
        """Lines after the first stand below its words, however wide what stands before them is."""
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
    """The text in lines of at most so many columns."""
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
    """Each word, and the space before it; a line's end is a space between Latin letters only."""
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
