"""A text before it is put into a language: a key of the catalogue, with the values that fill it in.

Faults, notes and progress are made where nobody knows yet who will read them. They are carried as messages
and become text where they are shown:

    message("suggest.near", names=listed(["clicks"])).text("zh")
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from artplan.texts.catalogue import text


@dataclass(frozen=True)
class Message:
    """A key of the catalogue, and its values by name: plain ones, or messages and lists of their own."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, lang: str) -> str:
        """The message in `zh` or `en`."""
        return text(self.key, lang, **{name: in_language(value, lang) for name, value in self.values})

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True)
class Listed:
    """Several values in a row, as each language joins them; `last` may join the last two by "or"."""

    items: tuple[object, ...]
    last: str = "comma"

    def text(self, lang: str) -> str:
        words = [in_language(item, lang) for item in self.items]
        comma, last = text("list.comma", lang), text(f"list.{self.last}", lang)
        return last.join([comma.join(words[:-1]), words[-1]] if len(words) > 1 else words)

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True)
class Both:
    """A text that is there in both languages already: the label of a parameter, a unit."""

    zh: object
    en: object

    def text(self, lang: str) -> str:
        return in_language(self.zh if lang == "zh" else self.en, lang)

    def __str__(self) -> str:
        return self.text("en")


def message(key: str, /, **values: object) -> Message:
    return Message(key, tuple(values.items()))


def listed(items: Iterable[object], last: str = "comma") -> Listed:
    return Listed(tuple(items), last)


def said(key: str, /, **values: object) -> tuple[Message, Message]:
    """Fault and remedy of the catalogue's `faults.<key>`."""
    return message(f"faults.{key}.fault", **values), message(f"faults.{key}.remedy", **values)


def in_language(value: object, lang: str) -> str:
    return value.text(lang) if isinstance(value, Message | Listed | Both) else str(value)
