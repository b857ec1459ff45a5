"""Build an element of HTML or SVG, with its text escaped."""

from __future__ import annotations

from html import escape

from artplan.plan.written.faults import PlanFault


def tag(name: str, *inner: str, words: str = "", **attributes: object) -> str:
    """Return the element.

    inner: elements. words: text. The attribute `font_size=11` becomes `font-size="11"`, and `class_` becomes
    `class`.
    """
    given = "".join(f' {_key(key)}="{escape(_shown(value))}"' for key, value in attributes.items())
    return f"<{name}{given}>{escape(words)}{''.join(inner)}</{name}>"


def fault_text(fault: PlanFault, lang: str) -> str:
    """Return the fault as a paragraph that screen readers announce immediately."""
    return tag("p", words=fault.text(lang), class_="ap-fault", role="alert")


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _shown(value: object) -> str:
    """Return the text of an attribute value; floats are rounded to one decimal, enough for a drawing.

    A number that must keep its full precision is passed as text.
    """
    return f"{value:.1f}" if isinstance(value, float) else str(value)
