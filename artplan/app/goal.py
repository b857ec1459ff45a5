"""Goal seek in the panel: find and apply the parameter value at which a headline figure meets a target."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from artplan.api import studies
from artplan.app.later import Later, StillWanted
from artplan.app.levers import searched
from artplan.app.session import Session
from artplan.app.views.tag import fault_text, tag
from artplan.plan.written.faults import PlanFault
from artplan.report.tables import headline
from artplan.report.words.parameters import not_reached
from artplan.study.seek.answer import Sought
from artplan.texts.catalogue import text

# The measure of a study for each headline figure.
MEASURES = {
    "gross_sales": "gross_sales_total",
    "net_revenue": "net_revenue",
    "net_profit": "net_profit",
    "cash_lowest": "cash_closing.min",
    "cash_closing": "cash_closing.last",
    "advertising": "advertising_total",
    "payroll": "payroll_total",
    "headcount_closing": "headcount_total.last",
}
Setting = tuple[str, float | str]  # path and value, as in a scenario file
FIRST = "average_order_value"  # the default parameter, taken from the first storefront


class Goal:
    """The inputs of a goal seek: figure, target and parameter. `box` is the widget."""

    def __init__(self, session: Session, lang: str, later: Later, moved: Callable[[], None]) -> None:
        self.session, self.lang, self.later, self.moved = session, lang, later, moved
        plan = session.plan.plan
        self.known = {name: path for name, path in searched(plan, lang).items() if path in plan.leaves}
        figures = [(text(f"headline.{name}", lang), name) for name in MEASURES]
        self.figure = widgets.Dropdown(options=figures, value="net_profit", description=self.say("make"))
        self.target = widgets.FloatText(0.0, description=self.say("equal"))
        first = next(
            (name for name, path in self.known.items() if path.endswith(FIRST)), next(iter(self.known), "")
        )
        self.by = widgets.Combobox(
            options=tuple(self.known), value=first, description=self.say("moving"), ensure_option=True,
            layout=widgets.Layout(width="32rem", max_width="100%"))  # fmt: skip
        find = widgets.Button(description=self.say("find"), layout=widgets.Layout(width="auto"))
        find.on_click(lambda _: self.find())
        self.takes = widgets.HBox([])
        self.answer = widgets.HTML()
        line = widgets.HBox([self.figure, self.target])
        line.add_class("ap-keep")
        self.box = widgets.VBox([line, self.by, find, self.takes, self.answer])

    def say(self, key: str, **values: object) -> str:
        return text(f"app.{key}", self.lang, **values)

    def aim(self, figure: str) -> None:
        """Select the figure with the target 0, which is the most common question."""
        self.figure.value, self.target.value = figure, 0.0

    def find(self) -> None:
        """Start the search from the current state of the session, in a thread."""
        path, here = self.known.get(self.by.value, ""), self.session.here
        measure, target = MEASURES[self.figure.value], self.target.value
        self.takes.children = ()
        if not path:
            self.answer.value = tag("p", words=self.say("not_known"), class_="ap-fault", role="alert")
            return
        self.answer.value = tag("p", words=self.say("working"), role="status")

        def work(still_wanted: StillWanted) -> tuple[str, tuple[Setting, ...]]:
            from artplan.report import answers as shown

            try:
                result = studies.seek(here, measure, target, path)
            except PlanFault as fault:
                return fault_text(fault, self.lang), ()
            still_wanted()
            settings = tuple(result.setting(root.number) for root in result.solutions)
            return shown.show(result, self.lang).html() + self._unreached(result), settings

        self.later.ask(work, self._shown)

    def _unreached(self, answer: Sought) -> str:
        if answer.solutions:
            return ""
        return tag("p", words=not_reached(answer, self.lang))

    def _shown(self, answer: tuple[str, tuple[Setting, ...]]) -> None:
        self.answer.value, settings = answer
        self.takes.children = [self._take(path, value) for path, value in settings]

    def _take(self, path: str, value: float | str) -> widgets.Button:
        shown = value if isinstance(value, str) else f"{value:,.6g}"
        button = widgets.Button(description=self.say("take", value=shown), tooltip=path)
        button.layout.width = "auto"

        def taken(_: object) -> None:
            try:
                self.session.move(path, value)
            except PlanFault as fault:
                self.answer.value = fault_text(fault, self.lang)
            else:
                self.moved()

        button.on_click(taken)
        return button


def aims(lang: str, aim: Callable[[str], None]) -> widgets.Box:
    """Return a row of buttons over the cards, in the same order.

    The button of a figure that no study can search for is disabled.
    """

    def over(figure: str) -> widgets.Button:
        tooltip = text("app.aim", lang, figure=text(f"headline.{figure}", lang))
        button = widgets.Button(tooltip=tooltip, disabled=figure not in MEASURES)
        button.on_click(lambda _: aim(figure))
        return button

    box = widgets.Box([over(figure) for figure in headline.UNITS])
    box.add_class("ap-aims")
    return box
