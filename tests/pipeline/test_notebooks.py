from __future__ import annotations

from pathlib import Path

import pytest

from artplan.pipeline.notebooks import sources as notebooks
from artplan.plan.written.faults import PlanFault


def test_the_notebooks_of_the_working_directory_are_run_in_order(folder: Path, notebook) -> None:
    notebook("02_b")
    notebook("01_a")
    notebook("_draft")
    assert [path.name for path in notebooks.find(lived=False)] == ["01_a.ipynb", "02_b.ipynb"]


def test_elsewhere_those_that_come_with_the_package_are(folder: Path) -> None:
    assert notebooks.find(lived=False)[0].name == "01_overview.ipynb"


def test_an_empty_folder_of_notebooks_is_a_fault(folder: Path) -> None:
    (folder / "notebooks").mkdir()
    with pytest.raises(PlanFault, match=r"notebooks \| holds no notebooks"):
        notebooks.find(lived=False)


def test_every_notebook_that_cannot_be_run_is_named(folder: Path, notebook) -> None:
    notebook("01_good")
    notebook("02_knows_no_language", parameters='scenario = "base"\noverrides = {}\nout = ""')
    notebook("03_broken").write_text("{", "utf-8")
    notebook("04_untagged").write_text('{"cells": []}', "utf-8")
    with pytest.raises(PlanFault) as caught:
        notebooks.find(lived=False)
    first, second, third = map(str, caught.value.faults)
    assert first.startswith("notebooks/02_knows_no_language.ipynb | its parameters cell does not set lang | ")
    assert second.startswith("notebooks/03_broken.ipynb | cannot be read as a notebook (JSONDecodeError: ")
    assert third.startswith("notebooks/04_untagged.ipynb | has no cells tagged `parameters` | ")


def test_the_panel_is_left_to_those_who_move_it(folder: Path, notebook) -> None:
    notebook("00_mine", "from artplan.app.panel import show\nshow(scenario, lang)")
    notebook("01_a", "1")
    assert [path.stem for path in notebooks.find(lived=False)] == ["01_a"]
