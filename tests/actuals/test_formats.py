"""What every kind of export has to stand: the same rows in another file, and what no file may lack."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from artplan.actuals.imports import FileImport, import_files
from artplan.actuals.readers.record import Record
from artplan.plan.written.faults import PlanFault
from tests.actuals.reading import READERS, read, read_text
from tests.actuals.written import (
    NAMES,
    Rows,
    as_csv,
    as_html,
    as_workbook,
    as_zip,
    body,
    heading_at,
    parted,
    sample,
)

MONTH, OTHER = "2027-01", "2027-02"
SUMMARY = "项目,合计\n收入,1.00\n".encode()
every_format = pytest.mark.parametrize("name", NAMES)


def said(folder: Path, rows: Rows, separator: str = ",") -> list[Record]:
    """The records of rows that have no faults, wherever they stand."""
    found, faults = read_text(folder, as_csv(rows, separator), MONTH)
    assert not faults
    return [replace(each, line=0) for each in found]


def kept(store: Path) -> int:
    with closing(sqlite3.connect(store)) as opened:
        return opened.execute("select count(*) from record").fetchone()[0]


def imported(folder: Path, content: str | bytes, name: str = "export.csv") -> FileImport:
    """What comes of importing this as a file into a store that may be there already."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (result,) = import_files([path], MONTH, store=folder / "store.sqlite", own=folder / "none")
    return result


def columns(*holds: str, optional: bool | None = None) -> list[tuple[str, str]]:
    """The columns that samples have, by format and name."""
    return [
        (name, column)
        for name in NAMES
        for column, each in READERS[name].columns.items()
        if (not holds or each.holds in holds) and optional in (None, each.optional)
        if optional is not True or set(each.header) & set(parted(name)[1][0])
    ]


def place(name: str, column: str) -> int:
    """Where a column stands in a sample; of merged cells, the cell below."""
    _, heading, _ = parted(name)
    names, last = [], ""
    for upper, lower in zip(heading[0], heading[-1], strict=True):
        last = upper or last
        names.append(f"{last}{lower}" if len(heading) == 2 and lower else upper)
    return next(names.index(each) for each in READERS[name].columns[column].header if each in names)


def without(name: str, column: str) -> Rows:
    """A sample without the name of a column and what stands below it."""
    at = place(name, column)
    titles, heading, rows = parted(name)
    if len(heading) == 2 and heading[1][at]:  # the cell above is merged over others too
        return [*titles, heading[0], *_cleared(heading[1:], at), *_cleared(rows, at)]
    return [*titles, *_cleared([*heading, *rows], at)]


def _cleared(rows: Rows, at: int) -> Rows:
    return [["" if column == at else cell for column, cell in enumerate(row)] for row in rows]


# The same rows in another file


@every_format
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_encodings_give_the_same_records(name, encoding, tmp_path):
    rows = sample(name)
    found = read_text(tmp_path, as_csv(rows), MONTH)
    assert found[0] and found == read_text(tmp_path, as_csv(rows), MONTH, encoding)
    assert len({each.key for each in found[0]}) == len(found[0])


@every_format
@pytest.mark.parametrize("separator", ["\t", ";"])
def test_separators_give_the_same_records(name, separator, tmp_path):
    assert said(tmp_path, sample(name), separator) == said(tmp_path, sample(name))


@every_format
@pytest.mark.parametrize("row", [1, 3, 5])
def test_the_heading_may_stand_in_any_row(name, row, tmp_path):
    titles = [["店铺：某某艺术"], [], ["导出人："], [""]][: row - 1]
    rows = [*titles, *sample(name)[heading_at(name) :]]
    assert said(tmp_path, rows) == said(tmp_path, sample(name))


@every_format
@pytest.mark.parametrize("at", [0, 2, None])
def test_a_column_more_changes_nothing(name, at, tmp_path):
    titles, heading, rows = parted(name)
    more = [[*row[:at], "" if at == 0 else "新列", *(row[at:] if at is not None else [])] for row in rows]
    wide = [new if len(row) == len(heading[0]) else row for row, new in zip(rows, more, strict=True)]
    names = [[*row[:at], "新列", *(row[at:] if at is not None else [])] for row in heading]
    assert said(tmp_path, [*titles, *names, *wide]) == said(tmp_path, sample(name))


@every_format
def test_a_table_of_html_and_a_workbook_give_the_same_records(name, tmp_path):
    rows = sample(name)
    for file, content in (("a.xls", as_html(rows).encode()), ("a.xlsx", as_workbook(rows))):
        (tmp_path / file).write_bytes(content)
        found, faults = read(tmp_path / file, MONTH)
        assert not faults and [replace(each, line=0) for each in found] == said(tmp_path, rows)


@every_format
def test_a_summary_in_front_of_the_export_is_left_out(name, tmp_path):
    export = as_csv(sample(name)).encode("gb18030")
    packed = as_zip({"汇总.csv": SUMMARY, "明细/明细.csv": export})
    result = imported(tmp_path, packed, "export.zip")
    assert [sheet.reader["zh"] for sheet in result.sheets] == [READERS[name].name.zh]
    assert [each.rpartition("/")[2] for each in result.skipped] == ["汇总.csv"]
    assert kept(tmp_path / "store.sqlite") == len(said(tmp_path, sample(name)))


def test_a_workbook_with_a_summary_in_front_of_the_export(tmp_path):
    book = as_workbook([["项目", "合计"], ["收入", "1"]], [], sample("bank"))
    result = imported(tmp_path, book, "export.xlsx")
    assert [sheet.rows for sheet in result.sheets] == [4] and len(result.skipped) == 1


@every_format
def test_an_empty_month_has_no_rows_and_no_fault(name, tmp_path):
    titles, heading, _ = parted(name)
    result = imported(tmp_path, as_csv([*titles, *heading]))
    assert [sheet.rows for sheet in result.sheets] == [0]
    assert kept(tmp_path / "store.sqlite") == 0


@every_format
def test_the_same_file_counts_once_and_so_do_the_same_rows(name, tmp_path):
    text = as_csv(sample(name))
    imported(tmp_path, text)
    before = kept(tmp_path / "store.sqlite")
    assert imported(tmp_path, text, "again.csv").known
    (again,) = imported(tmp_path, text + "\n\n", "other.csv").sheets
    assert (again.added.new, again.added.changed) == (0, 0)
    assert kept(tmp_path / "store.sqlite") == before == len(said(tmp_path, sample(name)))


@pytest.mark.parametrize("name", [name for name in NAMES if not READERS[name].check])
def test_rows_of_two_halves_that_overlap_count_once(name, tmp_path):
    """Ledgers are whole, or do not balance."""
    heading, rows = parted(name)[1], body(name)
    third = max(1, len(rows) // 3)
    for at, half in enumerate((rows[: 2 * third], rows[third:])):
        imported(tmp_path, as_csv([*heading, *half]), f"{at}.csv")
    assert kept(tmp_path / "store.sqlite") == len(said(tmp_path, sample(name)))


# What no file may lack, and what it may


@pytest.mark.parametrize(("name", "column"), columns(optional=False))
def test_a_required_column_is_missed_by_its_name(name, column, tmp_path):
    _, faults = read_text(tmp_path, as_csv(without(name, column)), MONTH)
    if (name, column) == ("bank_marked", "direction"):  # then it looks like a bank's that has signs
        assert ["the balance does not follow" in each for each in faults] == [True]
        return
    (fault,) = faults
    assert " lacks: " in fault and READERS[name].columns[column].header[0] in fault


@pytest.mark.parametrize(("name", "column"), columns(optional=True))
def test_an_optional_column_is_not_missed(name, column, tmp_path):
    assert len(said(tmp_path, without(name, column))) >= len(said(tmp_path, sample(name)))


@pytest.mark.parametrize(("name", "column"), columns("id"))
def test_a_number_that_a_spreadsheet_has_rounded_is_refused(name, column, tmp_path):
    at, (titles, heading, rows) = place(name, column), parted(name)
    for rounded in ("4.01235E+18", "4012345678901230000"):
        spoilt = [*rows[0][:at], rounded, *rows[0][at + 1 :]]
        _, faults = read_text(tmp_path, as_csv([*titles, *heading, spoilt, *rows[1:]]), MONTH)
        header = READERS[name].columns[column].header[0]
        assert f":{len(titles) + 2} {header} | a spreadsheet has rounded the number" in faults[0]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in (
    "trial_balance_sides", "payroll", "tmall_order_items")])  # fmt: skip
def test_another_month_is_refused_and_nothing_stored(name, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(as_csv(sample(name)), "utf-8")
    store = tmp_path / "store.sqlite"
    with pytest.raises(PlanFault, match=f"not in {OTHER}|says {MONTH}, not {OTHER}"):
        import_files([path], OTHER, store=store, own=tmp_path / "none")
    assert not store.exists() or not sqlite3.connect(store).execute("select * from sqlite_master").fetchall()


@pytest.mark.parametrize("name", ["trial_balance_sides", "payroll", "tmall_order_items"])
def test_a_file_that_does_not_say_its_month_is_refused_without_one(name, tmp_path):
    (fault,) = read_text(tmp_path, as_csv(sample(name)))[1]
    assert "does not say its month" in fault


@every_format
def test_a_zip_in_a_zip_is_refused(name, tmp_path):
    inner = as_zip({"a.csv": as_csv(sample(name)).encode()})
    with pytest.raises(PlanFault, match="a ZIP inside a ZIP"):
        imported(tmp_path, as_zip({"inner.zip": inner}), "outer.zip")


def test_titles_full_of_blanks_take_no_time(tmp_path):
    begun = process_time()
    read_text(tmp_path, as_csv([["单位" + " " * 50_000 + "x", "2027年" + " " * 50_000], *sample("bank")]))
    assert process_time() - begun < 1


@pytest.mark.slow
def test_a_workbook_of_1997_has_the_same_rows(tmp_path: Path):
    """The format (BIFF) in which many ledgers still export .xls."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("NOT TESTED: LibreOffice, which writes such files, is not installed")
    (tmp_path / "new.xlsx").write_bytes(as_workbook(sample("alipay_flow")))
    profile = f"-env:UserInstallation={(tmp_path / 'libreoffice').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "new.xlsx")], check=True, capture_output=True, timeout=300)
    records, faults = read(tmp_path / "new.xls", MONTH)
    assert not faults
    assert [replace(each, line=0) for each in records] == said(tmp_path, sample("alipay_flow"))
