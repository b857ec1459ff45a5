"""Declare a line of the model: a card (unit, labels, dimensions) above a small function.

@line("CNY", zh="应付工资", per="position")
def gross_pay(gross_pay_per_head, position_people):
    '''Pay before deductions of everybody in the position.'''
    return gross_pay_per_head * position_people

cash_opening = opening("cash_closing", first="cash_start", zh="期初现金")
indicator_gathered = gather(per="indicator", step="indicator_step", zh="指标读数")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from inspect import getdoc, signature
from typing import Any, Literal

Rolls = Literal["sum", "first", "last", "average", "max", "recomputed"]
Good = Literal["", "up", "down"]
Check = Literal["", "error", "alert"]
Rule = Callable[..., Any]


@dataclass(frozen=True)
class Line:
    """The card of a line, with its rule.

    per: dimensions, in the model's order. rolls: how months become a quarter or a year; `recomputed`
    evaluates the rule with rolled-up parts (for rates), `max` keeps an alert's worst month. good: the desired
    direction. check: `error`, a difference that must be 0; `alert`, an amount that should be 0. zero: what a
    0 means where it is not an amount ("never"), or an undefined rate, in Chinese and English. closing, first:
    of an opening, the line it continues and its first value. step: of a gathered line, the input that
    divides.
    """

    name: str
    unit: str
    zh: str
    en: str
    per: tuple[str, ...]
    rolls: Rolls
    good: Good
    check: Check
    describe: str
    zero: tuple[str, str] = ("", "")
    rule: Rule | None = None
    closing: str = ""
    first: str = ""
    step: str = ""
    module: str = ""

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The names of the rule's parameters: the lines and inputs it reads; empty without a rule."""
        return tuple(signature(self.rule).parameters) if self.rule else ()

    def zero_in(self, lang: str) -> str:
        """What a 0 means, in `zh` or else in English; empty where it is an amount."""
        return self.zero[0 if lang == "zh" else 1]


def line(
    unit: str,
    *,
    zh: str,
    en: str = "",
    per: str | tuple[str, ...] = (),
    rolls: Rolls = "sum",
    good: Good = "",
    check: Check = "",
    zero: tuple[str, str] = ("", ""),
) -> Callable[[Rule], Line]:
    """Decorator that declares a function as a line of the same name.

    Its parameters are the lines and inputs it reads, its docstring the line's description. en: the English
    label, by default the name in words. The arguments are those of `Line`.
    """

    def declare(rule: Rule) -> Line:
        return Line(
            name=rule.__name__,
            unit=unit,
            zh=zh,
            en=en or in_words(rule.__name__),
            per=(per,) if isinstance(per, str) else per,
            rolls=rolls,
            good=good,
            check=check,
            describe=getdoc(rule) or "",
            zero=zero,
            rule=rule,
        )

    return declare


def opening(closing: str, *, first: str = "", zh: str, en: str = "") -> Line:
    """An opening line: last month's closing line, in the plan's first month the line `first`, or 0.

    Unit and dimensions are those of the closing line.
    """
    begins = in_words(first).lower() if first else "nothing"
    described = f"What {in_words(closing).lower()} was a month earlier; in the first month, {begins}."
    return Line("", "", zh, en, (), "first", "", "", described, closing=closing, first=first)


def gather(per: str, *, step: str, zh: str, en: str = "") -> Line:
    """A line without unit: for each member of `per` the line that the plan names, divided by `step`."""
    described = f"For each {per} the line that the plan names, in steps of {in_words(step).lower()}."
    return Line("", "1", zh, en, (per,), "average", "", "", described, step=step)


def in_words(name: str) -> str:
    """A name as a label: `cash_closing` becomes `Cash closing`."""
    words = name.replace("_", " ").replace("ytd", "year to date")
    for short in ("vat", "gmv"):
        words = words.replace(short, short.upper()) if short in words.split() else words
    return words[:1].upper() + words[1:]
