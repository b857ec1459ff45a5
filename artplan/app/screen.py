"""The area below the cards, which shows one view at a time.

Some views are updated immediately with each change; others are computed in a second process, and the old view
is faded until then.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import ipywidgets as widgets

from artplan.app.beside import beside
from artplan.app.goal import Goal
from artplan.app.later import Later, StillWanted
from artplan.app.session import Changes, Session
from artplan.app.views.closed import about
from artplan.app.views.months import ShadedBand, cash, profit
from artplan.app.views.tag import fault_text
from artplan.plan.written.faults import PlanFault
from artplan.report.tables.money import FIRST, budget
from artplan.report.tables.plan import checks
from artplan.study.variance.variance import FIRST as FIRST_BOOKED
from artplan.texts.catalogue import text

VIEWS = (
    "overview",
    "budget",
    "checks",
    "funnel",
    "customers",
    "people",
    "uncertainty",
    "tornado",
    "why",
    "goal",
    "allocation",
)
PERIODS = ("month", "quarter", "year")
STALE = "ap-stale"
NUMBERS = count()  # of the sessions shown


class Screen:
    """The views of a session and the buttons to select one. `box` is the widget.

    moved: called after a proposed change has been applied.
    """

    def __init__(self, session: Session, lang: str, moved: Callable[[], None]) -> None:
        self.session, self.lang, self.moved, self.later = session, lang, moved, Later()
        self.opened = session.scenario, session.committed, next(NUMBERS)
        self.chosen = widgets.ToggleButtons(options=[(self.say(name), name) for name in VIEWS])
        self.period = widgets.ToggleButtons(
            options=[(self.say(each), each) for each in PERIODS], value="quarter"
        )
        for each in (self.chosen, self.period):
            each.style.button_width = "auto"
            each.observe(lambda _: self.draw(), "value")
        self.goal = Goal(session, lang, self.later, moved)
        self.apply = widgets.Button(description=self.say("apply"), layout=widgets.Layout(width="auto"))
        self.apply.on_click(lambda _: self._apply())
        self.changes: Changes = {}  # the changes proposed by the allocation study
        self.aids = widgets.VBox([])
        self.about = widgets.HTML()
        self.shown = widgets.HTML()
        self.box = widgets.VBox([self.chosen, self.about, self.aids, self.shown])

    def say(self, key: str) -> str:
        return text(f"app.{key}", self.lang)

    def draw(self) -> None:
        """Show the selected view of the session's current state."""
        name = self.chosen.value
        aid = {"budget": self.period, "goal": self.goal.box}.get(name)
        self._aid(aid)
        put(self.about, about(name, self.session, self.lang))
        if name == "overview":
            self._put(self._overview(None))
            self._ask("band", lambda band: self._put(self._overview(band)))
        elif name == "goal":
            self.later.drop()
            self._put("")
        elif name in ("budget", "checks"):
            self.later.drop()
            self._put(self._table(name))
        else:
            self.shown.add_class(STALE)
            self._ask(name, self._allocated if name == "allocation" else self._put)

    def aim(self, figure: str) -> None:
        """Show goal seek for a headline figure."""
        self.goal.aim(figure)
        self.chosen.value = "goal"

    def _overview(self, band: ShadedBand | None) -> str:
        now, then = self.session.seen, self.session.before
        closed = self.session.shut
        return profit(now, then, self.lang, closed) + cash(now, then, self.lang, band, closed)

    def _table(self, name: str) -> str:
        try:
            result = self.session.result
        except PlanFault as fault:
            return fault_text(fault, self.lang)
        if name == "checks":
            return checks(result, self.lang).html()
        first = FIRST_BOOKED if self.session.closed else FIRST
        return budget(result, self.lang, self.period.value, first=first).html()

    def _ask(self, view: str, then: Callable[[Any], object]) -> None:
        """Have a slow view of the session's current state worked out and pass it to `then`.

        A fault is shown instead of the view.
        """
        changes = self.session.changes

        def work(still_wanted: StillWanted) -> Any:
            still_wanted()
            return beside().ask(view, self.opened, changes, self.lang)

        def shown(result: Any) -> None:
            if isinstance(result, PlanFault):
                self._put(fault_text(result, self.lang))
            else:
                then(result)

        self.later.ask(work, shown)

    def _allocated(self, answer: tuple[str, Changes]) -> None:
        content, self.changes = answer
        self._put(content)
        self._aid(self.apply if self.changes else None)

    def _apply(self) -> None:
        try:
            self.session.move_all(self.changes)
        except PlanFault as fault:
            self._put(fault_text(fault, self.lang))
        else:
            self.moved()

    def _aid(self, aid: widgets.Widget | None) -> None:
        wanted = (aid,) if aid is not None else ()
        if self.aids.children != wanted:
            self.aids.children = wanted

    def _put(self, content: str) -> None:
        self.shown.remove_class(STALE)
        put(self.shown, content)


def put(widget: widgets.HTML, content: str) -> None:
    """Set the widget's content if it has changed."""
    if widget.value != content:
        widget.value = content
