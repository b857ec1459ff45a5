"""Tables of uncertainty: percentiles, chances and drivers of a simulation; a sensitivity."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from artplan.report.tables.table import Table, columns, framed, row
from artplan.report.words import parameters as words
from artplan.report.words.format import NOTHING, cell, number, percent, shown_unit
from artplan.report.words.state import state
from artplan.report.words.values import DIGITS, figure
from artplan.study.defaults import INPUTS_SHOWN, PERCENTS
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.texts.catalogue import text


def simulation(answer: Simulation, lang: str, percents: Sequence[float] = PERCENTS) -> Table:
    """List plan, mean, deviation and percentiles of each line, each with its standard error."""
    frame, error = answer.table(percents), text("simulate.error", lang)
    heads = [each for line in answer.lines.values() for each in (getattr(line, lang), error)]
    rows = []
    for name in ("plan", "mean", "deviation", *(f"p{each:g}" for each in percents)):
        cells = []
        for line, card in answer.lines.items():
            unit, wrong = shown_unit(line, card.unit), f"{name}_error"
            cells.append(cell(float(frame[name][line]), unit))
            cells.append(cell(float(frame[wrong][line]), unit) if wrong in frame else "")
        at = text("simulate.percentile", lang, percent=name[1:]) if name[1:2].isdigit() else ""
        rows.append(row([at or text(f"simulate.{name}", lang), *cells]))
    caption = text("tables.simulation.caption", lang, draws=f"{answer.draws:,}", state=state(answer, lang))
    return Table(
        "simulation", caption, columns(text("tables.simulation.figure", lang), *heads), tuple(rows), frame
    )


def chances(answer: Simulation, lang: str) -> Table:
    """List how often each adverse event occurs, with its standard error."""
    items = [(name, share, answer.chance_error(name)) for name, share in answer.chances.items()]
    rows = [row([text(f"simulate.{name}", lang), percent(share), percent(off)]) for name, share, off in items]
    heads = columns(*(text(f"simulate.{each}", lang) for each in ("event", "chance", "error")))
    frame = framed(("event", "chance", "error"), items)
    return Table("chances", text("simulate.chances", lang), heads, tuple(rows), frame)


def drivers(answer: Simulation, lang: str, line: str = "net_profit") -> Table:
    """List the inputs that cause a line's spread, the strongest first."""
    frame = answer.drivers[line]
    rows = []
    for path, rank, share in frame.itertuples():
        label = words.parameter(answer.plan, str(path), lang)
        rows.append(row([label, number(rank, 2), percent(max(share, 0.0))], how=str(path)))
    caption = text("simulate.drivers", lang, label=getattr(answer.lines[line], lang))
    keys = [text(f"simulate.{each}", lang) for each in ("rank_correlation", "first_order")]
    heads = columns(text("sensitivity.input", lang), *keys)
    return Table(f"drivers_{line}", caption, heads, tuple(rows), frame)


def sensitivity(
    answer: Sensitivity, lang: str, line: str = "net_profit", zeros: pd.DataFrame | None = None
) -> Table:
    """List a line's value at the low and the high value of each input.

    zeros: the input values at which the line would be 0, by input, if these were requested.
    """
    frame, unit = answer.tornado[line], shown_unit(line, answer.lines[line].unit)
    keys = ["value_low", "low", "value_high", "high", "swing"]
    if zeros is not None:
        frame, keys = frame.join(zeros[["break_even", "factor"]]), [*keys, "break_even", "factor"]
    by_month, rows = text("sensitivity.by_month", lang), []
    for path, each in frame.head(INPUTS_SHOWN).iterrows():
        cells = [_input(each["value_low"], by_month), cell(each["low"], unit)]
        cells += [_input(each["value_high"], by_month), cell(each["high"], unit), cell(each["swing"], unit)]
        if zeros is not None:
            cells += [_input(each["break_even"], NOTHING), _input(each["factor"], NOTHING, 3)]
        rows.append(row([words.parameter(answer.plan, str(path), lang), *cells], how=str(path)))
    plan = cell(answer.stands[line], unit)
    label = getattr(answer.lines[line], lang)
    caption = text("sensitivity.head", lang, label=label, line=line, plan=plan, state=state(answer, lang))
    heads = columns(*(text(f"sensitivity.{each}", lang) for each in ("input", *keys)))
    return Table(f"sensitivity_{line}", caption, heads, tuple(rows), frame)


def _input(value: float, absent: str, digits: int = DIGITS) -> str:
    """Format a parameter's value; absent: in place of a missing one."""
    return absent if math.isnan(value) else figure(value, digits)
