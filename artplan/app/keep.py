"""Keeping what was found: as a scenario file with its reason, or as the command that restores it."""

from __future__ import annotations

import ipywidgets as widgets

from artplan.app.session import Session
from artplan.app.views.tag import tag
from artplan.plan.faults import PlanFault
from artplan.plan.one_line import one_line
from artplan.plan.scenario_file import place_for, text_of
from artplan.report.texts import text


class Keep:
    """A name, a reason, a button; below them what restores the state. `box` is the widget."""

    def __init__(self, session: Session, lang: str) -> None:
        self.session, self.lang = session, lang
        self.name = widgets.Text(placeholder=self.say("name"), layout=widgets.Layout(width="10rem"))
        self.reason = widgets.Text(placeholder=self.say("reason"), layout=widgets.Layout(width="18rem"))
        self.told, self.restores = widgets.HTML(), widgets.HTML()
        button = widgets.Button(description=self.say("save"), layout=widgets.Layout(width="auto"))
        button.on_click(lambda _: self.save())
        line = widgets.HBox([self.name, self.reason, button])
        line.add_class("ap-keep")
        self.box = widgets.VBox([line, self.told, self.restores])

    def say(self, key: str, **values: object) -> str:
        return text(f"app.{key}", self.lang, **values)

    def draw(self) -> None:
        """The command that restores the state, as it stands."""
        words = tag("code", words=self.session.command())
        shown = tag("p", " ", words, words=f"{self.say('restore')}:", class_="ap-told")
        if self.restores.value != shown:
            self.restores.value = shown

    def save(self) -> None:
        try:
            said = self._saved(self.name.value.strip(), self.reason.value)
        except PlanFault as fault:
            said = str(fault)
        self.told.value = tag("p", words=said, class_="ap-told", role="status")

    def _saved(self, name: str, reason: str) -> str:
        if not self.session.changes:
            return self.say("nothing_moved")
        place = place_for(name, replace=False, option=self.say("name"))
        place.parent.mkdir(exist_ok=True)
        content = text_of(self.session.scenario, dict(self.session.changes), one_line(reason) or name)
        place.write_text(content, encoding="utf-8", newline="\n")
        return self.say("saved", place=f"params/scenarios/{name}.yaml", name=name)
