"""The switch between the two states of a plan: following its targets, or with its decisions held.

Below it stands why a change that one would expect to move sales does not.
"""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from artplan.app.session import Session
from artplan.app.views.tag import tag
from artplan.study.terms.drives import driver
from artplan.texts.catalogue import text


class States:
    """The switch for a session.

    switch: called with whether the plan's decisions are to be held. `box` is the widget.
    """

    def __init__(self, session: Session, lang: str, switch: Callable[[bool], None]) -> None:
        self.session, self.lang = session, lang
        options = [(text(f"app.state.{name}", lang), name == "held") for name in ("follows", "held")]
        self.chosen = widgets.ToggleButtons(options=options, value=session.committed)
        self.chosen.style.button_width = "auto"
        self.chosen.tooltips = [text(f"app.state.{name}_tip", lang) for name in ("follows", "held")]
        self.chosen.observe(lambda change: switch(change.new), "value")
        self.message = widgets.HTML()
        self.box = widgets.VBox([self.chosen, self.message])

    def draw(self) -> None:
        """Say why the last change moved no sales, if it should have."""
        shown = ""
        decides = driver(self.session.here.plan, self.session.held) if self.session.held else None
        if decides and self.session.changes:
            words = text(f"app.state.by_{decides}", self.lang)
            shown = tag("p", words=words, class_="ap-told", role="status")
        if self.message.value != shown:
            self.message.value = shown
