"""argparse speaks the reader's language: its own words are put in from the catalogue while it is at work.

argparse has no door for this: it takes every sentence through its module's `_` and `ngettext`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from artplan.texts.catalogue import of_file

NAMES = ("_", "ngettext")


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """argparse's own words in the language; a sentence that the catalogue lacks stays as it is."""
    words = {entry["en"]: entry[lang] for entry in of_file("argparse").values()} if lang != "en" else {}

    def one(sentence: str) -> str:
        return words.get(sentence, sentence)

    def counted(single: str, plural: str, count: int) -> str:
        return one(single if count == 1 else plural)

    before = {name: getattr(argparse, name) for name in NAMES}
    for name, replacement in zip(NAMES, (one, counted), strict=True):
        setattr(argparse, name, replacement)
    try:
        yield
    finally:
        for name, original in before.items():
            setattr(argparse, name, original)
