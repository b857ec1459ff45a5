"""A workbook from anywhere: a row is known by its path, a wrong cell is named, nothing is half applied."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from artplan.cli import main
from tests.hostile.spoilt import Book, bomb, edited_book
from tests.shop import SHOP

PARAMS = SHOP
ONE, OTHER = "positions.operations_director.base_pay", "positions.marketing_director.base_pay"
EDITS = {OTHER: 13_333.0}
Import = Callable[[Book | bytes], tuple[int, str]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return edited_book("base", EDITS, tmp_path_factory.mktemp("good"))


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Import:
    """Imports a workbook; returns the exit code and what was told."""
    shutil.copytree(PARAMS, tmp_path / "params")
    monkeypatch.chdir(tmp_path)

    def read(book: Book | bytes) -> tuple[int, str]:
        Path("p.xlsx").write_bytes(book if isinstance(book, bytes) else book.zipped())
        code = main(["import", "p.xlsx", "--lang=en"])
        assert Path("params/scenarios/p.yaml").exists() == (code == 0)
        return code, capsys.readouterr().err

    return read


def settings() -> dict[str, float]:
    return yaml.safe_load(Path("params/scenarios/p.yaml").read_text("utf-8"))["set"]


def test_rows_that_were_sorted_keep_each_person_s_pay(book: Book, read: Import):
    one, other = book.rows[ONE], book.rows[OTHER]
    code, told = read(book.moved({one: other, other: one}))
    assert (code, settings()) == (0, EDITS)
    assert "each was read by its path" in told


def test_a_row_that_is_missing_or_there_twice_is_refused(book: Book, read: Import):
    code, told = read(book.text(book.now, book.path_cell(ONE), OTHER))
    assert code == 2
    assert f"{OTHER} | the row of this parameter is there twice" in told
    assert f"p.xlsx Assumptions {ONE} | the row of this parameter is missing" in told


def test_a_number_without_end_is_refused_with_its_cell(book: Book, read: Import):
    code, told = read(book.number(book.cell(ONE), "1e999"))
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith(f"p.xlsx Assumptions!{book.cell(ONE)} {ONE} | '1e999' is no number")


def test_a_day_is_no_number(book: Book, read: Import):
    styled = book.part("xl/styles.xml")
    styled = re.sub('formatCode="[^"]*"', 'formatCode="yyyy-mm-dd"', styled)
    code, told = read(book.with_part("xl/styles.xml", styled).number(book.cell(ONE), "46447"))
    assert code == 2
    assert f"{book.cell(ONE)} {ONE} | '2027-03-01' is no number" in told


def test_a_hidden_number_that_was_changed_is_refused(book: Book, read: Import):
    code, told = read(book.number(book.cell(OTHER), 13_333, book.before))
    assert code == 2
    place = f"p.xlsx Original!{book.cell(OTHER)} {OTHER}"
    assert told.startswith(f"{place} | the hidden original value is not the plan's, which is 12000 |")


def test_a_date_is_not_changed_here(book: Book, read: Import):
    code, told = read(book.text(book.now, book.cell("plan.start"), "2031-01"))
    assert code == 2
    assert "plan.start | a date or a choice is not changed here: it was '2027-01' and is '2031-01'" in told


def test_a_fault_of_the_plan_names_the_cell(book: Book, read: Import):
    gone = "positions.marketing_dirctor.base_pay"
    row = book.text(book.now, book.path_cell(OTHER), gone).text(book.before, f"A{book.rows[OTHER]}", gone)
    code, told = read(row)
    assert code == 2
    assert told.startswith(f"p.xlsx Assumptions!{book.cell(OTHER)} {gone} | ")


def test_a_workbook_of_another_version_is_told_apart(book: Book, read: Import):
    code, told = read(book.text(book.before, "A1", '{"workbook": "artplan-workbook-1"}'))
    assert code == 2
    assert told.startswith("p.xlsx Original!A1 | was written by another version of artplan | write it anew")


def test_a_cell_far_out_costs_nothing(book: Book, read: Import):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    code, _ = read(book.with_part(book.now, book.part(book.now).replace("</sheetData>", far)))
    assert (code, settings()) == (0, EDITS)


def test_a_bomb_is_not_unpacked(book: Book, read: Import):
    code, told = read(bomb(book.parts, book.now, 50))
    assert code == 2
    assert f"p.xlsx | {book.now} in it has more than 40 MB when unpacked" in told


def test_a_pipe_is_no_workbook(read: Import, capsys: pytest.CaptureFixture[str]):
    os.mkfifo("pipe.xlsx")
    assert main(["import", "pipe.xlsx", "--lang=en"]) == 2
    told = capsys.readouterr().err
    assert told == "pipe.xlsx | is no file | put a regular file there: no folder, pipe or device\n"


def test_a_workbook_with_a_password_is_told(book: Book, read: Import):
    code, told = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert code == 2
    assert told.startswith("p.xlsx | has a password, or is of the old format .xls | save it without")
