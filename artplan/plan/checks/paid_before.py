"""Notes on one-off payments dated before the plan begins, which the plan's months do not include.

What existed before the plan belongs to the opening balance sheet. A plan whose start is moved to a later
month therefore does not pay, or write off, the same thing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from artplan.plan.schema.root import Sections
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message

# Section, key of the month, and the account of plan.opening that holds earlier payments.
PAID_ONCE = (
    ("assets", "month", "fixed_assets"),
    ("loans", "month", "loans"),
    ("overheads", "deposit_month", "deposits"),
    ("storefronts", "deposit_month", "deposits"),
)


def notes(sections: Sections, months: Sequence[str], root: YamlNode) -> Iterable[Note]:
    for section, key, account in PAID_ONCE:
        for name, member in getattr(sections, section).items():
            month = getattr(member, key)
            if month is not None and month < months[0]:
                path = (section, name, key)
                before = message("notes.paid_before", first=months[0], account=f"plan.opening.{account}")
                yield Note(nearest(root, path).place, ".".join(path), before)
