"""The functions a rule may call, beside + - * / ** and the comparisons < <= > >=.

A call builds an expression; units, numbers, text and spreadsheet formula of each are in `words`.
"""

from __future__ import annotations

from artplan.engine.expression import Expression, Term, apply


def minimum(a: Term, b: Term) -> Expression:
    """The smaller of two values, in the same unit."""
    return apply("minimum", a, b)


def maximum(a: Term, b: Term) -> Expression:
    """The larger of two values, in the same unit."""
    return apply("maximum", a, b)


def between(x: Term, floor: Term, cap: Term) -> Expression:
    """x limited to at least `floor` and at most `cap`, all in the same unit; where they cross, `cap` wins."""
    return apply("between", x, floor, cap)


def where(condition: Term, then: Term, otherwise: Term) -> Expression:
    """`then` where the condition is not 0, `otherwise` elsewhere. Both branches are evaluated."""
    return apply("where", condition, then, otherwise)


def ratio(above: Term, below: Term, when_zero: Term) -> Expression:
    """The quotient above / below, and `when_zero` where the divisor is 0."""
    return apply("ratio", above, below, when_zero)


def rate(above: Term, below: Term) -> Expression:
    """The quotient above / below as a figure to be read; undefined where the divisor is dust or negative.

    An undefined rate counts as 0 in other rules, and is no number wherever it is read (`undefined`). A rule
    is a rate as a whole: the word cannot stand inside another.
    """
    return apply("rate", above, below)


def some(x: Term) -> Expression:
    """1 where x is more than dust, that is, where a rate over x is defined; else 0."""
    return apply("some", x)


def exp(x: Term) -> Expression:
    """The exponential function of a plain number."""
    return apply("exp", x)


def log(x: Term) -> Expression:
    """The natural logarithm of a plain number above 0."""
    return apply("log", x)


def round_half_up(x: Term, step: Term) -> Expression:
    """x rounded to the nearest multiple of `step`, halves away from zero; unrounded where the step is 0."""
    return apply("round_half_up", x, step)


def round_up(x: Term, step: Term) -> Expression:
    """x rounded up to a multiple of `step`; unrounded where the step is 0."""
    return apply("round_up", x, step)


def round_down(x: Term, step: Term) -> Expression:
    """x rounded down to a multiple of `step`; unrounded where the step is 0."""
    return apply("round_down", x, step)


def one_month(rate: Term) -> Expression:
    """A rate per month times one month: CNY/month becomes CNY."""
    return apply("one_month", rate)


def one_year(rate: Term) -> Expression:
    """A rate per year times one year: CNY/year becomes CNY."""
    return apply("one_year", rate)


def total(x: Term, over: str, by: str = "") -> Expression:
    """The sum over the dimension `over`; with `by`, the sum for each group that its members belong to.

    x is a line or a product of lines.
    """
    return apply("total", x, over=over, by=by)


def of(x: Term, by: str, per: str = "month") -> Expression:
    """For each member of `per` (by default each month), the value of its group `by`, or 0 for none."""
    return apply("of", x, by=by, per=per)


def brackets(x: Term, floor: Term, ceiling: Term, rate: Term, over: str = "tier") -> Expression:
    """A progressive scale: the part of x between a tier's floor and ceiling times its rate, summed."""
    return apply("brackets", x, floor, ceiling, rate, over=over)


def aged(x: Term) -> Expression:
    """The values shifted by one along the dimension `age`: 0 enters first, the last entry accumulates."""
    return apply("aged", x, over="age")
