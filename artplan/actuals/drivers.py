"""A month's measured drivers, and the rows in which a closed month keeps them beside its amounts.

    month,driver,member,value
    2027-03,visits,tmall_store,41230
    2027-03,gross_pay,,186400.00
    2027-03,sold_in,tmall_store,1

A member is one of the plan, none the whole company. What is said of a member without being an amount
(`SAID`) has 1 for yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

DRIVER_HEADS = ("month", "driver", "member", "value")
SAID = ("sold_in", "added")
MEASURED_TOGETHER = (
    ("visits", "buyers", "paid"),
    ("clicks", "spend"),
    ("pieces", "product_paid"),
    ("heads", "gross_pay"),
)
DRIVERS = (*(name for names in MEASURED_TOGETHER for name in names), "refunds")


@dataclass(frozen=True)
class MeasuredMonth:
    """A month's drivers. amounts: by what was measured and member of the plan; "" for the whole company.

    visits, buyers, paid, refunds by storefront; clicks, spend by channel; pieces, product_paid by product;
    heads, gross_pay. Amounts in CNY, VAT in, paid before refunds. sold_in: the storefronts whose products
    were measured. added: those whose visits and buyers are the sum of days.
    """

    month: str
    amounts: Mapping[str, Mapping[str, Decimal]]
    sold_in: tuple[str, ...]
    added: tuple[str, ...]


def driver_rows(measured: MeasuredMonth) -> list[tuple[str, str, str, str]]:
    """Return the rows of a month's drivers; what is said of members follows the amounts, if there are any."""
    month = measured.month
    rows = [
        (month, name, member, f"{amount:f}")
        for name, row in measured.amounts.items()
        for member, amount in row.items()
    ]
    said = [(month, name, member, "1") for name in SAID for member in getattr(measured, name)]
    return [*rows, *said] if rows else []


def measured_of(month: str, rows: Iterable[Sequence[str]]) -> MeasuredMonth:
    """Return a month's drivers from their rows.

    Raises ValueError for rows of another month, an unknown driver, a member twice, an amount that is none,
    and amounts without those that are measured together with them.
    """
    amounts: dict[str, dict[str, Decimal]] = {name: {} for name in (*DRIVERS, *SAID)}
    for of, name, member, value in rows:
        if of != month or name not in amounts or member in amounts[name]:
            raise ValueError(name)
        amounts[name][member] = _amount(value)
    for names in MEASURED_TOGETHER:
        if len({frozenset(amounts[name]) for name in names}) > 1:
            raise ValueError(", ".join(names))
    sold_in, added = (tuple(amounts.pop(name)) for name in SAID)
    return MeasuredMonth(month, {name: row for name, row in amounts.items() if row}, sold_in, added)


def _amount(value: str) -> Decimal:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise ValueError(value) from None
    if not amount.is_finite():
        raise ValueError(value)
    return amount
