"""Translate argparse's own messages while it is in use.

argparse has no interface for this, but it translates every message with the functions `_` and `ngettext` of
its module, which are replaced here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from artplan.texts.catalogue import of_file

NAMES = ("_", "ngettext")


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Show argparse's messages in the language; a message missing from the catalogue stays in English."""
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
