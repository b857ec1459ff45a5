"""Notes on amounts of overheads paid ahead that no payment takes up.

The amount of the month of payment holds for all months that the payment covers, so that an amount entered for
a single month in between would be a cost that the plan leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from artplan.plan.schema.overheads import Overhead
from artplan.plan.schema.root import Sections
from artplan.plan.written.calendar import number
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message


def notes(sections: Sections, months: Sequence[str], root: YamlNode) -> Iterable[Note]:
    for name, overhead in sections.overheads.items():
        if overhead.paid_every_months > 1:
            for month in list(_unpaid(overhead, months))[:1]:
                path = ("overheads", name, "amount")
                first, every = overhead.paid_from or months[0], overhead.paid_every_months
                unpaid = message("notes.amount_unpaid", month=month, first=first, every=every)
                yield Note(nearest(root, path).place, ".".join(path), unpaid)


def _unpaid(overhead: Overhead, months: Sequence[str]) -> Iterator[str]:
    """Yield the months whose amount is neither that of the payment before nor that of the next one."""
    first = number(overhead.paid_from or months[0])
    since = [number(month) - first for month in months]
    paid = [place for place, n in enumerate(since) if n >= 0 and n % overhead.paid_every_months == 0]
    for place, month in enumerate(months):
        around = [
            *[each for each in paid if each <= place][-1:],
            *[each for each in paid if each > place][:1],
        ]
        amount = overhead.amount.at(place)
        if amount and amount not in {overhead.amount.at(each) for each in around}:
            yield month
