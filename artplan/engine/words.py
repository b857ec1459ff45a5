"""The words of the vocabulary in one table: unit rule, numpy function, text, and spreadsheet formula.

Words that act across a dimension (total, of, brackets, aged, gather) have unit and text here; their numpy
functions are in `numbers` and their cells in the workbook, since both need to know where the dimension lies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from artplan.engine.units import ONE, Unit, unit

Units = Sequence[Unit | None]
MONTH, YEAR = unit("month"), unit("year")
CENT_NUDGE = 1e-7  # lets 2.675 / 0.01 = 267.49999999999994 round up, as a spreadsheet does
WHOLE_NUDGE = 1e-9  # lets (0.35 - 0.30) / 0.05 = 0.9999999999999998 be a whole step
DUST = 0.005  # half a cent, or half a hundredth of an order or a visit: nothing is a share of so little


class UnitFault(ValueError):
    """Units that do not match."""


@dataclass(frozen=True)
class Word:
    """A word of the vocabulary.

    units: the unit of the result from those of the parts; raises UnitFault. text: the template by language.
    numbers: the numpy function, None for words across a dimension. binds: the strength of the text's
    operator: + 1, * 2, ** 3, a call 9. sheet: the formula in a spreadsheet, understood by Excel, LibreOffice
    and WPS; in `{0:2}` the digit is the strength below which the part needs brackets.
    """

    units: Callable[[Units], Unit | None]
    text: dict[str, str]
    numbers: Callable[..., Any] | None = None
    binds: int = 9  # how strongly the text holds together: + 1, * 2, ** 3, a call 9
    sheet: str = ""

    @property
    def compares(self) -> bool:
        """Whether the word is a comparison, with a boolean result."""
        return self.units is _compared

    @property
    def sheet_binds(self) -> int:
        """The strength of the spreadsheet formula: for operators that of the text, else that of a call."""
        return self.binds if self.sheet.startswith("{0:") else 9


def _same(units: Units) -> Unit | None:
    known = {each for each in units if each is not None}
    if len(known) > 1:
        raise UnitFault(" and ".join(sorted(str(each) for each in known)) + " do not go together")
    return known.pop() if known else None


def _unitless(units: Units) -> Unit | None:
    for each in units:
        if each not in (None, ONE):
            raise UnitFault(f"{each} where a plain number is needed")
    return ONE


def _compared(units: Units) -> Unit | None:
    _same(units)
    return ONE


def _product(units: Units) -> Unit | None:
    if None in units:
        return None
    return units[0].times(units[1])  # type: ignore[union-attr, arg-type]


def _quotient(units: Units) -> Unit | None:
    if units[0] is None:
        return None
    return units[0].over(units[1] or ONE)


def _ratio(units: Units) -> Unit | None:
    return _same([_quotient(units[:2]), units[2]])


def _branches(units: Units) -> Unit | None:
    _unitless(units[:1])
    return _same(units[1:])


def _rate_in(period: Unit) -> Callable[[Units], Unit | None]:
    def units_of(units: Units) -> Unit | None:
        if units[0] is None:
            return None
        if (period.powers[0][0], -1) not in units[0].powers:
            raise UnitFault(f"{units[0]} is no rate per {period}")
        return units[0].times(period)

    return units_of


def _unitless_by_step(units: Units) -> Unit | None:
    """Each part is divided by a step in its own unit, whatever that is."""
    return ONE


def _tiers(units: Units) -> Unit | None:
    return _product([_same(units[:3]), units[3]])


def _stepped(count: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def numbers(x: Any, step: Any) -> Any:
        none = np.equal(step, 0)
        if not none.any():
            return _written_over(np.multiply, count(x / step), step)
        whole = np.where(none, 1.0, step)
        return np.where(none, x, _written_over(np.multiply, count(x / whole), whole))

    return numbers


def _ratio_numbers(above: Any, below: Any, when_zero: Any) -> Any:
    zero = np.equal(below, 0)
    if not zero.any():
        result = above / below
        shape = np.broadcast_shapes(np.shape(result), np.shape(when_zero))
        return result if shape == np.shape(result) else np.broadcast_to(result, shape).copy()
    result = above / np.where(zero, 1.0, below)
    if np.ndim(when_zero) or not np.ndim(result):
        return np.where(zero, when_zero, result)
    np.copyto(result, when_zero, where=zero)
    return result


def _more_than_dust(x: Any) -> Any:
    return np.greater(x, DUST)


def _rate(above: Any, below: Any) -> Any:
    some = _more_than_dust(below)
    return np.where(some, above / np.where(some, below, 1.0), 0.0)


def _power(base: Any, exponent: Any) -> Any:
    """0 to a positive power is 0; the processor's own power takes three times as long over it."""
    none = np.equal(base, 0)
    if not none.any() or np.less_equal(exponent, 0).any():
        return np.power(base, exponent)
    result = np.zeros(np.broadcast_shapes(np.shape(base), np.shape(exponent)))
    return np.power(base, exponent, out=result, where=~none)


def _written_over(function: Callable[..., Any], own: Any, *others: Any) -> Any:
    """The result in the array of the first number, which nobody else holds."""
    return function(own, *others, out=own) if isinstance(own, np.ndarray) else function(own, *others)


def _half_up(count: Any) -> Any:
    size = _written_over(np.add, np.abs(count), 0.5)
    size = _written_over(np.floor, _written_over(np.add, size, CENT_NUDGE))
    return np.copysign(size, count)


def _up(count: Any) -> Any:
    return _written_over(np.ceil, count - WHOLE_NUDGE)


def _down(count: Any) -> Any:
    return _written_over(np.floor, count + WHOLE_NUDGE)


def _as_it_is(x: Any) -> Any:
    return x


def _call(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _sign(text: str) -> dict[str, str]:
    return {"en": text, "zh": text}


WORDS: dict[str, Word] = {
    "+": Word(_same, _sign("{} + {}"), np.add, 1, "{0:1}+{1:1}"),
    "-": Word(_same, _sign("{} − {}"), np.subtract, 1, "{0:1}-{1:2}"),
    "*": Word(_product, _sign("{} × {}"), np.multiply, 2, "{0:2}*{1:3}"),
    "/": Word(_quotient, _sign("{} ÷ {}"), np.divide, 2, "{0:2}/{1:3}"),
    "**": Word(_unitless, _sign("{} ^ {}"), _power, 3, "{0:4}^{1:4}"),
    "negative": Word(_same, _sign("−{}"), np.negative, 2, "(-{0:4})"),
    "<": Word(_compared, _sign("{} < {}"), np.less, 0, "({0:1}<{1:1})"),
    "<=": Word(_compared, _sign("{} ≤ {}"), np.less_equal, 0, "({0:1}<={1:1})"),
    ">": Word(_compared, _sign("{} > {}"), np.greater, 0, "({0:1}>{1:1})"),
    ">=": Word(_compared, _sign("{} ≥ {}"), np.greater_equal, 0, "({0:1}>={1:1})"),
    "minimum": Word(
        _same, _call("the smaller of ({}; {})", "取小({}; {})"), np.minimum, sheet="MIN({0},{1})"
    ),
    "maximum": Word(_same, _call("the larger of ({}; {})", "取大({}; {})"), np.maximum, sheet="MAX({0},{1})"),
    "between": Word(
        _same,
        _call("{} held between ({}; {})", "{} 限于 ({}; {})"),
        lambda x, floor, cap: np.minimum(np.maximum(x, floor), cap),
        sheet="MIN(MAX({0},{1}),{2})",
    ),
    "where": Word(
        _branches, _call("if {} then {} else {}", "若 {} 则 {} 否则 {}"), np.where, -1, "IF({0},{1},{2})"
    ),
    "ratio": Word(
        _ratio,
        _call("{} ÷ {} ({} where the divisor is 0)", "{} ÷ {} (除数为 0 时取 {})"),
        _ratio_numbers,
        2,
        "IF({1:1}=0,{2},{0:2}/{1:3})",
    ),
    "rate": Word(
        _quotient,
        _call("{} ÷ {} (undefined where the divisor is not above 0)", "{} ÷ {} (除数不大于 0 时无意义)"),
        _rate,
        2,
        f"IF({{1:1}}>{DUST},{{0:2}}/{{1:3}},0)",
    ),
    "some": Word(_compared, _call("there is {}", "有{}"), _more_than_dust, 0, f"({{0:1}}>{DUST})"),
    "exp": Word(_unitless, _call("e ^ {}", "e ^ {}"), np.exp, 3, "EXP({0})"),
    "log": Word(_unitless, _call("ln({})", "ln({})"), np.log, sheet="LN({0})"),
    "round_half_up": Word(
        _same,
        _call("{} rounded half up to steps of {}", "{} 按 {} 四舍五入"),
        _stepped(_half_up),
        0,
        "IF({1:1}=0,{0},ROUND({0:2}/{1:3}+1E-7*SIGN({0}),0)*{1:3})",
    ),
    "round_up": Word(
        _same,
        _call("{} rounded up to steps of {}", "{} 按 {} 进位"),
        _stepped(_up),
        0,
        "IF({1:1}=0,{0},-INT(1E-9-{0:2}/{1:3})*{1:3})",
    ),
    "round_down": Word(
        _same,
        _call("{} rounded down to steps of {}", "{} 按 {} 舍去"),
        _stepped(_down),
        0,
        "IF({1:1}=0,{0},INT({0:2}/{1:3}+1E-9)*{1:3})",
    ),
    "one_month": Word(_rate_in(MONTH), _call("one month's {}", "一个月的{}"), _as_it_is, 3, "{0}"),
    "one_year": Word(_rate_in(YEAR), _call("one year's {}", "一年的{}"), _as_it_is, 3, "{0}"),
    "total": Word(_same, _call("sum over {over}{by} of ({})", "{over}{by}合计({})")),
    "of": Word(_same, _call("{} of the {by}", "所属{by}的{}"), None, 3),
    "brackets": Word(
        _tiers,
        _call("{} through the tiers (from {}; to {}; at {})", "{} 分级累进 (自 {}; 至 {}; 按 {})"),
    ),
    "member": Word(lambda units: units[0], _call("{}", "{}")),
    "gather": Word(_unitless_by_step, _call("({}) ÷ {}", "({}) ÷ {}"), None, 2),
    "aged": Word(_same, _call("{} one place on", "{} 顺延一位"), None, 2),
}
