"""Runs of small notebooks: what is written, and what is left alone when something goes wrong."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

import artplan
from artplan.cli import main

pytestmark = pytest.mark.usefixtures("kept_workers")

WRITTEN = [
    "files/x.txt",
    "index.html",
    "lines.csv",
    "manifest.json",
    "notebooks/01_a.ipynb",
    "pages/01_a.html",
    "params.yaml",
    "plan.xlsx",
]


def test_a_run_leaves_what_the_design_lists(folder: Path, notebook, capsys: pytest.CaptureFixture) -> None:
    notebook("01_a", "import pathlib\npathlib.Path(out, 'x.txt').write_text('x')")
    assert main(["run", "growth", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{Path('outputs/growth/index.html')}\n"
    assert files(folder / "outputs" / "growth") == WRITTEN
    front = (folder / "outputs" / "growth" / "index.html").read_text("utf-8")
    assert "PC store: Sales target of the year +20%" in front, "what each override does"
    assert front.index("Placeholders that weigh most") < front.index("<summary>Values by section</summary>")
    assert sorted(path.name for path in (folder / "outputs").iterdir()) == ["growth", "index.html"]


def test_readers_see_the_name_of_a_scenario_and_files_keep_what_commands_call_it(
    folder: Path, notebook
) -> None:
    notebook("01_a")
    main(["run", "growth", "--lang", "en"])
    made = folder / "outputs" / "growth"
    front, index = ((place / "index.html").read_text("utf-8") for place in (made, made.parent))
    assert "scenario: Growth" in front and "alone on Base plan" in front
    assert '<a href="growth/index.html">Growth</a>' in index
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert (manifest["scenario"], manifest["name"]) == ("growth", {"zh": "增长", "en": "Growth"})
    assert (made / "lines.csv").read_text("utf-8-sig").splitlines()[1].startswith("growth,")
    book = openpyxl.load_workbook(made / "plan.xlsx")
    assert book.properties.title == book["Front"]["B3"].value == "Growth"
    heads = [cell.value for cell in book["Scenarios"][3]]
    assert heads[1:] == ["Growth · This one (live)", "Base plan", "Growth", "lean"]


@pytest.mark.parametrize("cash", [21_000, 100_000])
def test_the_front_page_says_what_the_plan_would_not_survive(folder: Path, notebook, cash: int) -> None:
    notebook("01_a")
    assert main(["run", "--set", f"plan.opening.cash={cash}", "--lang", "en"]) == 0
    front = (folder / "outputs" / "base" / "index.html").read_text("utf-8")
    dies = '<p class="alarm">Would not survive: conversion rates halved (cash −7.00 k CNY in February).</p>'
    assert (dies in front) == (cash == 21_000)
    assert ("Would not survive" in front) == (cash == 21_000)


def test_the_table_of_lines_reads_back_to_the_same_numbers(folder: Path, notebook) -> None:
    notebook("01_a")
    main(["run"])
    text = (folder / "outputs" / "base" / "lines.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert list(rows[0]) == ["scenario", "line", "unit", "member", "month", "value"]
    result = [float(row["value"]) for row in rows if row["line"] == "net_profit"]
    assert result == list(artplan.load("base").run()["net_profit"])


def test_the_slowest_cells_are_listed(folder: Path, notebook, capsys: pytest.CaptureFixture) -> None:
    notebook("01_a", "import time\ntime.sleep(0.3)", "1")
    assert main(["run", "--timings", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    head, first, *_ = shown.err.splitlines()[-4:]
    assert head.split() == ["scenario", "notebook", "cell", "seconds"]
    scenario, name, _, seconds = first.split()
    assert (scenario, name) == ("base", "01_a") and 0.3 <= float(seconds) < 30
    assert shown.out == f"{Path('outputs/base/index.html')}\n"
    manifest = json.loads((folder / "outputs" / "base" / "manifest.json").read_text("utf-8"))
    assert len(manifest["times"]["cells"]["01_a"]) == 3


def test_the_manifest_names_the_former_run_and_no_folder_of_this_machine(folder: Path, notebook) -> None:
    notebook("01_a")
    main(["run", "growth"])
    first = json.loads((folder / "outputs" / "growth" / "manifest.json").read_text("utf-8"))
    main(["run", "growth", "--set", "overheads.rent.amount=+1000"])
    text = (folder / "outputs" / "growth" / "manifest.json").read_text("utf-8")
    second = json.loads(text)
    assert first["former"] is None
    assert second["former"]["headline"] == first["headline"]
    assert second["headline"]["net_profit"] < first["headline"]["net_profit"]
    assert second["overrides"] == {"overheads.rent.amount": "+1000"}
    assert second["parameter_hash"] != first["parameter_hash"]
    assert str(folder) not in text


def test_a_failing_notebook_stops_its_scenario_alone(folder: Path, notebook, capsys) -> None:
    notebook("01_a", "x = 1", "if scenario == 'lean':\n    raise KeyError('rent')")
    notebook("02_b")
    kept = folder / "outputs" / "lean" / "index.html"
    kept.parent.mkdir(parents=True)
    kept.write_text("former", "utf-8")
    (kept.parent / "manifest.json").write_text('{"artplan": "0", "scenario": "lean"}', "utf-8")

    assert main(["run", "lean", "growth", "--jobs", "1", "--lang", "en"]) == 3

    message = capsys.readouterr().err
    assert "lean: 01_a.ipynb failed in" in message
    assert "    |     raise KeyError('rent')" in message
    assert "KeyError: 'rent'" in message
    assert "Traceback" not in message
    assert kept.read_text("utf-8") == "former"
    assert (folder / "outputs" / "failed" / "lean-01_a.ipynb").exists()
    assert (folder / "outputs" / "growth" / "index.html").exists()
    assert not list((folder / "outputs").glob(".*"))


def test_a_failure_is_forgotten_when_the_notebook_succeeds(folder: Path, notebook) -> None:
    notebook("01_a", "1 / 0")
    assert main(["run"]) == 3
    notebook("01_a", "1 / 1")
    assert main(["run"]) == 0
    assert not list((folder / "outputs").glob("failed/*"))


def test_an_override_that_the_notebook_reads_is_the_one_given(folder: Path, notebook) -> None:
    notebook("01_a", "assert overrides == {'overheads.rent.amount': 'x1.5'}, overrides")
    assert main(["run", "--set", "overheads.rent.amount=x1.5"]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--set", "overheads.rnet.amount=1"], "did you mean"),
        (["nowhere"], "nowhere"),
        (["growth", "--set", "overheads.rent"], "--set | 'overheads.rent' is no setting | write PATH=VALUE"),
        (
            ["--set", "plan.months=1", "plan.months=2"],
            "--set plan.months | is set twice | keep one of the two",
        ),
        (["cases/../base", "base"], "|"),
        (["--out", "notebooks/01_a.ipynb"], "notebooks/01_a.ipynb | is a file | choose another --out"),
        (
            ["--out", "notebooks/01_a.ipynb/x"],
            "01_a.ipynb/x | cannot be written: Not a directory | ",
        ),
    ],
)
def test_bad_input_is_told_before_anything_is_written(
    folder: Path, notebook, capsys, arguments, told
) -> None:
    notebook("01_a")
    assert main(["run", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error
    assert not (folder / "outputs").exists()


def test_a_folder_that_is_no_run_is_never_replaced(folder: Path, notebook, capsys) -> None:
    notebook("01_a")
    (folder / "growth").mkdir()
    (folder / "growth" / "thesis.txt").write_text("my only copy", "utf-8")
    assert main(["run", "growth", "--out", "."]) == 2
    assert (
        "growth | is there and is no run of growth | move it away, or choose another --out"
        in capsys.readouterr().err
    )
    assert files(folder / "growth") == ["thesis.txt"]


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(folder: Path, notebook) -> None:
    """But for the manifest and the index pages, which alone tell times."""
    notebook("01_a", "import warnings\nwarnings.warn('!')\nprint(out, {'b', 'a'})\nscenario")
    notebook("02_b", "import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    main(["run", "--jobs", "1"])
    first = hashes(folder / "outputs" / "base")
    main(["run", "--jobs", "2"])
    assert hashes(folder / "outputs" / "base") == first
    assert len(first) == 7


def files(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def hashes(place: Path) -> dict[str, str]:
    same = [name for name in files(place) if name not in ("manifest.json", "index.html")]
    return {name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in same}
