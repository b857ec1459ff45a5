"""The first sheets: front page with headline figures and charts, contents, checks, scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

from artplan.checks import DUST, SIZES, Check
from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.report.tables import headline
from artplan.report.words.plain import width
from artplan.report.words.plans import plan_name
from artplan.report.workbook.book import Book
from artplan.report.workbook.columns import LABEL, UNIT, letters
from artplan.report.workbook.layout import SheetBlock
from artplan.report.workbook.styles import BLUE, GREY, number_format

FRONT, CONTENTS, CHECKS, SCENARIOS = "front", "contents", "checks_sheet", "scenarios"
# Each headline figure over the whole plan: a line, and how its months are combined.
HEADLINE = {
    "gross_sales": ("gross_sales_total", "SUM"),
    "net_revenue": ("net_revenue", "SUM"),
    "net_profit": ("net_profit", "SUM"),
    "cash_lowest": ("cash_closing", "MIN"),
    "cash_closing": ("cash_closing", "LAST"),
    "advertising": ("advertising_total", "SUM"),
    "payroll": ("payroll_total", "SUM"),
    "headcount_closing": ("headcount_total", "LAST"),
}
CHARTS = (
    ("profit_chart", "column", ("net_profit",)),
    ("cash_chart", "line", ("cash_closing",)),
    ("sales_chart", "line", ("gross_sales_total", "sales_target_total")),
)
TOLERANCE = 1  # the row, counted from 0, with the tolerance of the checks
COLOURS = ("#1F4FBF", "#C2571A")


def months_of(book: Book, name: str) -> str:
    """Return the reference from another sheet to all months of a line without members."""
    block, columns = book.layout.blocks[name], book.layout.columns
    first, last = letters(columns.first_month), letters(columns.how - 1)
    return f"{book.on(block.sheet)}${first}${block.first + 1}:${last}${block.first + 1}"


def _headline_formula(book: Book, figure: str) -> str:
    name, done = HEADLINE[figure]
    months = months_of(book, name)
    if done == "LAST":
        return f"=INDEX({months},{len(book.layout.columns.months)})"
    return f"={done}({months})"


def write_front(book: Book, version: str) -> None:
    sheet, plan = book.sheet(FRONT), book.result.plan
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 12, 12)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    title = book.words("workbook.title", plan=plan.title.get(book.one_language))
    book.write_text(sheet, 0, 0, title, bold=True, font_size=16)
    months = book.layout.columns.months
    facts = {
        "scenario": plan_name(plan, book.one_language),
        "months": f"{months[0]} – {months[-1]}",
        "hash": plan.hash[:12],
        "version": f"artplan {version}",
        "placeholders": str(len(plan.placeholders)),
    }
    row = 2
    for key, value in facts.items():
        book.write_text(sheet, row, 0, book.words(f"workbook.front.{key}"), font_color=GREY)
        book.write_text(sheet, row, 1, value)
        row += 1
    for kind, failed in (("errors", "failed"), ("alerts", "raised")):
        book.write_text(sheet, row, 0, book.words(f"workbook.front.{kind}"), font_color=GREY)
        sheet.write_formula(row, 1, *_count(book, failed))
        row += 1
    row = _headline(book, sheet, row + 1)
    _legend(book, sheet, row + 1)
    _charts(book, sheet)
    sheet.protect()


def _count(book: Book, state: str) -> tuple[str, Any, int]:
    """Return the formula, style and value of the number of checks in a state."""
    blocks = check_blocks(book)
    column = letters(book.layout.columns.before)
    area = f"{book.on(CHECKS)}${column}$5:${column}${4 + len(blocks)}"
    wanted = book.words(f"workbook.checks.{state}")
    kind = "error" if state == "failed" else "alert"
    value = sum(not check.passed for check in book.result.checks() if check.kind == kind)
    style = book.styles.look(num_format="0", align="left", bold=True)
    return f'=COUNTIF({area},"{wanted}")', style, value


def _headline(book: Book, sheet: Any, row: int) -> int:
    sheet.write_string(row, 0, book.words("workbook.front.headline"), book.styles.head)
    sheet.write_string(row, 1, book.words("workbook.front.whole"), book.styles.head_right)
    values = headline.figures(book.result)
    for figure in HEADLINE:
        row += 1
        book.write_text(sheet, row, 0, book.words(f"headline.{figure}"))
        style = book.styles.number(number_format(figure, headline.unit_of(figure)))
        sheet.write_formula(row, 1, _headline_formula(book, figure), style, _cached(values[figure]))
    return row + 1


def _cached(value: float) -> float:
    """Return a figure as its cell holds it; an undefined one is 0, which is shown as a dash."""
    return 0.0 if isnan(value) else value


def _legend(book: Book, sheet: Any, row: int) -> None:
    sheet.write_string(row, 0, book.words("workbook.front.colours"), book.styles.head)
    sheet.write_string(row, 1, "", book.styles.head)
    looks = {"blue": BLUE, "black": "#000000", "grey": GREY, "groups": GREY, "back": GREY}
    for offset, (key, colour) in enumerate(looks.items(), start=1):
        book.write_text(sheet, row + offset, 0, book.words(f"workbook.front.{key}"), font_color=colour)


def _charts(book: Book, sheet: Any) -> None:
    columns = book.layout.columns
    for place, (key, kind, names) in enumerate(CHARTS):
        chart = book.file.add_chart({"type": kind})
        for colour, name in zip(COLOURS, names, strict=False):
            block = book.layout.blocks[name]
            span = (columns.first_month, columns.how - 1)
            tab = book.titles[block.sheet]
            look: dict[str, Any] = {"line": {"color": colour, "width": 2}}
            if kind == "column":
                look = {"fill": {"color": colour}, "gap": 60}
            chart.add_series(
                {
                    "name": book.label(name),
                    "categories": [tab, 3, span[0], 3, span[1]],
                    "values": [tab, block.first, span[0], block.first, span[1]],
                    **look,
                }
            )
        chart.set_title(
            {"name": book.words(f"workbook.front.{key}"), "name_font": {"size": 11, "bold": False}}
        )
        chart.set_legend({"none": True} if len(names) == 1 else {"position": "bottom"})
        chart.set_x_axis({"num_font": {"size": 8}, "label_position": "low"})
        chart.set_y_axis(
            {
                "num_format": "#,##0",
                "num_font": {"size": 8},
                "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}},
            }
        )
        chart.set_size({"width": 620, "height": 240})
        sheet.insert_chart(1 + 13 * place, 3, chart)


def write_contents(book: Book, counts: Mapping[str, int]) -> None:
    """Write a link to every sheet, with its number of lines and formulas."""
    sheet = book.sheet(CONTENTS)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 2, 12)
    sheet.hide_gridlines(2)
    book.write_text(sheet, 0, 0, book.titles[CONTENTS], bold=True, font_size=14)
    for column, key in enumerate(("sheet", "lines", "formulas")):
        sheet.write_string(2, column, book.words(f"workbook.contents.{key}"), book.styles.head)
    link = book.styles.text(font_color=BLUE, underline=1)
    for row, (name, title) in enumerate(book.titles.items(), start=3):
        sheet.write_url(row, 0, f"internal:'{title}'!A1", link, title)
        lines = sum(1 for block in book.layout.of_sheet(name) if block.members)
        if lines:
            sheet.write_number(row, 1, lines, book.styles.number("#,##0"))
        if counts.get(name):
            sheet.write_number(row, 2, counts[name], book.styles.number("#,##0"))
    sheet.protect()


def check_blocks(book: Book) -> list[SheetBlock]:
    lines = book.result.program.model.lines
    return [block for block in book.layout.blocks.values() if block.name in lines and lines[block.name].check]


def write_checks(book: Book) -> int:
    """Write every check: its largest absolute value in each month, and whether it passed.

    Returns the number of formulas.
    """
    sheet, columns = book.sheet(CHECKS), book.layout.columns
    book.prepare(sheet, book.titles[CHECKS], {LABEL: 44})
    book.heads(sheet, 3, last="workbook.checks.kind")
    sheet.write_string(3, columns.before, book.words("workbook.checks.state"), book.styles.head)
    _tolerance(book, sheet)
    done = {check.name: check for check in book.result.checks()}
    for row, block in enumerate(check_blocks(book), start=4):
        check = done[block.name]
        unit = book.result.unit(block.name)
        book.write_text(sheet, row, LABEL, book.label(block.name))
        book.write_text(sheet, row, UNIT, book.unit(unit), font_color=GREY)
        book.write_text(sheet, row, columns.how, book.words(f"workbook.checks.{check.kind}"), font_color=GREY)
        sizes = abs(book.result.frame(block.name)).max(axis=0).fillna(0).to_list() if block.members else []
        for month in range(len(columns.months)):
            column = letters(columns.month(month))
            area = (
                f"{book.on(block.sheet)}{column}{block.first + 1}:{column}{block.first + len(block.members)}"
            )
            formula = f"=MAX(MAX({area}),-MIN({area}))" if block.members else "=0"
            shape = book.styles.number('#,##0.00;-#,##0.00;"–"')
            sheet.write_formula(
                row, columns.month(month), formula, shape, float(sizes[month]) if sizes else 0.0
            )
        _state(book, sheet, row, check)
    sheet.protect()
    return (len(columns.months) + 1) * len(check_blocks(book)) + 1


def _tolerance(book: Book, sheet: Any) -> None:
    """Write the tolerance of the checks: half a cent, or more in a plan with very large amounts."""
    book.write_text(sheet, TOLERANCE, LABEL, book.words("workbook.checks.tolerance"), font_color=GREY)
    largest = ",".join(
        f"MAX({months}),-MIN({months})" for months in (months_of(book, each) for each in SIZES)
    )
    style = book.styles.number("0.000", align="left")
    formula = f"=MAX({HALF_A_CENT},{DUST:.12f}*MAX({largest}))"
    sheet.write_formula(TOLERANCE, book.layout.columns.before, formula, style, book.result.tolerance())


def _state(book: Book, sheet: Any, row: int, check: Check) -> None:
    columns = book.layout.columns
    first, last = letters(columns.first_month), letters(columns.how - 1)
    passed = book.words("workbook.checks.passed")
    wrong = book.words(f"workbook.checks.{'failed' if check.kind == 'error' else 'raised'}")
    tolerance = f"${letters(columns.before)}${TOLERANCE + 1}"
    formula = f'=IF(MAX({first}{row + 1}:{last}{row + 1})<={tolerance},"{passed}","{wrong}")'
    style = book.styles.look(bold=not check.passed)
    sheet.write_formula(row, columns.before, formula, style, passed if check.passed else wrong)


def write_scenarios(book: Book, others: Mapping[str, Mapping[str, float]]) -> None:
    """Write the headline figures of all scenarios: this plan's as formulas, the others' as numbers."""
    sheet = book.sheet(SCENARIOS)
    sheet.set_column(0, 0, 30)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    book.write_text(sheet, 0, 0, book.titles[SCENARIOS], bold=True, font_size=14)
    sheet.write_string(2, 0, book.words("workbook.label"), book.styles.head)
    mine = f"{plan_name(book.result.plan, book.one_language)} · {book.words('workbook.scenarios.this')}"
    for column, name in enumerate((mine, *others), start=1):
        sheet.set_column(column, column, max(18, width(name) + 2))
        sheet.write_string(2, column, name, book.styles.head_right)
    values = headline.figures(book.result)
    for row, figure in enumerate(HEADLINE, start=3):
        style = book.styles.number(number_format(figure, headline.unit_of(figure)))
        book.write_text(sheet, row, 0, book.words(f"headline.{figure}"))
        sheet.write_formula(row, 1, _headline_formula(book, figure), style, _cached(values[figure]))
        for column, name in enumerate(others, start=2):
            sheet.write_number(row, column, _cached(others[name][figure]), style)
    sheet.protect()
