"""Keeping what was found: as a scenario file with its reason, or as the command that restores it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as widgets

from artplan.app.views.tag import tag
from artplan.plan.faults import PlanFault
from artplan.plan.one_line import one_line
from artplan.plan.scenario_file import place_for, text_of

if TYPE_CHECKING:
    from artplan.app.panel import Panel


def keep_box(panel: Panel) -> widgets.VBox:
    """A name, a reason, a button; below them what restores the state."""
    name = widgets.Text(placeholder=panel.say("name"), layout=widgets.Layout(width="10rem"))
    reason = widgets.Text(placeholder=panel.say("reason"), layout=widgets.Layout(width="18rem"))
    told = widgets.HTML()
    button = widgets.Button(description=panel.say("save"), layout=widgets.Layout(width="auto"))

    def save(_: object) -> None:
        try:
            said = _saved(panel, name.value.strip(), reason.value)
        except PlanFault as fault:
            said = str(fault)
        told.value = tag("p", words=said, class_="ap-told", role="status")

    button.on_click(save)
    return widgets.VBox([widgets.HBox([name, reason, button]), told])


def _saved(panel: Panel, name: str, reason: str) -> str:
    session = panel.session
    if not session.changes:
        return panel.say("nothing_moved")
    place = place_for(name, replace=False, option=panel.say("name"))
    place.parent.mkdir(exist_ok=True)
    content = text_of(session.plan.plan.name, dict(session.changes), one_line(reason) or name)
    place.write_text(content, encoding="utf-8", newline="\n")
    restores = f"{panel.say('restore')}: {session.command()}"
    return f"{panel.say('saved', place=f'params/scenarios/{name}.yaml', name=name)} · {restores}"
