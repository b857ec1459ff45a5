"""What is seen beneath the cards: one view at a time, redrawn in place.

Some views come at once, with each move; others are worked out later, and what is shown meanwhile is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from artplan.app.later import Later, StillWanted
from artplan.app.session import Session
from artplan.app.views.months import cash, profit
from artplan.app.views.tag import tag
from artplan.plan.faults import PlanFault
from artplan.report.tables.money import budget
from artplan.report.tables.plan import checks
from artplan.report.texts import text

AtOnce = Callable[[Session, str], str]
Slowly = Callable[[Session, str, StillWanted], str]

AT_ONCE: Mapping[str, AtOnce] = {
    "overview": lambda s, lang: profit(s.seen, s.before, lang) + cash(s.seen, s.before, lang),
    "budget": lambda s, lang: budget(s.result, lang).html(),
    "checks": lambda s, lang: checks(s.result, lang).html(),
}
SLOWLY: Mapping[str, Slowly] = {}


class Screen:
    """The views of a session and the buttons that choose one. `box` is the widget."""

    def __init__(self, session: Session, lang: str) -> None:
        self.session, self.lang, self.later = session, lang, Later()
        names = (*AT_ONCE, *SLOWLY)
        self.chosen = widgets.ToggleButtons(options=[(text(f"app.{name}", lang), name) for name in names])
        self.chosen.style.button_width = "auto"
        self.chosen.observe(lambda _: self.draw(), "value")
        self.shown = widgets.HTML()
        self.box = widgets.VBox([self.chosen, self.shown])

    def draw(self) -> None:
        name = self.chosen.value
        if name in AT_ONCE:
            self.later.drop()
            self._put(AT_ONCE[name](self.session, self.lang))
        else:
            self.shown.add_class("ap-stale")
            self.later.ask(lambda still_wanted: self._slowly(SLOWLY[name], still_wanted), self._put)

    def _slowly(self, view: Slowly, still_wanted: StillWanted) -> str:
        try:
            return view(self.session, self.lang, still_wanted)
        except PlanFault as fault:
            return tag("p", words=str(fault), class_="ap-fault", role="alert")

    def _put(self, content: str) -> None:
        self.shown.remove_class("ap-stale")
        put(self.shown, content)


def put(widget: Any, content: str) -> None:
    """Sends what has changed only."""
    if widget.value != content:
        widget.value = content
