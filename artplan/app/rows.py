"""The row of one parameter: its label, a control, a button to reset it, and the message about a fault.

A row changes the session and then notifies the panel; `stand` updates a row after other changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from artplan.app.fixed import why_fixed
from artplan.app.levers import Lever, Option
from artplan.app.session import Session
from artplan.app.views.tag import tag
from artplan.plan.read.relative import read_relative
from artplan.plan.written.faults import Fault, PlanFault
from artplan.texts.catalogue import text
from artplan.texts.message import message

Changed = Callable[[], None]
HIDDEN, VISIBLE = "hidden", "visible"


class LeverRow:
    """The common parts of all rows: label, reset button and message. `box` is the widget."""

    def __init__(self, session: Session, each: Lever | Option, lang: str, changed: Changed) -> None:
        self.session, self.path, self.label = session, each.path, each.label
        self.lang, self.changed = lang, changed
        self.placing = False  # True while the row sets its own control, which must not change the session
        self.message = widgets.HTML()
        self.back = _small("↺", text("app.reset_one", lang, label=each.label))
        self.back.on_click(lambda _: self._reset())
        self.fixed = why_fixed(session, each, lang)

    def boxed(self, named: str, *controls: widgets.Widget) -> widgets.VBox:
        head = widgets.HBox([widgets.HTML(named), self.back])
        head.add_class("ap-head")
        reason = [widgets.HTML(tag("small", words=self.fixed))] if self.fixed else []
        box = widgets.VBox([head, *controls, *reason, self.message])
        box.add_class("ap-row")
        return box

    def move(self, path: str, value: Any) -> None:
        """Change the session; a fault is shown in the row and changes nothing."""
        if self.placing:
            return
        try:
            self.session.move(path, value)
        except PlanFault as fault:
            self.stand()
            self._tell(fault)
        else:
            self.changed()  # first, since the figures are what is waited for
            self._tell(None)
            self._mark()

    def stand(self) -> None:
        """Show the session's value."""
        self._tell(None)
        self._mark()
        self.placing = True
        try:
            self.place()
        finally:
            self.placing = False

    def place(self) -> None:
        raise NotImplementedError

    def _reset(self) -> None:
        self.session.reset(self.path)
        self.stand()
        self.changed()

    def _mark(self) -> None:
        self.back.layout.visibility = VISIBLE if self.session.moved(self.path) else HIDDEN

    def _tell(self, fault: PlanFault | None) -> None:
        content = [self._sentence(each) for each in fault.faults] if fault else []
        shown = tag("p", words="\n".join(content), class_="ap-fault", role="alert") if content else ""
        if self.message.value != shown:
            self.message.value = shown

    def _sentence(self, each: Fault) -> str:
        """Return the fault without its place, since the message is shown at the parameter."""
        return message("app.fault", fault=each.fault, remedy=each.remedy).text(self.lang)


class NumberRow(LeverRow):
    """A slider with a number field, and on request a field for each month."""

    def __init__(self, session: Session, each: Lever, lang: str, changed: Changed) -> None:
        super().__init__(session, each, lang, changed)
        self.lever = each
        wide = widgets.Layout(flex="1 1 auto", width="auto", min_width="0")
        ends = {"min": each.low, "max": each.high, "step": each.step}
        self.slider = widgets.FloatSlider(each.present, **ends, readout=False, layout=wide)
        self.number = _number_box(each.present, each.label)
        self.slider.disabled = self.number.disabled = bool(self.fixed)
        self.slider.observe(self._slid, "value")
        self.number.observe(self._written, "value")
        self.fold = _small("▤", text("app.by_month", lang, label=each.label))
        self.fold.on_click(lambda _: self._unfold())
        self.months: dict[str, widgets.FloatText] = {}
        self.table = widgets.Box([])
        self.table.add_class("ap-months")
        buttons = [self.fold] if each.by == "month" and not self.fixed else []
        line = widgets.HBox([self.slider, self.number, *buttons])
        marks = [" ", tag("em", words=text("app.placeholder", lang), class_="ap-mark")]
        named = tag(
            "span", " ", tag("em", words=each.unit), *(marks if each.placeholder else ()),
            words=each.label, class_="ap-lever", title=each.tooltip, data_path=each.path)  # fmt: skip
        self.box = self.boxed(named, line, self.table)

    def place(self) -> None:
        value = self._value()
        self.number.value = value
        self.slider.value = min(max(value, self.slider.min), self.slider.max)
        for month, box in self.months.items():
            box.value = self._in(month)

    def _slid(self, change: Any) -> None:
        """Handle a move of the slider.

        The slider itself is not set again, because that would interfere with the hand that is moving it.
        """
        self.move(self.path, self.lever.written(change.new))
        if not self.placing:
            self._show(self.number, self._value())

    def _written(self, change: Any) -> None:
        self.move(self.path, self.lever.written(change.new))
        if not self.placing:
            self._show(self.slider, min(max(self._value(), self.slider.min), self.slider.max))

    def _show(self, control: Any, value: float) -> None:
        self.placing = True
        control.value = value
        self.placing = False

    def _value(self) -> float:
        """Return the session's number or factor.

        If single months were changed, it is the value of the scenario.
        """
        if self.lever.factor:
            change = read_relative(self.session.changes.get(self.path))
            return change.factor if change is not None and not change.shift else self.lever.present
        leaf = self.session.here.plan.leaves.get(self.path)
        return leaf.values[0] if leaf is not None and len(leaf.values) == 1 else self.lever.present

    def _in(self, month: str) -> float:
        plan = self.session.here.plan
        return float(f"{plan.leaves[self.path].at(plan.months.index(month)):.12g}")

    def _unfold(self) -> None:
        """Show a field for each month, or hide the fields if they are shown."""
        months = () if self.months else self.session.here.plan.months
        self.months = {month: _number_box(self._in(month), f"{self.label} {month}") for month in months}
        for place, (month, box) in enumerate(self.months.items()):
            box.disabled = place < self.session.shut
            box.observe(lambda change, month=month: self.move(f"{self.path}.{month}", change.new), "value")
        self.table.children = [
            widgets.VBox([widgets.HTML(tag("small", words=month)), box]) for month, box in self.months.items()
        ]


class OptionRow(LeverRow):
    """A list of options, or a text field for a date or a count."""

    def __init__(self, session: Session, each: Option, lang: str, changed: Changed) -> None:
        super().__init__(session, each, lang, changed)
        self.option = each
        self.control: Any = (
            widgets.Dropdown(options=each.options, value=each.present)
            if each.options
            else widgets.Text(str(each.present or ""), continuous_update=False)
        )
        self.control.disabled = bool(self.fixed)
        unseen_label(self.control, each.label)
        self.control.observe(
            lambda change: self.move(self.path, None if change.new == "" else change.new), "value"
        )
        named = tag("span", words=each.label, class_="ap-lever", title=each.tooltip, data_path=each.path)
        self.box = self.boxed(named, self.control)

    def place(self) -> None:
        value = self.session.changes.get(self.path, self.option.present)
        self.control.value = value if self.option.options else str(value or "")


def row(session: Session, each: Lever | Option, lang: str, changed: Changed) -> NumberRow | OptionRow:
    """Return the row for a parameter."""
    if isinstance(each, Lever):
        return NumberRow(session, each, lang, changed)
    return OptionRow(session, each, lang, changed)


def _small(sign: str, content: str) -> widgets.Button:
    button = widgets.Button(description=sign, tooltip=content)
    button.add_class("ap-small")
    return button


def _number_box(value: float, content: str) -> widgets.FloatText:
    box = widgets.FloatText(value, layout=widgets.Layout(width="6.5rem", flex="none"))
    return unseen_label(box, content)


def unseen_label(control: Any, content: str) -> Any:
    """Give the control a label that only screen readers announce, because its label is shown next to it."""
    control.description = control.tooltip = content
    control.add_class("ap-hushed")
    return control
