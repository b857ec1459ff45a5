"""What a shock of a stress test is called."""

from __future__ import annotations

from artplan.report.words.format import percent
from artplan.study import defaults
from artplan.texts.catalogue import text


def shock_label(name: str, lang: str) -> str:
    """Return the label of a shock, or of the `plan` as it is."""
    shares = {"rise": percent(defaults.PAY_TIMES - 1, 0), "share": percent(defaults.PAID_SHARE, 0)}
    return text(f"stress.{name}", lang, **shares)
