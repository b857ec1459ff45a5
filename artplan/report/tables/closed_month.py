"""The statements with what became of the last closed month: budget, actual, difference, year to date.

The figures are those of `artplan variance`, in whole yuan and each rounded by itself. A row of a form or of
the balance sheet is the sum of the same lines for the ledger as for the plan; a row that the ledger does not
divide in this way stays blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from artplan.report.tables.closed_form import ClosedForm, FormFigures, figures, income, sheet
from artplan.report.tables.forms import BALANCE, INCOME, Form
from artplan.report.tables.statement import short_label
from artplan.report.tables.statements import BALANCE as BALANCE_SHEET
from artplan.report.tables.statutory import INDENT
from artplan.report.tables.studies import variance as variance_tables
from artplan.report.tables.studies.variance import amounts, exact, heads, shown_columns
from artplan.report.tables.table import Column, Kind, Table, TableRow, row
from artplan.result import Result
from artplan.study.variance.answer import LineVariance, Variance
from artplan.texts.catalogue import text


def profit_and_loss(result: Result, answer: Variance, lang: str) -> Table:
    """List the statement from net revenue on, as the table of the month does."""
    return variance_tables.statement(answer, lang)


def balance(result: Result, answer: Variance, lang: str) -> Table:
    """List the balance sheet at the month's end with its sums."""
    shown = shown_columns(answer, to_date=False)
    by_line = {each.line: each for each in answer.balance}
    rows: list[TableRow] = []
    lines: dict[str, tuple[LineVariance, bool]] = {}
    for name, parts in BALANCE_SHEET:
        present = [by_line[each] for each in parts or (name,) if each in by_line]
        if not present:
            continue
        known = any(each.line not in answer.unbooked for each in present)
        lines[name] = _sum(result, name, present), known
        label = short_label(str(result.label(name, lang)))
        kind: Kind = "result" if parts else ""
        cells = amounts(lines[name][0], shown, lang, known)
        rows.append(row([label, *cells], kind, result.formula(name, lang)))
    caption = text("variance.balance_sheet", lang, month=answer.month)
    return Table("balance_of_month", caption, heads(shown, lang), tuple(rows), exact(lines, shown))


def statutory_income(result: Result, answer: Variance, lang: str) -> Table:
    """List the rows of the income statement by function, 会小企02, that have amounts."""
    return _form("income", INCOME, income(result, answer), lang)


def statutory_balance(result: Result, answer: Variance, lang: str) -> Table:
    """List the rows of the balance sheet at the month's end, 会小企01, that have amounts."""
    return _form("balance", BALANCE, sheet(result, answer), lang)


TABLES: Mapping[str, Callable[[Result, Variance, str], Table]] = {
    "profit_and_loss": profit_and_loss,
    "balance": balance,
    "statutory_income": statutory_income,
    "statutory_balance": statutory_balance,
}


def _form(name: str, form: Form, closed: ClosedForm, lang: str) -> Table:
    shown = shown_columns(closed.answer, closed.to_date)
    of_rows = figures(closed)
    rows: list[TableRow] = []
    lines: dict[str, tuple[LineVariance, bool]] = {}
    for each in form:
        label = text(f"forms.{name}.{each.label}", lang)
        if not each.number:
            rows.append(row([label], "group"))
        elif each.is_sum or _has_amounts(of_rows, each.number):
            kind: Kind = "result" if each.is_sum else ""
            line, known = lines[each.label] = of_rows[each.number]
            cells = amounts(line, shown, lang, known)
            rows.append(row([INDENT[lang] * each.part + label, str(each.number), *cells], kind))
    head, *others = heads(shown, lang)
    columns = (head, Column(text("tables.statutory.row", lang)), *others)
    caption = text(f"variance.statutory_{name}", lang, month=closed.answer.month)
    return Table(f"statutory_{name}_of_month", caption, columns, tuple(rows), exact(lines, shown))


def _has_amounts(of_rows: FormFigures, number: int) -> bool:
    if number not in of_rows:
        return False
    each, _ = of_rows[number]
    return any((each.budget, each.actual, each.budget_to_date, each.actual_to_date, each.last_year))


def _sum(result: Result, name: str, parts: Sequence[LineVariance]) -> LineVariance:
    """Return a row of the balance sheet as the sum of its accounts."""
    last_year = [each.last_year for each in parts if each.last_year is not None]
    budget, actual = sum(each.budget for each in parts), sum(each.actual for each in parts)
    good = str(result.program.model.lines[name].good)
    return LineVariance(name, 0, good, budget, actual, 0.0, 0.0, sum(last_year) if last_year else None)
