"""Charts and tables of several months: the first month is shown, the others are folded below it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from artplan.report.charts.chart import Chart
from artplan.report.tables.table import Table


@dataclass(frozen=True)
class Months:
    """What is shown of each month, under its title; a notebook displays it as HTML."""

    titles: tuple[str, ...]
    parts: tuple[tuple[Chart | Table, ...], ...]

    def html(self) -> str:
        first, *others = ("\n".join(map(_html, parts)) for parts in self.parts)
        folded = [
            f"<details><summary>{escape(title)}</summary>{each}</details>"
            for title, each in zip(self.titles[1:], others, strict=True)
        ]
        return "\n".join([first, *folded])

    def text(self) -> str:
        return "\n\n".join(
            each.alt if isinstance(each, Chart) else each.text() for parts in self.parts for each in parts
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}


def _html(part: Chart | Table) -> str:
    return f'<figure tabindex="0">{part.svg()}</figure>' if isinstance(part, Chart) else part.html()
