"""Notes on campaigns that lie entirely outside the plan's months."""

from __future__ import annotations

from artplan.plan.schema.root import Sections
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message


def notes(sections: Sections, months: tuple[str, ...], root: YamlNode) -> list[Note]:
    result = []
    for name, campaign in sections.campaigns.items():
        if campaign.end.isoformat()[:7] < months[0] or campaign.start.isoformat()[:7] > months[-1]:
            path = f"campaigns.{name}"
            outside = message("notes.campaign_outside", first=months[0], last=months[-1])
            result.append(Note(nearest(root, path.split(".")).place, path, outside))
    return result
