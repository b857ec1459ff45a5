"""A plan's name as a reader sees it: the base plan in words, every other by the name of its scenario."""

from __future__ import annotations

from artplan.plan.read.chain import BASE
from artplan.texts.catalogue import text


def plan_name(name: str, lang: str) -> str:
    """Return the name: base -> 基准方案 / base, growth -> growth."""
    return text("plan.base", lang) if name == BASE else name
