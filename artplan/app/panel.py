"""The panel: parameters on the left, headline figures and a view on the right, updated on every change.

The widgets hold only what is displayed; the state belongs to the session. HTML is sent to the browser only if
it has changed.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from artplan.app.goal import aims
from artplan.app.keep import Keep
from artplan.app.later import Later
from artplan.app.lever_box import LeverBox
from artplan.app.look import style_of
from artplan.app.restore import State
from artplan.app.screen import Screen, put
from artplan.app.session import Session
from artplan.app.states import States
from artplan.app.views.cards import cards
from artplan.app.views.closed import made_of
from artplan.app.views.tag import fault_text
from artplan.plan.read.chain import names_given, plan_names
from artplan.plan.written.faults import PlanFault
from artplan.report.tables import headline
from artplan.report.words.plans import named
from artplan.texts.catalogue import text


class Panel:
    """The panel of one visitor: a session and the widgets that show it. `root` is the widget."""

    def __init__(self, scenario: str, lang: str) -> None:
        self.lang = lang
        self.root = widgets.VBox([])
        self.message = widgets.HTML()
        self.later = Later()
        self.build(Session.of(scenario))

    def build(self, session: Session) -> None:
        """Rebuild all widgets for another session."""
        self.session = session
        self.before = headline.figures(session.before)
        self.cards = widgets.HTML()
        self.screen = Screen(session, self.lang, self.stand)
        self.levers = LeverBox(session, self.lang, self.draw)
        over = widgets.Box([self.cards, aims(self.lang, self.screen.aim)])
        over.add_class("ap-over")
        self.keep = Keep(session, self.lang)
        self.state = State(session, self.open, self.complain)
        names = named(plan_names(), names_given(), self.lang)
        chosen = self.chooser(names)
        self.states = States(session, self.lang, self.switch)
        left = widgets.VBox([chosen, self.states.box, self.message, self.levers.box])
        note = widgets.HTML(made_of(session, self.lang))
        right = widgets.VBox([note, over, self.screen.box, self.keep.box])
        left.add_class("ap-left")
        right.add_class("ap-right")
        whole = widgets.HBox([left, right])
        whole.add_class("ap-panel")
        style = widgets.HTML(style_of(session.plan.plan, self.lang, names.values()))
        self.root.children = [style, whole, self.state.box]
        self.draw()

    def chooser(self, names: Mapping[str, str]) -> widgets.Dropdown:
        """Return the menu of scenarios. names: what readers call them, by what commands call them."""
        options = [(name, scenario) for scenario, name in names.items()]
        label = text("app.scenario", self.lang)
        chosen = widgets.Dropdown(options=options, value=self.session.scenario, description=label)
        chosen.observe(lambda change: self.open(change.new), "value")
        return chosen

    def open(self, scenario: str, changes: Mapping[str, Any] | None = None, committed: bool = False) -> None:
        """Open a scenario and apply changes to it; a fault is shown and leaves the panel as it is.

        committed: whether what the scenario has decided is held while the changes are made.
        """
        try:
            session = Session.of(scenario, committed)
            session.move_all(changes or {})
        except PlanFault as fault:
            self.complain(fault)
        else:
            self.message.value = ""
            self.build(session)

    def switch(self, committed: bool) -> None:
        """Show the same changes to the scenario in its other state."""
        self.open(self.session.scenario, self.session.changes, committed)

    def complain(self, fault: PlanFault) -> None:
        self.message.value = fault_text(fault, self.lang)

    def stand(self) -> None:
        """Update the panel after a change of the session that was not made with its controls."""
        self.levers.stand()
        self.draw()

    def draw(self) -> None:
        """Show the session's figures.

        Cards and view are sent when both are worked out: the browser then draws them in one frame, and the
        thread that sends does not interrupt the work.
        """
        with self.screen.shown.hold_sync(), self.cards.hold_sync():
            seen = self.session.seen
            beside = headline.beside(seen, self.lang, brief=True)
            now, goes_on = headline.figures(seen), self.session.closed is not None
            put(self.cards, cards(now, self.before, self.lang, beside, goes_on))
            self.screen.draw()
        self.states.draw()
        self.later.ask(lambda _: None, lambda _: self.tell_state())

    def tell_state(self) -> None:
        """Update the command and the page's address, after a short pause without changes."""
        self.keep.draw()
        self.state.draw()


def show(scenario: str = "base", lang: str = "zh") -> widgets.VBox:
    """Return the panel for a scenario, as a widget for JupyterLab or Voilà."""
    root = Panel(scenario, lang).root
    for act in (gc.unfreeze, gc.collect, gc.freeze):  # excludes the existing objects from garbage collection
        act()
    return root
