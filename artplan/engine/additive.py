"""The summands of a line that is a plain sum, with their signs.

A report that lists the parts of a sum in rows reads them from the rule, and needs no list of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from artplan.engine.expression import Expression
from artplan.engine.faults import ModelFault
from artplan.engine.model import Model

Part = tuple[str, int]


def parts_of(model: Model, line: str) -> tuple[Part, ...]:
    """The names that a line's rule adds (1) or subtracts (-1), in the order of the rule.

    A total of a line over a dimension counts as that line; a constant 0 is left out. Raises KeyError for an
    unknown line and ModelFault for a rule that is not a plain sum.
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
