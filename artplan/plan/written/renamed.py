"""Names that have been renamed, in one table for each kind of name.

A fault about an old name gives the current one, and `artplan upgrade DIR` rewrites the plan. Add a row here
when you rename a line, a parameter's key, or a text or table that notebooks call; rows are never removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from artplan.texts.closest import suggest
from artplan.texts.message import Message, message

Names = Mapping[str, str]

# Lines of the plan, as scorecards, studies and commands name them.
LINES: Names = {
    "net_revenue_twelve_months": "small_scale_sales_twelve_months",
    "contribution": "contribution_margin",
    "contribution_rate": "contribution_margin_rate",
    "variable_contribution_rate": "variable_contribution_margin_rate",
    "product_contribution": "product_contribution_margin",
    "storefront_contribution": "storefront_contribution_margin",
    "channel_contribution": "channel_contribution_margin",
    "natural_contribution": "natural_contribution_margin",
    "contribution_before_advertising_rate": "contribution_margin_before_advertising_rate",
    "check_product_contribution": "check_product_contribution_margin",
    "check_storefront_contribution": "check_storefront_contribution_margin",
    "check_channel_contribution": "check_channel_contribution_margin",
    "check_visits_within_reach": "alert_visits_beyond_reach",
    "piece_return_share": "refund_share_at_list_price",
}
# Parameters by whole path, with `*` for the name of any member: {"channels.*.click_price":
# "channels.*.cost_per_click"}. Both paths have the same number of steps.
PATHS: Names = {}
# Names that notebooks pass to `story.say(...)` and `story.table(...)`.
PROSE: Names = {"contributions": "social_insurance", "contributions_by": "contribution_margin"}
TABLES: Names = {"contributions": "contribution_margin"}


def line(name: str) -> str:
    """Return the current name of the line; a member or month after it (`contribution.2027-11`) is kept."""
    first, dot, rest = name.partition(".")
    return LINES.get(first, first) + dot + rest


def path(old: str) -> str:
    """Return the current path of the parameter; steps below a renamed path (a month, a key) are kept."""
    steps = old.split(".")
    for before, after in PATHS.items():
        wanted, new = before.split("."), after.split(".")
        if len(steps) >= len(wanted) and all(w in ("*", s) for w, s in zip(wanted, steps, strict=False)):
            kept = [s if n == "*" else n for n, s in zip(new, steps, strict=False)]
            return ".".join([*kept, *steps[len(new) :]])
    return old


def suggest_line(name: str, known: Iterable[str], kind: str = "") -> Message:
    """Return the remedy for an unknown line: its current name if it was renamed, else the nearest name.

    kind: a key below `kinds`, for listing the known names if none is near; "": do not list them, as for
    lines, which are too many.
    """
    return _renamed(line(name), name) or suggest(name, known, kind, "" if kind else "suggest.lines")


def suggest_path(old: str, known: Iterable[str], kind: str = "known") -> Message:
    """Return the remedy for an unknown parameter: its current path if it was renamed, else the nearest."""
    return _renamed(path(old), old) or suggest(old, known, kind)


def suggest_key(steps: str, known: Iterable[str], kind: str = "known_keys") -> Message:
    """Return the remedy for an unknown key at a path: its current name if renamed, else the nearest."""
    key = steps.rpartition(".")[2]
    return _renamed(path(steps).rpartition(".")[2], key) or suggest(key, known, kind)


def _renamed(new: str, old: str) -> Message | None:
    return message("suggest.renamed", new=new) if new != old else None
