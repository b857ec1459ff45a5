"""Note on somebody whose own pay rises and who gets the yearly raise as well.

Base pay, whenever it is dated, is what is agreed; the raise of the firm, or of the position, comes on top.
That may be meant; entered twice, the same raise is paid twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from artplan.plan.schema.pay import Pay, own_or_firm
from artplan.plan.schema.positions import Position
from artplan.plan.schema.root import Sections
from artplan.plan.written import calendar
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message


def notes(sections: Sections, months: Sequence[str], root: YamlNode) -> Iterable[Note]:
    for name, row in sections.positions.items():
        own, yearly = _own_rise(row, months), _yearly_raise(row, sections.pay, months)
        if own and yearly:
            path = ("positions", name, "base_pay")
            said = message("notes.two_raises", day=own, month=yearly)
            yield Note(nearest(root, path).place, ".".join(path), said)


def _own_rise(row: Position, months: Sequence[str]) -> str:
    """The month or day in the plan from which the base pay is higher than before; empty if there is none."""
    pay = row.base_pay
    steps = (months[at] for at in pay.steps if pay.at(at) > pay.at(at - 1))
    days, before = [], pay.at(-1)
    for day, change in sorted(row.changes.items()):
        if change.base_pay is not None:
            if change.base_pay.at(0) > before and months[0] <= day[:7] <= months[-1]:
                days.append(day)
            before = change.base_pay.at(-1)
    return min([*steps, *days], default="")


def _yearly_raise(row: Position, pay: Pay, months: Sequence[str]) -> str:
    """The month in the plan in which the row gets the firm's raise, or its own rate of it."""
    began = max(months[0], calendar.month_of(row.start) if row.start else "")
    ended = calendar.month_of(row.end) if row.end else months[-1]
    rate = own_or_firm(row, pay, "raise_rate")
    due = (m for m in months if calendar.calendar_month(m) == pay.raise_month and began < m <= ended)
    return next(due, "") if any(rate.values) else ""
