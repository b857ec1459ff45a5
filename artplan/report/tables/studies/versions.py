"""The tables of frozen versions: their list, one of them, two compared, and the accuracy of forecasts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from artplan.plan.written.text import one_line
from artplan.report.tables.statement import short_label
from artplan.report.tables.studies.attribution import written
from artplan.report.tables.table import Kind, Table, TableRow, columns, framed, row, words
from artplan.report.words.format import NOTHING, number, percent, signed
from artplan.study.compare.answer import Difference
from artplan.texts.catalogue import inside, text
from artplan.versions.answer import (
    FORECAST,
    ForecastAccuracy,
    FormerForecast,
    FormerForecasts,
    Labels,
    LineAccuracy,
    Recalculation,
    VersionCard,
    VersionComparison,
    VersionTotal,
)

LISTED = ("id", "kind", "scenario", "day", "approved_by", "why", "months", "program")
ERRORS = ("lead", "count", "absolute_error", "bias", "mean_error", "compared")
FORMER = ("after", "profit", "cash", "since", "forecast", "actual", "difference", "error")
POLICIES = ("rest", "settings", "follow")


def versions(cards: Sequence[VersionCard], lang: str) -> Table:
    """List the versions."""
    rows = [_cells(card, lang) for card in cards]
    heads = words(*(text(f"versions.{key}", lang) for key in LISTED))
    return Table("versions", text("versions.list", lang), heads, tuple(map(row, rows)), framed(LISTED, rows))


def card(version: VersionCard, lang: str) -> Table:
    """Show what a version says of itself."""
    said = dict(zip(LISTED, _cells(version, lang), strict=True)) | _policies(version, lang)
    rows = [(text(f"versions.{key}", lang), cell) for key, cell in (said | {"hash": version.hash}).items()]
    caption = text("versions.card", lang, version=version.id)
    return Table("version", caption, words("", ""), tuple(map(row, rows)), framed(("key", "value"), rows))


def _cells(version: VersionCard, lang: str) -> list[str]:
    span = text("versions.span", lang, first=version.months[0], last=version.months[-1])
    said = (version.scenario, version.day, version.approved_by, version.why)
    kind = text(f"versions.is_{version.kind}", lang, after=version.after)
    return [version.id, kind, *map(one_line, said), span, version.program]


def _policies(version: VersionCard, lang: str) -> dict[str, str]:
    """Return what the open months of a forecast follow; nothing of a plan."""
    if version.kind != FORECAST:
        return {}
    comma = text("list.comma", lang)
    follow = comma.join(f"{path} ×{ratio:.4g}" for path, ratio in version.follow.items())
    settings = comma.join(map(one_line, version.settings))
    return dict(zip(POLICIES, (one_line(version.rest), settings or NOTHING, follow or NOTHING), strict=True))


def statement(version: VersionCard, totals: Sequence[VersionTotal], labels: Labels, lang: str) -> Table:
    """Show a version's statement, a column for each fiscal year, and cash at the year's end."""
    years = list(dict.fromkeys(each.year for each in totals))
    amounts = {(each.line, each.year): each.one for each in totals}
    lines = {each.line: each for each in totals}
    rows = [
        _row(each, labels, [number(amounts.get((line, year), 0.0)) for year in years], lang)
        for line, each in lines.items()
    ]
    frame = pd.DataFrame(
        [[amounts.get((line, year), 0.0) for year in years] for line in lines], list(lines), years
    )
    caption = text("versions.statement", lang, version=version.id)
    return Table(
        "version_statement", caption, columns(text("versions.line", lang), *years), tuple(rows), frame
    )


def parameters(answer: VersionComparison, lang: str) -> Table:
    """List the parameters in which two versions differ."""
    rows = [(each.path, *_values(each, answer.months, lang)) for each in answer.parameters]
    heads = words(text("versions.path", lang), *_sides(answer, lang))
    caption = text("versions.parameters", lang, count=len(rows))
    exact = [(each.path, each.old, each.new) for each in answer.parameters]
    return Table(
        "version_parameters", caption, heads, tuple(map(row, rows)), framed(("path", "one", "other"), exact)
    )


def _values(each: Difference, months: Sequence[str], lang: str) -> tuple[str, str]:
    """Return both values; of series with the same range those of the first month in which they differ."""
    old, new = written(each, lang)
    one, other = each.old, each.new
    if old != new or not isinstance(one, tuple) or not isinstance(other, tuple):
        return old, new
    if len(one) != len(months) or len(other) != len(months):
        return old, new
    at = next(at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    return f"{one[at]:g} ({months[at]})", f"{other[at]:g} ({months[at]})"


def totals(answer: VersionComparison, lang: str) -> Table:
    """List the statement by fiscal year, and cash at its end, in both versions with the difference."""
    rows = [
        _row(each, answer.labels,
             [each.year, number(each.one), number(each.other), signed(number(each.difference))], lang)
        for each in answer.totals
    ]  # fmt: skip
    one, other = _sides(answer, lang)
    keys = [text(f"versions.{key}", lang) for key in ("line", "year", "difference")]
    heads = columns(keys[0], keys[1], one, other, keys[2])
    exact = [(each.line, each.year, each.one, each.other, each.difference) for each in answer.totals]
    caption = text("versions.totals", lang, one=one, other=other)
    frame = framed(("line", "year", "one", "other", "difference"), exact)
    return Table("version_totals", caption, heads, tuple(rows), frame)


def _sides(answer: VersionComparison, lang: str) -> list[str]:
    return [text("versions.now", lang) if each == "now" else each for each in (answer.one, answer.other)]


def _row(each: VersionTotal, labels: Labels, cells: Sequence[str], lang: str) -> TableRow:
    label = short_label(labels[each.line][lang])
    named = text("tables.less", lang, label=inside(label, lang)) if each.sign < 0 else label
    kind: Kind = "" if each.sign else "result"
    return row([named, *cells], kind)


def accuracy(answer: ForecastAccuracy, labels: Labels, lang: str) -> Table:
    """List the errors of forecasts by line and lead."""
    rows = [row([short_label(labels[each.line][lang]), *_errors(each)]) for each in answer.lines]
    heads = columns(text("versions.line", lang), *(text(f"versions.{key}", lang) for key in ERRORS))
    frame = answer.table().set_index(["line", "lead"])
    return Table("version_accuracy", text("versions.accuracy", lang), heads, tuple(rows), frame)


def _errors(each: LineAccuracy) -> list[str]:
    bias = NOTHING if each.bias is None else signed(_rate(each.bias))
    return [
        str(each.lead),
        str(each.count),
        _rate(each.absolute_error),
        bias,
        signed(number(each.mean_error)),
        ", ".join(each.versions),
    ]


def former(answer: FormerForecasts, lang: str) -> Table:
    """List what frozen forecasts said of the year, and their error in the months that have closed since."""
    rows = [row([each.card.id, each.card.after, number(each.profit), number(each.cash), *_since(each, lang)])
            for each in answer.rows]  # fmt: skip
    heads = columns(text("versions.id", lang), *(text(f"versions.former.{key}", lang) for key in FORMER))
    exact = [
        (each.card.id, each.card.after, each.profit, each.cash, each.forecast, each.actual, each.error)
        for each in answer.rows
    ]
    frame = framed(("version", "after", "profit", "cash", "forecast", "actual", "error"), exact)
    caption = text("versions.former.caption", lang, year=answer.year)
    return Table("former_forecasts", caption, heads, tuple(rows), frame)


def _since(each: FormerForecast, lang: str) -> list[str]:
    """Return the months that have closed since, their net profit, and its error; of none, nothing."""
    if not each.since:
        return [text("versions.former.none", lang), NOTHING, NOTHING, NOTHING, NOTHING]
    first, last = each.since[0], each.since[-1]
    span = first if first == last else text("versions.span", lang, first=first, last=last)
    amounts = [number(each.forecast), number(each.actual), signed(number(each.difference))]
    return [span, *amounts, _rate(each.error)]


def _rate(share: float | None) -> str:
    return NOTHING if share is None else percent(share)


def recalculated(answer: Recalculation, labels: Labels, lang: str) -> list[str]:
    """Return what the program of today computes otherwise. labels: of the line that differs most."""
    said = []
    if answer.changes:
        most = answer.changes[0]
        amounts = {"frozen": f"{most.frozen:,.6g}", "now": f"{most.now:,.6g}"}
        if most.unit == "CNY":
            amounts = {"frozen": number(most.frozen, 2), "now": number(most.now, 2)}
        said.append(text("versions.changed", lang, program=answer.program, count=len(answer.changes),
                         line=labels[most.line][lang], month=most.month, **amounts))  # fmt: skip
    elif not answer.gone:
        said.append(text("versions.same", lang, program=answer.program))
    if answer.gone:
        said.append(text("versions.gone", lang, lines=text("list.comma", lang).join(answer.gone)))
    return said
