"""A parameter with its unit, `95%` or `32,000 CNY/month`, and the range that others publish for it."""

from __future__ import annotations

from collections.abc import Sequence

from artplan.plan.leaf.leaf import Published
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.report.words.format import MINUS, NOTHING, number, shown_unit
from artplan.texts.catalogue import text
from artplan.texts.units import unit_label

DIGITS = 6  # significant digits of a parameter's value


def figure(value: float, digits: int = DIGITS) -> str:
    """Format a parameter's value of any size."""
    sign = MINUS if value < 0 else ""
    return number(value) if abs(value) >= 10**digits else f"{sign}{abs(value):,.{digits}g}"


def with_unit(path: str, values: Sequence[float], lang: str) -> str:
    """Return a parameter's value with its unit; of several values the lowest and the highest."""
    spec = follow(Sections, path.split("."))[-1].spec
    assert spec is not None
    share = shown_unit(path.rpartition(".")[2], spec.unit) == "share"
    low, high = (figure(100 * each) + "%" if share else figure(each) for each in (min(values), max(values)))
    unit = "" if share else unit_label(spec.unit, lang).removeprefix(NOTHING)
    return f"{low if low == high else f'{low} – {high}'} {unit}".rstrip()


def published(path: str, quoted: Published | None, title: str, lang: str) -> str:
    """Return the range that others publish, with the title of its source and its note; "" without one."""
    if quoted is None:
        return ""
    ends = with_unit(path, (quoted.low, quoted.high), lang)
    named = title or quoted.source
    if quoted.note:
        return text("published.noted", lang, range=ends, source=named, note=quoted.note)
    return text("published.range", lang, range=ends, source=named)


def published_in(plan: Plan, path: str, lang: str) -> str:
    """Return the published range of one of the plan's parameters; "" without one."""
    quoted = plan.leaves[path].published
    return published(path, quoted, title_of(plan, quoted.source) if quoted else "", lang)


def title_of(plan: Plan, source: str) -> str:
    """Return the title of one of the plan's sources; "" for one that it does not list."""
    listed = plan.sections.sources.get(source)
    return listed.title if listed else ""
