"""What a reader of a plan should know that is no fault: notes, and what overrides have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from artplan.plan.written.faults import shown_place
from artplan.texts.message import Message


@dataclass(frozen=True)
class Override:
    """One parameter an override reached, with its former and new value (None: absent)."""

    path: str
    old: Any
    new: Any
    place: str


@dataclass(frozen=True)
class Note:
    """Something the reader should know that is no fault."""

    place: str
    path: str
    message: Message

    def text(self, lang: str) -> str:
        """Place, path and what there is to know, in one line, in `zh` or `en`."""
        return f"{shown_place(self.place, lang)} {self.path} | {self.message.text(lang)}"

    def __str__(self) -> str:
        return self.text("en")
