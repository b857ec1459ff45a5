"""The panel's style: the colours of the pages, and a font for Chinese characters."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files as package_files

from artplan.plan.plan import Plan
from artplan.report.pages.webfont import font_face
from artplan.texts.catalogue import catalogue, text


def style_of(plan: Plan, lang: str, names: Iterable[str]) -> str:
    """Return a style element for the plan.

    It contains a font for readers without a Chinese one: in Chinese with the characters of all texts, names
    and labels, in English with those of the notebook's heading, which is in both languages, and of scenarios
    that have a Chinese name only. names: of the scenarios.
    """
    css = package_files("artplan.app").joinpath("panel.css").read_text("utf-8")
    words = text("notebook.00_explore", "zh") + "".join(names)
    if lang == "zh":
        words += "".join(entry["zh"] for entry in catalogue().values()) + str(plan.sections)
    return f"<style>{font_face(words)}\n{css}</style>"
