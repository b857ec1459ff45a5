"""How a line of the model is declared: a card above a small function.

@line("CNY", zh="应付工资", per="position")
def gross_pay(gross_pay_per_head, position_people):
    \"\"\"Pay before deductions of everybody in the position.\"\"\"
    return gross_pay_per_head * position_people

cash_opening = opening("cash_closing", first="cash_start", zh="期初现金")
indicator_gathered = gather(per="indicator", step="indicator_step", zh="指标读数")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc, signature
from typing import Any, Literal

Rolls = Literal["sum", "first", "last", "average", "max", "recomputed"]
Good = Literal["", "up", "down"]
Check = Literal["", "error", "alert"]
Rule = Callable[..., Any]


@dataclass(frozen=True)
class Line:
    """A line's card. `reads` are the parameters of its rule; an opening reads its closing a month earlier.

    A gathered line reads what the plan refers to, each divided by its `step`.
    rolls: how months become a quarter; `max` keeps an alert's worst month. good: the direction wanted.
    check: `error`, a difference that must be 0; `alert`, an amount that should be 0.
    zero: what 0 says where it is no amount but an answer such as "never", in Chinese and English.
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

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(signature(self.rule).parameters) if self.rule else ()

    def zero_in(self, lang: str) -> str:
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
    """Declare the function below as a line; its name is the line's name and, in words, its English label."""

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
    """Last month's closing; in the plan's first month `first`, or 0. Unit and members are the closing's."""
    begins = in_words(first).lower() if first else "nothing"
    described = f"What {in_words(closing).lower()} was a month earlier; in the first month, {begins}."
    return Line("", "", zh, en, (), "first", "", "", described, closing=closing, first=first)


def gather(per: str, *, step: str, zh: str, en: str = "") -> Line:
    """What the plan refers to, one line and member for each member of `per`, divided by the input `step`."""
    described = f"For each {per} the line that the plan names, in steps of {in_words(step).lower()}."
    return Line("", "1", zh, en, (per,), "average", "", "", described, step=step)


def in_words(name: str) -> str:
    """`cash_closing` -> `Cash closing`."""
    words = name.replace("_", " ").replace("ytd", "year to date")
    for short in ("vat", "gmv"):
        words = words.replace(short, short.upper()) if short in words.split() else words
    return words[:1].upper() + words[1:]
