"""The sheets of the closed months: what the ledger has by month, and one month of it against the plan.

A line stands in the same row of both sheets. On the sheet of variances the budget is a link to the plan's
lines, so that it moves with the blue cells, and its month is chosen in a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from artplan.report.words.format import rounded
from artplan.report.workbook.book import Book
from artplan.report.workbook.columns import LABEL, UNIT, letters
from artplan.report.workbook.front import months_of
from artplan.report.workbook.styles import GREY, LINE
from artplan.statement import ASSETS, CURRENT_LIABILITIES, EQUITY, STATEMENT
from artplan.study.variance.answer import Variance

ACTUAL, VARIANCE = "actual", "variance"
HEAD = 3  # the row of the headings, counted from 0
IN_YEAR = 1  # the row of the sheet of actuals that says which months are of the year to date
CHOSEN = (1, 1)  # the cell of the sheet of variances with the month
OF_MONTH = ("budget", "actual", "difference", "rate", "judged")
TO_DATE = ("budget_to_date", "actual_to_date", "difference_to_date", "completion")
MONEY, SIGNED = '#,##0.00;-#,##0.00;"–"', '+#,##0.00;-#,##0.00;"–"'
RATE, SHARE = '+0.0%;-0.0%;"–"', '0.0%;-0.0%;"–"'
Closed = tuple[Variance, ...]  # in the order of their months, at least one
Cells = dict[int, tuple[str, float | str, str]]  # by column: formula, value, number format


@dataclass(frozen=True)
class ClosedRow:
    """A row of both sheets. at: its place, counted from 0. flow: whether its months add up.

    parts: the places of the rows that a result adds up, with their signs; none for a line of the ledger.
    """

    at: int
    line: str
    flow: bool
    parts: Mapping[int, int]


def write_actual(book: Book, closed: Closed) -> int:
    """Write what the ledger has in each closed month; return the number of formulas."""
    sheet, columns = book.sheet(ACTUAL), book.layout.columns
    book.prepare(sheet, book.titles[ACTUAL])
    book.heads(sheet, HEAD)
    amounts = {each.month: _amounts(each) for each in closed}
    written = _months_of_year(book, sheet, closed)
    for key, rows in _statements():
        book.write_text(sheet, rows[0].at - 1, LABEL, book.words(f"workbook.statements.{key}"), bold=True)
        for each in rows:
            _label(book, sheet, each)
            book.write_text(sheet, each.at, UNIT, book.unit("CNY"), font_color=GREY)
            how = book.result.formula(each.line, book.one_language) if each.parts else ""
            book.write_text(sheet, each.at, columns.how, how, font_color=GREY, indent=1)
            if _known(each, closed):
                written += _row_of_ledger(book, sheet, each, amounts)
    sheet.protect()
    return written


def write_variance(book: Book, closed: Closed) -> int:
    """Write one month against the plan, by default the last; return the number of formulas."""
    sheet = book.sheet(VARIANCE)
    _prepare(book, sheet, closed)
    last = closed[-1]
    amounts = {each.month: _amounts(each) for each in closed}
    written = 0
    for key, rows in _statements():
        book.write_text(sheet, rows[0].at - 1, LABEL, book.words(f"workbook.statements.{key}"), bold=True)
        for each in rows:
            _label(book, sheet, each)
            actual = {month: amounts[month][each.line] for month in last.to_date}
            known = _known(each, closed)
            cells = _cells(book, each, actual if known else {}, last)
            for column, (formula, value, shape) in cells.items():
                style = book.styles.number(shape, align="right", **_looks(each))
                sheet.write_formula(each.at, column, formula, style, value)
            written += len(cells)
    sheet.protect()
    return written


def _statements() -> Iterator[tuple[str, list[ClosedRow]]]:
    """Yield each statement's key with its rows, in places that leave a row for its name above it."""
    places: dict[str, int] = {}
    at = HEAD + 2
    for key, lines in _lines().items():
        places |= {line: at + place for place, line in enumerate(lines)}
        signs = {line: {places[part]: sign for part, sign in parts.items()} for line, parts in lines.items()}
        yield key, [ClosedRow(places[line], line, key == "profit", signs[line]) for line in lines]
        at += len(lines) + 2


def _lines() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """Return by statement its lines, each with the lines that it adds up; a line of the ledger with none."""
    first = [row.line for row in STATEMENT].index("net_revenue")
    profit: dict[str, Mapping[str, int]] = {"net_revenue": {}}
    since = {"net_revenue": 1}  # the last result, and what follows it
    for row in STATEMENT[first + 1 :]:
        profit[row.line] = {} if row.sign else since
        since = since | {row.line: row.sign} if row.sign else {row.line: 1}
    liabilities = (*CURRENT_LIABILITIES, "loans_later_closing")
    both = {"liabilities_and_equity_total": {"liabilities_total": 1, "equity_total": 1}}
    return {
        "profit": profit,
        "assets": _summed(ASSETS, "assets_total"),
        "liabilities": _summed(liabilities, "liabilities_total"),
        "equity": _summed(EQUITY, "equity_total") | both,
    }


def _summed(lines: Sequence[str], total: str) -> dict[str, Mapping[str, int]]:
    return {**{line: {} for line in lines}, total: dict.fromkeys(lines, 1)}


def _amounts(answer: Variance) -> Mapping[str, float]:
    """Return the month's actual amount of every row, in CNY."""
    amounts = {each.line: each.actual for each in (*answer.statement, *answer.balance)}
    for lines in _lines().values():
        for line, parts in lines.items():
            amounts.setdefault(line, sum(sign * amounts[part] for part, sign in parts.items()))
    return amounts


def _known(row: ClosedRow, closed: Closed) -> bool:
    return bool(row.parts) or row.line not in closed[-1].unbooked


def _months_of_year(book: Book, sheet: Any, closed: Closed) -> int:
    """Write the place of the chosen month, and which closed months are of its year to date."""
    columns, last = book.layout.columns, closed[-1]
    book.write_text(sheet, IN_YEAR, LABEL, book.words("workbook.closed.in_year"), font_color=GREY)
    style = book.styles.number('0;-0;"–"', font_color=GREY)
    chosen = f"{book.on(VARIANCE)}${letters(CHOSEN[1])}${CHOSEN[0] + 1}"
    formula = f"=MATCH({chosen},{_months(book, HEAD)},0)"
    sheet.write_formula(IN_YEAR, columns.before, formula, style, columns.months.index(last.month) + 1)
    place = f"${letters(columns.before)}${IN_YEAR + 1}"
    for each in closed:
        at = columns.months.index(each.month)
        end = next(stop for start, stop in columns.spans if start <= at < stop)
        formula = f"=IF(AND({place}>={at + 1},{place}<={end}),1,0)"
        sheet.write_formula(IN_YEAR, columns.month(at), formula, style, int(each.month in last.to_date))
    return len(closed) + 1


def _row_of_ledger(book: Book, sheet: Any, row: ClosedRow, amounts: Mapping[str, Mapping[str, float]]) -> int:
    """Write a row's months, numbers of the ledger or sums of them, and its years; return the formulas."""
    columns, style = book.layout.columns, book.styles.number(MONEY, **_looks(row))
    places = {columns.months.index(month): each[row.line] for month, each in amounts.items()}
    for at, amount in places.items():
        column = letters(columns.month(at))
        terms = (f"{'+' if sign > 0 else '-'}{column}${part + 1}" for part, sign in row.parts.items())
        if row.parts:
            sheet.write_formula(row.at, columns.month(at), "=" + "".join(terms), style, amount)
        else:
            sheet.write_number(row.at, columns.month(at), amount, style)
    years = 0
    for year, (start, stop) in enumerate(columns.spans):
        inside = [at for at in places if start <= at < stop]
        if inside:
            first, last = (f"{letters(columns.month(at))}${row.at + 1}" for at in (inside[0], inside[-1]))
            formula = f"=SUM({first}:{last})" if row.flow else f"={last}"
            amount = sum(places[at] for at in inside) if row.flow else places[inside[-1]]
            sheet.write_formula(row.at, columns.year(year), formula, style, amount)
            years += 1
    return years + (len(places) if row.parts else 0)


def _prepare(book: Book, sheet: Any, closed: Closed) -> None:
    """Set the title, the cell of the month with what may be chosen, the headings and the print options."""
    columns = book.layout.columns
    book.write_text(sheet, 0, 0, book.titles[VARIANCE], bold=True, font_size=14)
    book.write_text(sheet, CHOSEN[0], 0, book.words("workbook.closed.month"), font_color=GREY)
    sheet.write_string(*CHOSEN, closed[-1].month, book.styles.blue("@"))
    first, last = (
        letters(columns.month(columns.months.index(each.month))) for each in (closed[0], closed[-1])
    )
    source = f"={book.on(ACTUAL)}${first}${HEAD + 1}:${last}${HEAD + 1}"
    sheet.data_validation(*CHOSEN, *CHOSEN, {"validate": "list", "source": source})
    sheet.write_string(HEAD, 0, book.words("variance.line"), book.styles.head)
    for column, name in enumerate((*OF_MONTH, *TO_DATE), start=1):
        sheet.write_string(HEAD, column, book.words(f"variance.{name}"), book.styles.head_right)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, len(OF_MONTH) + len(TO_DATE), 14 if book.lang != "both" else 24)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def _cells(book: Book, row: ClosedRow, actual: Mapping[str, float], last: Variance) -> Cells:
    """Return a row's cells. actual: its amounts in the months of the year to date; none where unknown."""
    columns, at, plan = book.layout.columns, row.at + 1, book.result.total(row.line)
    place = f"{book.on(ACTUAL)}${letters(columns.before)}${IN_YEAR + 1}"
    budget = float(plan[last.month])
    cells: Cells = {1: (f"=INDEX({months_of(book, row.line)},{place})", budget, MONEY)}
    if row.flow:
        cells |= _to_date(book, row, float(sum(plan[month] for month in last.to_date)), actual)
    if not actual:
        return cells
    more = rounded(actual[last.month] - budget, 2)
    rate = rounded(more / abs(budget), 3) if budget else 0.0
    cells |= {
        2: (f"=INDEX({_months(book, row.at)},{place})", actual[last.month], MONEY),
        3: (f"=ROUND(C{at}-B{at},2)", more, SIGNED),
        4: (f"=IF(B{at}=0,0,ROUND(D{at}/ABS(B{at}),3))", rate, RATE),
    }
    good = book.result.program.model.lines[row.line].good
    if good:
        rise, fall = (book.words(f"variance.{name}") for name in _judged(good))
        said = "–" if not more else rise if more > 0 else fall
        cells[5] = f'=IF(D{at}=0,"–",IF(D{at}>0,"{rise}","{fall}"))', said, "General"
    return cells


def _to_date(book: Book, row: ClosedRow, budget: float, actual: Mapping[str, float]) -> Cells:
    at, in_year = row.at + 1, _months(book, IN_YEAR)
    cells: Cells = {6: (f"=SUMPRODUCT({months_of(book, row.line)}*{in_year})", budget, MONEY)}
    if actual:
        so_far = sum(actual.values())
        cells |= {
            7: (f"=SUMPRODUCT({_months(book, row.at)}*{in_year})", so_far, MONEY),
            8: (f"=ROUND(H{at}-G{at},2)", rounded(so_far - budget, 2), SIGNED),
            9: (f"=IF(G{at}>0,H{at}/G{at},0)", so_far / budget if budget > 0 else 0.0, SHARE),
        }
    return cells


def _judged(good: str) -> tuple[str, str]:
    """Return what more and less than the budget are."""
    both = ("favourable", "unfavourable")
    return both if good == "up" else both[::-1]


def _months(book: Book, row: int) -> str:
    """Return the reference from any sheet to all months of a row of the sheet of actuals."""
    columns = book.layout.columns
    first, last = letters(columns.first_month), letters(columns.how - 1)
    return f"{book.on(ACTUAL)}${first}${row + 1}:${last}${row + 1}"


def _label(book: Book, sheet: Any, row: ClosedRow) -> None:
    looks = _looks(row) or {"indent": 1}
    book.write_text(sheet, row.at, LABEL, book.label(row.line), **looks)


def _looks(row: ClosedRow) -> dict[str, Any]:
    return {"bold": True, "top": 1, "top_color": LINE} if row.parts else {}
