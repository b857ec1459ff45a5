"""What the rows of a statutory form were in a closed month, beside what the plan has for them.

A row adds up from the ledger's lines as the plan's rules say. The ledger does not divide payroll, rent and
depreciation between selling and administration: such rows have no actual, and the results below them are
those of the statement, which they tie out to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan

from artplan.report.tables.forms import BALANCE, INCOME, Form, filled, summed_lines
from artplan.report.tables.ledger_sums import Signs, ledger_lines
from artplan.result import Result
from artplan.study.variance.answer import LAST_YEAR, LineVariance, Variance

FormFigures = Mapping[int, tuple[LineVariance, bool]]  # by row; whether the ledger knows it
ACTUAL = ("actual", "actual_to_date")
# Sums with parts that the ledger does not have, and the lines that they tie out to.
INCOME_TIED = {21: "statutory_operating_profit", 30: "profit_before_tax", 32: "net_profit"}
BALANCE_TIED = {20: "fixed_assets_closing"}  # at cost, less depreciation
OF_STATEMENT: Mapping[str, Signs] = {
    "statutory_operating_profit": {"operating_profit": 1, "interest_total": -1}
}


@dataclass(frozen=True)
class ClosedForm:
    """A form, and the closed month that it is filled for.

    form: with lines of the model throughout. to_date: whether it has amounts of the year to date.
    """

    form: Form
    to_date: bool
    result: Result
    answer: Variance


def income(result: Result, answer: Variance) -> ClosedForm:
    """Return the income statement of the month."""
    return ClosedForm(_tied(INCOME, INCOME_TIED), True, result, answer)


def sheet(result: Result, answer: Variance) -> ClosedForm:
    """Return the balance sheet at the month's end."""
    form = tuple(replace(each, lines=tuple(f"{at}_closing" for at in each.lines)) for each in BALANCE)
    return ClosedForm(_tied(form, BALANCE_TIED), False, result, answer)


def _tied(form: Form, lines: Mapping[int, str]) -> Form:
    return tuple(
        replace(each, lines=(lines[each.number],), plus=(), minus=()) if each.number in lines else each
        for each in form
    )  # fmt: skip


def figures(closed: ClosedForm) -> FormFigures:
    """Return the rows that are not blank by number, in CNY, each with whether the ledger knows it."""
    months = closed.answer.to_date if closed.to_date else ()
    budget, budget_to_date = _planned(closed, [closed.answer.month]), _planned(closed, months)
    booked = {name: _booked(closed, name) for name in (*ACTUAL, *LAST_YEAR)}
    return {
        number: (
            LineVariance(
                str(number), 0, _good(closed, number),
                budget[number], booked["actual"].get(number, 0.0),
                budget_to_date[number], booked["actual_to_date"].get(number, 0.0),
                *(booked[name].get(number) for name in LAST_YEAR)),
            number in booked["actual"])
        for number in budget
    }  # fmt: skip


def _planned(closed: ClosedForm, months: Sequence[str]) -> Mapping[int, float]:
    """Return the plan's amounts of the rows, added over the months."""
    return filled(
        closed.form, lambda line: sum(float(closed.result.total(line)[month]) for month in months)
    )  # fmt: skip


def _booked(closed: ClosedForm, name: str) -> Mapping[int, float]:
    """Return the ledger's amounts of the rows that it knows. name: of the figure of a line."""
    said = _said(closed.answer, name)
    parts = {
        line: OF_STATEMENT.get(line) or ledger_lines(closed.result, line, closed.answer.labels)
        for each in closed.form
        for line in each.lines
    }  # fmt: skip

    def added(signs: Signs | None) -> float:
        if signs is None:
            return nan  # spreads to the sums of which it is a part
        return sum(sign * said.get(line, 0.0) for line, sign in signs.items())

    rows = filled(closed.form, lambda line: added(parts[line]))
    own = {
        number: {each for line in lines for each in parts[line] or ()}
        for number, lines in summed_lines(closed.form).items()
    }  # fmt: skip
    return {
        number: amount for number, amount in rows.items() if own[number] & said.keys() and not isnan(amount)
    }  # fmt: skip


def _said(answer: Variance, name: str) -> Mapping[str, float]:
    """Return a figure of the lines that the ledger knows, in CNY."""
    unknown = answer.unbooked if name in ACTUAL else ()
    amounts = {
        each.line: getattr(each, name)
        for each in (*answer.statement, *answer.balance)
        if each.line not in unknown
    }  # fmt: skip
    return {line: amount for line, amount in amounts.items() if amount is not None}


def _good(closed: ClosedForm, number: int) -> str:
    """Return the direction of the first line of a row; "" for a sum of rows."""
    lines = next(each.lines for each in closed.form if each.number == number)
    return str(closed.result.program.model.lines[lines[0]].good) if lines else ""
