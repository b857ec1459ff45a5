"""A plan's pages: the front page, and a page for each executed notebook with its code folded away.

Only the front page shows times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files as package_files
from math import isnan
from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML

from artplan.findings.answer import Finding, Judged
from artplan.plan.written.notes import Note
from artplan.report.charts.money import profit_and_cash
from artplan.report.pages.frame import Link, page, template_environment
from artplan.report.pages.inline import STYLE
from artplan.report.pages.webfont import stock
from artplan.report.prose import findings, money
from artplan.report.prose.telling import Teller
from artplan.report.tables import headline
from artplan.report.tables import plan as plan_tables
from artplan.report.tables.table import Table
from artplan.report.words.format import short
from artplan.report.words.plans import plan_name
from artplan.result import Result
from artplan.texts.catalogue import has, text

FINDINGS = 5  # shown on the front page
SECTION = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


def notebook_title(stem: str, lang: str) -> str:
    """Return a notebook's title: 01_overview -> 经营总览; without a catalogue entry, from its file name."""
    key = f"notebook.{stem}"
    return text(key, lang) if has(key) else re.sub(r"^\d+_", "", stem).replace("_", " ")


def notebook_page(
    executed: Mapping[str, Any], *, title: str, lang: str, foot_line: str, menu: Sequence[Link]
) -> str:
    """Render an executed notebook as a page.

    The page shows no times, so that the same inputs give the same bytes.
    menu: the front page, then all notebook pages; the page rendered here is marked as current.
    """
    here = next((place for place, link in enumerate(menu) if link.current), None)
    cells, sections = _sections(_cells(executed, lang))
    return page(
        "notebook",
        lang,
        title=title,
        cells=Markup(cells),
        menu=[replace(link, within=sections) if link.current else link for link in menu],
        runs="../../index.html",
        foot_line=foot_line,
        before=menu[here - 1] if here else None,
        after=(*menu, None)[here + 1] if here is not None else None,
    )


@dataclass(frozen=True)
class FrontTables:
    """What of the front page takes evaluations of its own.

    effects: the table of what each override does, if there are overrides.
    changed: the table of what changed since the last run, if anything did.
    weights: the table of the placeholders that weigh most, if there are any.
    verdict: the figures that the plan is judged by. findings: what endangers it, the heaviest first.
    sinking: the paragraph on the shocks that the plan would not survive, if there are any.
    lived: the paragraphs on the closed months and what the year comes to, if any month is closed.
    """

    effects: Table | None = None
    changed: Table | None = None
    weights: Table | None = None
    verdict: tuple[Judged, ...] = ()
    findings: tuple[Finding, ...] = ()
    sinking: str = ""
    lived: tuple[str, ...] = ()


def front_page(
    result: Result,
    tables: FrontTables,
    *,
    lang: str,
    foot_line: str,
    made_at: str,
    menu: Sequence[Link],
    files: Sequence[Link],
    pending: bool = False,
    base: Mapping[str, float] | None = None,
    former: Mapping[str, float] | None = None,
    unlikely: Sequence[Note] = (),
) -> str:
    """Render the front page of a plan: headline figures, links to the other pages, and assumptions.

    menu: this page, then all notebook pages.
    pending: the notebook pages and the chart are not ready yet.
    unlikely: notes on values that are allowed and yet unlikely.
    """
    opens = opening(result, lang, base, former)
    return page(
        "front",
        lang,
        **opens,
        pending=text("pages.pending", lang) if pending else "",
        chart="" if pending else Markup(profit_and_cash(result, lang).svg()),
        menu=menu,
        runs="../index.html",
        health=[] if opens["alarms"] else money.health(Teller(result, lang)),
        **_rests_on(result, lang),
        effects=_table(tables.effects) if tables.effects else "",
        changed=_table(tables.changed) if tables.changed else "",
        weights=_table(tables.weights) if tables.weights else "",
        **verdict(tables, Teller(result, lang), menu),
        sinking=tables.sinking,
        lived=tables.lived,
        unlikely=_notes(unlikely, lang),
        files=files,
        made=text("pages.made", lang, time=made_at),
        foot_line=foot_line,
    )


def verdict(tables: FrontTables, t: Teller, menu: Sequence[Link] = ()) -> dict[str, Any]:
    """Return whether the plan is met, and what calls for a decision, with links to the pages of the menu."""
    pages = {Path(link.href).stem: link for link in menu[1:]}
    said = [findings.finding(t, each) for each in tables.findings[:FINDINGS]]
    left = tables.findings[FINDINGS:]
    more = text("findings.more", t.lang, count=len(left), loss=t.money(left[0].weight)) if left else ""
    return {
        "verdict": findings.judged(t, tables.verdict),
        "findings": [(each, pages.get(each.page)) for each in said],
        "more": more,
    }


def _rests_on(result: Result, lang: str) -> dict[str, Any]:
    """Return what the figures rest on: checks, assumptions with their sources, overrides and notes."""
    plan = result.plan
    return {
        "checks": _table(plan_tables.checks(result, lang)),
        "assumptions": _table(plan_tables.assumptions(result, lang)),
        "placeholders": _table(plan_tables.placeholders(result, lang)),
        "sources": _table(plan_tables.sources(result, lang)),
        "overrides": _table(plan_tables.overrides(result, lang)),
        "few_overrides": len(plan.overrides) <= 12,
        "notes": _notes(plan.notes, lang),
    }


def opening(
    result: Result,
    lang: str,
    base: Mapping[str, float] | None = None,
    former: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """Return the top of the front page: the plan's title and description, headline figures and alarms."""
    plan, teller = result.plan, Teller(result, lang)
    alerts, name = [each for each in result.checks() if not each.passed], plan_name(plan, lang)
    return {
        "title": text("pages.front_title", lang, title=plan.title.get(lang), name=name),
        "under": text("pages.under", lang, period=teller.period(), name=name),
        "about": [plan.describe.get(lang)] if plan.describe else [],
        "cards": _cards(headline.figures(result), base, former, lang, headline.beside(result, lang)),
        "alarms": money.health(teller) if alerts else [],
    }


def _cards(
    now: Mapping[str, float],
    base: Mapping[str, float] | None,
    former: Mapping[str, float] | None,
    lang: str,
    beside: Mapping[str, str],
) -> list[dict[str, Any]]:
    cards = []
    for key, value in now.items():
        changes = [(beside[key], "")] if key in beside else []
        for kind, before in (("base", base), ("former", former)):
            if before and key in before and not isnan(value):
                change = headline.change(key, now, before, lang)
                said = text(f"pages.against_{kind}", lang, change=change)
                same = text(f"pages.same_as_{kind}", lang)
                changes.append((said, headline.mark(key, now, before)) if change else (same, ""))
        figure = short(value, headline.unit_of(key), lang)
        cards.append({"name": text(f"headline.{key}", lang), "figure": figure, "changes": changes})
    return cards


def _notes(notes: Sequence[Note], lang: str) -> list[str]:
    return [f"{note.path}: {note.message.text(lang)}" for note in notes]


def _table(table: Table) -> Markup:
    return Markup(table.html()) if table.rows else Markup("")


def prepare() -> None:
    """Fill the caches that all pages use, so that copies of this process inherit them."""
    template_environment(), _exporter(), stock()


class _Cells(HTMLExporter):
    """An exporter that skips nbconvert's second parse of the HTML: charts have alternative texts already."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> Any:
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=self))
        return super(HTMLExporter, self).from_notebook_node(nb, resources, **options)


@cache
def _exporter() -> HTMLExporter:
    """Return one exporter for all pages: creating it takes longer than using it."""
    folder = str(Path(str(package_files(__package__))) / "templates")
    return _Cells(template_name="cells", extra_template_basedirs=[folder])


def _cells(executed: Mapping[str, Any], lang: str) -> str:
    """Render the cells without the notebook's title and styles, which the page has already."""
    notebook = nbformat.from_dict(dict(executed))
    first = next((cell for cell in notebook.cells if cell.cell_type == "markdown"), None)
    if first is not None and first.source.startswith("# "):
        _, _, rest = first.source.partition("\n")
        notebook.cells = [cell for cell in notebook.cells if cell is not first or rest.strip()]
        first.source = rest
    body, _ = _exporter().from_notebook_node(notebook, resources={"code_word": text("pages.code", lang)})
    return str(body).replace(STYLE, "")


def _sections(cells: str) -> tuple[str, list[Link]]:
    """Return the cells with an anchor at each heading, and links to these anchors."""
    parts: list[Link] = []

    def placed(result: re.Match[str]) -> str:
        parts.append(Link(f"#part-{len(parts) + 1}", Markup(result[1]).striptags()))
        return f'<h2 id="part-{len(parts)}">{result[1]}</h2>'

    return SECTION.sub(placed, cells), parts
