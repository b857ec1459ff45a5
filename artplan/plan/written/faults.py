"""What is wrong with a plan, said so that the reader can repair it.

A fault names the place (file and line as the user would write them), the path of the parameter, what is
wrong and what to do. Reading a plan goes on after a fault and collects them all; a `PlanFault` carries
the whole list, one line each:

    params/base/channels.yaml:14 channels.display.cost_per_clik | unknown key | did you mean cost_per_click?
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from artplan.plan.written.text import escaped


@dataclass(frozen=True)
class Fault:
    """A fault of the input: its file and line, the parameter's path, what is wrong, how to repair it."""

    place: str
    path: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.place, self.path) if part)
        return escaped(f"{where} | {self.fault} | {self.remedy}")


class PlanFault(Exception):
    """The exception for faulty input: a plan, a setting or the arguments of a study.

    `faults` holds every fault found, sorted by file and line; the exception's text has one line for each.

    >>> import artplan
    >>> try:
    ...     artplan.load("base", {"channels.zhitongche.cost_per_clik": 12})
    ... except artplan.PlanFault as fault:
    ...     print(fault.faults[0].remedy)
    did you mean cost_per_click?
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=_order))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[PlanFault], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)  # an exception is pickled by its text otherwise


def _order(fault: Fault) -> tuple[str, int, str]:
    file, _, line = fault.place.rpartition(":")
    return (file, int(line), fault.path) if line.isdigit() else (fault.place, 0, fault.path)


def suggest(word: str, known: Iterable[str], kind: str = "known") -> str:
    """The remedy for a word that is not among the known ones: the nearest of them, else all of them."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(str(word), names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    if not names:
        return f"{kind}: none"
    shown = names if len(names) <= 12 else [*names[:12], "..."]
    return f"{kind}: {', '.join(shown)}"


def shown(value: object) -> str:
    """A value as it stands in the file, short enough for one line."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= 40 else value[:37] + "..."
        return "'" + text.replace("\n", "\\n") + "'"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value)
