"""Importing exports: all files of a call or none, nothing twice, whatever happens in between."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from artplan.actuals.imports import FileImport, import_files
from artplan.cli import main
from artplan.plan.written.faults import PlanFault

HEAD = "交易日期,收入,支出,余额,对方户名,流水号\n"
JANUARY = HEAD + "20270105,100.00,,1100.00,某某画廊,1001\n20270120,,40.00,1060.00,某某快递,1002\n"
OVERLAPPING = HEAD + "20270120,,40.00,1060.00,某某快递,1002\n20270131,10.00,,1070.00,某某画廊,1003\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bring(*texts: str, month: str | None = None) -> list[FileImport]:
    paths = [Path(f"{at}.csv") for at in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return import_files(paths, month)


def rows(columns: str = "day, measures") -> list[tuple[str, ...]]:
    with sqlite3.connect("actuals/store.sqlite") as store:
        return store.execute(f"select {columns} from record order by day").fetchall()


def test_a_record_keeps_day_and_amounts_and_nobody_s_name():
    (answer,) = bring(JANUARY)
    (sheet,) = answer.sheets
    assert (sheet.rows, sheet.added.new) == (2, 2)
    assert {name: float(total) for name, total in sheet.sums.items()} == {"收入": 100, "支出": 40}
    assert rows() == [
        ("2027-01-05", json.dumps({"received": "100", "paid": "0", "balance": "1100"})),
        ("2027-01-20", json.dumps({"received": "0", "paid": "40", "balance": "1060"})),
    ]
    content = Path("actuals/store.sqlite").read_bytes()
    assert "某某画廊".encode() not in content and b"1001" not in content


def test_the_same_file_changes_nothing_and_an_overlapping_one_adds_what_is_new():
    bring(JANUARY)
    before = Path("actuals/store.sqlite").read_bytes()
    (again,) = bring(JANUARY)
    assert again.known and Path("actuals/store.sqlite").read_bytes() == before
    (second,) = bring(OVERLAPPING)
    (sheet,) = second.sheets
    assert (sheet.added.new, sheet.added.known) == (1, 1) and len(rows()) == 3


def test_a_later_export_of_an_order_takes_the_place_of_the_former():
    head = "订单编号,买家实付金额,订单状态,订单创建时间,宝贝总数量\n"
    bring(head + "4012345678901234567,0.00,等待买家付款,2027-01-05 10:00:00,1\n")
    (answer,) = bring(head + "4012345678901234567,330.00,交易成功,2027-01-05 10:00:00,1\n")
    assert answer.sheets[0].added.changed == 1
    ((kind, measures),) = rows("kind, measures")
    assert kind == "done" and json.loads(measures)["paid"] == "330"


def test_one_fault_in_one_file_and_no_file_is_imported():
    with pytest.raises(PlanFault) as caught:
        bring(JANUARY, HEAD + "20270205,5.00,,5.00,某某,1\n20270206,x,,5.00,某某,2\n", month="2027-01")
    first, second = str(caught.value).splitlines()
    assert first.startswith("2.csv:2 | 2027-02-05 is not in 2027-01 | ")
    assert second.startswith("2.csv:3 收入 | is no number | ")
    assert not Path("actuals/store.sqlite").exists()
    bring(JANUARY)
    before = rows()
    with pytest.raises(PlanFault):
        bring(OVERLAPPING, "no export")
    assert rows() == before


def test_two_rows_of_one_number_are_refused_unless_they_are_the_same():
    row, other = "20270105,9.00,,9.00,某某,1001\n", "20270105,1.00,,10.00,某某,1001\n"
    with pytest.raises(PlanFault, match=r"1.csv:3 \| its number is that of line 2, with other content"):
        bring(HEAD + row + other)
    (answer,) = bring(HEAD + row.replace("9.00,,", "0,,") * 2)
    assert (answer.sheets[0].added.new, answer.sheets[0].added.known) == (1, 1)


def test_a_bank_of_one_s_own_is_a_file_of_one_s_own():
    own = "name: {zh: 本店银行, en: Our bank}\ncolumns:\n  number: {header: Ref, holds: id}\n"
    own += "  day: {header: Booked, holds: day}\n  amount: {header: Amount, holds: amount}\n"
    own += "key: [number]\nday: day\n"
    Path("actuals/readers").mkdir(parents=True)
    Path("actuals/readers/our_bank.yaml").write_text(own, "utf-8")
    (answer,) = bring("Ref,Booked,Amount\n7,2027-01-05,-12.50\n")
    assert answer.sheets[0].reader["en"] == "Our bank"
    Path("actuals/readers/our_bank.yaml").write_text(own.replace("key: [number]", "key: [nmber]"), "utf-8")
    with pytest.raises(PlanFault, match=r"actuals/readers/our_bank.yaml.*nmber.*did you mean number"):
        bring("Ref,Booked,Amount\n7,2027-01-05,-12.50\n")


def test_a_day_that_a_file_may_lack_is_no_day(here: Path):
    own = "name: Bank\ncolumns: {number: {header: Ref}, day: {header: D, holds: day, optional: true}}\n"
    (here / "actuals/readers").mkdir(parents=True)
    (here / "actuals/readers/our_bank.yaml").write_text(own + "key: [number]\nday: day\n", "utf-8")
    with pytest.raises(PlanFault, match=r"our_bank.yaml:1 .*day cannot be optional"):
        bring(JANUARY)


def test_damage_beside_a_sheet_that_can_be_read_is_a_fault(here: Path):
    """A summary that no reader knows is left out, and told."""
    with zipfile.ZipFile("both.zip", "w") as archive:
        archive.writestr("a.csv", JANUARY)
        archive.writestr("summary.csv", "month,total\n1,2\n")
    (answer,) = import_files([Path("both.zip")], None)
    assert answer.skipped == ("both.zip/summary.csv",)
    with zipfile.ZipFile("damaged.zip", "w") as archive:
        archive.writestr("a.csv", JANUARY + "20270121,1.00,,1061.00,x,9\n")
        archive.writestr("b.csv", HEAD + '20270122,1.00,,"9,x,10\n')
    with pytest.raises(PlanFault, match="quotation marks do not match"):
        import_files([Path("damaged.zip")], None)


def test_the_command_in_both_languages(capsys: pytest.CaptureFixture[str]):
    Path("b.csv").write_text(JANUARY, "gb18030")
    assert main(["actuals", "status"]) == 2
    assert "artplan actuals import FILE" in capsys.readouterr().err
    assert main(["actuals", "import", "b.csv", "--month", "2027-01", "--lang", "zh"]) == 0
    assert "b.csv：银行流水，2 行；新增 2 条，已有 0 条，更新 0 条" in capsys.readouterr().out
    assert main(["actuals", "import", "b.csv", "--lang", "en"]) == 0
    assert "b.csv: imported before, nothing changes" in capsys.readouterr().out
    assert main(["actuals", "status", "--lang", "en"]) == 0
    assert "2027-01   open  Bank statement        2" in capsys.readouterr().out
    assert main(["actuals", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["months"] == [
        {"month": "2027-01", "reader": "bank", "records": 2}
    ]
    assert main(["actuals", "import", "b.csv", "--month", "2027-1"]) == 2
    assert "--month 2027-1" in capsys.readouterr().err


def test_a_file_that_is_no_store_is_told(capsys: pytest.CaptureFixture[str]):
    Path("actuals").mkdir()
    Path("actuals/store.sqlite").write_text("no database, but long enough to be taken for one" * 9)
    Path("b.csv").write_text(JANUARY, "utf-8")
    assert main(["actuals", "import", "b.csv", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("actuals/store.sqlite | is no store of actuals, or is damaged")


@pytest.mark.parametrize("delay", [0.02, 0.1, 0.3])
def test_a_killed_import_leaves_the_state_before_or_after(here: Path, delay: float):
    """`python -m tests.faults.campaign` does so at 30 random moments."""
    bring(JANUARY)
    before = rows("key")
    lines = [f"202701{1 + at % 28:02d},1.00,,{1000 + at + 1}.00,某某,{5000 + at}\n" for at in range(20_000)]
    (here / "many.csv").write_text(HEAD + "".join(lines), "utf-8")
    command = "from artplan.actuals.imports import import_files; from pathlib import Path; print(flush=True);"
    command += "import_files([Path('many.csv')], None)"
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    assert len(rows("key")) in (len(before), len(before) + 20_000)
    import_files([Path("many.csv")], None)
    assert len(rows("key")) == len(before) + 20_000
