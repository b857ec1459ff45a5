"""From the balances of the ledger to the openings with which the open months begin.

Everything that the model carries from one month to the next is an opening. At the seam each one is what the
plan had come to, but for what the ledger knows better: its balances take the place of the modelled ones.
Where a balance rests on a finer state that no ledger has (receivables by the month in which they are paid,
stock by product), the modelled profile is scaled to it. Where the plan has no such balance to scale, what the
ledger has is settled in the first open month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.result import Result
from artplan.statement import ASSETS, SOURCES

Amounts = Mapping[str, float]  # by line, in CNY
How = Literal["carried", "scaled", "settled"]
CENT = 0.01
STOCK = "inventory_closing"

# Lines that charts of accounts do not tell apart: their difference goes to the first one. An asset counts
# against a source of funds.
TOGETHER = (
    ("deposits_closing", "fee_refund_receivable_closing"),
    ("vat_payable_closing", "vat_credit_closing"),
    ("loans_later_closing", "loans_current_closing"),
    ("result_of_year_closing", "result_brought_closing", "appropriation_of_year_closing"),
)
# The states that a difference is carried in besides the balance's own.
CARRIED_IN = {
    "loans_later_closing": ("loans_before_closing", "loans_closing"),
    "result_of_year_closing": ("cumulated_result_closing",),
    "surplus_reserve_closing": ("cumulated_result_closing",),
}
# The finer states that a balance is the sum of, or that follow it; the first one takes what is settled.
PROFILES = {
    "receivable_total_closing": ("sales_due_closing", "receivable_closing"),
    "artists_payable_closing": ("artists_due_closing", "artist_taxes_due_closing"),
    "suppliers_payable_closing": ("goods_due_closing", "carriers_due_closing"),
    STOCK: ("stock_value_closing",),
}
# What the fiscal year has come to so far, by the line of the statement that adds to it.
SO_FAR = {
    "net_revenue_ytd_closing": "net_revenue",
    "profit_ytd_closing": "profit_before_tax",
    "income_tax_ytd_closing": "income_tax",
    "advertising_ytd_closing": "advertising_cost",
}


@dataclass(frozen=True)
class Placed:
    """A balance that the ledger has otherwise than the plan, in CNY; of several lines, their sum.

    how: `carried` from month to month as it is, `scaled` with its modelled profile, or `settled` in the first
    open month, as the plan has nothing there to scale.
    """

    lines: tuple[str, ...]
    modelled: float
    actual: float
    how: How


def openings_after(
    result: Result, at: int, balances: Amounts, differences: Amounts
) -> tuple[dict[str, Numbers], tuple[Placed, ...]]:
    """Return the openings of the month at position `at`, and where the ledger's balances were placed.

    result: of all lines. balances: of the month before, by line. differences: by line of the statement, the
    actual less the planned amount of the fiscal year so far; empty where a new fiscal year begins.
    """
    closings = _closings(result, at)
    placed = []
    for names in groups():
        totals = _totals(closings, names)
        modelled, actual = _net(names, totals), _net(names, balances)
        if abs(actual - modelled) < CENT / 2:
            continue
        shown = tuple(name for name in names if totals[name] or balances.get(name)) or names[:1]
        placed.append(Placed(shown, modelled, actual, _place(closings, names[0], modelled, actual)))
    for name, line in SO_FAR.items():
        if line != "income_tax" or not result.array("income_tax_is_entered").any():
            closings[name] = closings[name] + differences.get(line, 0.0)
    lines = result.program.model.lines
    return {name: closings[each.closing] for name, each in lines.items() if each.closing}, tuple(placed)


def groups() -> list[tuple[str, ...]]:
    """Return the balances that are compared with the ledger, those that it does not tell apart together."""
    inside = {name for names in TOGETHER for name in names}
    return [*TOGETHER, *((name,) for name in (*ASSETS, *SOURCES) if name not in inside)]


def _closings(result: Result, at: int) -> dict[str, Numbers]:
    names = {each.closing for each in result.program.model.lines.values() if each.closing}
    return {name: result.array(name)[..., at - 1 : at, :] for name in names}


def _totals(closings: Mapping[str, Numbers], names: Iterable[str]) -> dict[str, float]:
    return {name: float(closings[name].sum()) for name in names}


def _net(names: tuple[str, ...], amounts: Amounts) -> float:
    """Return the sum on the side of the first line."""
    side = names[0] in ASSETS
    return sum(amounts.get(name, 0.0) * (1 if (name in ASSETS) == side else -1) for name in names)


def _place(closings: dict[str, Numbers], line: str, modelled: float, actual: float) -> How:
    """Put the difference where the line's openings begin."""
    difference = actual - modelled
    for name in (line, *CARRIED_IN.get(line, ())):
        closings[name] = closings[name] + difference
    if line not in PROFILES or (line == STOCK and abs(modelled) < CENT):
        return "carried"
    if abs(modelled) < CENT:
        due = PROFILES[line][0]
        closings[due] = _settled(closings[due], difference)
        return "settled"
    for name in PROFILES[line]:
        closings[name] = closings[name] * (actual / modelled)
    return "scaled"


def _settled(array: Numbers, amount: float) -> Numbers:
    """Return the state (..., age, month, case) with an amount more of its first member, due next month."""
    result = np.array(array)
    result.reshape((-1, *result.shape[-3:]))[0, -2] += amount
    return result
