"""Information for the reader of a plan that is not a fault: notes, and the changes made by overrides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from artplan.plan.written.faults import shown_place
from artplan.texts.message import Message


@dataclass(frozen=True)
class Override:
    """One parameter changed by an override, with its old and new value (None: absent)."""

    path: str
    old: Any
    new: Any
    place: str


@dataclass(frozen=True)
class Note:
    """Information for the reader that is not a fault."""

    place: str
    path: str
    message: Message

    def text(self, lang: str) -> str:
        """Return place, path and message in one line, in `zh` or `en`."""
        return f"{shown_place(self.place, lang)} {self.path} | {self.message.text(lang)}"

    def __str__(self) -> str:
        return self.text("en")
