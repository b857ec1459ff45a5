"""科目余额表 of a month: the rows of a workbook with merged headings, sums of accounts and totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from artplan.demonstration.amounts import ZERO, text_of
from artplan.demonstration.files import as_workbook
from artplan.demonstration.ledger import PARENTS, AccountRow
from artplan.demonstration.names import FIRM

HEADING = (
    ("科目编码", "科目名称", "期初余额", "", "本期发生额", "", "期末余额", ""),
    ("", "", "借方", "贷方", "借方", "贷方", "借方", "贷方"),
)
REVENUE = "5001"
MERGED = ((3, 2, 3, 3), (3, 4, 3, 5), (3, 6, 3, 7))


def trial_balance(month: str, accounts: Sequence[AccountRow]) -> bytes:
    """Return the workbook of a month's accounts, with the accounts that they add up to."""
    printed = f"{month[:4]}年{month[5:]}月"
    rows = [
        ("科目余额表",),
        (f"编制单位：{FIRM}",),
        (f"{printed}至{printed}", *[""] * 6, "单位：元"),
        *HEADING,
        *(row for each in _with_parents(accounts) for row in _rows(each)),
        ("合计", "", *_totals(accounts)),
        ("制表人：赵某", *[""] * 5, f"打印日期：{month}-28", ""),
    ]
    return as_workbook(rows, MERGED)


def _with_parents(accounts: Iterable[AccountRow]) -> list[AccountRow]:
    rows: dict[str, AccountRow] = {}
    for each in accounts:
        above = each.code[:4]
        if above in PARENTS and above != each.code:
            sums = rows.get(above, AccountRow(above, PARENTS[above], ZERO, ZERO, ZERO, ZERO))
            rows[above] = AccountRow(*sums[:2], *(a + b for a, b in zip(sums[2:], each[2:], strict=True)))
        indented = f"  {each.name}" if above in PARENTS else each.name
        rows[each.code] = each._replace(name=indented)
    return sorted(rows.values())


def _rows(account: AccountRow) -> list[tuple[str, ...]]:
    """Return the account's row, and below that of revenue one of an auxiliary item, which has no code."""
    if account.code != REVENUE:
        return [_cells(account)]
    return [_cells(account), ("", "【店铺】其他", *[""] * 6)]


def _cells(account: AccountRow) -> tuple[str, ...]:
    pairs = [sides(account.opening), (account.debit, account.credit), sides(account.closing)]
    return account.code, account.name, *(text_of(each) if each else "" for pair in pairs for each in pair)


def _totals(accounts: Sequence[AccountRow]) -> list[str]:
    columns = zip(*([*sides(a.opening), a.debit, a.credit, *sides(a.closing)] for a in accounts), strict=True)
    return [text_of(sum(column, ZERO)) for column in columns]


def sides(balance: Decimal) -> tuple[Decimal, Decimal]:
    """Return a balance as its debit and credit side."""
    return (balance, ZERO) if balance >= 0 else (ZERO, -balance)
