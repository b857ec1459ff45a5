"""The table of a search: the present plan, the target, and every value that meets it."""

from __future__ import annotations

from collections.abc import Iterator

from artplan.report.tables.table import Table, columns, row
from artplan.report.words import parameters as words
from artplan.study.seek.answer import Sought
from artplan.texts.catalogue import text

Answered = tuple[str, float | None, float]  # kind of row, the parameter's value, the line's value


def seek(answer: Sought, lang: str) -> Table:
    """List the parameter, its change and the line; for a percentile, its standard error too."""
    heads = [
        words.parameter(answer.plan, answer.path, lang),
        text("seek.change", lang),
        words.sought(answer, lang),
    ]
    heads += [text("simulate.error", lang)] if answer.drawn else []
    low, high = (words.amount(end, answer.factor) for end in answer.range)
    caption = text("seek.range", lang, low=low, high=high)
    rows = [row(_cells(answer, each, lang)) for each in _answers(answer)]
    return Table("seek", caption, columns(text("seek.what", lang), *heads), tuple(rows), answer.frame())


def _answers(answer: Sought) -> Iterator[Answered]:
    yield "planned", answer.present, answer.now
    yield "target", None, answer.target
    for root in answer.solutions:
        whole = root.until == root.number
        yield "answer" if whole else "answer_from", root.number, root.value
        if not whole:
            yield "answer_until", root.until, root.value
    for root in answer.jumps:
        yield "jump", root.number, root.value
        yield "jump", root.number, root.beyond
    if not answer.answer.roots and not answer.answer.flat:
        yield "nearest", answer.nearest.number, answer.nearest.value


def _cells(answer: Sought, message: Answered, lang: str) -> list[str]:
    kind, at, value = message
    moved = "" if at is None or kind == "planned" else words.change(at, answer.present)
    shown = "" if at is None else words.amount(at, answer.factor)
    cells = [text(f"seek.{kind}", lang), shown, moved, words.value(answer.measure, value)]
    if answer.drawn:
        error = None if at is None else answer.drawn.errors.get(at)
        cells.append("" if error is None else words.value(answer.measure, error))
    return cells
