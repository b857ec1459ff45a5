"""Notes on prices that a channel states and is not paid by, such as a commission rate on a channel of clicks.

A scenario may switch a channel from one price to another and leave the former one in the file, so this is not
a fault; but a reader who expects the channel to cost it must know that it does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from artplan.plan.schema.root import Sections
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message

STATED = {"click": "cost_per_click", "impression": "cost_per_thousand_impressions", "sale": "commission_rate"}


def notes(sections: Sections, root: YamlNode) -> Iterable[Note]:
    for channel, each in sections.channels.items():
        for kind, key in STATED.items():
            if kind not in each.prices_by and any(getattr(each, key).values):
                path = ("channels", channel, key)
                unused = message("notes.price_unused", kind=kind)
                yield Note(nearest(root, path).place, ".".join(path), unused)
