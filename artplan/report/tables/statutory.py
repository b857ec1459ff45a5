"""The statements as small enterprises file them, and how the budget's profits tie out to them.

A form is of one month, by default the plan's last: beside the month it has the fiscal year up to it, or the
balance at the year's beginning. Amounts have two decimals and are each rounded by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from artplan.plan.written import calendar
from artplan.report.tables.forms import BALANCE, CASH_FLOW, INCOME, Form, FormRow, filled
from artplan.report.tables.people_of_month import chosen_month
from artplan.report.tables.statement import short_label
from artplan.report.tables.table import Column, Kind, Table, TableRow, columns, row
from artplan.report.words.days import day_label, month_label
from artplan.report.words.format import number
from artplan.result import Result
from artplan.texts.catalogue import inside, text

Span = tuple[int, int]  # the positions of the first month, and past the last
Amounts = Mapping[str, Mapping[int, float]]  # by column and row
INDENT = {"zh": "\u3000", "en": "\u2003"}
# Lines of the budget with their sign and their rows of the income statement; sign 0: a result, and the sum of
# the rows in `RESULTS`.
TIE_OUT = (
    ("net_revenue", 1, (1,)),
    ("cost_of_goods", -1, (2,)),
    ("artist_share_cost", -1, (2,)),
    ("gross_profit", 0, ()),
    ("platform_fees", -1, (11,)),
    ("advertising_cost", -1, (11,)),
    ("logistics_cost", -1, (11,)),
    ("selling_payroll", -1, (11,)),
    ("administrative_payroll", -1, (14,)),
    ("selling_overheads", -1, (11,)),
    ("administrative_overheads", -1, (14,)),
    ("standing_cost", -1, (14,)),
    ("surcharges", -1, (3,)),
    ("stamp_duty", -1, (3,)),
    ("selling_depreciation", -1, (11,)),
    ("administrative_depreciation", -1, (14,)),
    ("operating_profit", 0, ()),
    ("interest_total", -1, (18,)),
    ("statutory_operating_profit", 0, ()),
    ("customer_deposits_forfeited", 1, (22,)),
    ("disposal_gain", 1, (22, 24)),
    ("non_operating_gains_total", 1, (22,)),
    ("non_operating_losses_total", -1, (24,)),
    ("profit_before_tax", 0, ()),
    ("income_tax", -1, (31,)),
    ("net_profit", 0, ()),
)
RESULTS: Mapping[str, Mapping[int, int]] = {
    "gross_profit": {1: 1, 2: -1},
    "operating_profit": {21: 1, 18: 1},
    "statutory_operating_profit": {21: 1},
    "profit_before_tax": {30: 1},
    "net_profit": {32: 1},
}


@dataclass(frozen=True)
class Filing:
    """The month of a form, and the periods that the form has of it."""

    result: Result
    month: str

    @property
    def at(self) -> int:
        return self.result.months.index(self.month)

    @property
    def first(self) -> int:
        """The position of the fiscal year's first month within the plan."""
        return next(first for first, end in self.result.periods("year")[1] if first <= self.at < end)

    @property
    def periods(self) -> dict[str, Span]:
        """The year up to the month, the month, and last year up to it where the plan has all of it."""
        end = self.at + 1
        before = {"year_before": (self.first - 12, end - 12)} if self.first >= 12 else {}
        return {"year_to_date": (self.first, end), "month": (self.at, end), **before}

    @property
    def opens(self) -> str:
        """The name of the balance that the form compares with: of the year's or the plan's first morning."""
        begins = self.result.plan.sections.plan.first_fiscal_month
        first = calendar.calendar_month(self.result.months[self.first])
        return "year_opening" if first == begins else "plan_opening"

    def amount(self, span: Span, line: str) -> float:
        """A line over a period, rolled up as its card says."""
        return float(np.sum(self.result.read(line, [span])))

    def flows(self, form: Form) -> Amounts:
        return {name: filled(form, partial(self.amount, span)) for name, span in self.periods.items()}

    def balances(self, form: Form) -> Amounts:
        end, start = (self.at, self.at + 1), (self.first, self.first + 1)
        return {
            "closing": filled(form, lambda account: self.amount(end, f"{account}_closing")),
            self.opens: filled(form, lambda account: self.amount(start, f"{account}_opening")),
        }


def statutory_income(result: Result, lang: str, month: str = "") -> Table:
    """Lay out the income statement by function of a month, by default the last: 会小企02."""
    filing = Filing(result, chosen_month(result, month))
    return _form("income", INCOME, filing, filing.flows(INCOME), _period(filing, lang), lang)


def statutory_balance(result: Result, lang: str, month: str = "") -> Table:
    """Lay out the balance sheet at a month's end, by default the last: 会小企01."""
    filing = Filing(result, chosen_month(result, month))
    end = calendar.days_in(filing.month)
    day = day_label(date(int(filing.month[:4]), int(filing.month[5:]), end), lang, year=True)
    return _form("balance", BALANCE, filing, filing.balances(BALANCE), day, lang)


def statutory_cash_flow(result: Result, lang: str, month: str = "") -> Table:
    """Lay out the cash flow statement of a month, by default the last: 会小企03."""
    filing = Filing(result, chosen_month(result, month))
    return _form("cash_flow", CASH_FLOW, filing, filing.flows(CASH_FLOW), _period(filing, lang), lang)


def statutory_tie_out(result: Result, lang: str, month: str = "") -> Table:
    """List the budget's lines with their rows in the income statement, year to date, and what differs."""
    filing = Filing(result, chosen_month(result, month))
    span = filing.periods["year_to_date"]
    form = filing.flows(INCOME)["year_to_date"]
    rows: list[TableRow] = []
    exact: dict[str, Sequence[float]] = {}
    for line, sign, numbers in TIE_OUT:
        amount = filing.amount(span, line)
        if sign == 0:
            stated = sum(each * form[at] for at, each in RESULTS[line].items())
            exact[line] = (amount, stated, amount - stated)
            where = text(f"tables.statutory_tie_out.{line}", lang)
            rows.append(_tied(result, line, where, exact[line], lang))
        elif amount:
            exact[line] = (sign * amount, np.nan, np.nan)
            rows.append(_tied(result, line, _places(result, numbers, lang), (amount,), lang, sign))
    names = ("management", "where", "amount", "statutory", "difference")
    heads = [Column(text(f"tables.statutory_tie_out.{each}", lang), each in names[2:]) for each in names]
    frame = pd.DataFrame(exact, index=["management", "statutory", "difference"]).T
    caption = _caption("tie_out", filing, _period(filing, lang), lang)
    return Table("statutory_tie_out", caption, tuple(heads), tuple(rows), frame)


def _form(name: str, form: Form, filing: Filing, amounts: Amounts, period: str, lang: str) -> Table:
    """Return a form's table: every row with its number, blank where the plan has none."""
    heads = [text(f"tables.statutory.{each}", lang) for each in ("row", *amounts)]
    rows = [_form_row(name, each, amounts, lang) for each in form]
    frame = pd.DataFrame(
        {
            each.label: [each.number, *(column[each.number] for column in amounts.values())]
            for each in form
            if each.lines or each.is_sum
        },
        index=["row", *amounts],
    ).T
    caption = _caption(name, filing, period, lang)
    head = columns(text("tables.line", lang), *heads)
    return Table(f"statutory_{name}", caption, head, tuple(rows), frame)


def _form_row(name: str, form: FormRow, amounts: Amounts, lang: str) -> TableRow:
    label = text(f"forms.{name}.{form.label}", lang)
    if not form.number:
        return row([label], "group")
    kind: Kind = "result" if form.is_sum else ""
    cells = [number(each[form.number], 2) if form.number in each else "" for each in amounts.values()]
    return row([INDENT[lang] * form.part + label, str(form.number), *cells], kind)


def _tied(
    result: Result, line: str, where: str, amounts: Sequence[float], lang: str, sign: int = 0
) -> TableRow:
    """Return a row of the tie-out: a line and its row, or a result with both amounts and their difference."""
    label = short_label(str(result.label(line, lang)))
    if sign < 0:
        label = text("tables.less", lang, label=inside(label, lang))
    cells = [number(each, 2) for each in amounts]
    kind: Kind = "" if sign else "result"
    return row([label, where, *cells, *[""] * (3 - len(cells))], kind, result.formula(line, lang))


def _places(result: Result, numbers: Sequence[int], lang: str) -> str:
    """Name rows of the income statement by their line: Selling expenses (11)."""
    lines = {each.number: each.lines[0] for each in INCOME if each.lines}
    return " / ".join(
        text("tables.statutory_tie_out.place", lang, label=result.label(lines[each], lang), row=each)
        for each in numbers
    )


def _period(filing: Filing, lang: str) -> str:
    first = filing.result.months[filing.first]
    return text(
        "tables.statutory.period", lang, month=month_label(filing.month, lang), first=month_label(first, lang)
    )


def _caption(name: str, filing: Filing, period: str, lang: str) -> str:
    title = filing.result.plan.title.get(lang)
    return text(f"tables.statutory_{name}.caption", lang, title=title, period=period)
