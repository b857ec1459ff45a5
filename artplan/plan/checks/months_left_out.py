"""Note on month tables with months before the plan's start, such as those of a scenario that starts later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from artplan.plan.leaf.leaf import Leaf, is_card
from artplan.plan.written.calendar import is_month
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import listed, message

SHOWN = 3  # tables that the note names; the others are only counted


def notes(leaves: Mapping[str, Leaf], months: Sequence[str], root: YamlNode) -> Iterable[Note]:
    written = {path: leaf for path, leaf in leaves.items() if isinstance(leaf.written, dict)}
    counts = {path: _before(leaf, months[0]) for path, leaf in written.items()}
    tables = [path for path, count in counts.items() if count]
    if tables:
        named = listed([*tables[:SHOWN], *(["..."] if len(tables) > SHOWN else [])])
        left_out = message(
            "notes.months_left_out",
            first=months[0],
            entries=sum(counts.values()),
            tables=len(tables),
            names=named,
        )
        yield Note(nearest(root, ("plan", "start")).place, "plan.start", left_out)


def _before(leaf: Leaf, first: str) -> int:
    """Count the months of the table that lie before the month `first`.

    Dates are not counted: a dated value holds until the next date, so a date before the start still matters.
    """
    table = leaf.written.get("value") if is_card(leaf.written) else leaf.written
    return sum(is_month(key) and key < first for key in table) if isinstance(table, dict) else 0
