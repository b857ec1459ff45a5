"""What is paid before the plan begins belongs to its opening balance sheet, not to its months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from artplan.plan.calendar import is_month
from artplan.plan.faults import Fault
from artplan.plan.yaml_tree import Node, nearest

# Section and month, and the account of plan.opening that holds what came before.
PAID_ONCE = (
    ("assets", "month", "fixed_assets"),
    ("loans", "month", "loans"),
    ("storefronts", "deposit_month", "deposits"),
    ("storefronts", "deposit_returned_month", "deposits"),
)


def check(tree: Node, data: Mapping[str, Any]) -> Iterable[Fault]:
    plan = data.get("plan")
    start = plan.get("start") if isinstance(plan, dict) else None
    if not is_month(start):
        return
    for section, key, account in PAID_ONCE:
        members = data.get(section)
        for name, member in members.items() if isinstance(members, dict) else ():
            month = member.get(key) if isinstance(member, dict) else None
            if isinstance(month, str) and is_month(month) and month < str(start):
                path = (section, name, key)
                remedy = f"what is there already belongs to plan.opening.{account}"
                fault = f"{month} lies before the plan's first month {start}"
                yield Fault(nearest(tree, path).place, ".".join(path), fault, remedy)
