"""`artplan new --with-actuals`, and the lines with which the README lives with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from artplan.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("as_shipped")
def test_a_new_shop_has_the_same_bytes_and_tells_how_to_import_them(files, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "shop", "--with-actuals", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "cd shop && artplan run",
        "cd shop && artplan actuals import exports/2027-01/* --month 2027-01",
    ]
    for name, content in files.items():
        assert (tmp_path / "shop" / name).read_bytes() == content
    assert "exports/" in (tmp_path / "shop" / ".gitignore").read_text("utf-8").splitlines()


@pytest.mark.slow
def test_the_lines_of_the_readme_close_three_months(tmp_path: Path):
    readme = (ROOT / "README.md").read_text("utf-8")
    (lines,) = re.findall(r"^```\n(artplan new shop --with-[^`]*)```", readme, re.MULTILINE)
    assert len(lines.splitlines()) == 5
    script = f'set -e\nartplan() {{ "{sys.executable}" -m artplan "$@"; }}\n{lines}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    closed = sorted(path.name for path in (tmp_path / "shop" / "actuals" / "closed").glob("*-0?.csv"))
    assert closed == ["2027-01.csv", "2027-02.csv", "2027-03.csv"]
