"""What `artplan next-year` has made: the settings of the new plan, and where each closing balance went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from artplan.next_year.places import How
from artplan.plan.read.yaml_edit import Keys

Settings = dict[Keys, Any]


@dataclass(frozen=True)
class PlacedClosing:
    """A state at the year's end, and the parameter of the new plan that has it.

    line: of the model. amount: over all members, in the line's unit. parameter: its path, `*` for every
    member; empty where there is none.
    """

    line: str
    unit: str
    amount: float
    parameter: str
    how: How
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Transition:
    """What changes from the old plan's files to the new ones, by path."""

    changes: Settings = field(default_factory=dict)
    removed: frozenset[Keys] = frozenset()

    def __or__(self, other: Transition) -> Transition:
        """Return both; what the other one says of a path counts."""
        changes = {key: value for key, value in self.changes.items() if key not in other.removed}
        removed = self.removed - other.changes.keys()
        return Transition(changes | other.changes, removed | other.removed)


@dataclass(frozen=True)
class NextYear:
    """The new folder. left_out: members that are not part of the new plan, and scenarios, by path."""

    last: str
    start: str
    after: str
    placed: tuple[PlacedClosing, ...]
    left_out: tuple[str, ...]
    files: Mapping[str, bytes] = field(repr=False)

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        rows = [{key: value for key, value in vars(each).items() if key != "labels"} for each in self.placed]
        return {
            "last": self.last, "start": self.start, "after": self.after,
            "placed": rows, "left_out": list(self.left_out), "files": sorted(self.files),
        }  # fmt: skip
