"""Only what changed is run again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from artplan.cli import main
from artplan.pipeline.notebooks.sources import compares
from tests.pipeline.conftest import PARAMETERS

COUNTED = """\
import pathlib
with open('ran', 'a') as file:
    file.write({!r})
pathlib.Path(out, {!r}).write_text('x')"""


@pytest.fixture
def plan(folder: Path, notebook, kept_workers: None) -> Path:
    """Two notebooks that leave a letter each time they are run, and the small plan."""
    notebook("01_a", COUNTED.format("a", "a.txt"))
    notebook("02_b", COUNTED.format("b", "b.txt"), parameters=PARAMETERS + '\nscenarios = ""')
    (folder / "ran").touch()
    return folder


def ran(folder: Path, *arguments: str) -> str:
    """The letters of the notebooks that a run has executed."""
    before = len((folder / "ran").read_text())
    assert main(["run", *arguments]) == 0
    return "".join(sorted((folder / "ran").read_text()[before:]))


def test_nothing_changed_nothing_run(plan: Path, capsys: pytest.CaptureFixture) -> None:
    assert ran(plan, "lean") == "ab"
    manifest = (plan / "outputs" / "lean" / "manifest.json").read_bytes()
    assert ran(plan, "lean") == ""
    assert "自上次运行以来没有变化：lean（用 --fresh 仍会运行）" in capsys.readouterr().err
    assert (plan / "outputs" / "lean" / "manifest.json").read_bytes() == manifest
    assert ran(plan, "lean", "--fresh") == "ab"


def test_what_a_notebook_rests_on_runs_it_again(plan: Path, notebook) -> None:
    assert ran(plan, "lean") == "ab"
    with open(plan / "params" / "scenarios" / "growth.yaml", "a") as file:
        file.write("\n# another plan's file\n")
    assert ran(plan, "lean") == "b", "the one that sets plans side by side"
    with open(plan / "params" / "base" / "plan.yaml", "a") as file:
        file.write("\n# the plan it stands on\n")
    assert ran(plan, "lean") == "ab"
    assert ran(plan, "lean", "--lang", "en") == "ab"
    assert ran(plan, "lean", "--lang", "en", "--set", "overheads.rent.amount=+1") == "ab"
    notebook("01_a", COUNTED.format("c", "c.txt"))
    assert ran(plan, "lean", "--lang", "en", "--set", "overheads.rent.amount=+1") == "c"
    files = plan / "outputs" / "lean" / "files"
    assert sorted(path.name for path in files.iterdir()) == ["b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("source", "more"),
    [
        ("from artplan.notebook import open_report\nopen_report(scenario)", False),
        ("import pathlib", False),
        ("from artplan.notebook import open_questions, open_report", True),
        ("import artplan as a\na.load('growth')", True),
        ("%matplotlib inline", True),
    ],
)
def test_who_asks_more_than_the_report_of_a_plan_may_read_others(notebook, source: str, more: bool) -> None:
    assert compares(notebook("01_a", source)) is more


def test_what_is_taken_over_is_what_would_be_made(plan: Path, notebook) -> None:
    def made() -> dict[str, bytes]:
        files = [path for path in (plan / "outputs" / "lean").rglob("*") if path.is_file()]
        varying = ("index.html", "manifest.json")  # they show times
        return {str(path): path.read_bytes() for path in files if path.name not in varying}

    main(["run", "lean"])
    notebook("01_a", COUNTED.format("c", "c.txt"))
    assert ran(plan, "lean") == "c"
    partly = made()
    assert ran(plan, "lean", "--fresh") == "bc"
    assert made() == partly


def test_what_was_taken_away_is_made_again(plan: Path) -> None:
    main(["run", "lean"])
    (plan / "outputs" / "lean" / "pages" / "02_b.html").unlink()
    notebook = plan / "outputs" / "lean" / "notebooks" / "01_a.ipynb"
    manifest = plan / "outputs" / "lean" / "manifest.json"
    message = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(message | {"key": "another"}), "utf-8")
    before = notebook.stat().st_mtime_ns
    assert ran(plan, "lean") == "b"
    assert notebook.stat().st_mtime_ns == before
