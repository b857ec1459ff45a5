"""Tables of the plan itself: assumptions, placeholders, sources, overrides, checks, scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from artplan.plan.written.text import one_line
from artplan.report.tables.headline import figures, unit_of
from artplan.report.tables.table import Table, columns, framed, row, words
from artplan.report.words.checks import where
from artplan.report.words.format import NOTHING, number, percent, short, signed
from artplan.report.words.plans import extended_names, shown_names
from artplan.result import Result
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label


def assumptions(result: Result, lang: str) -> Table:
    """Count the values that each section gives, and those of them without a source."""
    plan = result.plan
    given = [path for path, leaf in plan.leaves.items() if leaf.given]
    open_ = set(plan.placeholders)
    sections = list(dict.fromkeys(path.split(".")[0] for path in (*given, *sorted(open_))))
    counted: list[tuple[str, int, int, int]] = []
    for section in sections:
        mine = [path for path in given if path.split(".")[0] == section]
        lacking = [path for path in open_ if path.split(".")[0] == section]
        counted.append((section, len(mine), len(mine) - len(set(mine) & open_), len(lacking)))
    rows = [row([_section(name, lang), *map(number, counts)]) for name, *counts in counted]
    sums = [sum(given for _, given, _, _ in counted), sum(known for _, _, known, _ in counted)]
    sums.append(sum(lacking for *_, lacking in counted))
    rows.append(row([text("tables.total", lang), *map(number, sums)], "result"))
    keys = ("section", "given", "sourced", "placeholders")
    heads = columns(*(text(f"tables.assumptions.{key}", lang) for key in keys))
    caption = text("tables.assumptions.caption", lang)
    return Table("assumptions", caption, heads, tuple(rows), framed(keys, counted))


def placeholders(result: Result, lang: str) -> Table:
    """List every value without a source: its path, its value, and where it is written."""
    keys = ("path", "value", "unit", "place")
    plan, message = result.plan, []
    for path in plan.placeholders:
        if path in plan.leaves:
            leaf = plan.leaves[path]
            message.append((path, _value(leaf.values), unit_label(leaf.unit, lang), leaf.place))
        else:
            use = plan.law.uses[path]
            key = "missing" if use.missing else "outdated" if use.beyond else ""
            why = text(f"tables.placeholders.{key}", lang, until=use.until or "") if key else ""
            message.append((path, why, "", use.place))
    return _worded("placeholders", keys, message, lang)


def sources(result: Result, lang: str) -> Table:
    """List the sources, and how many values each gives or says a range for."""
    keys = ("source", "title", "address", "year", "values")
    leaves = result.plan.leaves.values()
    used = [leaf.source for leaf in leaves if leaf.source]
    used += [leaf.published.source for leaf in leaves if leaf.published]
    rows = [
        (name, each.title, each.address or "", str(each.year or ""), number(used.count(name)))
        for name, each in result.plan.sections.sources.items()
        if name in used
    ]
    return _worded("sources", keys, rows, lang)


def overrides(result: Result, lang: str) -> Table:
    """List what the scenario and the command line change in the plan that they are based on."""
    keys = ("path", "old", "new", "place")
    rows = [(each.path, _written(each.old), _written(each.new), each.place) for each in result.plan.overrides]
    return _worded("overrides", keys, rows, lang)


def checks(result: Result, lang: str) -> Table:
    """List every check with its outcome; failed checks come first."""
    keys = ("check", "kind", "state", "worst", "where")
    items = sorted(result.checks(), key=lambda each: (each.passed, each.kind))
    rows = []
    for each in items:
        worst = "" if each.passed else short(each.worst, result.unit(each.name), lang)
        kind, shown = text(f"checks.{each.kind}", lang), text(f"checks.state.{each.state}", lang)
        rows.append((result.label(each.name, lang), kind, shown, worst, where(result, each, lang)))
    return _worded("checks", keys, rows, lang)


def scenarios(results: Mapping[str, Result], lang: str) -> Table:
    """Compare the headline figures of several scenarios: each, and its change against the first, in a row."""
    items = {name: figures(result) for name, result in results.items()}
    first, *_ = items
    units = {figure: unit_of(figure) for figure in items[first]}
    shown = shown_names(results, lang)
    against = text("tables.scenarios.change", lang, name=shown[first])
    rows = []
    for name, own in items.items():
        rows.append(row([shown[name], *(_whole(own[figure], unit) for figure, unit in units.items())]))
        if name != first:
            changes = [_change(own[each] - items[first][each], unit, lang) for each, unit in units.items()]
            rows.append(row([against, *changes], "note"))
    labels = {figure: text(f"headline.{figure}", lang) for figure in units}
    heads = [
        text("tables.with_unit", lang, label=labels[each], unit=unit_label(unit, lang))
        for each, unit in units.items()
    ]
    names = columns(text("tables.scenarios.scenario", lang), *heads)
    caption = text("tables.scenarios.caption", lang)
    return Table("scenarios", caption, names, tuple(rows), pd.DataFrame(items).T)


def scenario_list(results: Mapping[str, Result], lang: str) -> Table:
    """List each scenario's name, file, description, the plans that it extends, and its number of overrides.

    `frame` calls the extended plans by their files, as commands do.
    """
    keys = ("name", "id", "describe", "extends", "overrides")
    rows, items = [], []
    for result, name in zip(results.values(), shown_names(results, lang).values(), strict=True):
        plan, comma = result.plan, text("list.comma", lang)
        about = plan.describe.get(lang) if plan.describe else plan.title.get(lang)
        count, below = number(len(plan.overrides)), [each for each in plan.chain if each != plan.name]
        rows.append((name, plan.name, about, comma.join(extended_names(plan, lang)), count))
        items.append((name, plan.name, about, comma.join(below), count))
    return replace(_worded("scenario_list", keys, rows, lang), frame=framed(keys, items))


def _worded(name: str, keys: Sequence[str], rows: Sequence[Sequence[str]], lang: str) -> Table:
    heads = words(*(text(f"tables.{name}.{key}", lang) for key in keys))
    return Table(
        name,
        text(f"tables.{name}.caption", lang),
        heads,
        tuple(row(each) for each in rows),
        framed(keys, rows),
    )


def _section(name: str, lang: str) -> str:
    return text(f"section.{name}", lang)


def _whole(value: float, unit: str) -> str:
    return percent(value) if unit == "share" else number(value)


def _change(change: float, unit: str, lang: str) -> str:
    if unit == "share":
        return signed(text("tables.scenarios.points", lang, points=number(change * 100, 1)))
    return signed(_whole(change, unit))


def _value(values: Sequence[float]) -> str:
    """Format one number, or the lowest and the highest of a series."""
    low, high = (_trimmed(each) for each in (min(values), max(values)))
    return low if low == high else f"{low} – {high}"


def _trimmed(value: float) -> str:
    shown = number(value, 4)
    return shown.rstrip("0").rstrip(".")


def _written(value: object) -> str:
    """Format a parameter as in a file, short enough for a cell."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _trimmed(value)
    shown = NOTHING if value is None else one_line(str(value))
    return shown if len(shown) <= 60 else shown[:59] + "…"
