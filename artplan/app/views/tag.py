"""An element of HTML or SVG, with whatever it says as text."""

from __future__ import annotations

from html import escape

from artplan.plan.written.faults import PlanFault


def tag(name: str, *inner: str, words: str = "", **attributes: object) -> str:
    """inner: elements; words: text. `font_size=11` becomes `font-size="11"`, `class_` is `class`."""
    given = "".join(f' {_key(key)}="{escape(_shown(value))}"' for key, value in attributes.items())
    return f"<{name}{given}>{escape(words)}{''.join(inner)}</{name}>"


def fault_text(fault: PlanFault, lang: str) -> str:
    """What is wrong, read out at once."""
    return tag("p", words=fault.text(lang), class_="ap-fault", role="alert")


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _shown(value: object) -> str:
    """Tenths of a point are enough for a drawing; a number told in full is given as text."""
    return f"{value:.1f}" if isinstance(value, float) else str(value)
