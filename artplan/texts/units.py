"""Labels of units: CNY/person/month -> 元/人/月."""

from __future__ import annotations

from artplan.texts.catalogue import has, text


def unit_label(unit: str, lang: str) -> str:
    """Return a unit's label: CNY/person/month -> 元/人/月; unknown units are returned unchanged."""
    above, *below = unit.split("/")
    parts = [text(f"unit.{above}", lang) if has(f"unit.{above}") else above]
    parts += [text(f"unit.per.{each}", lang) if has(f"unit.per.{each}") else each for each in below]
    return "/".join(parts)
