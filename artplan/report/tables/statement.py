"""The order of the statement, from gross sales to net profit.

A row with sign 0 is a result: the sum of the signed rows above it since the last result. Charts, tables and
prose all follow this order.
"""

from __future__ import annotations

from dataclasses import dataclass

from artplan.report.words.format import rounded
from artplan.result import Result


@dataclass(frozen=True)
class StatementRow:
    """A line of the statement; sign: -1 for a deduction, +1 for an addition, 0 for a result."""

    line: str
    sign: int
    only_with: str = ""  # shown only where this line has amounts


@dataclass(frozen=True)
class StatementItem:
    """A row with its amount over all months."""

    row: StatementRow
    total: float
    result: Result

    def label(self, lang: str) -> str:
        return short_label(str(self.result.label(self.row.line, lang)))


STATEMENT = (
    StatementRow("gross_sales_total", 0),
    StatementRow("refunds_total", -1),
    StatementRow("shipping_charged_total", 1),
    StatementRow("dealer_discount_total", -1, only_with="dealer_discount_total"),
    StatementRow("agent_payout_total", -1),
    StatementRow("output_vat", -1),
    StatementRow("agent_input_vat", 1, only_with="agent_input_vat"),
    StatementRow("returns_provision_movement", -1, only_with="returns_provision_movement"),
    StatementRow("net_revenue", 0),
    StatementRow("cost_of_goods", -1),
    StatementRow("artist_share_cost", -1),
    StatementRow("gross_profit", 0),
    StatementRow("platform_fees", -1),
    StatementRow("advertising_cost", -1),
    StatementRow("logistics_cost", -1),
    StatementRow("contribution_margin", 0),
    StatementRow("payroll_total", -1),
    StatementRow("overheads_cost", -1),
    StatementRow("standing_cost", -1),
    StatementRow("surcharges", -1),
    StatementRow("stamp_duty", -1, only_with="stamp_duty"),
    StatementRow("ebitda", 0, only_with="depreciation_total"),
    StatementRow("depreciation_total", -1),
    StatementRow("operating_profit", 0),
    StatementRow("interest_total", -1),
    StatementRow("customer_deposits_forfeited", 1, only_with="customer_deposits_forfeited"),
    StatementRow("disposal_gain", 1, only_with="disposal_gain"),
    StatementRow("non_operating_gains_total", 1, only_with="non_operating_gains_total"),
    StatementRow("non_operating_losses_total", -1, only_with="non_operating_losses_total"),
    StatementRow("profit_before_tax", 0, only_with="interest_total"),
    StatementRow("income_tax", -1),
    StatementRow("net_profit", 0),
)


def statement(result: Result) -> tuple[StatementRow, ...]:
    """Return the statement's rows for this plan, without results that only repeat the previous one."""
    return tuple(each for each in STATEMENT if not each.only_with or bool(result.total(each.only_with).any()))


def short_label(label: str) -> str:
    """Shorten a label: `Refunds, all storefronts` -> `Refunds`; a statement covers the whole company."""
    return label.split(", all")[0]


def items(result: Result, rows: tuple[StatementRow, ...]) -> list[StatementItem]:
    return [StatementItem(row, float(result.total(row.line).sum()), result) for row in rows]


def shown_amounts(rows: list[StatementItem], factor: float, decimals: int) -> list[float]:
    """Return the amounts divided by the factor, rounded so that the rows add up to the results.

    The running sum is rounded, so that every result is its own amount, correctly rounded.
    """
    shown: list[float] = []
    level = before = 0.0
    for each in rows:
        level = each.total if each.row.sign == 0 else level + each.row.sign * each.total
        after = rounded(level / factor, decimals)
        shown.append(after if each.row.sign == 0 else rounded(after - before, decimals))
        before = after
    return shown
