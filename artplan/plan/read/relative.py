"""Relative settings: `x1.5`, `+10%` and `+2000`, on a number, a table or a card.

A table is changed number by number; an addition also applies to months that the table leaves out, so that it
does not matter whether zeros are written. A card keeps its source, and its note records the change; what
others publish stays as they print it. An addition is in the parameter's own unit: `+1000` on an amount by the
year adds 1000 to each month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from artplan.plan.leaf.leaf import MONTHS_OF_YEAR, PERCENT, LeafSpec, is_card, of_month
from artplan.plan.leaf.reading import has_months
from artplan.plan.leaf.uncertain import moved
from artplan.plan.written.calendar import is_month
from artplan.plan.written.yaml_tree import YamlNode, from_python, plain

FORM = re.compile(r"(?P<sign>[x*+-])\s?(?P<number>\d+(\.\d*)?|\.\d+)(?P<percent>%?)")


@dataclass(frozen=True)
class Relative:
    """A linear change: number x factor + shift, rounded to 15 significant digits."""

    factor: float
    shift: float

    def __call__(self, number: float) -> float:
        # 15 digits: 30000 + 10% is 33000, not 33000.000000000004.
        return float(f"{number * self.factor + self.shift:.15g}")


def read_relative(raw: Any) -> Relative | None:
    """The relative form, or None for anything else. `+5%` multiplies by 1.05, for a share too."""
    match = FORM.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if match is None or (match["sign"] in "x*" and match["percent"]):
        return None
    size = float(match["number"])
    if match["sign"] in "x*":
        return Relative(size, 0.0)
    size = -size if match["sign"] == "-" else size
    return Relative(1 + size / 100, 0.0) if match["percent"] else Relative(1.0, size)


def changed(
    old: YamlNode, value: YamlNode, change: Relative, spec: LeafSpec, months: Sequence[str]
) -> YamlNode:
    """A leaf's node with the change applied to its value and to its distribution.

    old: the node so far. value: the setting, whose file and line the result has. months: the horizon.
    """
    if not is_card(old.value):
        return numbers(old, value, change, spec, months)
    if "value" not in old.value:
        return old
    if is_by_year(old, spec):
        change = Relative(change.factor, MONTHS_OF_YEAR * change.shift)
    card = noted(old, numbers(old.value["value"], value, change, spec, months), value)
    if "uncertain" in card.value:
        width = Relative(change.factor, 0.0)
        card.value["uncertain"] = _spread(card.value["uncertain"], value, change, width)
    return card


def by_month(node: YamlNode, spec: LeafSpec) -> YamlNode:
    """A leaf's node in the parameter's own unit: a card by the year becomes one of its months.

    A table by month stays as it is written, for the check to refuse.
    """
    if not is_by_year(node, spec) or "value" not in node.value or has_months(node.value["value"].value):
        return node
    items = {key: item for key, item in node.value.items() if key != "unit"}
    items["value"] = _of_month(items["value"])
    if "uncertain" in items:
        items["uncertain"] = _spread(items["uncertain"], items["uncertain"], of_month, of_month)
    if "published" in items:
        items["published"] = _range_of_month(items["published"])
    return node._replace(value=items)


def is_by_year(node: YamlNode, spec: LeafSpec) -> bool:
    """Whether a leaf's node is a card that states its amount by the year."""
    if not is_card(node.value) or "unit" not in node.value:
        return False
    return spec.in_unit(node.value["unit"].value) not in (None, spec)


def _of_month(node: YamlNode) -> YamlNode:
    if isinstance(node.value, dict):
        return node._replace(value={key: _of_month(item) for key, item in node.value.items()})
    number = as_number(node.value)
    return node if number is None else node._replace(value=of_month(number))


def _range_of_month(published: YamlNode) -> YamlNode:
    """The published range by the month; what is badly written is left as it is, for the check to report."""
    ends = published.value.get("range") if isinstance(published.value, dict) else None
    if ends is None or not isinstance(ends.value, list):
        return published
    months = ends._replace(value=[_of_month(each) for each in ends.value])
    return published._replace(value={**published.value, "range": months})


def noted(card: YamlNode, inner: YamlNode, value: YamlNode) -> YamlNode:
    """A new card around another value, with the setting appended to its note."""
    items = {**card.value, "value": inner}
    former = items["note"].value if "note" in items and isinstance(items["note"].value, str) else ""
    said = f"{value.value} ({value.place.rpartition('/')[2]})"
    note = "; ".join(part for part in (former, said) if part)
    items["note"] = YamlNode(note, value.file, value.line)
    return YamlNode(items, value.file, value.line)


def numbers(
    old: YamlNode, value: YamlNode, change: Relative, spec: LeafSpec, months: Sequence[str]
) -> YamlNode:
    """The change applied to a number or to each number of a table.

    Anything else is left for the check to report.
    """
    if isinstance(old.value, dict):
        items = dict(old.value)
        if change.shift and spec.blank is not None and spec.by == "month" and all(map(is_month, items)):
            blank = YamlNode(spec.blank, value.file, value.line)
            items = {month: items.get(month, blank) for month in (*months, *items)}
        done = {key: numbers(item, value, change, spec, months) for key, item in items.items()}
        return YamlNode(done, value.file, value.line)
    number = as_number(old.value)
    return old if number is None else YamlNode(change(number), value.file, value.line)


def as_number(raw: Any) -> float | None:
    """A number as files write it, `16%` included; None for anything else."""
    if isinstance(raw, str) and PERCENT.fullmatch(raw):
        return float(f"{float(raw[:-1]) / 100:.15g}")
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _spread(
    uncertain: YamlNode, value: YamlNode, level: Callable[[float], float], width: Callable[[float], float]
) -> YamlNode:
    """The uncertainty moved along; what is badly written is left as it is, for the check to report."""
    done: dict[str, YamlNode] = {}
    for name, written in plain(uncertain).items() if isinstance(uncertain.value, dict) else ():
        try:
            listed = moved(name, _as_numbers(written), {"level": level, "width": width})
        except (TypeError, ValueError, IndexError):
            return uncertain
        done[name] = from_python(listed, value.file, value.line)
    return YamlNode(done, value.file, value.line) if done else uncertain


def _as_numbers(written: Any) -> Any:
    if isinstance(written, list):
        return [_as_numbers(each) for each in written]
    number = as_number(written)
    if number is None:
        raise TypeError(written)
    return number
