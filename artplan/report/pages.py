"""Notebooks and results as pages: each a single HTML file that asks the network for nothing.

`notebook_page` shows an executed notebook with its code folded away, `front_page` opens a plan,
`index_page` lists all runs. Only the last two show times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML

from artplan.report.format import number, percent, short, signed
from artplan.report.headline import figures, unit_of
from artplan.report.inline import STYLE
from artplan.report.prose import money as told
from artplan.report.prose.telling import Teller
from artplan.report.tables import plan as plan_tables
from artplan.report.tables.table import Table
from artplan.report.texts import has, text
from artplan.report.webfont import font_face, stock

INDEX_FIGURES = ("gross_sales", "net_profit", "cash_lowest", "cash_closing", "headcount_closing")


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `current` is where the reader is."""

    href: str
    title: str
    current: bool = False


@dataclass(frozen=True)
class Foot:
    """What a page rests on."""

    version: str
    hash: str
    checks_passed: int
    checks: int
    alerts: int
    placeholders: int

    def line(self, lang: str) -> str:
        return text(
            "pages.foot",
            lang,
            version=self.version,
            hash=self.hash[:12],
            passed=self.checks_passed,
            checks=self.checks,
            alerts=self.alerts,
            placeholders=self.placeholders,
        )


@dataclass(frozen=True)
class RunRow:
    """A run in the index, as its manifest tells it."""

    scenario: str
    title: str
    href: str
    made_at: str
    headline: Mapping[str, float]
    former: Mapping[str, float] = field(default_factory=dict)
    checks_failed: int = 0
    alerts: int = 0
    placeholders: int = 0


def foot(result: Any, version: str) -> Foot:
    """The foot of all pages of a result."""
    checks = result.checks()
    errors = [each for each in checks if each.kind == "error"]
    alerts = sum(each.kind == "alert" and not each.passed for each in checks)
    passed = sum(each.passed for each in errors)
    return Foot(version, result.plan.hash, passed, len(errors), alerts, len(result.plan.placeholders))


def notebook_title(stem: str, lang: str) -> str:
    """01_overview -> 经营总览; a notebook the catalogue does not know is called by its file name."""
    key = f"notebook.{stem}"
    return text(key, lang) if has(key) else re.sub(r"^\d+_", "", stem).replace("_", " ")


def notebook_page(
    executed: Mapping[str, Any], *, title: str, lang: str, foot: str, siblings: Sequence[Link]
) -> str:
    """An executed notebook as a page. No times: the same inputs give the same bytes."""
    here = next((place for place, link in enumerate(siblings) if link.current), None)
    cells = _cells(executed, lang)
    return _page(
        "notebook",
        lang,
        title=title,
        cells=Markup(cells),
        siblings=siblings,
        foot_line=foot,
        before=siblings[here - 1] if here else None,
        after=(*siblings, None)[here + 1] if here is not None else None,
    )


def front_page(
    result: Any,
    *,
    lang: str,
    version: str,
    made_at: str,
    pages: Sequence[Link],
    files: Sequence[Link],
    pending: bool = False,
    base: Mapping[str, float] | None = None,
    former: Mapping[str, float] | None = None,
    effects: Table | None = None,
) -> str:
    """The first page of a plan: headline figures, where to read on, what it rests on.

    pending: the pages behind it are still being made. effects: what each override does, if there are any.
    """
    plan, teller = result.plan, Teller(result, lang)
    alerts = [each for each in result.checks() if not each.passed]
    return _page(
        "front",
        lang,
        title=text("pages.front_title", lang, title=plan.title.get(lang), name=plan.name),
        under=text("pages.under", lang, period=teller.period(), name=plan.name),
        pending=text("pages.pending", lang) if pending else "",
        about=[plan.describe.get(lang)] if plan.describe else [],
        cards=_cards(figures(result), base, former, lang),
        alarms=told.health(teller) if alerts else [],
        pages=pages,
        health=told.health(teller),
        checks=_table(plan_tables.checks(result, lang)),
        assumptions=_table(plan_tables.assumptions(result, lang)),
        placeholders=_table(plan_tables.placeholders(result, lang)),
        sources=_table(plan_tables.sources(result, lang)),
        overrides=_table(plan_tables.overrides(result, lang)),
        few_overrides=len(plan.overrides) <= 12,
        effects=_table(effects) if effects else "",
        notes=[f"{note.path}: {getattr(note, lang)}" for note in plan.notes],
        files=files,
        made=text("pages.made", lang, time=made_at),
        foot_line=foot(result, version).line(lang),
    )


def index_page(rows: Sequence[RunRow], lang: str) -> str:
    """All runs, in the order given."""
    heads = [text(f"pages.index.{key}", lang) for key in ("scenario", "made_at")]
    heads += [text(f"headline.{key}", lang) for key in INDEX_FIGURES]
    heads += [text(f"pages.index.{key}", lang) for key in ("checks", "alerts", "placeholders")]
    shown = [
        {"href": row.href, "scenario": row.scenario, "title": row.title, "cells": _index_cells(row, lang)}
        for row in rows
    ]
    return _page("index", lang, title=text("pages.index.title", lang), heads=heads, rows=shown)


def _index_cells(row: RunRow, lang: str) -> list[tuple[str, str]]:
    """Pairs of a figure and the change against the former run."""
    cells = [(row.made_at, "")]
    for key in INDEX_FIGURES:
        if key not in row.headline:
            cells.append(("", ""))
            continue
        change = _change(key, row.headline, row.former, lang)
        cells.append((short(row.headline[key], unit_of(key), lang), change))
    failed = text("pages.index.failed", lang, count=row.checks_failed)
    checks = failed if row.checks_failed else text("pages.index.passed", lang)
    return [*cells, (checks, ""), (number(row.alerts), ""), (number(row.placeholders), "")]


def _cards(
    now: Mapping[str, float], base: Mapping[str, float] | None, former: Mapping[str, float] | None, lang: str
) -> list[dict[str, Any]]:
    cards = []
    for key, value in now.items():
        changes = []
        for kind, before in (("base", base), ("former", former)):
            if before and key in before:
                change = _change(key, now, before, lang)
                changes.append(
                    text(f"pages.against_{kind}", lang, change=change)
                    if change
                    else text(f"pages.same_as_{kind}", lang)
                )
        figure = short(value, unit_of(key), lang)
        cards.append({"name": text(f"headline.{key}", lang), "figure": figure, "changes": changes})
    return cards


def _change(key: str, now: Mapping[str, float], before: Mapping[str, float], lang: str) -> str:
    """+12.3 万元; empty when nothing that shows has changed."""
    if key not in before:
        return ""
    unit, change = unit_of(key), now[key] - before[key]
    if unit == "share":
        shown = text("tables.scenarios.points", lang, points=number(change * 100, 1))
        return signed(shown) if percent(change) != percent(0) else ""
    return signed(short(change, unit, lang)) if short(change, unit, lang) != short(0, unit, lang) else ""


def _table(table: Any) -> Markup:
    return Markup(table.html()) if table.rows else Markup("")


def _page(template: str, lang: str, **values: Any) -> str:
    """Fill a template; the Chinese characters it ends up with travel inside it."""
    environment = _environment()
    style = environment.get_template("style.css").render()
    filled = environment.get_template(f"{template}.html.j2").render(
        lang=lang, say=partial(_say, lang=lang), style=Markup("/*style*/"), **values
    )
    return filled.replace("/*style*/", f"{font_face(filled)}\n{style}", 1).strip() + "\n"


def _say(key: str, lang: str) -> str:
    return text(key, lang)


def prepare() -> None:
    """Makes ready what all pages use, so that copies of this process need not."""
    _environment(), _exporter(), stock()


@cache
def _environment() -> Environment:
    templates = str(package_files(__package__).joinpath("templates"))
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class _Cells(HTMLExporter):
    """nbconvert's, but that it does not parse once more what it has filled in: pictures have their words."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> Any:
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=self))
        return super(HTMLExporter, self).from_notebook_node(nb, resources, **options)


@cache
def _exporter() -> HTMLExporter:
    """One exporter for all pages: making one takes longer than using it."""
    folder = str(Path(str(package_files(__package__))) / "templates")
    return _Cells(template_name="cells", extra_template_basedirs=[folder])


def _cells(executed: Mapping[str, Any], lang: str) -> str:
    """The cells without the notebook's own title and styles, which the page has already."""
    notebook = nbformat.from_dict(dict(executed))
    first = next((cell for cell in notebook.cells if cell.cell_type == "markdown"), None)
    if first is not None and first.source.startswith("# "):
        _, _, rest = first.source.partition("\n")
        notebook.cells = [cell for cell in notebook.cells if cell is not first or rest.strip()]
        first.source = rest
    body, _ = _exporter().from_notebook_node(notebook, resources={"code_word": text("pages.code", lang)})
    return str(body).replace(STYLE, "")
