"""Texts of a plan as one line of visible characters.

Names may come from any source. A line break in a name would break tables and messages, a control character
could act on the terminal, and a character that changes the writing direction could disguise the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Control and format characters, such as changes of the writing direction, and halves of a character.
UNSEEN = ("Cc", "Cf", "Cs")


@lru_cache(maxsize=8192)  # studies read the same plan many times
def one_line(text: str) -> str:
    """Replace each run of white space, line breaks included, by one space, and drop invisible characters."""
    spaced = re.sub(r"\s+", " ", text)
    return "".join(sign for sign in spaced if not unseen(sign)).strip()


def escaped(text: str) -> str:
    """Return the text for a message, with invisible characters as Python escapes."""
    return "".join(repr(sign)[1:-1] if unseen(sign) and sign != "\n" else sign for sign in text)


def unseen(sign: str) -> bool:
    return unicodedata.category(sign) in UNSEEN
