"""Workbooks for the tests: written, spoilt on purpose, recalculated by LibreOffice, read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from artplan.report.workbook.write import WrittenWorkbook, write
from artplan.result import Result
from tests.workbook.recalculate import Cell

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
MUST = "CI"  # there, a missing LibreOffice is a failure


def written(result: Result, path: Path, lang: str = "en") -> WrittenWorkbook:
    return write(result, path, lang, version="0")


def cells(path: Path) -> dict[Cell, Any]:
    """Every cell's value as it lies in the file."""
    book = CalamineWorkbook.from_path(path)
    result = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value != "":
                    result[name, row, column] = value
    return result


def spoil(path: Path) -> Path:
    """A copy in which every cached result is wrong, so that only a recalculation can be right."""
    spoilt = path.with_name(f"spoilt-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>12345</v>", data)
            target.writestr(name, data)
    return spoilt


def by_libreoffice(path: Path) -> dict[Cell, Any]:
    """The cells after LibreOffice has opened the file, worked out every formula and saved it."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get(MUST), "LibreOffice must be there: make set-up installs it with apt-get"
        pytest.skip("NOT TESTED against LibreOffice: it is not installed (apt-get install libreoffice-calc)")
    profile = path.parent / "libreoffice"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    out = path.parent / "recalculated"
    done = subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
        + ["--outdir", str(out), str(path)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (out / path.name).is_file(), done.stdout + done.stderr
    return cells(out / path.name)


def wrong(found: dict[Cell, Any], true: dict[Cell, Any], formulas: Any) -> list[str]:
    """The formula cells that are not what they should be, to half a cent."""
    rows = []
    for cell in formulas:
        value, wanted = found.get(cell, ""), true[cell]
        if isinstance(wanted, str):
            good = value == wanted
        else:
            good = isinstance(value, int | float) and abs(value - wanted) <= max(0.005, 1e-13 * abs(wanted))
        if not good:
            rows.append(f"{cell}: {value!r}, should be {wanted!r}")
    return rows
