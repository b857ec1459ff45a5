"""Save the state of the panel: as a scenario with its reason, as a command, as files, or as pages.

Slow actions run as artplan commands in separate processes.
"""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from artplan.app.later import Later
from artplan.app.rows import unseen_label
from artplan.app.session import Now, Session
from artplan.app.views.tag import tag
from artplan.plan.read.scenario import place_for, text_of
from artplan.plan.written.faults import PlanFault
from artplan.plan.written.files import unwritten
from artplan.plan.written.text import one_line
from artplan.texts.catalogue import text
from artplan.writing.scratch import scratch
from artplan.writing.table import csv_text
from artplan.writing.whole import Unwritten, write_whole

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Keep:
    """Input fields for a name and a reason, buttons, the outcome, and the command for the current state.

    `box` is the widget.
    """

    def __init__(self, session: Session, lang: str) -> None:
        self.session, self.lang, self.later = session, lang, Later()
        # the name and the settings of the last saved scenario
        self.saved: tuple[str, dict[str, object]] = (session.scenario, {})
        self.name = unseen_label(widgets.Text(placeholder=self.say("name")), self.say("name"))
        self.reason = unseen_label(widgets.Text(placeholder=self.say("reason")), self.say("reason"))
        self.name.layout.width, self.reason.layout.width = "10rem", "18rem"
        self.message, self.restores = widgets.HTML(), widgets.HTML()
        acts = {"save": self.save, "workbook": self.workbook, "table": self.table, "run": self.run}
        line = widgets.HBox([self.name, self.reason, *(self._button(*each) for each in acts.items())])
        line.add_class("ap-keep")
        self.box = widgets.VBox([line, self.message, self.restores])

    def say(self, key: str, **values: object) -> str:
        return text(f"app.{key}", self.lang, **values)

    def draw(self) -> None:
        """Show the command that restores the current state."""
        if self.session.committed:
            shown = tag("p", words=self.say("restore_held"), class_="ap-told")
        else:
            words = tag("code", words=self.session.command())
            shown = tag("p", " ", words, words=self.say("restore"), class_="ap-told")
        if self.restores.value != shown:
            self.restores.value = shown

    def save(self) -> None:
        try:
            said = self._saved(self.name.value.strip(), self.reason.value)
        except PlanFault as fault:
            said = fault.text(self.lang)
        except Unwritten as error:
            said = unwritten(error).text(self.lang)
        self._tell(said)

    def workbook(self) -> None:
        """Offer the plan for download as a workbook of formulas."""
        name, words = self.session.scenario, self.session.settings()

        def work() -> str:
            with scratch() as folder:
                path = Path(folder) / "plan.xlsx"
                _artplan("workbook", name, "-o", str(path), "--lang", self.lang, *words)
                return _link(f"{name}.xlsx", XLSX, path.read_bytes())

        self._begin(work)

    def table(self) -> None:
        """Offer all lines by member and month for download as CSV."""
        now, name = self.session.now, self.session.scenario
        self._begin(lambda: _link(f"{name}.csv", "text/csv", _csv(now)))

    def run(self) -> None:
        """Run all notebooks for the scenario saved last.

        If nothing was changed, run them for the opened scenario.
        """
        settings = self.session.to_save()
        name, saved = self.saved if settings else (self.session.scenario, {})
        if saved != settings:
            self._tell(self.say("save_first"))
            return
        self._begin(
            lambda: tag("span", words=self.say("ran", page=_artplan("run", name, "--lang", self.lang)))
        )

    def _begin(self, work: Callable[[], str]) -> None:
        """Run the work in a thread and show its result when it is available."""

        def guarded(_: object) -> str:
            try:
                return work()
            except subprocess.CalledProcessError as error:
                return tag("span", words=self.say("failed", output=error.stderr.strip()[-500:]))

        self._tell(self.say("working"))
        self.later.ask(guarded, self._show)

    def _saved(self, name: str, reason: str) -> str:
        settings = self.session.to_save()
        if not settings:
            return self.say("nothing_moved")
        place = place_for(name, replace=False, option=self.say("name"))
        content = text_of(self.session.scenario, settings, one_line(reason) or name)
        write_whole(place, content)
        self.saved = name, settings
        return self.say("saved", place=f"params/scenarios/{name}.yaml", name=name)

    def _tell(self, words: str) -> None:
        self._show(tag("span", words=words))

    def _show(self, content: str) -> None:
        self.message.value = tag("p", content, class_="ap-told", role="status")

    def _button(self, key: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=self.say(key), layout=widgets.Layout(width="auto"))
        button.on_click(lambda _: act())
        return button


def _artplan(*words: str) -> str:
    """Run an artplan command and return the last line of its output.

    Raises CalledProcessError, which contains the error output, if the command fails.
    """
    command = [sys.executable, "-m", "artplan", *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.strip().rpartition("\n")[2]


def _csv(now: Now) -> bytes:
    table = now.evaluated.shown.tidy()
    return csv_text([table.columns, *table.itertuples(index=False, name=None)]).encode("utf-8")


def _link(name: str, kind: str, content: bytes) -> str:
    address = f"data:{kind};base64,{b64encode(content).decode('ascii')}"
    size = f" ({len(content) / 1e6:.1f} MB)"
    return tag("a", words=name + size, href=address, download=name)
