"""The columns of an export of orders: by the names that platforms give them, or by the name that is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from artplan.plan.written.faults import PlanFault, fault_at
from artplan.texts.message import listed

# An identifier stands before a name: names may be masked, and may be changed.
BUYERS = (
    "买家ID", "用户标识", "用户ID", "客户ID", "客户编号", "buyer_id", "customer_id", "买家会员名", "会员名",
    "买家昵称", "买家", "客户", "buyer", "customer",
)  # fmt: skip
TIMES = (
    "订单付款时间", "买家付款时间", "付款时间", "支付时间", "支付完成时间", "交易时间", "paid_at",
    "paid_time", "payment_time", "paid",
)  # fmt: skip
# The order's own number stands before those of its parts.
NUMBERS = (
    "主订单编号", "主订单号", "订单编号", "订单号", "订单ID", "order_id", "order_number", "order_no", "order",
)  # fmt: skip
NO_HEADING = re.compile(r"\d{4}")  # a year, or a long number
MOST_SHOWN = 40


@dataclass(frozen=True)
class OrderColumns:
    """Where buyer, payment time and order number stand in a row, and the heading of the first."""

    buyer: int
    paid: int
    number: int | None
    buyer_heading: str

    @property
    def last(self) -> int:
        return max(self.buyer, self.paid, self.number or 0)


def find_columns(heading: Sequence[str], buyer: str | None, paid: str | None, place: str) -> OrderColumns:
    """Return the columns of an export.

    buyer, paid: headings to look for instead of the known ones. Raises PlanFault with a fault for each column
    that is not there.
    """
    of_buyer = _place(heading, [buyer] if buyer else BUYERS)
    of_time = _place(heading, [paid] if paid else TIMES)
    if of_buyer is not None and of_time is not None:
        return OrderColumns(of_buyer, of_time, _place(heading, NUMBERS), heading[of_buyer])
    # A row that may be an order is not repeated, because it would name a buyer.
    if any(not cell or NO_HEADING.search(cell) for cell in heading):
        raise PlanFault([fault_at(place, "", "exports.no_heading")])
    columns = listed(cell[:MOST_SHOWN] for cell in heading)
    faults = (
        [] if of_buyer is not None else [fault_at(place, buyer or "", "exports.no_buyer", columns=columns)]
    )
    faults += [] if of_time is not None else [fault_at(place, paid or "", "exports.no_time", columns=columns)]
    raise PlanFault(faults)


def plain_heading(name: str) -> str:
    """Return a heading without what is written either way: Order ID, order_id."""
    return re.sub(r"[\s_]", "", name).casefold()


def _place(heading: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the place of the first of the names that the heading has."""
    plain = [plain_heading(cell) for cell in heading]
    return next((plain.index(plain_heading(name)) for name in names if plain_heading(name) in plain), None)
