"""The panel: levers at the left, headline figures and a view at the right, redrawn in place on every move.

Widgets hold what is seen; what is meant is the session's. Each piece of HTML is sent only when it changed.
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
from artplan.app.views.cards import cards
from artplan.app.views.tag import fault_text
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault
from artplan.report.tables import headline
from artplan.texts.catalogue import text


class Panel:
    """One visitor's panel: a session and the widgets that show it. `root` is the widget."""

    def __init__(self, scenario: str, lang: str) -> None:
        self.lang = lang
        self.root = widgets.VBox([])
        self.message = widgets.HTML()
        self.later = Later()
        self.build(Session.of(scenario))

    def build(self, session: Session) -> None:
        """All widgets anew, for another session."""
        self.session = session
        self.before = headline.figures(session.before)
        self.cards = widgets.HTML()
        self.screen = Screen(session, self.lang, self.stand)
        self.levers = LeverBox(session, self.lang, self.draw)
        over = widgets.Box([self.cards, aims(self.lang, self.screen.aim)])
        over.add_class("ap-over")
        self.keep = Keep(session, self.lang)
        self.state = State(session, self.open, self.complain)
        label = text("app.scenario", self.lang)
        chosen = widgets.Dropdown(options=plan_names(), value=session.scenario, description=label)
        chosen.observe(lambda change: self.open(change.new), "value")
        left = widgets.VBox([chosen, self.message, self.levers.box])
        right = widgets.VBox([over, self.screen.box, self.keep.box])
        left.add_class("ap-left")
        right.add_class("ap-right")
        whole = widgets.HBox([left, right])
        whole.add_class("ap-panel")
        self.root.children = [widgets.HTML(style_of(session.plan.plan, self.lang)), whole, self.state.box]
        self.draw()

    def open(self, scenario: str, changes: Mapping[str, Any] | None = None) -> None:
        """Another scenario, with what was moved in it before; what cannot be so is told."""
        try:
            session = Session.of(scenario)
            session.move_all(changes or {})
        except PlanFault as fault:
            self.complain(fault)
        else:
            self.message.value = ""
            self.build(session)

    def complain(self, fault: PlanFault) -> None:
        self.message.value = fault_text(fault, self.lang)

    def stand(self) -> None:
        """After something else than a lever has moved the session."""
        self.levers.stand()
        self.draw()

    def draw(self) -> None:
        """Shows the session's figures."""
        put(self.cards, cards(headline.figures(self.session.seen), self.before, self.lang))
        self.screen.draw()
        self.later.ask(lambda _: None, lambda _: self.tell_state())

    def tell_state(self) -> None:
        """What restores the state, once the hand has come to rest."""
        self.keep.draw()
        self.state.draw()


def show(scenario: str = "base", lang: str = "zh") -> widgets.VBox:
    """The panel on a scenario, as a widget that JupyterLab and Voilà show."""
    root = Panel(scenario, lang).root
    for act in (gc.unfreeze, gc.collect, gc.freeze):  # what is there now is not looked through at each move
        act()
    return root
