"""What is worked out one after another for the asked lines, and how long each line is held.

A line that nobody reads any more is let go at once: of a block of many cases most lines then still lie in the
processor's cache when they are read, and memory holds only what is under way.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from artplan.engine.expression import Expression
from artplan.engine.model import Model
from artplan.engine.numbers import grouping_name, place_name


@dataclass(frozen=True)
class Step:
    """Lines worked out together. reads: what they look up outside: lines, inputs, groupings, places;

    kept: those of the lines that are asked for or that another step needs; done: lines not read after it.
    """

    names: tuple[str, ...]
    reads: tuple[str, ...]
    kept: tuple[str, ...]
    done: tuple[str, ...]


def kept_with(model: Model, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The asked lines, then the lines that recomputed ones read, and theirs in turn."""
    kept = dict.fromkeys(asked)
    waiting = list(asked)
    while waiting:
        name = waiting.pop()
        if model.lines[name].rolls == "recomputed":
            parts = [each for each in model.reads(name) if each in model.lines and each not in kept]
            kept |= dict.fromkeys(parts)
            waiting += parts
    return tuple(kept)


def steps_of(model: Model, reached: Container[str], kept: tuple[str, ...]) -> tuple[Step, ...]:
    """What the asked lines rest on, in order. Of a loop only what is looked at afterwards is kept."""
    chosen = [(names, _looked_up(model, names)) for names in model.steps if names[0] in reached]
    last = {name: place for place, (_, reads) in enumerate(chosen) for name in reads if name in model.lines}
    return tuple(
        Step(
            names,
            reads,
            tuple(name for name in names if name in last or name in kept),
            tuple(sorted(name for name in reads if last.get(name) == place and name not in kept)),
        )
        for place, (names, reads) in enumerate(chosen)
    )


def _looked_up(model: Model, names: tuple[str, ...]) -> tuple[str, ...]:
    found = [each for name in names for each in (*model.needs(name), *_groupings_in(model, name))]
    return tuple(dict.fromkeys(each for each in found if each not in names))


def _groupings_in(model: Model, name: str) -> list[str]:
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
