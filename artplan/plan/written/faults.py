"""Faults of the input, with what the reader needs to repair them.

A fault names the place (file and line), the path of the parameter, what is wrong and how to repair it. The
last two are messages of the catalogue with their values: `faults.<key>.fault` and `faults.<key>.remedy`.
Reading continues after a fault and collects them all; a `PlanFault` carries the whole list, one line for
each:

    params/base/channels.yaml:14 channels.display.cost_per_clik | unknown key | did you mean cost_per_click?
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from artplan.plan.written.text import escaped
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment
from artplan.texts.message import Message, message, said

OVERRIDE = "override"  # the place of a value that no file gives


@dataclass(frozen=True)
class Fault:
    """A fault of the input: file and line, path of the parameter, what is wrong, how to repair it."""

    place: str
    path: str
    fault: Message
    remedy: Message

    def text(self, lang: str) -> str:
        """Return place, path, fault and remedy in one line, in `zh` or `en`."""
        where = " ".join(part for part in (shown_place(self.place, lang), self.path) if part)
        return escaped(f"{where} | {self.fault.text(lang)} | {self.remedy.text(lang)}")

    def __str__(self) -> str:
        return self.text("en")


class PlanFault(Exception):
    """The exception for faulty input: a plan, a setting or the arguments of a study.

    `faults` holds every fault, sorted by file and line; the exception's text has one line for each, in the
    language of the environment. language: the plan's, if it is known; commands and notebooks print the faults
    in this language.

    >>> import artplan
    >>> try:
    ...     artplan.load("base", {"channels.keyword_ads.cost_per_clik": 12})
    ... except artplan.PlanFault as fault:
    ...     print(fault.faults[0].path)
    channels.keyword_ads.cost_per_clik
    """

    def __init__(self, faults: Iterable[Fault], language: str | None = None) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=_order))
        self.language = language
        super().__init__(self.faults)

    def text(self, lang: str) -> str:
        """Return one line for each fault, in `zh` or `en`."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.text(of_environment())

    def __reduce__(self) -> tuple[type[PlanFault], tuple[tuple[Fault, ...], str | None]]:
        return type(self), (self.faults, self.language)


def shown_place(place: str, lang: str) -> str:
    """Return the place for a reader: file and line unchanged, an override as that word in the language."""
    return text("place.override", lang) if place == OVERRIDE else place


def fault_at(place: str, path: str, key: str, /, **values: object) -> Fault:
    """Return the fault with the catalogue key `faults.<key>`, at a place and a path."""
    return Fault(place, path, *said(key, **values))


def _order(fault: Fault) -> tuple[str, int, str]:
    file, _, line = fault.place.rpartition(":")
    return (file, int(line), fault.path) if line.isdigit() else (fault.place, 0, fault.path)


def shown(value: object) -> Message | str:
    """Return a value as the file writes it, shortened for use in one line."""
    if value is None:
        return message("shown.nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= 40 else value[:37] + "..."
        return "'" + text.replace("\n", "\\n") + "'"
    if isinstance(value, dict):
        return message("shown.mapping")
    if isinstance(value, list | tuple):
        return message("shown.list")
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value)
