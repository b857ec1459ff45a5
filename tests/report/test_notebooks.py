"""The notebooks as they are stored, what opens them, and that they run by papermill and nbconvert."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from artplan.notebook import open_report
from artplan.pipeline.notebooks.sources import explores
from artplan.plan.written.faults import PlanFault
from artplan.texts.catalogue import has
from tests.shop import SHOP

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
STORIES = [path for path in NOTEBOOKS if not explores(path)]
TABLES_ONLY = ("13_statutory_statements",)  # every other page has a chart
EACH = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def faults(**parameters: Any) -> list[str]:
    with pytest.raises(PlanFault) as caught:
        open_report(**parameters)
    return [str(fault) for fault in caught.value.faults]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHOP.parent)


@EACH
def test_a_notebook_is_stored_without_results_and_with_one_parameters_cell(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert [cell.id for cell in code if "parameters" in cell.metadata.get("tags", [])] == ["parameters"]
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert has(f"notebook.{path.stem}")


@EACH
def test_a_notebook_has_no_logic_of_its_own(path: Path) -> None:
    logic = ast.If | ast.For | ast.While | ast.FunctionDef | ast.BinOp | ast.Lambda | ast.ListComp | ast.Try
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            assert len(source.splitlines()) <= 6
            assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, logic)]


def test_overrides_come_as_a_mapping_or_as_text() -> None:
    mapping = open_report("base", {"channels.zhitongche.cost_per_click": "x2"}, "en")
    text = open_report("base", " channels.zhitongche.cost_per_click = x2 ; ", "en")
    assert [change.new for change in mapping.result.plan.overrides] == [20]
    assert mapping.result.plan.hash == text.result.plan.hash != open_report().result.plan.hash


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"overrides": "channels.zhitongche.cost_per_clik=3"}, "did you mean"),
        (
            {"overrides": "channels.zhitongche.cost_per_click"},
            "is no override | write path=value; path=value",
        ),
        ({"overrides": ["a=1"]}, "neither text nor a mapping"),
        ({"overrides": "plan.months=3;plan.months=4"}, "plan.months is given twice"),
        ({"lang": "fr"}, "unknown language 'fr' | languages: zh, en"),
        ({"scenario": 2027}, "2027 is no text"),
        ({"scenario": "grwoth"}, "did you mean growth?"),
        ({"out": None}, "nothing is no text"),
        ({"scenarios": "base grwoth"}, "did you mean growth?"),
    ],
)
def test_a_wrong_parameter_fails_with_its_remedy(parameters: dict[str, Any], told: str) -> None:
    assert told in " ".join(faults(**parameters))


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(faults(lang="fr", overrides="a", scenario=1)) == 3


def test_a_parameter_that_the_notebook_has_not_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """papermill itself would only warn."""
    cells = ["", 'scenario = "base"\nlang = "zh"', '# Parameters\nscenaro = "growth"\nlang = "en"\n']
    monkeypatch.setattr(sys.modules["__main__"], "In", cells, raising=False)
    assert faults() == ["parameters scenaro | the notebook has no such parameter | did you mean scenario?"]


def test_charts_and_tables_are_written_beside_when_a_folder_is_given(tmp_path: Path) -> None:
    story = open_report("base", {}, "zh", str(tmp_path / "files"))
    story.chart("waterfall")
    story.table("budget", by="quarter")
    assert (tmp_path / "files" / "waterfall.svg").read_text(encoding="utf-8").startswith("<svg")
    csv = (tmp_path / "files" / "budget_by_quarter.csv").read_bytes()
    assert csv.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in csv


def test_an_unknown_chart_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean waterfall"):
        open_report().chart("waterfal")


def test_scenarios_are_compared_with_the_notebooks_own_first() -> None:
    plain = open_report("growth", {}, "zh", scenarios="base lean")
    changed = open_report("base", {"plan.opening.cash": 1}, "zh", scenarios="base lean")
    every = open_report("lean", {}, "zh", scenarios="")
    assert list(plain.results) == ["growth", "base", "lean"]
    assert list(changed.results) == ["base *", "base", "lean"]
    assert next(iter(every.results)) == "lean"
    assert set(every.results) == {"base", "lean", "growth", "double11"}
    with pytest.raises(ValueError, match="nothing to compare"):
        open_report().say("scenarios")


@pytest.mark.slow
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_papermill_runs_it_in_both_languages(path: Path, tmp_path: Path) -> None:
    import papermill

    for lang in ("zh", "en"):
        out = tmp_path / f"{lang}.ipynb"
        papermill.execute_notebook(
            str(path), str(out), {"scenario": "lean", "lang": lang}, progress_bar=False
        )
        notebook = nbformat.read(out, as_version=4)
        shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert all(output.output_type == "execute_result" for output in shown)
        form = "image/svg+xml" if path.stem not in TABLES_ONLY else "<table>"
        assert any(form in output.data or form in output.data.get("text/html", "") for output in shown)


@pytest.mark.slow
def test_an_override_or_a_parameter_the_notebook_does_not_know_fails_it(tmp_path: Path) -> None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    path, out = str(STORIES[0]), str(tmp_path / "out.ipynb")
    for parameters, message in (
        ({"overrides": "channels.zhitongche.cost_per_clik=3"}, "did you mean"),
        ({"overides": {"plan.months": 3}}, "did you mean overrides"),
    ):
        with pytest.raises(PapermillExecutionError, match=message):
            papermill.execute_notebook(path, out, parameters, progress_bar=False)


@pytest.mark.slow
def test_nbconvert_runs_it() -> None:
    from nbconvert.preprocessors import ExecutePreprocessor

    notebook = nbformat.read(STORIES[0], as_version=4)
    ExecutePreprocessor(timeout=120).preprocess(notebook, {"metadata": {"path": str(ROOT)}})
    assert any(
        "image/svg+xml" in output.get("data", {})
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
