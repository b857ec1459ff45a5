"""Write the whole plan as one PDF file, from its executed notebooks."""

from __future__ import annotations

import nbformat

from artplan import __version__
from artplan.pipeline.outputs import files
from artplan.pipeline.state import PDF, Run
from artplan.report.pages import frame, pages
from artplan.report.pdf.book import appendix, chapters, set_book
from artplan.report.prose.telling import Teller
from artplan.report.tables import plan as plan_tables
from artplan.study import SEED
from artplan.texts.catalogue import text


def write_pdf(run: Run, tables: pages.FrontTables) -> None:
    """Write the PDF to the run's staging folder. Raises GlyphMissing.

    tables: what the front page shows; the placeholders that weigh most stand before the list of all of them.
    """
    result, lang = run.result, run.lang
    executed = [
        (
            pages.notebook_title(each.stem, lang),
            nbformat.read(run.stage / "notebooks" / each.name, as_version=4),
        )
        for each in run.sources
    ]
    rows = [
        (text("pages.overrides", lang), plan_tables.overrides(result, lang)),
        *([(text("pages.weights", lang), tables.weights)] if tables.weights else []),
        (text("pages.all_placeholders", lang), plan_tables.placeholders(result, lang)),
        (text("pages.all_sources", lang), plan_tables.sources(result, lang)),
    ]
    decide = pages.verdict(tables, Teller(result, lang))
    front = pages.opening(result, lang, run.base) | {
        "foot": frame.foot(result, __version__, SEED).line(lang),
        "verdict": decide["verdict"],
        "to_decide": text("findings.what_first", lang),
        "findings": [[each.trouble, each.decision] for each, _ in decide["findings"]],
    }
    appended = [(title, files.unplaced(each.html(), result.plan)) for title, each in rows if each.rows]
    parts = [*chapters(executed), appendix(appended, lang)]
    (run.stage / PDF).write_bytes(set_book(front, parts, lang))
