"""Suggestions for an unknown name: the known names most similar to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from artplan.texts.message import Message, listed, message

CUTOFF = 0.6  # minimum similarity of two names, from 0 to 1 (difflib)
MOST_SHOWN = 12
Item = TypeVar("Item")


def closest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """Return the known name that is most similar to the word, or None if none is similar."""
    return next(iter(get_close_matches(str(word), list(dict.fromkeys(known)), n=1, cutoff=cutoff)), None)


def suggest(word: str, known: Iterable[str], kind: str = "known", otherwise: str = "") -> Message:
    """Return the remedy for an unknown word: the most similar known name, or else all of them.

    kind: what the known names are, a key of the catalogue below `kinds`.
    otherwise: the key of the message to return instead if there are too many names to list.
    """
    names = list(dict.fromkeys(known))
    near = closest(word, names)
    if near:
        return message("suggest.near", name=near)
    if otherwise:
        return message(otherwise)
    if not names:
        return message("suggest.none", kind=message(f"kinds.{kind}"))
    shown = names if len(names) <= MOST_SHOWN else [*names[:MOST_SHOWN], "..."]
    return message("suggest.all", kind=message(f"kinds.{kind}"), names=listed(shown))


def nearest(word: str, known: Iterable[str]) -> Message:
    """Return the remedy for an unknown word if there are too many known ones to list."""
    return suggest(word, known, otherwise="suggest.no_similar")


def by_name(name: str, items: Mapping[str, Item], renamed: Mapping[str, str] | None = None) -> Item:
    """Return the item with a name; raises KeyError with the new or the most similar name if there is none.

    renamed: present names by former ones.
    """
    if name not in items:
        new = (renamed or {}).get(name)
        near = message("suggest.renamed", new=new) if new else suggest(name, items, "there_are")
        raise KeyError(f"no '{name}' | {near}")
    return items[name]
