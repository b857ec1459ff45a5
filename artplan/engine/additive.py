"""The terms of a line that is a plain sum: what is added and what is taken off.

A line's rule already says what it adds up; whoever lays a sum out in rows can ask here and need not
keep a list of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from artplan.engine.expression import Expression
from artplan.engine.faults import ModelFault
from artplan.engine.model import Model

Part = tuple[str, int]


def parts_of(model: Model, line: str) -> tuple[Part, ...]:
    """Names with 1 or -1, in the order of the rule; the total of a line counts as that line.

    A 0 adds nothing. Raises ModelFault where a term is none of these.
    """
    return tuple(_parts(model.expressions[line], 1, line))


def _parts(expression: Expression, sign: int, line: str) -> Iterator[Part]:
    if expression.word == "name":
        yield expression.name, sign
    elif expression.word in ("+", "-"):
        first, second = expression.parts
        yield from _parts(first, sign, line)
        yield from _parts(second, sign if expression.word == "+" else -sign, line)
    elif expression.word == "negative":
        yield from _parts(expression.parts[0], -sign, line)
    elif expression.word == "number" and expression.value == 0:
        return
    elif expression.word == "total" and expression.parts[0].word == "name":
        yield expression.parts[0].name, sign
    else:
        raise ModelFault(f"{line} is no plain sum: it holds {expression.word!r}")
