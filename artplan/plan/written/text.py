"""Texts of a plan as one line of characters that can be seen.

A name may come from anywhere. Line breaks in it would break tables and messages; control characters reach a
terminal as commands; marks that turn the reading direction make a text show what it does not say.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNSEEN = ("Cc", "Cf")  # controls, and formats such as the turning of the reading direction


@lru_cache(maxsize=8192)  # a plan that is moved is read again and again
def one_line(text: str) -> str:
    """White space, breaks too, becomes one space; what cannot be seen is left out."""
    spaced = re.sub(r"\s+", " ", text)
    return "".join(sign for sign in spaced if not unseen(sign)).strip()


def escaped(text: str) -> str:
    """For messages, which should show what stands there: as Python would write what cannot be seen."""
    return "".join(repr(sign)[1:-1] if unseen(sign) and sign != "\n" else sign for sign in text)


def unseen(sign: str) -> bool:
    return unicodedata.category(sign) in UNSEEN
