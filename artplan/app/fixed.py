"""Levers that stay as they are, since what they set is in closed months."""

from __future__ import annotations

from artplan.app.levers import Lever, Option
from artplan.app.session import Session
from artplan.plan.plan import Plan
from artplan.plan.written.calendar import is_month
from artplan.texts.catalogue import text

OPENING = "plan.opening."


def why_fixed(session: Session, each: Lever | Option, lang: str) -> str:
    """Return why the lever is fixed; empty for one that moves something in an open month."""
    if session.closed is None:
        return ""
    after, plan = session.closed.after, session.plan.plan
    if each.path.startswith(OPENING):
        return text("app.closed.opening", lang, month=after)
    if isinstance(each, Option) and is_month(str(each.present)[:7]) and str(each.present)[:7] <= after:
        return text("app.closed.date", lang, month=after)
    leaf = plan.leaves.get(each.path)
    over = leaf is not None and len(leaf.values) > 1 and not any(leaf.values[session.shut :])
    return text("app.closed.over", lang, month=after) if over or _ended(plan, each.path, after) else ""


def _ended(plan: Plan, path: str, after: str) -> bool:
    """Whether the entry that the parameter is of, such as a campaign, has its end in a closed month."""
    section, *inner = path.split(".")
    entries = getattr(plan.sections, section, None)
    entry = entries.get(inner[0]) if isinstance(entries, dict) and inner else None
    end = getattr(entry, "end", None)
    return end is not None and str(end)[:7] <= after
