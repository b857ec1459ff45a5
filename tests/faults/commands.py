"""Every command that writes a file, with what must be there before it, and the state that it leaves."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import artplan
from artplan.report.workbook.write import write
from tests.pipeline.conftest import PARAMETERS, SMALL, cell

State = dict[str, object]  # contents by path

SPEC = "over:\n  overheads.rent.amount: [8000, 9000]\nlines: [net_profit, cash_closing.min]\n"
CHANGE = ("--set", "overheads.rent.amount=9000")


@dataclass(frozen=True)
class Writing:
    """A command that writes.

    words: its words. before: makes what it needs in a folder that holds the small plan. again: whether it may
    be repeated after it has succeeded. whole: whether all its files change together; otherwise each is whole.
    module: the module that runs it.
    """

    words: tuple[str, ...]
    before: Callable[[Path], object]
    again: bool = True
    whole: bool = True
    module: str = "artplan"


def nothing(folder: Path) -> None:
    pass


def edited_workbook(folder: Path) -> None:
    """A workbook in which rents differ from the plan, as if somebody had edited the blue cells."""
    from openpyxl import load_workbook

    path = folder / "edited.xlsx"
    write(artplan.load("base", folder=folder / "params").run(), path, "en", "0")
    book = load_workbook(path)
    sheet = book["Assumptions"]
    (row,) = [each for each in sheet.iter_rows() if any(one.value == 10000 for one in each)][:1]
    next(one for one in row if one.value == 10000).value = 9000
    book.save(path)


def scenario(folder: Path) -> None:
    edited_workbook(folder)
    path = folder / "params" / "scenarios" / "own.yaml"
    path.write_text("extends: base\nset:\n  overheads.rent.amount: 7000\n" + "# my notes\n" * 30, "utf-8")


def spec(folder: Path) -> None:
    (folder / "rent.yaml").write_text(SPEC, "utf-8")


def swept(folder: Path) -> None:
    spec(folder)
    (folder / "rent").mkdir()
    (folder / "rent" / "sweep.csv").write_text("former", "utf-8")


def uncertain(folder: Path) -> None:
    path = folder / "params" / "base" / "overheads.yaml"
    sure = "amount: 10000"
    text = path.read_text("utf-8")
    assert sure in text
    unsure = "amount: {value: 10000, unit: CNY/month, uncertain: {pert: [8000, 10000, 13000]}}"
    path.write_text(text.replace(sure, unsure, 1), "utf-8")


def workbook(folder: Path) -> None:
    (folder / "plan.xlsx").write_bytes(b"former")


def older(folder: Path) -> None:
    shutil.rmtree(folder / "params")
    shutil.copytree(Path(__file__).parents[1] / "older", folder, dirs_exist_ok=True)


def notebook(folder: Path) -> None:
    """A notebook that writes a table, and its former run."""
    opened = "from artplan.notebook import open_report\nstory = open_report(scenario, overrides, lang, out)"
    cells = [cell(PARAMETERS, "parameters"), cell(opened), cell("story.table('budget')")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    text = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "01_a.ipynb").write_text(json.dumps(text), "utf-8")
    subprocess.run(
        [sys.executable, "-m", "artplan", "run", "base", "--jobs", "1"],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def exports(folder: Path) -> None:
    """A store that holds a month, and the export of the next."""
    head = "交易日期,收入,支出,余额,对方户名,流水号\n"
    (folder / "january.csv").write_text(head + "20270105,100.00,,1100.00,某某,1001\n", "utf-8")
    rows = [f"202702{1 + at % 28:02d},1.00,,{1101 + at}.00,某某,{2000 + at}\n" for at in range(2000)]
    (folder / "february.csv").write_text(head + "".join(rows), "utf-8")
    command = [sys.executable, "-m", "artplan", "actuals", "import", "january.csv"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def ledger(folder: Path) -> None:
    """A store with a month that can be closed."""
    head = "科目代码,科目名称,期初余额借方,期初余额贷方,本期发生借方,本期发生贷方,期末余额借方,期末余额贷方\n"
    rows = "1002,银行存款,5,0,2,0,7,0\n3001,实收资本,0,5,0,2,0,7\n"
    (folder / "february.csv").write_text(f"2027年02月\n{head}{rows}", "utf-8")
    command = [sys.executable, "-m", "artplan", "actuals", "import", "february.csv"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


WRITING: Mapping[str, Writing] = {
    "import": Writing(("import", "edited.xlsx", "--name", "own"), edited_workbook, again=False),
    "import --force": Writing(("import", "edited.xlsx", "--name", "own", "--force"), scenario),
    "panel": Writing(("own",), nothing, again=False, module="tests.faults.panel"),
    "new": Writing(("new", "shop"), nothing, again=False),
    "workbook": Writing(("workbook", "base", "-o", "plan.xlsx"), workbook),
    "simulate --charts": Writing(
        ("simulate", "--draws", "50", "--charts", "charts", "--line", "net_profit"), uncertain, whole=False
    ),
    "sweep --out": Writing(("sweep", "rent.yaml", "--out", "rent"), swept, whole=False),
    "upgrade": Writing(("upgrade", "."), older, whole=False),
    "actuals import": Writing(("actuals", "import", "february.csv"), exports),
    "actuals close": Writing(("actuals", "close", "2027-02", "--by", "Li"), ledger, again=False, whole=False),
    "version freeze": Writing(
        ("version", "freeze", "2027-B0", "--approved-by", "Li", "--why", "approved"), nothing, again=False
    ),
    "run": Writing(("run", "base", "--jobs", "1", "--lang", "en", *CHANGE), notebook),
}


def prepare(folder: Path, writing: Writing) -> None:
    shutil.copytree(SMALL, folder / "params")
    writing.before(folder)


def state(folder: Path) -> State:
    """What a user sees: every file but those of hidden folders, without the times of runs."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [(path, path.relative_to(folder)) for path in files if not path.name.endswith("-journal")]
    return {
        name.as_posix(): _content(path)
        for path, name in names
        if not any(step.startswith(".") for step in name.parts) and "failed" not in name.parts
    }


def _content(path: Path) -> object:
    if path.name == "index.html":
        return path.read_text("utf-8").rstrip().endswith("</html>")
    if path.suffix == ".sqlite":
        with sqlite3.connect(path) as store:  # what is in the journal of a killed import is undone here
            return "\n".join(store.iterdump())
    if path.name == "manifest.json":
        read = json.loads(path.read_text("utf-8"))
        return {key: read[key] for key in read if key not in ("times", "former")}
    return path.read_bytes()
