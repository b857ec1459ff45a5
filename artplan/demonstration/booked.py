"""The ledger of a month, booked from its exports: sales by orders, money by statements, ads by invoices.

What the platforms owe is what was paid and not refunded, less what they have settled. What other lines of the
result leave is in the account of suppliers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from artplan.demonstration import ledger, payouts, spending
from artplan.demonstration.amounts import ZERO, cents
from artplan.demonstration.money import BankRow
from artplan.demonstration.names import STORES, TMALL
from artplan.demonstration.orders import ShopOrder
from artplan.result import Result

FEE = Decimal("16.50")  # the commission of an order of 330.00
BANK, SOCIAL, ADVANCE = "1002", "560205", "122102"
ADVANCED = Decimal("3000.00")  # to a person, whom the account names


@dataclass(frozen=True)
class MonthOfExports:
    """What a month's files are written from; amounts in CNY.

    orders, flow: by store. booked: the invoices of the month's costs. received: those of its file.
    """

    month: str
    orders: Mapping[str, Sequence[ShopOrder]]
    flow: Mapping[str, Sequence[payouts.Payout]]
    booked: Sequence[spending.Invoice]
    received: Sequence[spending.Invoice]
    pay: Sequence[Decimal]


@dataclass(frozen=True)
class BookedMonth:
    """Amounts and closing balances by line, and those of the accounts with money, in CNY.

    doubled: what was booked as paid twice in the month.
    """

    amounts: ledger.Amounts
    balances: Mapping[str, Decimal]
    doubled: Decimal = ZERO


def opening_of(result: Result) -> BookedMonth:
    """Return the balances with which the plan's first month opens."""
    amounts = ledger.opening_of(result)
    balances = {store.account: store.opening for store in STORES}
    return BookedMonth(amounts, {**balances, BANK: amounts["cash_closing"] - sum(balances.values(), ZERO)})


def closing_of(
    result: Result, month: MonthOfExports, before: BookedMonth, rows: Sequence[BankRow], *, doubled: bool
) -> BookedMonth:
    """Return the month as it is booked. doubled: a fee of Tmall's is booked twice."""
    twice = FEE if doubled else ZERO
    balances = {
        store.account: before.balances[store.account] + payouts.total(month.flow[store.name])
        for store in STORES
    }
    balances[TMALL.account] -= twice
    balances[BANK] = before.balances[BANK] + sum((each.received - each.paid for each in rows), ZERO)
    sold = sum((each.paid - each.refund for of_store in month.orders.values() for each in of_store), ZERO)
    settled = sum((payouts.total(rows, "sale", "refund") for rows in month.flow.values()), ZERO)
    through = (cents(float(result.total(line)[month.month])) for _, _, line in ledger.THROUGH)
    amounts = ledger.amounts_of(result, month.month)
    amounts["net_revenue"] = sold - sum(through, ZERO)
    amounts["receivable_total_closing"] = before.amounts["receivable_total_closing"] + sold - settled
    amounts["cash_closing"] = sum(balances.values(), ZERO)
    amounts["advertising_cost"] = sum(
        (each.net for each in month.booked if spending.is_advertising(each)), ZERO
    )
    amounts["platform_fees"] += twice
    return BookedMonth(ledger.closed_after(before.amounts, amounts), balances, twice)


def accounts_of(
    result: Result, month: MonthOfExports, before: BookedMonth, after: BookedMonth, rows: Sequence[BankRow]
) -> list[ledger.AccountRow]:
    """Return the accounts of the month's trial balance. rows: of the bank."""
    social = after.amounts["payroll_total"] - sum(month.pay, ZERO)
    parts = {store.account: (before.balances[store.account], after.balances[store.account])
             for store in STORES}  # fmt: skip
    others = {SOCIAL: (ZERO, social), ADVANCE: (ADVANCED, ADVANCED)}
    turnover = {store.account: _turnover(month.flow[store.name]) for store in STORES}
    received, paid = turnover[TMALL.account]
    turnover |= {TMALL.account: (received, paid + after.doubled), BANK: _turnover(rows)}
    accounts = ledger.account_rows(before.amounts, after.amounts, {**parts, **others})
    whole = [*accounts, *ledger.accounts_through(result, month.month)]
    return ledger.with_turnover(sorted(whole), turnover)


def _turnover(rows: Sequence[payouts.Payout] | Sequence[BankRow]) -> tuple[Decimal, Decimal]:
    """Return what the rows receive and pay, in CNY."""
    return sum((each.received for each in rows), ZERO), sum((each.paid for each in rows), ZERO)
