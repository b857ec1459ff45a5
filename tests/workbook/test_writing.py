"""What every program that opens the file relies on: limits, looks, protection, and texts that stay texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

import artplan
from artplan.plan.written.text import one_line
from artplan.report.workbook.columns import fits, letters
from artplan.report.workbook.edited import edited
from artplan.texts.catalogue import LANGUAGES, text
from artplan.writing.table import visible
from tests.plans import load, words
from tests.workbook.files import cells, written
from tests.workbook.recalculate import Cell, Sheet, taken_apart

# What Excel, LibreOffice and WPS have had for many years
KNOWN = {"ABS", "AVERAGE", "COUNTIF", "EXP", "IF", "INDEX", "INT", "LN", "MATCH", "MAX", "MIN", "ROUND"}
KNOWN |= {"SIGN", "SUM", "SUMIF", "SUMPRODUCT"}
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1+1",
    '=cmd|"/c calc"!A1',
    "\u202e<script>",
    "'",
    "a\nb",
    "\x07bell",
)

RATE = "storefronts.pc_store.payment_rate"
QUOTED = {"value": 0.95, "published": {"range": [0.75, 0.92], "source": "report"}}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    settings = {"plan.months": 14, "sources.report": {"title": "A report"}, RATE: QUOTED}
    written(artplan.load("base", settings).run(), path)
    return path


@pytest.fixture(scope="module")
def book(file: Path) -> Any:
    return load_workbook(file)


@pytest.fixture(scope="module")
def sheet(book: Any) -> Sheet:
    return Sheet.of(book)


def test_formulas_keep_to_what_every_program_takes(sheet: Sheet):
    for cell, formula in sheet.formulas.items():
        assert len(formula) < 8192, cell
    shapes = {taken_apart(formula, cell[2])[0]: formula for cell, formula in sheet.formulas.items()}
    for formula in shapes.values():
        tokens = Tokenizer("=" + formula).items
        called = {
            each.value.rstrip("(") for each in tokens if each.type == Token.FUNC and each.value.endswith("(")
        }
        assert called <= KNOWN, formula
        texts = [each.value for each in tokens if each.subtype == Token.TEXT]
        assert all(len(each) <= 255 for each in texts)


def test_names_are_no_addresses(sheet: Sheet):
    assert "general_vat_rate" in sheet.names
    for name in sheet.names:
        assert re.fullmatch(r"[a-z][a-z_]{3,}", name), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_have_names_that_every_program_takes(lang: str, book: Any):
    keys = [key for key in catalogue_keys() if key.startswith("workbook.sheet.")]
    fits([text(key, lang) for key in keys])
    with pytest.raises(ValueError, match="cannot be the name"):
        fits(["Cash / bank"])
    with pytest.raises(ValueError, match="same name"):
        fits(["Cash", "cash"])


def catalogue_keys() -> list[str]:
    from artplan.texts.catalogue import catalogue

    return list(catalogue())


def test_a_month_is_the_same_column_on_every_sheet(book: Any):
    months = [f"2027-{month:02}" for month in range(1, 13)] + ["2028-01", "2028-02"]
    for tab in book.worksheets:
        heads = {cell.value: cell.column_letter for cell in tab[4] if cell.value in months}
        if heads:
            assert heads == {month: letters(7 + place) for place, month in enumerate(months)}, tab.title


def test_a_formula_is_the_same_along_its_row(sheet: Sheet, file: Path):
    by_row: dict[tuple[str, int], set[object]] = {}
    for (tab, row, column), formula in sheet.formulas.items():
        if column > 7 and tab not in ("Inputs", "Front", "Scenarios"):
            by_row.setdefault((tab, row), set()).add(taken_apart(formula, column))
    assert len(by_row) > 5_000
    assert {place: result for place, result in by_row.items() if len(result) > 1} == {}


def test_blue_cells_alone_can_be_changed(book: Any):
    tab = book["Assumptions"]
    open_cells = [cell for row in tab.iter_rows() for cell in row if not cell.protection.locked]
    assert len(open_cells) > 900
    assert {cell.font.color.rgb for cell in open_cells} == {"FF1F4FBF"}
    assert all(isinstance(cell.value, int | float) for cell in open_cells)
    for other in book.worksheets:
        if other.title != "Assumptions":
            assert all(cell.protection.locked for row in other.iter_rows() for cell in row)


def test_sheets_are_protected_without_a_password(book: Any):
    """Sheets with groups refuse typing by a rule of validation: Excel opens no group on a protected sheet."""
    for tab in book.worksheets:
        if tab.protection.sheet:
            assert not tab.protection.password
            assert not any(row.outlineLevel for row in tab.row_dimensions.values()), tab.title
        elif tab.title != "Original":
            rules = [rule for rule in tab.data_validations.dataValidation if rule.formula1 == "FALSE"]
            assert rules or tab.title in ("Front", "Contents"), tab.title


def test_every_blue_cell_says_what_may_stand_in_it(book: Any):
    tab = book["Assumptions"]
    ranges = [rule.sqref for rule in tab.data_validations.dataValidation]
    held = {str(each) for items in ranges for each in items.ranges}
    for row in tab.iter_rows():
        for cell in row:
            if not cell.protection.locked:
                assert cell.coordinate in held


def test_groups_show_their_total_first(book: Any):
    tab = book["Payroll"]
    assert not tab.sheet_properties.outlinePr.summaryBelow
    levels = [tab.row_dimensions[row].outlineLevel for row in range(5, 40)]
    assert 0 in levels and 1 in levels
    assert all(tab.row_dimensions[row].hidden for row in range(5, 40) if tab.row_dimensions[row].outlineLevel)


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path):
    result = artplan.load("cases/vat_small_scale").run()
    for name in ("one.xlsx", "two.xlsx"):
        written(result, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_stays_a_text(name: str, tmp_path: Path):
    sections = {
        "plan": {"name": words(name), "start": "2027-01", "months": 2},
        "storefronts": {"shop": {"name": words(name), "conversion_rate": 0.02, "average_order_value": 700}},
        "overheads": {"rent": {"name": words(name), "amount": 100}},
    }
    path = tmp_path / "plan.xlsx"
    written(load(sections).run(), path)
    texts = [cell for tab in load_workbook(path).worksheets for row in tab.iter_rows() for cell in row]
    wanted = visible(one_line(name))
    assert not set("\x07\u202e") & set(wanted)
    begins = [cell for cell in texts if isinstance(cell.value, str) and cell.value == wanted]
    assert begins
    for cell in begins:
        assert cell.data_type == "s"
        assert cell.quotePrefix == name.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("lang", [*LANGUAGES, "both"])
def test_each_language_and_both(lang: str, tmp_path: Path):
    path = tmp_path / "plan.xlsx"
    written(artplan.load("cases/vat_small_scale").run(), path, lang)
    texts = {value for value in cells(path).values() if isinstance(value, str)}
    profit = {"zh": "净利润", "en": "Net profit", "both": "净利润 / Net profit"}[lang]
    assert profit in texts
    assert edited(path).settings == {}


def cell_named(found: dict[Cell, Any], value: str) -> Cell:
    return next(cell for cell, held in found.items() if held == value)


def test_a_parameter_tells_where_it_comes_from(file: Path):
    result = cells(file)
    tab, row, _ = cell_named(result, "channels.zhitongche.cost_per_click")
    rows = {value for (sheet, at, _), value in result.items() if (sheet, at) == (tab, row)}
    assert "taobao-annual-budget" in rows
    assert any(str(each).startswith("params/base/channels.yaml:") for each in rows)


def test_a_parameter_tells_what_others_publish(file: Path):
    result = cells(file)
    tab, row, path = cell_named(result, RATE)
    heads = {column: value for (sheet, at, column), value in result.items() if (sheet, at) == (tab, 4)}
    (column,) = (column for column, head in heads.items() if head == "What others publish")
    assert result[tab, row, column] == "75% – 92%, A report" and column > path
