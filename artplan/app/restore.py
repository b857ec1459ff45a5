"""Keep the state of the panel in the page's address, and restore it from there.

Anybody may have written an address, so its content is checked like any other plan; faults are shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from artplan.app.rows import unseen_label
from artplan.app.session import Session
from artplan.app.views.tag import tag
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault, fault_at

LONGEST = 20_000
Open = Callable[[str, Mapping[str, Any], bool], None]


class State:
    """The state as text for the page's script, and a field through which the script restores it.

    Both are invisible.
    """

    def __init__(self, session: Session, open_: Open, complain: Callable[[PlanFault], None]) -> None:
        self.session, self.open, self.complain = session, open_, complain
        self.message = widgets.HTML()
        self.wanted = unseen_label(widgets.Text(continuous_update=False, tabbable=False), "state")
        self.wanted.add_class("ap-restore")
        self.wanted.observe(lambda change: self._restore(change.new), "value")
        self.box = widgets.Box([self.message, self.wanted])
        self.box.add_class("ap-unseen")

    def draw(self) -> None:
        state: dict[str, Any] = {"scenario": self.session.scenario, "changes": dict(self.session.changes)}
        if self.session.committed:
            state["committed"] = True
        shown = tag("span", class_="ap-state", data_state=json.dumps(state, ensure_ascii=False))
        if self.message.value != shown:
            self.message.value = shown

    def _restore(self, wanted: str) -> None:
        if not wanted:
            return
        try:
            scenario, changes, committed = read(wanted)
        except PlanFault as fault:
            self.complain(fault)
        else:
            self.open(scenario, changes, committed)


def read(wanted: str) -> tuple[str, dict[str, Any], bool]:
    """Parse a state and return its scenario, its changes, and whether it is committed.

    Raises PlanFault if the text is invalid.
    """
    try:
        state: Any = json.loads(wanted) if len(wanted) <= LONGEST else None
        scenario, changes = state["scenario"], state["changes"]
        committed = state.get("committed", False)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        scenario, changes, committed = None, None, False
    if scenario not in plan_names() or not isinstance(changes, dict) or not isinstance(committed, bool):
        raise PlanFault([fault_at("address", "", "panel.no_state")])
    return scenario, changes, committed
