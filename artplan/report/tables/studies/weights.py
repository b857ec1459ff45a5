"""The table of the placeholders that weigh most: value, swing of a line, and what others publish for it."""

from __future__ import annotations

from artplan.engine.line import Line
from artplan.report.tables.table import Column, Table, row
from artplan.report.words import parameters as words
from artplan.report.words.format import NOTHING, cell, shown_unit
from artplan.report.words.state import state
from artplan.report.words.values import published_in, with_unit
from artplan.study.defaults import CHANGE, WEIGHED
from artplan.study.uncertainty.answer import Sensitivity
from artplan.texts.catalogue import inside, text
from artplan.texts.units import unit_label


def weights(answer: Sensitivity, lang: str, line: str = "net_profit", count: int = WEIGHED) -> Table:
    """List the placeholders whose change moves the line most, each with its swing and its published range.

    answer: of the placeholders alone (`artplan.study.uncertainty.weights.of_placeholders`).
    """
    plan, card, frame = answer.plan, answer.lines[line], answer.tornado[line].head(count)
    rows = []
    for path, swing in frame["swing"].items():
        name = str(path)
        value = with_unit(name, plan.leaves[name].values, lang)
        cells = [words.parameter(plan, name, lang), value, cell(swing, shown_unit(line, card.unit))]
        rows.append(row([*cells, published_in(plan, name, lang) or NOTHING], how=name))
    caption = text(
        "tables.weights.caption",
        lang,
        line=inside(getattr(card, lang), lang),
        change=f"{CHANGE:.0%}",
        state=state(answer, lang),
    )
    return Table("weights", caption, _heads(card, line, lang), tuple(rows), frame)


def _heads(card: Line, line: str, lang: str) -> tuple[Column, ...]:
    unit = unit_label(shown_unit(line, card.unit), lang)
    swing = text("tables.with_unit", lang, label=text("sensitivity.swing", lang), unit=unit)
    return (
        Column(text("sensitivity.input", lang), number=False),
        Column(text("tables.weights.value", lang)),
        Column(swing),
        Column(text("published.head", lang), number=False),
    )
