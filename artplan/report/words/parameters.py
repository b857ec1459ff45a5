"""Names of the parameters and measures that a study refers to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from artplan.engine.line import Line
from artplan.plan.plan import Plan
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import DIMENSIONS, Sections
from artplan.plan.written.calendar import read_day
from artplan.report.words.format import Scale, cell, percent, scale_for, shown_unit
from artplan.report.words.state import state
from artplan.study.seek.answer import Sought
from artplan.texts.catalogue import has, inside, text
from artplan.texts.units import unit_label

EVERY = "*"
MEMBER = 2  # number of path components that name a member
DIGITS = 10  # significant digits of a computed value


class MeasureLike(Protocol):
    """A measure of a study, as the study's answer holds it.

    The class that evaluates it belongs to the study.
    """

    @property
    def card(self) -> Line: ...
    @property
    def line(self) -> str: ...
    @property
    def members(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def how(self) -> str: ...


def parameter(plan: Plan, path: str, lang: str) -> str:
    """Return a parameter's name: `直通车 · 单次点击成本`, or with a wildcard `单次点击成本 · 所有渠道`.

    A path that does not lead to a number is returned unchanged.
    """
    steps = path.split(".")
    stops = follow(Sections, steps)
    spec = next((stop.spec for stop in stops if stop.spec is not None), None)
    if spec is None:
        return path
    label = spec.zh if lang == "zh" else spec.en
    dimension = DIMENSIONS.get(steps[0])
    if dimension is None:
        return label
    inner, month = steps[MEMBER : len(stops) - 1], steps[len(stops) - 1 :]
    names = inner_names(plan, inner, lang)
    if steps[1] == EVERY:
        section = inside(text(f"section.{steps[0]}", lang), lang)
        return " · ".join([label, text("attribution.every", lang, section=section).lower(), *names, *month])
    members = getattr(plan.sections, steps[0])
    member = plan.label(dimension, steps[1], lang) if steps[1] in members else steps[1]
    return " · ".join([member, label, *names, *month])


def inner_names(plan: Plan, steps: Iterable[str], lang: str) -> list[str]:
    """Return the names of what is inside a member, without those that the label already says."""
    return [name for name in (_inner(plan, each, lang) for each in steps) if name]


def _inner(plan: Plan, step: str, lang: str) -> str:
    """Return the number of a tier, the day of a change, or a channel's name within a campaign; else ""."""
    if step.isdecimal():
        return str(int(step) + 1)
    if read_day(step):
        return text("parameter.from_day", lang, day=step)
    return plan.label("channel", step, lang) if step in plan.sections.channels else ""


def measure(wanted: MeasureLike, plan: Plan, lang: str) -> str:
    """Return a measure's name, `月末现金 · 最低月份`: the line's label, members and how it is measured."""
    names = [plan.label(dimension, member, lang) for dimension, member in wanted.members]
    how = text(f"study.how.{wanted.how}", lang) if has(f"study.how.{wanted.how}") else wanted.how
    return " · ".join(filter(None, (getattr(wanted.card, lang), *names, how)))


def sought(answer: Sought, lang: str) -> str:
    """Return the name of the measure to which the target applies, with its percentile if it has one."""
    name = measure(answer.measure, answer.plan, lang)
    if answer.drawn is None:
        return name
    return f"{name} · {text('simulate.percentile', lang, percent=f'{answer.drawn.percent:g}')}"


def not_reached(answer: Sought, lang: str) -> str:
    """Say that no value meets the target, and why where the parameter moves nothing."""
    if not answer.answer.flat:
        return text("seek.unreached", lang)
    why = text(f"seek.by_{answer.driver}", lang) if answer.driver else ""
    return text("seek.flat", lang) + why


def of_draws(answer: Sought, lang: str) -> list[str]:
    """Return sentences on the draws that a percentile is based on; empty without a percentile."""
    if answer.drawn is None:
        return []
    certain = not answer.factor and any(answer.plan.leaves[path].uncertain for path in answer.numbers)
    message = text("seek.drawn", lang, draws=f"{answer.drawn.draws:,}", seed=answer.drawn.seed,
                   state=state(answer.drawn, lang))  # fmt: skip
    return [message, *([text("seek.certain", lang)] if certain else [])]


def value(wanted: MeasureLike, number: float) -> str:
    """Format a value of the measure as in tables."""
    return cell(number, unit(wanted))


def unit(wanted: MeasureLike) -> str:
    return shown_unit(wanted.line, wanted.card.unit)


def unit_words(wanted: MeasureLike, lang: str) -> str:
    return "" if unit(wanted) in ("share", "1") else unit_label(wanted.card.unit, lang)


def scale(wanted: MeasureLike, biggest: float, lang: str) -> Scale:
    return scale_for(biggest, unit(wanted), lang)


def amount(number: float, factor: bool) -> str:
    """Format a parameter's value with its significant digits; a factor as `x1.2`."""
    shown = f"{number:.{DIGITS}g}"
    return f"x{shown}" if factor else shown


def change(number: float, before: float) -> str:
    """Format a relative change in percent; "" if the earlier value was 0."""
    return "" if not before else ("+" if number > before else "") + percent(number / before - 1)
