"""The explanation of a number as a tree, for a terminal, for a notebook or as data.

A number may occur several times in a tree; its parts are shown at the first occurrence only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from artplan.report.explain.wording import Wording
from artplan.report.words import plain
from artplan.report.words.format import MINUS
from artplan.report.words.plans import STAR, pair_names, plan_name
from artplan.result import Result
from artplan.study.explain.answer import LARGEST, Change, Item, Others
from artplan.texts.catalogue import text

OPEN = 4  # levels unfolded in a notebook
SCREEN = {True: 3, False: 2}  # default depth: of a month (True), and of a period with its months (False)
STYLE = """<style>
.explain details, .explain .leaf {margin: .1em 0 .1em 1.2em}
.explain > details {margin-left: 0}
.explain summary {cursor: pointer; width: auto; color: inherit}
.explain .leaf {padding-left: 1em}
.explain .value {font-variant-numeric: tabular-nums; font-weight: 600; padding: 0 .3em 0 .6em}
.explain .note {display: block; opacity: .7; font-size: .85em; padding-left: 1em; overflow-wrap: anywhere}
</style>
"""


@dataclass(frozen=True)
class ExplainView:
    """A row of the tree as shown.

    state: `above` if the parts are already shown further up, `more` if they are below the depth shown, else
    "".
    """

    label: str
    values: tuple[str, ...]
    unit: str
    cell: str
    note: str
    state: str
    parts: tuple[ExplainView, ...]
    data: dict[str, Any]


@dataclass(frozen=True)
class Explanation:
    """An explanation; displays as text or HTML and converts to plain data.

    other: the result that it is compared with, if any.
    depth: how many levels are shown; None means as many as fit a screen.
    """

    item: Item
    result: Result
    lang: str
    depth: int | None = None
    other: Result | None = None

    def title(self) -> str:
        node = self.item.ours
        entries = {"label": self.result.label(node.name, self.lang), "line": node.name, "when": node.month}
        other, plan = self._names()
        if self.other is None:
            return text("explain.title", self.lang, **entries, plan=plan)
        return text("explain.title_against", self.lang, **entries, plan=plan, other=other)

    def text(self, columns: int = 0) -> str:
        """Return an aligned tree; lines are cut to `columns` columns, unless that is 0."""
        root = self._root()
        heads = [text(f"explain.{key}", self.lang) for key in ("unit", "cell", "how")]
        rows = [("", *self._heads(), *heads), *_rows(root, self.lang)]
        lines = [self.title(), *plain.table(rows, behind=3).splitlines()]
        lines += [text("explain.same", self.lang)] * (isinstance(self.item, Change) and self.item.same)
        lines += [text("explain.more", self.lang)] * _goes_on(root)
        return "\n".join(plain.cut(line, columns) if columns else line for line in lines)

    __str__ = text

    def __repr__(self) -> str:
        return self.text()

    def record(self) -> dict[str, Any]:
        """Return the tree as plain data: numbers at full precision, plans by the names of their files."""
        name = self.result.plan.name
        if self.other is None:
            return {"scenario": name, **_record(self._root())}
        before = self.other.plan.name
        star = STAR if name == before and self._differ() else ""
        return {"scenario": name + star, "against": before, **_record(self._root())}

    def html(self) -> str:
        """Return nested lists that open and close without a script."""
        title = f"<p><strong>{escape(self.title())}</strong></p>"
        return f'{STYLE}<div class="explain">{title}{_html(self._root(), self.lang, OPEN)}</div>'

    def _repr_html_(self) -> str:
        return self.html()

    def _heads(self) -> list[str]:
        if self.other is None:
            return [self.item.ours.month]
        return [*self._names(), text("explain.change", self.lang)]

    def _names(self) -> tuple[str, str]:
        """Return the names of the other plan and of this one; a star marks it if only its contents differ."""
        plan = self.result.plan
        if self.other is None:
            return "", plan_name(plan, self.lang)
        return pair_names(self.other.plan, plan, self._differ(), self.lang)

    def _differ(self) -> bool:
        return self.other is not None and self.other.plan.hash != self.result.plan.hash

    def _root(self) -> ExplainView:
        ours = Wording(self.result, self.lang)
        theirs = ours if self.other is None else Wording(self.other, self.lang)
        depth = SCREEN[self.item.ours.month in self.result.months] if self.depth is None else self.depth
        return _Views(ours, theirs, {}).view(self.item, None, depth)


@dataclass(frozen=True)
class _Views:
    """Turns items into rows of the tree.

    shown: by item, the number of levels with which its parts are already shown.
    """

    mine: Wording
    theirs: Wording
    shown: dict[tuple[Any, ...], int]

    def view(self, item: Item, parent: Item | None, depth: int) -> ExplainView:
        node, words = item.ours, self._words(item)
        above = parent.ours if parent else None
        state, parts = self._below(item, parent is None, depth)
        idle = text("explain.idle", words.lang) if node.idle else ""
        note = " · ".join(filter(None, (idle, words.note(node))))
        label, cell = words.label(node, above), words.cell(node)
        data = {**words.data(node, label, cell), **_numbers(item.values)}
        return ExplainView(
            label, words.values(node, item.values), words.unit(node), cell, note, state, parts, data
        )

    def _words(self, item: Item) -> Wording:
        return self.theirs if isinstance(item, Change) and item.mine is None else self.mine

    def _below(self, item: Item, top: bool, depth: int) -> tuple[str, tuple[ExplainView, ...]]:
        if not item.parts or not (top or item.opens()):
            return "", ()
        if not depth:
            return "more", ()
        if self.shown.get(item.key, 0) >= depth:
            return "above", ()
        self.shown[item.key] = depth
        parts, others = item.looked_at(LARGEST, top)
        views = [self.view(part, item, depth - 1) for part in parts]
        return "", (*views, *([self._others(others, item)] if others else []))

    def _others(self, others: Others, item: Item) -> ExplainView:
        words, node = self.mine, item.ours
        label = text("explain.others", words.lang, count=others.count)
        data = {"kind": "others", "label": label, "count": others.count, **_numbers(others.values)}
        return ExplainView(label, words.values(node, others.values), words.unit(node), "", "", "", (), data)


def _numbers(values: tuple[float, ...]) -> dict[str, float | None]:
    names = ("value",) if len(values) == 1 else ("other", "value", "change")
    return {name: value if math.isfinite(value) else None for name, value in zip(names, values, strict=True)}


def _rows(view: ExplainView, lang: str, stem: str = "", branch: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the rows of the view and of its parts, with the lines that join them."""
    sign = {"more": " …", "above": f" ({text('explain.above', lang)})"}.get(view.state, "")
    yield stem + branch + view.label + sign, *view.values, view.unit, view.cell, view.note
    stem += {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
    for place, part in enumerate(view.parts, start=1):
        yield from _rows(part, lang, stem, "└─ " if place == len(view.parts) else "├─ ")


def _goes_on(view: ExplainView) -> bool:
    return view.state == "more" or any(_goes_on(part) for part in view.parts)


def _record(view: ExplainView) -> dict[str, Any]:
    state = {view.state: True} if view.state else {}
    parts = {"parts": [_record(part) for part in view.parts]} if view.parts else {}
    return {**view.data, **state, **parts}


def _html(view: ExplainView, lang: str, open_: int) -> str:
    sign = {"more": " …", "above": f" ({text('explain.above', lang)})"}.get(view.state, "")
    shown = " → ".join(view.values[:2]) + (f" ({view.values[2]})" if len(view.values) > 2 else "")
    value = f'<span class="value">{escape(shown.replace("-", MINUS))}</span>'
    head = f"{escape(view.label + sign)}{value}{escape(view.unit)}"
    notes = " · ".join(filter(None, (view.note, view.cell)))
    head += f'<span class="note">{escape(notes)}</span>' if notes else ""
    if not view.parts:
        return f'<div class="leaf">{head}</div>'
    inner = "\n".join(_html(part, lang, open_ - 1) for part in view.parts)
    return f"<details{' open' if open_ > 0 else ''}><summary>{head}</summary>\n{inner}</details>"
