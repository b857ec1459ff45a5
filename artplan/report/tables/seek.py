"""What was sought as a table: the plan, the target, and every number at which it is met."""

from __future__ import annotations

from collections.abc import Iterator

from artplan.report.tables.table import Table, columns, row
from artplan.report.words import parameters as words
from artplan.study.seek.answer import Sought
from artplan.texts.catalogue import text

Told = tuple[str, float | None, float]  # what it is, the parameter's number, the line's number


def seek(found: Sought, lang: str) -> Table:
    """The parameter, its change against the plan, the line; of a percentile also its standard error."""
    heads = [
        words.parameter(found.plan, found.path, lang),
        text("seek.change", lang),
        words.sought(found, lang),
    ]
    heads += [text("simulate.error", lang)] if found.drawn else []
    low, high = (words.found(end, found.factor) for end in found.range)
    caption = text("seek.range", lang, low=low, high=high)
    rows = [row(_cells(found, each, lang)) for each in _told(found)]
    return Table("seek", caption, columns(text("seek.what", lang), *heads), tuple(rows), found.frame())


def _told(found: Sought) -> Iterator[Told]:
    yield "planned", found.present, found.now
    yield "target", None, found.target
    for root in found.solutions:
        whole = root.until == root.number
        yield "answer" if whole else "answer_from", root.number, root.value
        if not whole:
            yield "answer_until", root.until, root.value
    for root in found.jumps:
        yield "jump", root.number, root.value
        yield "jump", root.number, root.beyond
    if not found.answer.roots and not found.answer.flat:
        yield "nearest", found.nearest.number, found.nearest.value


def _cells(found: Sought, told: Told, lang: str) -> list[str]:
    kind, at, value = told
    moved = "" if at is None or kind == "planned" else words.change(at, found.present)
    shown = "" if at is None else words.found(at, found.factor)
    cells = [text(f"seek.{kind}", lang), shown, moved, words.value(found.measure, value)]
    if found.drawn:
        error = None if at is None else found.drawn.errors.get(at)
        cells.append("" if error is None else words.value(found.measure, error))
    return cells
