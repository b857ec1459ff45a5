"""Number formats for display.

Charts and headline figures are short (128.4 万元, 1.28 M CNY), tables show full numbers with separators,
rates are percentages. Half a unit rounds away from zero, as in spreadsheets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from artplan.texts.catalogue import text
from artplan.texts.units import unit_label

NOTHING = "—"
MINUS = "\u2212"
DUST_OF_HEADS = 1e-6
# Rates with these units are shown as percentages, like shares.
RATES = ("order/visit", "order/enquiry", "enquiry/visit", "click/impression", "visit/click")
# The catalogue's names of the powers of ten, largest first.
SCALES = {
    "zh": ((1e8, "hundred_million"), (1e4, "ten_thousand"), (1.0, "one")),
    "en": ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"), (1.0, "one")),
}


@dataclass(frozen=True)
class Scale:
    """The divisor of the numbers shown, and the unit to write beside them."""

    factor: float
    unit: str


def rounded(value: float, decimals: int = 0) -> float:
    """Round half away from zero, also if floating point puts a tie slightly below it; never return -0."""
    step = 10.0**decimals
    return math.copysign(math.floor(abs(value) * step + 0.5 + 1e-7), value) / step + 0.0


def number(value: float, decimals: int = 0) -> str:
    """Format with separators: 1234567.8 -> 1,234,568; NaN or infinity -> —."""
    if not math.isfinite(value):
        return NOTHING
    return f"{rounded(value, decimals):,.{decimals}f}".replace("-", MINUS)


def heads(count: float) -> str:
    """Format a number of people: whole where it is whole, else with one decimal, or two below 0.1."""
    if not math.isfinite(count) or abs(count - round(count)) < DUST_OF_HEADS:
        return number(count)
    return number(count, 1 if abs(count) >= 0.095 else 2)


def percent(share: float, decimals: int = 1) -> str:
    return NOTHING if not math.isfinite(share) else number(share * 100, decimals) + "%"


def signed(shown: str) -> str:
    """Put a plus sign before a positive change: 1,200 -> +1,200."""
    return shown if shown.startswith(MINUS) or not any(each in "123456789" for each in shown) else "+" + shown


def shown_unit(name: str, unit: str) -> str:
    """Return the unit in which a line is shown: `share` (percent) for shares and rates, else its own."""
    is_share = unit in RATES or (unit == "1" and name.endswith(("_share", "_rate", "_margin")))
    return "share" if is_share else unit


def scale_for(biggest: float, unit: str, lang: str) -> Scale:
    """Return the scale in which an amount has one to four digits before the decimal point."""
    label = unit_label(unit, lang)
    if unit == "share":
        return Scale(0.01, label)
    for factor, name in SCALES[lang]:
        if abs(biggest) >= factor or factor == 1.0:
            return Scale(factor, text(f"unit.scale.{name}", lang, unit=label))
    raise AssertionError("the last scale is 1")


def fine_scale(biggest: float, unit: str, lang: str) -> Scale:
    """Return a scale in which the largest amount has at least three digits, to show small ones too."""
    factors = [
        (factor, name) for factor, name in SCALES[lang] if abs(biggest) >= 100 * factor or factor == 1.0
    ]
    factor, name = factors[0]
    return Scale(factor, text(f"unit.scale.{name}", lang, unit=unit_label(unit, lang)))


def short(value: float, unit: str, lang: str) -> str:
    """Format an amount for headlines and prose: 1284000 CNY -> 128.4 万元 / 1.28 M CNY; a share -> 12.5%."""
    if not math.isfinite(value):
        return NOTHING
    if unit == "share":
        return percent(value)
    if unit == "1":
        return number(value, 2)
    scale = scale_for(value, unit, lang)
    shown = value / scale.factor
    return f"{number(shown, _decimals(shown, scale))} {scale.unit}"


def money(value: float, lang: str) -> str:
    return short(value, "CNY", lang)


def decimals_of(unit: str) -> int:
    """Return a table's decimals: two for prices and rates per piece, none for amounts and counts."""
    _, *below = unit.split("/")
    if unit == "1":
        return 2
    return 2 if below and below[0] not in ("month", "year", "day", "person") else 0


def cell(value: float, unit: str) -> str:
    """Format a number of a table in its line's own unit, which the column names."""
    if unit == "person":
        return heads(value)
    return percent(value) if unit == "share" else number(value, decimals_of(unit))


def _decimals(shown: float, scale: Scale) -> int:
    if scale.factor == 1.0:
        return 0 if abs(shown) >= 100 or shown == int(shown) else 1 if abs(shown) >= 10 else 2
    return 1 if abs(shown) >= 10 else 2
