"""Month tables that begin before the plan: a scenario that starts later leaves their first months out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from artplan.plan.leaf.leaf import Leaf, is_card
from artplan.plan.written.calendar import is_month
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import Node, nearest

SHOWN = 3  # tables that are named; the others are counted


def notes(leaves: Mapping[str, Leaf], months: Sequence[str], root: Node) -> Iterable[Note]:
    written = {path: leaf for path, leaf in leaves.items() if isinstance(leaf.written, dict)}
    counts = {path: _before(leaf, months[0]) for path, leaf in written.items()}
    tables = [path for path, count in counts.items() if count]
    if tables:
        entries = sum(counts.values())
        named = ", ".join(tables[:SHOWN]) + (", ..." if len(tables) > SHOWN else "")
        zh = f"早于计划首月 {months[0]} 的 {entries} 个月度数值不计入（{len(tables)} 张表：{named}）"
        en = f"{entries} entries before {months[0]} are left out, in {len(tables)} month tables: {named}"
        yield Note(nearest(root, ("plan", "start")).place, "plan.start", zh, en)


def _before(leaf: Leaf, first: str) -> int:
    """Days hold until the next day and say what goes on; only months are left out."""
    table = leaf.written.get("value") if is_card(leaf.written) else leaf.written
    return sum(is_month(key) and key < first for key in table) if isinstance(table, dict) else 0
