"""Tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artplan.report.plain import cut, number, table, width

if TYPE_CHECKING:
    from artplan.result import Result

__all__ = ["cut", "number", "placeholders", "table", "width"]

PLACEHOLDERS = {
    "zh": "占位值 {} 个（没有来源的参数）",
    "en": "{} placeholders (parameters without a source)",
}


def placeholders(result: Result, lang: str) -> str:
    """On how many values without a source the figures rest."""
    return PLACEHOLDERS[lang].format(len(result.plan.placeholders))
