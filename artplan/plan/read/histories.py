"""Dated values of people become entries of `changes`: what a person was until a day, and is from then on.

    base_pay: {2027-01-01: 15000, 2027-07-16: 20000}
    post: {2027-01-01: clerk, 2027-07-16: lead}

say the same as

    base_pay: 15000
    post: clerk
    changes: {2027-07-16: {base_pay: 20000, post: lead}}

A pay that changes on the first of months only stays a dated value: it needs no new stint, unless the pay
period begins on another day.
"""

from __future__ import annotations

from artplan.plan.leaf.leaf import is_card
from artplan.plan.schema.states import ChangeOfState
from artplan.plan.written import calendar
from artplan.plan.written.faults import Fault, fault_at
from artplan.plan.written.yaml_tree import YamlNode, plain

Dated = list[tuple[str, YamlNode]]
NAMES = (
    "post",
    "commission",
    "employment",
    "city",
)  # of other members: a month's first is a change of them too


def spelled_out(root: YamlNode, start: str) -> tuple[YamlNode, list[Fault]]:
    """The plan's tree with every history of `positions` as entries of `changes`, and what is given twice.

    start: the plan's first month. What is written wrongly is left as it is, for the schema to refuse.
    """
    rows = root.value.get("positions")
    if rows is None or not isinstance(rows.value, dict) or not start:
        return root, []
    faults: list[Fault] = []
    monthly = _paid_by_month(root)
    spelled = {name: _row(name, row, start, monthly, faults) for name, row in rows.value.items()}
    if all(spelled[name] is row for name, row in rows.value.items()):
        return root, []
    return root._replace(value={**root.value, "positions": rows._replace(value=spelled)}), faults


def _paid_by_month(root: YamlNode) -> bool:
    """Whether a month's pay is for its own days."""
    pay = root.value.get("pay")
    begins = pay.value.get("period_first_day") if pay is not None and isinstance(pay.value, dict) else None
    return begins is None or begins.value == 1


def _row(name: str, row: YamlNode, start: str, monthly: bool, faults: list[Fault]) -> YamlNode:
    if not isinstance(row.value, dict):
        return row
    begins = row.value.get("start")
    first = max(f"{start}-01", str(begins.value) if begins is not None else "")
    histories = {
        key: history
        for key in ChangeOfState.model_fields
        if (history := _history(key, row, first, f"{start}-01", monthly and key not in NAMES))
    }
    if not histories:
        return row
    own = row.value.get("changes")
    changes = dict(own.value) if own is not None and isinstance(own.value, dict) else {}
    for key, (_, later) in histories.items():
        for day, value in later:
            entry = changes.get(day, YamlNode({}, value.file, value.line))
            if not isinstance(entry.value, dict):
                continue
            if key in entry.value:
                place, path = entry.value[key].place, f"positions.{name}.changes.{day}.{key}"
                faults.append(fault_at(place, path, "histories.twice", key=key))
            changes[day] = entry._replace(value={**entry.value, key: value})
    began = {key: before for key, (before, _) in histories.items()}
    node = row if own is None else own
    return row._replace(value={**row.value, **began, "changes": node._replace(value=changes)})


def _history(key: str, row: YamlNode, first: str, start: str, monthly: bool) -> tuple[YamlNode, Dated] | None:
    """The value at first, and those from later days on; None where it needs no change.

    first: the first day of the plan or, if that is later, of the person. start: that of the plan. monthly:
    whether the first of a month needs none.
    """
    node = row.value.get(key)
    card = node is not None and is_card(plain(node)) and "uncertain" not in node.value
    table = node.value["value"] if card and "value" in node.value else node
    if table is None or not isinstance(table.value, dict) or not table.value:
        return None
    days = sorted(table.value)
    if not all(map(calendar.read_day, days)) or days[0] > first:
        return None
    if monthly and all(day.endswith("-01") for day in days):
        return None
    began = max(at for at, day in enumerate(days) if day <= first)
    later = range(began + 1, len(days))
    until = next((at for at in later if not (monthly and days[at].endswith("-01"))), len(days))
    kept = {start: table.value[days[began]], **{day: table.value[day] for day in days[began + 1 : until]}}
    before = kept[start] if len(kept) == 1 else table._replace(value=kept)
    return _carded(node, before, card), [(day, _carded(node, table.value[day], card)) for day in days[until:]]


def _carded(node: YamlNode, value: YamlNode, card: bool) -> YamlNode:
    """The value with the card's unit, source and note."""
    return value._replace(value={**node.value, "value": value}) if card else value
