"""Tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from artplan.report.plain import cut, number, table, width

if TYPE_CHECKING:
    from artplan.plan.plan import Plan

__all__ = ["cut", "number", "placeholders", "table", "width"]

PLACEHOLDERS = {
    "zh": "占位值 {} 个（没有来源的参数）",
    "en": "{} placeholders (parameters without a source)",
}


class Rests(Protocol):
    """A result or a study: it rests on a plan."""

    @property
    def plan(self) -> Plan: ...


def placeholders(result: Rests, lang: str) -> str:
    """On how many values without a source the figures rest."""
    return PLACEHOLDERS[lang].format(len(result.plan.placeholders))
