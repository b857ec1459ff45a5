"""The order of evaluation for the requested lines, and how long each line is held.

A line is dropped after its last reader, so that the lines of a block of cases stay in the processor's cache,
and memory holds only what is still needed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from artplan.engine.expression import Expression
from artplan.engine.model import Model
from artplan.engine.numbers import grouping_name, place_name


@dataclass(frozen=True)
class EngineStep:
    """Lines that are evaluated together.

    reads: what they read from outside: lines, inputs, groupings, positions of members. kept: those of the
    lines that are requested, or read by another step. done: lines that no later step reads.
    """

    names: tuple[str, ...]
    reads: tuple[str, ...]
    kept: tuple[str, ...]
    done: tuple[str, ...]


def kept_with(model: Model, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The requested lines, and recursively the lines that recomputed ones and rates among them read."""
    kept = dict.fromkeys(wanted)
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        rate = name in model.expressions and model.expressions[name].word == "rate"
        if rate or model.lines[name].rolls == "recomputed":
            parts = [each for each in model.reads(name) if each in model.lines and each not in kept]
            kept |= dict.fromkeys(parts)
            waiting += parts
    return tuple(kept)


def steps_of(model: Model, reached: Container[str], kept: tuple[str, ...]) -> tuple[EngineStep, ...]:
    """The steps for the reached lines, in order; lines neither read later nor in `kept` are dropped."""
    chosen = [(names, _looked_up(model, names)) for names in model.steps if names[0] in reached]
    last = {name: place for place, (_, reads) in enumerate(chosen) for name in reads if name in model.lines}
    return tuple(
        EngineStep(
            names,
            reads,
            tuple(name for name in names if name in last or name in kept),
            tuple(sorted(name for name in reads if last.get(name) == place and name not in kept)),
        )
        for place, (names, reads) in enumerate(chosen)
    )


def _looked_up(model: Model, names: tuple[str, ...]) -> tuple[str, ...]:
    result = [each for name in names for each in (*model.needs(name), *groupings_in(model, name))]
    return tuple(dict.fromkeys(each for each in result if each not in names))


def groupings_in(model: Model, name: str) -> list[str]:
    """The names of the groupings that a line goes through, and of the places it looks up."""

    def within(expression: Expression) -> Iterator[str]:
        if expression.word == "total" and expression.by:
            yield grouping_name(expression.over, expression.by)
        if expression.word == "of":
            yield grouping_name(expression.per, expression.by)
        if expression.word == "member":
            yield from (place_name(*each) for each in expression.members if each[1] != "*")
        for part in expression.parts:
            yield from within(part)

    return list(within(model.expressions[name])) if name in model.expressions else []
