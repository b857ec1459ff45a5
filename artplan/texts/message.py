"""Messages: a key of the catalogue with its values, not yet in any language.

Faults, notes and progress are created before the reader's language is known. They are passed on as messages
and become text where they are displayed:

    message("suggest.near", names=listed(["clicks"])).text("zh")
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from artplan.texts.catalogue import text


@dataclass(frozen=True)
class Message:
    """A key of the catalogue with its values by name: plain values, messages or lists."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, lang: str) -> str:
        """Return the text in `zh` or `en`."""
        return text(self.key, lang, **{name: in_language(value, lang) for name, value in self.values})

    def __str__(self) -> str:
        return self.text("en")


@dataclass(frozen=True)
class Listed:
    """A list of values, joined as each language does; with `last="or"`, the last two are joined by "or"."""

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
    """A text that is given in both languages: the label of a parameter, a unit."""

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
    """Return fault and remedy of the catalogue's `faults.<key>`."""
    return message(f"faults.{key}.fault", **values), message(f"faults.{key}.remedy", **values)


def in_language(value: object, lang: str) -> str:
    return value.text(lang) if isinstance(value, Message | Listed | Both) else str(value)
