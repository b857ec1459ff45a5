"""Note on month tables that end before the plan does, such as purchases of a plan that was made longer.

A month that a table leaves out is 0. That is meant in a table of single payments; in one that gives month
after month, the months after its last were forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from artplan.plan.leaf.leaf import Leaf, is_card
from artplan.plan.written.calendar import is_month
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message

REGULAR = 3  # a table with so many months one after another at its end is one of every month


def notes(leaves: Mapping[str, Leaf], months: Sequence[str], root: YamlNode) -> Iterable[Note]:
    for path, leaf in leaves.items():
        first = _first_missing(leaf, months)
        if first:
            said = message("notes.months_missing", first=first, last=months[-1])
            yield Note(nearest(root, path.split(".")).place, path, said)


def _first_missing(leaf: Leaf, months: Sequence[str]) -> str:
    """Return the first month after the table's last; empty where it reaches the end, or skips months."""
    table = leaf.written.get("value") if is_card(leaf.written) else leaf.written
    given = [month for month in months if isinstance(table, dict) and month in table]
    if not given or given[-1] == months[-1] or not all(map(is_month, table)):
        return ""
    end = months.index(given[-1]) + 1
    regular = end >= REGULAR and given[-REGULAR:] == list(months[end - REGULAR : end])
    return months[end] if regular and any(leaf.at(month) for month in range(end - REGULAR, end)) else ""
