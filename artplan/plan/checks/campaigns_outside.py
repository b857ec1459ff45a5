"""Campaigns of which the plan sees nothing."""

from __future__ import annotations

from artplan.plan.schema.root import Sections
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import Node, nearest


def notes(sections: Sections, months: tuple[str, ...], root: Node) -> list[Note]:
    found = []
    for name, campaign in sections.campaigns.items():
        if campaign.end.isoformat()[:7] < months[0] or campaign.start.isoformat()[:7] > months[-1]:
            path = f"campaigns.{name}"
            zh, en = "活动不在计划期内", f"lies outside the horizon {months[0]} to {months[-1]}"
            found.append(Note(nearest(root, path.split(".")).place, path, zh, en))
    return found
