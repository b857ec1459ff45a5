"""The data by which two runs are compared, kept in a run's manifest: statement and parameters.

The index of all runs is built from manifests alone. A plan's files may have changed since its run, so the
labels are stored with the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Protocol

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.plan import Plan
from artplan.report.tables.headline import GOOD, unit_of
from artplan.report.tables.statement import items, statement
from artplan.report.words import parameters as words
from artplan.report.words.format import rounded
from artplan.result import Result
from artplan.texts.catalogue import LANGUAGES, text
from artplan.texts.units import unit_label

Labelled = dict[str, Any]
# Headline figures that are not rows of the statement.
BESIDE = ("net_margin", "cash_lowest", "cash_closing", "headcount_closing")


class Comparable(Protocol):
    """A run as read from its manifest."""

    @property
    def headline(self) -> dict[str, float]: ...
    @property
    def statement(self) -> dict[str, Labelled]: ...
    @property
    def parameters(self) -> dict[str, Labelled]: ...


def labelled(result: Result) -> dict[str, dict[str, Labelled]]:
    """Return the statement over all months and every given parameter, each with its labels."""
    plan = result.plan
    return {
        "statement": {
            each.row.line: _labels(each.label) | {"sign": each.row.sign, "amount": each.total}
            for each in items(result, statement(result))
        },
        "parameters": {
            path: _labels(partial(words.parameter, plan, path)) | {"value": value}
            for path, value in _parameters(plan)
        },
    }


def _parameters(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from ((path, written(leaf, plan)) for path, leaf in plan.leaves.items() if leaf.given)
    yield from ((path, each.text) for path, each in plan.stated.items())


def written(leaf: Leaf, plan: Plan) -> str:
    """Format a parameter; of a series, each value with its first month: 30000, 2027-06: 60000."""
    starts = [next(same) for _, same in groupby(enumerate(leaf.values), key=lambda each: each[1])]
    months = plan.months if leaf.by == "month" else [f"{each:02d}" for each in range(1, 13)]
    return ", ".join(f"{months[at]}: {value:.12g}" if at else f"{value:.12g}" for at, value in starts)


def compared(runs: Sequence[Comparable], lang: str) -> dict[str, Any]:
    """Return the data for the script of the index page: figures of each run, and parameters that differ.

    The figures are already rounded for display: the script only subtracts and formats.
    """
    paths = sorted({path for run in runs for path in run.parameters})
    values = {path: [run.parameters.get(path, {}).get("value", "") for run in runs] for path in paths}
    return {
        "rows": [*_statement_rows(runs, lang), *_headline_rows(runs, lang)],
        "parameters": [
            {
                "path": path,
                "label": _first([run.parameters for run in runs], path)[lang],
                "values": values[path],
            }
            for path in paths
            if len(set(values[path])) > 1
        ],
    }


def _headline_rows(runs: Sequence[Comparable], lang: str) -> Iterator[Labelled]:
    for key in BESIDE:
        amounts = [run.headline.get(key) for run in runs]
        yield _row(text(f"headline.{key}", lang), unit_of(key), amounts, lang) | {"good": GOOD.get(key, 0)}


def _statement_rows(runs: Sequence[Comparable], lang: str) -> Iterator[Labelled]:
    for line in dict.fromkeys(line for run in runs for line in run.statement):
        entry = _first([run.statement for run in runs], line)
        sign = entry["sign"] or 1
        amounts = [run.statement[line]["amount"] if line in run.statement else None for run in runs]
        label = text("tables.less", lang, label=entry[lang]) if sign < 0 else entry[lang]
        yield _row(label, "CNY", amounts, lang) | {"good": sign, "result": not entry["sign"]}


def _row(label: str, unit: str, amounts: Sequence[float | None], lang: str) -> Labelled:
    """Return a row of the comparison.

    `steps` are whole multiples of the smallest amount that is shown, so that differences are exact.
    """
    decimals = 0 if unit == "CNY" else 1
    factor = 0.01 if unit == "share" else 1.0
    shown = [None if each is None else rounded(each / factor, decimals) for each in amounts]
    steps = [None if each is None else round(each * 10**decimals) for each in shown]
    named = text("tables.with_unit", lang, label=label, unit=unit_label(unit, lang))
    return {"label": named, "share": unit == "share", "decimals": decimals, "steps": steps}


def _first(tables: Sequence[dict[str, Labelled]], key: str) -> Labelled:
    return next(table[key] for table in tables if key in table)


def _labels(label: Callable[[str], object]) -> Labelled:
    return {lang: str(label(lang)) for lang in LANGUAGES}
