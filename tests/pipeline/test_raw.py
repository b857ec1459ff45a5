"""The notebooks without our pipeline: by papermill's own command and by nbconvert."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OVERVIEW = ROOT / "notebooks" / "01_overview.ipynb"

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "given",
    [
        ["-p", "scenario", "growth"],
        ["-y", "{scenario: growth, lang: en, overrides: {overheads.rent.amount: x1.5}}"],
        ["-p", "overrides", "overheads.rent.amount=x1.5; plan.months=6"],
    ],
)
def test_papermill_runs_a_notebook_with_its_own_options(tmp_path: Path, given: list[str]) -> None:
    done = papermill(tmp_path, *given)
    assert done.returncode == 0, done.stderr
    assert pictures_and_tables(tmp_path / "out.ipynb") > 0


def test_papermill_reads_parameters_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "given.yaml").write_text("scenario: cautious\nlang: en\n", "utf-8")
    assert papermill(tmp_path, "-f", "given.yaml").returncode == 0
    assert "cautious" in (tmp_path / "out.ipynb").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["-y", "{overrides: {overheads.rnet.amount: 1}}"], "overheads.rnet"),
        (["-p", "scenario", "nowhere"], "nowhere"),
        (["-p", "scenaro", "growth"], "scenaro"),
    ],
)
def test_what_the_plan_does_not_know_fails_the_notebook(tmp_path: Path, given: list[str], told: str) -> None:
    done = papermill(tmp_path, *given)
    assert done.returncode != 0
    assert told in done.stderr


def test_nbconvert_executes_a_notebook_where_it_lies(tmp_path: Path) -> None:
    command = ["nbconvert", "--execute", "--to", "notebook", str(OVERVIEW), "--output-dir", str(tmp_path)]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert pictures_and_tables(tmp_path / OVERVIEW.name) > 0


def papermill(folder: Path, *given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papermill", str(OVERVIEW), "out.ipynb", "--no-progress-bar", *given]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


def pictures_and_tables(executed: Path) -> int:
    cells = json.loads(executed.read_text("utf-8"))["cells"]
    shown = [output.get("data", {}) for cell in cells for output in cell.get("outputs", ())]
    return sum("text/html" in data or "image/svg+xml" in data or "image/png" in data for data in shown)
