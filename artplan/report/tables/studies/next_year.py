"""The table of `artplan next-year`: where the new plan has what the year closes with."""

from __future__ import annotations

import pandas as pd

from artplan.next_year.answer import NextYear
from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Table, columns, row
from artplan.report.words.format import number
from artplan.texts.catalogue import text
from artplan.texts.message import listed
from artplan.texts.units import unit_label


def placed(answer: NextYear, lang: str) -> Table:
    """List each state at the year's end, its amount, the parameter that has it, and how."""
    rows = []
    for each in answer.placed:
        amount = number(each.amount) if each.unit != "1" else ""  # a sum of rates says nothing
        how = text(f"next_year.{each.how}", lang)
        label, unit = short_label(each.labels[lang]), unit_label(each.unit, lang)
        rows.append(row([label, amount, unit, each.parameter, how]))
    heads = [text(f"next_year.{name}", lang) for name in ("what", "amount", "unit", "parameter", "how")]
    caption = text("next_year.placed", lang, last=answer.last)
    frame = pd.DataFrame([vars(each) for each in answer.placed]).drop(columns="labels", errors="ignore")
    return Table("next_year_placed", caption, columns(*heads), tuple(rows), frame)


def sentences(answer: NextYear, lang: str) -> list[str]:
    """Return what the table does not say: what was left out, and that no month is closed."""
    said = (
        [text("next_year.left_out", lang, names=listed(answer.left_out).text(lang))]
        if answer.left_out
        else []
    )
    return [*said, *([] if answer.after else [text("next_year.none_closed", lang)])]
