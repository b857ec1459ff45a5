"""The panel's style: the colours of the pages, and a font for Chinese characters."""

from __future__ import annotations

from importlib.resources import files as package_files

from artplan.plan.plan import Plan
from artplan.report.pages.webfont import font_face
from artplan.texts.catalogue import catalogue


def style_of(plan: Plan, lang: str) -> str:
    """Return a style element for the plan.

    In Chinese, it contains a font with the characters of all texts, names and labels, for readers without a
    Chinese font.
    """
    css = package_files("artplan.app").joinpath("panel.css").read_text("utf-8")
    words = "".join(entry["zh"] for entry in catalogue().values()) + str(plan.sections)
    return f"<style>{font_face(words) if lang == 'zh' else ''}\n{css}</style>"
