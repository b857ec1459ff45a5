"""What a ledger has to satisfy: balances of accounts that follow, sums of accounts, vouchers that balance.

A trial balance (科目余额表) lists accounts and the accounts that they add up to; only those without accounts
below them are kept. Balances are positive on the debit side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from artplan.actuals.readers.declaration import LEFT_OUT
from artplan.actuals.readers.names import kept_account
from artplan.actuals.readers.record import Record
from artplan.actuals.readers.tally import Tally

ZERO = Decimal(0)
MEASURES = ("opening", "debit", "credit", "closing")
SIDES = {"借": 1, "贷": -1, "平": 0, "": 1}


class Account(NamedTuple):
    code: str
    record: Record

    def amount(self, measure: str) -> Decimal:
        return self.record.measures[measure]


def signed(values: Mapping[str, object]) -> dict[str, Decimal] | None:
    """Return opening, debit, credit and closing; None for a side that is neither 借 nor 贷 nor 平."""
    result = {name: values[name] for name in ("debit", "credit")}
    for name in ("opening", "closing"):
        if f"{name}_debit" in values:
            result[name] = values[f"{name}_debit"] - values[f"{name}_credit"]  # type: ignore[operator]
            continue
        side = SIDES.get(str(values[f"{name}_side"]))
        if side is None or (side == 0 and values[name]):
            return None
        result[name] = side * values[name]  # type: ignore[operator]
    return {name: result[name] for name in MEASURES}  # type: ignore[misc]


def code_of(text: str) -> str:
    """Return an account's code without what separates its levels: 1002.01 and 1002-01 are 100201.

    Where a row has no code, its text begins with a name.
    """
    code = text.partition(" ")[0]
    return re.sub(r"\D", "", code.removesuffix(".0")) if code.isascii() else ""


def leaves(tally: Tally, records: Iterable[Record]) -> list[Record]:
    """Return the accounts without accounts below them, and blame what does not add up.

    An account's name is put behind those of the accounts above it: 销售费用_推广费.
    """
    accounts = _without_persons([(code, each) for each in records if (code := code_of(each.item))])
    codes = sorted({each.code for each in accounts})
    parents = {one for one, other in pairwise(codes) if other.startswith(one)}
    kept = [each for each in accounts if each.code not in parents]
    _follow(tally, accounts)
    _add_up(tally, accounts, parents)
    _balance(tally, kept)
    names = {each.code: each.record.item.partition(" ")[2] for each in accounts}
    return [replace(each.record, item=f"{each.code} {_full_name(each.code, names)}") for each in kept]


def _without_persons(records: Sequence[tuple[str, Record]]) -> list[Account]:
    """Return the accounts, with a hash for the name of a person."""
    names = {code: each.item.partition(" ")[2] for code, each in records}
    accounts = []
    for code, each in records:
        above = [names[code[:size]] for size in range(1, len(code)) if code[:size] in names]
        name = kept_account(code, [*above, names[code]])
        accounts.append(Account(code, replace(each, item=f"{each.item.partition(' ')[0]} {name}")))
    return accounts


def _full_name(code: str, names: Mapping[str, str]) -> str:
    own = names[code]
    above = [names[code[:size]] for size in range(1, len(code)) if code[:size] in names]
    return own if not above or own.startswith(above[0]) else "_".join([*above, own])


def _follow(tally: Tally, accounts: Sequence[Account]) -> None:
    for each in accounts:
        expected = each.amount("opening") + each.amount("debit") - each.amount("credit")
        if expected != each.amount("closing"):
            difference = f"{each.amount('closing') - expected:+,}"
            tally.blame(each.record.line, each.record.item, "actuals.closing", difference=difference)


def _add_up(tally: Tally, accounts: Sequence[Account], parents: set[str]) -> None:
    """Compare each account with the accounts one level below it."""
    for parent in (each for each in accounts if each.code in parents):
        below = [each for each in accounts if each.code != parent.code and each.code.startswith(parent.code)]
        level = min(len(each.code) for each in below)
        for measure in MEASURES:
            summed = sum((each.amount(measure) for each in below if len(each.code) == level), ZERO)
            if summed != parent.amount(measure):
                difference = f"{parent.amount(measure) - summed:+,}"
                tally.blame(parent.record.line, parent.record.item, "actuals.parent", difference=difference)
                break


def _balance(tally: Tally, accounts: Sequence[Account]) -> None:
    debits, credits = (sum((each.amount(name) for each in accounts), ZERO) for name in ("debit", "credit"))
    if debits != credits:
        tally.blame(0, "", "actuals.debits", difference=f"{debits - credits:+,}")
    for measure in ("opening", "closing"):
        total = sum((each.amount(measure) for each in accounts), ZERO)
        if total:
            tally.blame(0, "", f"actuals.sum_{measure}", difference=f"{total:+,}")


def vouchers(tally: Tally, records: Iterable[Record]) -> list[Record]:
    """Return the entries of a journal, and blame the vouchers whose debits are not their credits.

    Entries that are left out belong to their vouchers.
    """
    result, sums = [], dict[tuple[str, str], tuple[int, Decimal]]()
    for record in records:
        voucher = record.day, record.refers
        line, total = sums.get(voucher, (record.line, ZERO))
        sums[voucher] = line, total + record.measures["debit"] - record.measures["credit"]
        if record.kind != LEFT_OUT:
            result.append(_entry_without_person(record))
    for line, total in sums.values():
        if total:
            tally.blame(line, "", "actuals.voucher", difference=f"{total:+,}")
    return result


def _entry_without_person(record: Record) -> Record:
    """Return a journal's entry, with a hash for the name of a person; an entry may have no code."""
    code = code_of(record.item)
    written, _, own = record.item.partition(" ") if code else ("", "", record.item)
    return replace(record, item=f"{written} {kept_account(code, [own])}".strip())
