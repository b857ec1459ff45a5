from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest

from artplan.pipeline.job import COPIED, Notebook
from artplan.pipeline.jobs import crew as workers
from artplan.pipeline.notebooks import execute
from tests.pipeline.conftest import Crews


def test_what_papermill_stamps_in_is_taken_out() -> None:
    stamped = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("1", metadata={"tags": [], "papermill": {"duration": 0.1}}, id="mine")
    injected = nbformat.v4.new_code_cell("2", metadata={"tags": ["injected-parameters"], "execution": {}})
    stamped.cells = [cell, injected]
    stamped.metadata = {"papermill": {"input_path": "/home/me", "parameters": {"lang": "en"}, "duration": 9}}

    clean = execute.cleaned(stamped, {"mine"}, {})

    assert [dict(cell.metadata) for cell in clean.cells] == [{}, {"tags": ["injected-parameters"]}]
    assert [cell.id for cell in clean.cells] == ["mine", "cell-1"]
    assert clean.metadata.papermill == {"parameters": {"lang": "en"}}


def test_paths_of_the_machine_are_replaced_but_not_inside_pictures() -> None:
    seen = nbformat.v4.new_notebook()
    message = nbformat.v4.new_output(
        "stream", text="/home/ann/x.csv, ./home/ann/y, '/home/ann'\n/tmp/ipykernel_77/123.py:1: Warning"
    )
    shown = nbformat.v4.new_output("display_data", {"image/png": "iVBORw0KGgo/home/ann/AAA+/home/ann+w=="})
    seen.cells = [nbformat.v4.new_code_cell("", outputs=[message, shown])]

    clean = execute.cleaned(seen, set(), {"/home/ann": "~"})

    assert clean.cells[0].outputs[0].text == "~/x.csv, ./home/ann/y, '~'\ncell-123.py:1: Warning"
    assert clean.cells[0].outputs[1].data["image/png"] == "iVBORw0KGgo/home/ann/AAA+/home/ann+w=="


def test_braces_in_a_path_are_no_placeholders(folder: Path, notebook, crews: Crews) -> None:
    job = _job(notebook("01_a", "print(scenario)"), folder / "{oddly}" / "a.ipynb")
    ((_, outcome),) = crews(2, COPIED).done([job])
    assert outcome.error == ""
    executed = nbformat.read(folder / "{oddly}" / "a.ipynb", as_version=4)
    assert executed.cells[-1].outputs[0].text == "growth\n"


@pytest.mark.parametrize("source", ["raise KeyError('rent')", "import os\nos._exit(1)"])
def test_a_failing_cell_is_told_and_the_notebook_kept(
    folder: Path, notebook, crews: Crews, source: str
) -> None:
    ((_, outcome),) = crews(2, COPIED).done([_job(notebook("01_a", source), folder / "a.ipynb")])
    message = {"r": "KeyError: 'rent'", "i": "DeadKernelError: Kernel died"}[source[0]]
    assert outcome.error == "\n".join([*(f"    | {line}" for line in source.splitlines()), message])
    assert (folder / "a.ipynb").exists()


def test_the_kernel_is_the_python_that_runs(folder: Path, notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where a `python3` kernel of another Python is registered."""
    registered = folder / "kernels" / "python3"
    registered.mkdir(parents=True)
    other = '{"argv": ["/bin/false"], "display_name": "other", "language": "python"}'
    (registered / "kernel.json").write_text(other, "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(folder))
    source = notebook("01_a", "import sys\nassert sys.prefix == overrides['prefix']")
    assert execute.execute(_job(source, folder / "a.ipynb", prefix=sys.prefix), folder, None).error == ""


@pytest.mark.parametrize("count", [1, 2])
def test_a_worker_that_dies_fails_its_notebook_and_no_other(folder: Path, notebook, count: int) -> None:
    """As when the system runs out of memory."""
    death = notebook("01_a", "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(9)")
    jobs = [_job(death, folder / "a.ipynb"), _job(notebook("02_b"), folder / "b.ipynb")]
    with workers.Crew(count) as crew:
        outcomes = {job.stem: outcome.error for job, outcome in crew.done(jobs)}
    assert outcomes["01_a"].endswith("the process that ran it has died")
    assert outcomes["02_b"] == ""


def _job(source: Path, executed: Path, **overrides: str) -> Notebook:
    parameters = {"scenario": "growth", "overrides": overrides, "lang": "en", "out": ""}
    return Notebook("growth", str(source), str(executed), parameters, {})
