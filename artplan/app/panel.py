"""The panel: levers at the left, headline figures and charts at the right, redrawn in place on every move.

Widgets hold what is seen; what is meant is the session's. Each piece of HTML is sent only when it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from artplan.app.keep import keep_box
from artplan.app.levers import Lever, lever, levers
from artplan.app.look import style_of
from artplan.app.session import Session
from artplan.app.views.cards import cards
from artplan.app.views.months import cash, profit
from artplan.app.views.tag import tag
from artplan.plan.faults import PlanFault
from artplan.plan.files import plan_names
from artplan.report.tables.money import budget
from artplan.report.tables.plan import checks
from artplan.report.texts import text

VIEWS: dict[str, Callable[[Any, Any, str], str]] = {
    "overview": lambda now, then, lang: profit(now, then, lang) + cash(now, then, lang),
    "budget": lambda now, _, lang: budget(now, lang).html(),
    "checks": lambda now, _, lang: checks(now, lang).html(),
}


class Panel:
    """One visitor's panel: a session and the widgets that show it."""

    def __init__(self, scenario: str, lang: str) -> None:
        self.lang = lang
        self.session = Session.of(scenario)
        self.sliders: dict[str, tuple[Lever, widgets.FloatSlider]] = {}
        self.cards, self.told, self.view = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.shown = widgets.ToggleButtons(options=[(self.say(name), name) for name in VIEWS])
        self.shown.observe(lambda _: self.draw(), "value")
        self.moving = False
        self.root = widgets.VBox([])
        self.build(scenario)

    def say(self, key: str, **values: object) -> str:
        return text(f"app.{key}", self.lang, **values)

    def build(self, scenario: str) -> None:
        """All widgets anew, for another scenario."""
        chosen = widgets.Dropdown(options=plan_names(), value=scenario, description=self.say("scenario"))
        chosen.observe(lambda change: self.open(change.new), "value")
        self.others = widgets.VBox([])
        acts = [chosen, self._buttons(), self.told]
        left = widgets.VBox([*acts, *self._groups(), self._search(), self.others])
        right = widgets.VBox([self.cards, self.shown, self.view, keep_box(self)])
        left.add_class("ap-left")
        right.add_class("ap-right")
        whole = widgets.HBox([left, right])
        whole.add_class("ap-panel")
        self.root.children = [widgets.HTML(style_of(self.session.plan.plan, self.lang)), whole]
        self.draw()

    def open(self, scenario: str) -> None:
        try:
            self.session = Session.of(scenario)
        except PlanFault as fault:
            self.complain(str(fault))
            return
        self.sliders.clear()
        self.build(scenario)

    def draw(self) -> None:
        """Shows the session's figures in the chosen view."""
        now, then = self.session.result, self.session.before
        _put(self.cards, cards(now, then, self.lang))
        _put(self.view, VIEWS[self.shown.value](now, then, self.lang))

    def stand(self) -> None:
        """Puts every slider where the session has it; never while one is moved, or it would be drawn back."""
        self.moving = True
        try:
            for path, (each, slider) in self.sliders.items():
                slider.value = _number(self.session.changes.get(path, each.present))
        finally:
            self.moving = False

    def complain(self, told: str = "") -> None:
        _put(self.told, tag("p", words=told, class_="ap-fault", role="alert") if told else "")

    def _groups(self) -> tuple[widgets.ToggleButtons, widgets.VBox]:
        """A button for each group of levers, and the levers of the one that is chosen."""
        groups = {
            group: [self._slider(each) for each in several]
            for group, several in levers(self.session.plan.plan, self.lang).items()
        }
        buttons = widgets.ToggleButtons(options=[(self.say(f"group.{group}"), group) for group in groups])
        buttons.style.button_width = "auto"
        there = widgets.VBox(groups[buttons.value])

        def choose(change: Any) -> None:
            there.children = groups[change.new]

        buttons.observe(choose, "value")
        return buttons, there

    def _slider(self, each: Lever) -> widgets.VBox:
        slider = widgets.FloatSlider(
            value=each.present,
            min=each.low,
            max=each.high,
            step=each.step,
            readout_format=_format(each.step),
            layout=widgets.Layout(width="100%"),
        )
        slider.observe(lambda change: self._move(each, change.new), "value")
        self.sliders[each.path] = (each, slider)
        marks = [tag("em", words=self.say("placeholder"), class_="ap-mark")] if each.placeholder else []
        unit = tag("em", words=each.unit)
        named = tag("span", " ", unit, " ", *marks, words=each.label, class_="ap-lever", title=each.path)
        return widgets.VBox([widgets.HTML(named), slider])

    def _move(self, each: Lever, value: float) -> None:
        if self.moving:
            return
        try:
            self.session.move(each.path, each.written(value))
        except PlanFault as fault:
            self.complain(str(fault))
            self.stand()
        else:
            self.complain()
            self.draw()

    def _buttons(self) -> widgets.HBox:
        acts = {
            "undo": lambda: self.session.undo(),
            "redo": lambda: self.session.redo(),
            "reset": lambda: self.session.reset(),
        }
        return widgets.HBox([self._button(name, act) for name, act in acts.items()])

    def _button(self, name: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=self.say(name), layout=widgets.Layout(width="auto"))

        def clicked(_: object) -> None:
            self.complain()
            act()
            self.stand()
            self.draw()

        button.on_click(clicked)
        return button

    def _search(self) -> widgets.HBox:
        """Any number of the plan, found by its path as one types."""
        leaves = self.session.plan.plan.leaves
        given = [path for path, leaf in leaves.items() if leaf.given and any(leaf.values)]
        wide = widgets.Layout(width="70%")
        wanted = widgets.Combobox(options=given, placeholder=self.say("search"), layout=wide)
        return widgets.HBox([wanted, self._button("add", lambda: self._add(wanted.value))])

    def _add(self, path: str) -> None:
        found = lever(self.session.plan.plan, path, self.lang)
        if found is None:
            self.complain(self.say("no_number", path=path))
        elif path not in self.sliders:
            self.others.children = (*self.others.children, self._slider(found))


def show(scenario: str = "base", lang: str = "zh") -> widgets.VBox:
    """The panel on a scenario, as a widget that JupyterLab and Voilà show."""
    return Panel(scenario, lang).root


def _put(widget: widgets.HTML, content: str) -> None:
    if widget.value != content:
        widget.value = content


def _number(value: object) -> float:
    return float(str(value).removeprefix("x"))


def _format(step: float) -> str:
    decimals = max(0, len(f"{step:.10f}".rstrip("0").partition(".")[2]))
    return f",.{decimals}f"
