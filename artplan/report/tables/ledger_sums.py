"""Which lines of the ledger a line of the plan adds up from: what its rule says.

The operating cost of a form, say, is goods and artists' shares, which the ledger has. A rule that is no sum
of such lines, as that of selling expenses, leaves the ledger without an amount.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from artplan.engine.expression import Expression
from artplan.result import Result

Signs = Mapping[str, float]  # by line: 1 where it is added, -1 where it is taken off
PLUS, MINUS = "+", "-"


def ledger_lines(result: Result, line: str, known: Container[str]) -> Signs | None:
    """Return the known lines that a line adds up from; None where its rule is no sum of them.

    known: the lines that a ledger may have. A part of which the plan has nothing is left out.
    """
    if line in known:
        return {line: 1}
    rule = result.program.model.expressions.get(line)
    signs = None if rule is None else _parts(result, rule, known)
    return {} if signs is None and not result.total(line).any() else signs


def _parts(result: Result, rule: Expression, known: Container[str]) -> Signs | None:
    if rule.word == "name":
        return ledger_lines(result, rule.name, known)
    if rule.word not in (PLUS, MINUS):
        return None if any(result.total(name).any() for name in rule.names()) else {}
    left, right = (_parts(result, each, known) for each in rule.parts)
    if left is None or right is None:
        return None
    sign = 1 if rule.word == PLUS else -1
    return {line: left.get(line, 0) + sign * right.get(line, 0) for line in {**left, **right}}
