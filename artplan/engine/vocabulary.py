"""The words a rule may use, beside + - * / ** and comparisons.

Calling a word builds an expression; its faces (units, numbers, text) stand in `words`.
"""

from __future__ import annotations

from artplan.engine.expression import Expression, Term, apply


def minimum(a: Term, b: Term) -> Expression:
    """The smaller of two."""
    return apply("minimum", a, b)


def maximum(a: Term, b: Term) -> Expression:
    """The larger of two."""
    return apply("maximum", a, b)


def between(x: Term, floor: Term, cap: Term) -> Expression:
    """x, but at least the floor and at most the cap; the cap wins where they cross."""
    return apply("between", x, floor, cap)


def where(condition: Term, then: Term, otherwise: Term) -> Expression:
    """`then` where the condition holds (is not 0), `otherwise` elsewhere. Both are worked out."""
    return apply("where", condition, then, otherwise)


def ratio(above: Term, below: Term, when_zero: Term) -> Expression:
    """above / below, and `when_zero` where below is 0."""
    return apply("ratio", above, below, when_zero)


def exp(x: Term) -> Expression:
    """e to the power x."""
    return apply("exp", x)


def log(x: Term) -> Expression:
    """The natural logarithm of x."""
    return apply("log", x)


def round_half_up(x: Term, step: Term) -> Expression:
    """x to the nearest step, halves away from zero; unrounded where the step is 0."""
    return apply("round_half_up", x, step)


def round_up(x: Term, step: Term) -> Expression:
    """x up to the next whole step; unrounded where the step is 0."""
    return apply("round_up", x, step)


def round_down(x: Term, step: Term) -> Expression:
    """x down to the last whole step; unrounded where the step is 0."""
    return apply("round_down", x, step)


def one_month(rate: Term) -> Expression:
    """What a rate per month comes to in one month."""
    return apply("one_month", rate)


def one_year(rate: Term) -> Expression:
    """What a rate per year comes to in a whole year."""
    return apply("one_year", rate)


def total(x: Term, over: str, by: str = "") -> Expression:
    """The sum over a dimension; with `by`, one sum for each group that the members fall into."""
    return apply("total", x, over=over, by=by)


def of(x: Term, by: str, per: str = "month") -> Expression:
    """For each member of `per`, the value of the group `by` that it falls into; for each month by default."""
    return apply("of", x, by=by, per=per)


def brackets(x: Term, floor: Term, ceiling: Term, rate: Term, over: str = "tier") -> Expression:
    """Progressive tiers: the part of x between a tier's floor and ceiling times its rate, summed."""
    return apply("brackets", x, floor, ceiling, rate, over=over)


def aged(x: Term) -> Expression:
    """Everything one place further along the dimension `age`; the last place keeps what it had as well."""
    return apply("aged", x, over="age")
