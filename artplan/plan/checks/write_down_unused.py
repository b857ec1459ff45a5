"""Notes on write-downs that the plan's accounting standard does not know."""

from __future__ import annotations

from collections.abc import Iterable

from artplan.plan.schema.root import Sections
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message


def notes(sections: Sections, root: YamlNode) -> Iterable[Note]:
    if sections.plan.accounting_standard == "enterprise":
        return
    for product, each in sections.products.items():
        if any(each.write_down_rate.values):
            path = ("products", product, "write_down_rate")
            yield Note(nearest(root, path).place, ".".join(path), message("notes.write_down_unused"))
