"""Reuse parts of a plan read before: whatever stands in the same nodes of the tree.

Settings make a new tree that shares what they leave unchanged, and an unchanged file gives the same nodes as
before. A setting that was there before makes a new node with the same content, which is looked for as well:
otherwise every setting made earlier would be read again with each new one. As long as months and members are
the same, what was read from a node, checked and placed, is the same too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from artplan.plan.schema.paths import field
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.chosen import Law, wanted
from artplan.plan.written.yaml_tree import YamlNode, same

if TYPE_CHECKING:
    from artplan.plan.plan import Plan

Value = TypeVar("Value")
Path = tuple[str, ...]
LAWFUL = ("contributions", "tax", "pay")  # on which the choice of statutory tables rests


@dataclass(frozen=True)
class TakenOver:
    """What a new plan can reuse of a former one. new: paths of the sections and members that differ."""

    former: Plan
    new: tuple[Path, ...]

    def data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The plan's data, with the former plan's models in place of unchanged sections and members."""
        result: dict[str, Any] = {name: getattr(self.former.sections, name) for name in data}
        for section, *member in self.new:
            if member:
                result[section] = {**result[section], member[0]: data[section][member[0]]}
            else:
                result[section] = data[section]
        return result

    def by_path(
        self, former: Mapping[str, Value], sections: Sections, read: Callable[[Any, Path], dict[str, Value]]
    ) -> dict[str, Value] | None:
        """The former entries by path, with those of changed parts replaced.

        read: reads the entries of a changed part. Returns None where a part has other entries than before, or
        in another order.
        """
        result = dict(former)
        for path in self.new:
            part = getattr(sections, path[0])
            for step in path[1:]:
                part = part[step]
            entries, within = read(part, path), ".".join(path) + "."
            if [each for each in former if each.startswith(within)] != list(entries):
                return None
            result.update(entries)
        return result

    def law(self, sections: Sections) -> Law | None:
        """The former plan's statutory tables; None where what has changed may call for others."""
        if any(path[0] in LAWFUL for path in self.new):
            return None
        return self.former.law if wanted(sections) == wanted(self.former.sections) else None


def taken_over(former: Plan | None, root: YamlNode, months: tuple[str, ...]) -> TakenOver | None:
    """What can be reused of the former plan; None where months, sections or members differ."""
    if former is None or former.written is None or former.months != months:
        return None
    old = former.written.tree.value
    if list(root.value) != list(old):
        return None
    new: list[Path] = []
    for section, node in root.value.items():
        if same(node, old[section]):
            continue
        if field(Sections, section).item is None:
            new.append((section,))
        elif not isinstance(node.value, dict) or list(node.value) != list(old[section].value):
            return None
        else:
            members = node.value.items()
            new += [(section, name) for name, each in members if not same(each, old[section].value[name])]
    return TakenOver(former, tuple(new))
