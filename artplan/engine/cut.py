"""Cut a model at the inputs that a study moves: what does not rest on them is given, not worked out again.

    rest = cut(model, {"overhead_amount"}, ["cash_closing"])
    Program.of(rest, ["cash_closing"]).run(data)     # data.arrays hold the lines `given(rest, ...)` too

A study that moves the same few inputs again and again, with everything else as before, evaluates the lines
above the cut once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from artplan.engine.line import Line
from artplan.engine.model import Model


def cut(model: Model, moved: Collection[str], kept: Collection[str]) -> Model:
    """The model in which lines that rest on none of the moved inputs are inputs.

    kept: lines that are lines even so: those to be read, and the parts from which they are rolled up.
    """
    reached, stay = set(moved), set(kept)
    steps = []
    for names in model.steps:
        needs = {each for name in names for each in model.needs(name)}
        if not (reached.isdisjoint(needs) and stay.isdisjoint(names)):
            reached.update(names)
            steps.append(names)
    lines = {name: line for name, line in model.lines.items() if name in reached}
    above = {name: line for name, line in model.lines.items() if name not in reached}
    expressions = {name: each for name, each in model.expressions.items() if name in reached}
    return replace(
        model, lines=lines, expressions=expressions, inputs={**model.inputs, **above}, steps=tuple(steps)
    )


def given(rest: Model, wanted: Iterable[str]) -> tuple[str, ...]:
    """The inputs of a cut model that are lines of the whole one, as far as the wanted lines need them."""
    needed = rest.reach(wanted)
    return tuple(name for name, card in rest.inputs.items() if name in needed and isinstance(card, Line))
