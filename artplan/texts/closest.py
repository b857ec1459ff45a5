"""The nearest name: what somebody may have meant who wrote a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from artplan.texts.message import Message, listed, message

CUTOFF = 0.6  # how alike two names must be, from 0 to 1 (difflib)
MOST_SHOWN = 12
Item = TypeVar("Item")


def closest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The known names most like the word, best first, `count` at most; none where none is like it."""
    return get_close_matches(str(word), list(dict.fromkeys(known)), n=count, cutoff=CUTOFF)


def suggest(word: str, known: Iterable[str], kind: str = "known", otherwise: str = "") -> Message:
    """The remedy for a word that is not among the known ones: the nearest of them, else all of them.

    kind: what the known ones are, a key of the catalogue below `kinds`; otherwise: the key of what is said
    instead of all of them, where they are too many to list.
    """
    names = list(dict.fromkeys(known))
    near = closest(word, names)
    if near:
        return message("suggest.near", names=listed(near, "or"))
    if otherwise:
        return message(otherwise)
    if not names:
        return message("suggest.none", kind=message(f"kinds.{kind}"))
    shown = names if len(names) <= MOST_SHOWN else [*names[:MOST_SHOWN], "..."]
    return message("suggest.all", kind=message(f"kinds.{kind}"), names=listed(shown))


def nearest(word: str, known: Iterable[str]) -> Message:
    """The remedy for a word of which the known ones are too many to list: the nearest of them, else none."""
    return suggest(word, known, otherwise="suggest.no_similar")


def by_name(name: str, items: Mapping[str, Item], renamed: Mapping[str, str] | None = None) -> Item:
    """What goes by the name; KeyError with its present or the nearest name where nothing does.

    renamed: present names by former ones.
    """
    if name not in items:
        new = (renamed or {}).get(name)
        near = message("suggest.renamed", new=new) if new else suggest(name, items, "there_are")
        raise KeyError(f"no '{name}' | {near}")
    return items[name]
