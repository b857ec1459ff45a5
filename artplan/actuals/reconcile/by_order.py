"""The platform's bills against 支付宝, order by order: sales, refunds, and what is kept as fees.

Both sides name the order by the same hash. What stands on one side only is looked for in the months beside,
since an order that is confirmed on a month's last day is often paid out in the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.actuals.reconcile.answer import (
    ZERO,
    Cause,
    Remark,
    SourceComparison,
    SourceSum,
    Standing,
    Uncompared,
    largest,
    weighed,
)
from artplan.actuals.reconcile.books import ALIPAY, ASIDE, BILLS, Books, Movement, total

NAME = "by_order"
# What a bill calls a commission to an affiliate or an insurance, 支付宝 calls a fee.
KINDS = {"sale": "sale", "refund": "refund", "fee": "fee", "affiliate": "fee", "insurance": "fee"}
STANDINGS: Mapping[str, Standing] = {
    "paid_out_later": "explained",
    "paid_out_before": "explained",
    "billed_later": "explained",
    "billed_before": "explained",
    "only_in_bill": "open",
    "only_in_alipay": "open",
    "counted_twice": "open",
    "other_amount": "open",
    "without_order": "open",
}
Grouped = Mapping[str, Sequence[Movement]]  # rows by order
Months = Mapping[int, Sequence[Movement]]  # rows of the month before, the month, and the next


@dataclass(frozen=True)
class OrderRows:
    """The rows of one kind by order, of the bill and of 支付宝: in the month before, the month, the next."""

    bill: Mapping[int, Grouped]
    alipay: Mapping[int, Grouped]


def compare_bills(books: Books) -> list[SourceComparison | Uncompared]:
    """Compare each bill that was imported with 支付宝: a comparison for each kind that either side has."""
    bills = [each for each in BILLS if books.has([each])]
    lacking = [source for source, there in (("bill", bills), ("alipay", books.has(ALIPAY))) if not there]
    if lacking:
        return [Uncompared(NAME, tuple(lacking))]
    alipay = _moved(books, ALIPAY)
    compared = [
        _compare(bill, kind, rows, alipay)
        for bill, rows in [(bill, _moved(books, [bill])) for bill in bills]
        for kind in dict.fromkeys(KINDS.values())
    ]
    return [each for each in compared if each.left.count or each.right.count]


def _moved(books: Books, readers: Sequence[str]) -> Months:
    return {later: books.movements(readers, later) for later in ASIDE}


def _compare(bill: str, kind: str, billed: Months, moved: Months) -> SourceComparison:
    rows = OrderRows(
        *({later: _grouped(of_month, kind) for later, of_month in side.items()} for side in (billed, moved))
    )
    left, right = (_sum(source, side[0]) for source, side in ((bill, rows.bill), ("alipay", rows.alipay)))
    matched = [amount for order in rows.bill[0] if order and _differs(rows, order) == ZERO
               and (amount := _amount(rows.bill[0], order))]  # fmt: skip
    causes = weighed(left.amount - right.amount, _causes(rows))
    return SourceComparison(
        f"{kind}_{NAME}", left, right, causes, _remarks(moved[0], kind), (len(matched), total(matched))
    )


def _grouped(rows: Iterable[Movement], kind: str) -> Grouped:
    result: dict[str, list[Movement]] = defaultdict(list)
    for each in rows:
        if KINDS.get(each.kind) == kind and each.amount:
            result[each.order].append(each)
    return result


def _sum(source: str, side: Grouped) -> SourceSum:
    return SourceSum(source, total(_amount(side, order) for order in side), sum(map(len, side.values())))


def _amount(side: Grouped, order: str) -> Decimal:
    return total(each.amount for each in side.get(order, ()))


def _differs(rows: OrderRows, order: str) -> Decimal:
    return _amount(rows.bill[0], order) - _amount(rows.alipay[0], order)


def _causes(rows: OrderRows) -> list[Cause]:
    """Return the orders that differ, together by cause; the causes in the order of their importance."""
    groups: dict[str, list[tuple[Decimal, str]]] = defaultdict(list)
    for order in dict.fromkeys([*rows.bill[0], *rows.alipay[0]]):
        if difference := _differs(rows, order):
            groups[_cause(rows, order, difference)].append((difference, _place(rows, order)))
    return [
        Cause(name, total(amount for amount, _ in groups[name]), len(groups[name]), standing,
              largest(groups[name]))
        for name, standing in STANDINGS.items() if name in groups
    ]  # fmt: skip


def _cause(rows: OrderRows, order: str, difference: Decimal) -> str:
    """Return why an order differs: by what the months beside have of it, or else on which side it stands."""
    if not order:
        return "without_order"
    beside = {
        "paid_out_later": _amount(rows.alipay[1], order),
        "paid_out_before": _amount(rows.alipay[-1], order),
        "billed_later": -_amount(rows.bill[1], order),
        "billed_before": -_amount(rows.bill[-1], order),
    }
    # Only a side that lacks something here can have it there, unless the other has it there as well.
    for name, amount in beside.items():
        later = 1 if name.endswith("later") else -1
        if (
            amount == difference
            and _amount(rows.bill[later], order) * _amount(rows.alipay[later], order) == 0
        ):
            return name
    if order not in rows.alipay[0]:
        return "only_in_bill"
    if order not in rows.bill[0]:
        return "only_in_alipay"
    bill, alipay = ([each.amount for each in side[0][order]] for side in (rows.bill, rows.alipay))
    twice = bill.count(difference) > 1 or alipay.count(-difference) > 1
    return "counted_twice" if twice else "other_amount"


def _place(rows: OrderRows, order: str) -> str:
    """Return where an order's largest row stands: in the bill if it is there, else in 支付宝."""
    those = rows.bill[0].get(order) or rows.alipay[0][order]
    return max(those, key=lambda each: abs(each.amount)).place


def _remarks(rows: Iterable[Movement], kind: str) -> tuple[Remark, ...]:
    """Return what 支付宝 calls neither sale, refund nor fee, beside the fees among which it may belong."""
    other = [each.amount for each in rows if each.kind == "other"]
    if kind != "fee" or not other:
        return ()
    return (Remark("other_rows", {"count": str(len(other)), "amount": f"{total(other):,.2f}"}),)
