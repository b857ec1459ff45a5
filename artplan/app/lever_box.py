"""The controls on the left: a group of parameters, a search for any other, and undo, redo and reset."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from artplan.app.levers import Lever, Option, lever, levers, searched
from artplan.app.rows import NumberRow, OptionRow, row, unseen_label
from artplan.app.session import Session
from artplan.app.views.tag import fault_text, tag
from artplan.plan.written.faults import PlanFault
from artplan.texts.catalogue import text

FOUND = "others"  # the group of the parameters found by the search


class LeverBox:
    """The controls for the parameters of a session.

    changed: called after each change. `box` is the widget.
    """

    def __init__(self, session: Session, lang: str, changed: Callable[[], None]) -> None:
        self.session, self.lang, self.changed = session, lang, changed
        plan = session.plan.plan
        self.groups: dict[str, list[Lever | Option]] = {**levers(plan, lang), FOUND: []}
        self.rows: dict[str, NumberRow | OptionRow] = {}  # created when their group is first shown
        self.chosen = widgets.ToggleButtons(
            options=[(self.say(f"group.{name}"), name) for name in self.groups]
        )
        self.chosen.style.button_width = "auto"
        self.chosen.observe(lambda _: self._show(), "value")
        self.shown, self.message = widgets.VBox([]), widgets.HTML()
        self.known = searched(plan, lang)
        tooltip = self.say("search")
        self.wanted = unseen_label(widgets.Combobox(options=tuple(self.known), placeholder=tooltip), tooltip)
        self.wanted.observe(lambda change: self._find(change.new), "value")
        acts = {"undo": session.undo, "redo": session.redo, "reset": session.reset}
        buttons = widgets.HBox([self._button(name, act) for name, act in acts.items()])
        self.box = widgets.VBox([buttons, self.wanted, self.message, self.chosen, self.shown])
        self._show()

    def say(self, key: str, **values: object) -> str:
        return text(f"app.{key}", self.lang, **values)

    def stand(self) -> None:
        """Set the visible controls to the session's values."""
        for each in self.groups[self.chosen.value]:
            self.rows[each.path].stand()

    def _show(self) -> None:
        """Show the rows of the selected group."""
        items = self.groups[self.chosen.value]
        for each in items:
            if each.path not in self.rows:
                self.rows[each.path] = row(self.session, each, self.lang, self.changed)
        self.shown.children = [self.rows[each.path].box for each in items]
        self.stand()

    def _find(self, wanted: str) -> None:
        """Add the parameter to the group of search results and show it.

        wanted: an offered option, or a path as in a parameter file.
        """
        path = self.known.get(wanted, wanted.strip())
        result = lever(self.session.plan.plan, path, self.lang) if path else None
        if path and result is None:
            self.message.value = tag(
                "p", words=self.say("no_number", path=path), class_="ap-fault", role="alert"
            )
            return
        self.message.value = ""
        if result is None:
            return
        if all(each.path != path for each in self.groups[FOUND]):
            self.groups[FOUND].insert(0, result)
        self.wanted.value = ""
        if self.chosen.value == FOUND:
            self._show()
        self.chosen.value = FOUND

    def _button(self, name: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=self.say(name), layout=widgets.Layout(width="auto"))

        def clicked(_: object) -> None:
            self.message.value = ""
            try:
                act()
            except PlanFault as fault:  # a file has changed since the panel was opened
                self.message.value = fault_text(fault, self.lang)
            else:
                self.stand()
                self.changed()

        button.on_click(clicked)
        return button
