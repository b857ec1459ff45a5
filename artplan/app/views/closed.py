"""What the panel says of closed months: what the year is made of, and what a view is about."""

from __future__ import annotations

from collections.abc import Sequence

from artplan.app.session import Session
from artplan.app.views.tag import fault_text, tag
from artplan.texts.catalogue import text

NOT_BOOKED = ("gross_sales", "advertising")  # headline figures that no ledger has
YEAR = 12
# What a view is about where it is not the forecast itself.
ABOUT = {
    "budget": "from_net_revenue",
    "checks": "alerts",
    **dict.fromkeys(("funnel", "customers", "people"), "as_planned"),
    **dict.fromkeys(("tornado", "why", "goal", "allocation"), "whole_plan"),
}


def made_of(session: Session, lang: str) -> str:
    """Return of which months the figures are actual and of which forecast, or why no closed month counts.

    Empty where nothing is closed.
    """
    if session.closed_fault is not None:
        return fault_text(session.closed_fault, lang)
    if session.closed is None:
        return ""
    months = session.plan.plan.months
    words = {
        "closed": span(months[: session.shut], months, lang),
        "open": span(months[session.shut :], months, lang),
        "figures": text("app.closed.and", lang).join(text(f"headline.{name}", lang) for name in NOT_BOOKED),
    }
    return tag("p", words=text("app.closed.made_of", lang, **words), class_="ap-told", role="note")


def about(view: str, session: Session, lang: str) -> str:
    """Return what the view is about, empty where that is the forecast, or where nothing is closed."""
    if session.closed is None or view not in ABOUT:
        return ""
    return tag("p", words=text(f"app.closed.{ABOUT[view]}", lang), class_="ap-told", role="note")


def span(of: Sequence[str], months: Sequence[str], lang: str) -> str:
    """Return the first and last month by name, with their years where the plan has more than one."""
    names = [text(f"month.{each[5:]}", lang) if len(months) <= YEAR else each for each in (of[0], of[-1])]
    return "–".join(dict.fromkeys(names))
