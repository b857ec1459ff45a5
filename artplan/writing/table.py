"""Tables as CSV, which a spreadsheet program shows as they are and never works out.

A spreadsheet program takes a cell that begins with = + - or @ for a formula, even in a CSV file, and a
formula can start a program or send data away. Names come from any source, so such a text gets an apostrophe
in front, the spreadsheets' own sign for a text. Numbers stay numbers, with their sign.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

BOM = "\ufeff"  # tells a spreadsheet program that the text is UTF-8
# Signs with which a formula begins, also in the full width that Chinese and Japanese programs accept.
FORMULA_SIGNS = "=+-@＝＋－＠"
# A text that already begins with apostrophes gets one more, so that every text can be told from the others.
FORMULA = re.compile(rf"'*\s*[{re.escape(FORMULA_SIGNS)}]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?%?")
UNSEEN = ("Cc", "Cf", "Cs")  # control characters, marks of direction, halves of characters


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return the rows as CSV for UTF-8, the headings first: numbers in full, nan and None as empty cells."""
    result = io.StringIO()
    result.write(BOM)
    csv.writer(result, lineterminator="\n").writerows(map(_cell, row) for row in rows)
    return result.getvalue()


@lru_cache(maxsize=8192)  # a table repeats its names in every row
def no_formula(text: str) -> str:
    """Return the text for a cell: without unseen characters, and marked if it could be a formula.

    >>> no_formula("=1+1"), no_formula("-0.5"), no_formula("直通车")
    ("'=1+1", '-0.5', '直通车')
    """
    text = visible(text)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def visible(text: str) -> str:
    """Drop the characters that a cell cannot show, other than tabs and line breaks."""
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign in "\t\n" or unicodedata.category(sign) not in UNSEEN)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return no_formula(value)
    return "" if value != value else value  # nan differs from itself
