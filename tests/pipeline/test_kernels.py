"""Kernels that start in a blink show what Jupyter's usual kernel shows, and keep to themselves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from artplan.pipeline.job import COPIED, FRESH, JUPYTER, Notebook, usual
from artplan.pipeline.notebooks.sources import explores
from tests.pipeline.conftest import PARAMETERS, Crews

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
EVERY_KIND_OF_OUTPUT = """\
import sys  # streams, in their order
print('a'); print('b', file=sys.stderr); print('c')

print('10 %', end='\\r'); print('100 %')

from IPython.display import HTML, clear_output, display
display(HTML('<b>b</b>'), 3)
{'x': 1}

held = display('old', display_id=True)

held.update('new')

print('a'); clear_output(); print('b')

print('a'); clear_output(wait=True); display('b')

import pandas as pd
pd.DataFrame({'month': ['2027-01'], 'sales': [1.5]})

import matplotlib.pyplot as plt
plt.plot([1, 2, 3]); plt.title('sales')

plt.figure(); plt.plot([2, 1]); plt.figure(); plt.bar([1, 2], [3, 4]);

%config InlineBackend.figure_formats = ['svg']
%config InlineBackend.print_figure_kwargs = {'metadata': {'Date': None}}
plt.rcParams['svg.hashsalt'] = 'a'; plt.plot([3, 1]);

import warnings; warnings.warn('stock is low')

!echo done

import asyncio; await asyncio.sleep(0); 'slept'

In[-2], Out

def fee(n):
    return 1 / n
fee(0)"""
AT_ONCE = {COPIED: 2, FRESH: 1, JUPYTER: 1}  # a fresh kernel takes seconds to start, and a spare one is kept
FAILED = "    | def fee(n):\n    |     return 1 / n\n    | fee(0)\nZeroDivisionError: division by zero"


def test_every_kind_of_output_is_that_of_jupyters_kernel(folder: Path, crews: Crews) -> None:
    nbformat.write(_notebook(*EVERY_KIND_OF_OUTPUT.split("\n\n")), folder / "shown.ipynb")
    executed = _executed_in_each(crews, folder, folder / "shown.ipynb")
    assert executed[COPIED] == executed[JUPYTER]
    assert executed[FRESH] == executed[JUPYTER]
    shown = [cell.outputs for cell in executed[COPIED].cells if "outputs" in cell][2:]
    assert [len(outputs) for outputs in shown] == [2, 1, 3, 1, 0, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1]


@pytest.mark.slow
def test_every_notebook_is_the_same_in_jupyters_kernel(folder: Path, crews: Crews) -> None:
    shutil.rmtree(folder / "params")  # the notebooks ask for studies of the plan that comes with the package
    sources = sorted(path for path in NOTEBOOKS.glob("*.ipynb") if not explores(path))
    for kernels in (COPIED, JUPYTER):
        jobs = [_job(source, folder / kernels / source.name) for source in sources]
        assert not any(outcome.error for _, outcome in crews(2, kernels).done(jobs))
    for source in sources:
        ours, theirs = ((folder / kernels / source.name).read_text("utf-8") for kernels in (COPIED, JUPYTER))
        assert ours == theirs
        assert "<table" in ours or "<svg" in ours


def test_the_state_of_widgets_is_kept(folder: Path, crews: Crews) -> None:
    slider = "from ipywidgets import IntSlider, Output, VBox\nbox = VBox([IntSlider(value=7), Output()])\nbox"
    nbformat.write(_notebook(slider, "with box.children[1]:\n    print('inside')"), folder / "w.ipynb")
    states = []
    for executed in _executed_in_each(crews, folder, folder / "w.ipynb").values():
        kept = executed.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
        states.append(sorted((each["model_name"], each["state"].get("value")) for each in kept.values()))
        (inside,) = (
            each["state"]["outputs"] for each in kept.values() if each["model_name"] == "OutputModel"
        )
        assert inside[0]["text"] == "inside\n"
    assert states[0] == states[1] == states[2]
    assert ("IntSliderModel", 7) in states[0]


def test_notebooks_share_nothing(folder: Path, crews: Crews) -> None:
    left = (
        "import artplan, numpy, os\nseen = hasattr(artplan, 'left')\nartplan.left = True\n"
        "os.chdir('/')\nprint(seen, os.path.exists('mark'), numpy.random.random())"
    )
    (folder / "mark").touch()
    for name in "abc":
        nbformat.write(_notebook(left), folder / f"{name}.ipynb")
    jobs = [_job(folder / f"{name}.ipynb", folder / "out" / f"{name}.ipynb") for name in "abc"]
    assert not any(outcome.error for _, outcome in crews(2, COPIED).done(jobs))
    rows = [_read(job).cells[-1].outputs[0].text.split() for job in jobs]
    assert [each[:2] for each in rows] == [["False", "False"]] * 3
    assert len({number for _, _, number in rows}) == 3


@pytest.mark.parametrize("kernels", [COPIED, FRESH])
def test_a_killed_kernel_fails_its_notebook_alone(folder: Path, crews: Crews, kernels: str) -> None:
    death = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    nbformat.write(_notebook("print('before')", death, "print('never')"), folder / "a.ipynb")
    nbformat.write(_notebook("print('alive')"), folder / "b.ipynb")
    jobs = [_job(folder / f"{name}.ipynb", folder / "out" / f"{name}.ipynb") for name in "ab"]
    errors = {job.stem: outcome.error for job, outcome in crews(AT_ONCE[kernels], kernels).done(jobs)}
    assert errors["a"].endswith("DeadKernelError: Kernel died") and "SIGKILL" in errors["a"]
    assert errors["b"] == ""
    assert _read(jobs[0]).cells[2].outputs[0].text == "before\n"


@pytest.mark.parametrize("kernels", [COPIED, FRESH, JUPYTER])
def test_a_cell_that_never_ends_is_ended(folder: Path, crews: Crews, kernels: str) -> None:
    nbformat.write(_notebook("print('before')", "while True:\n    pass"), folder / "a.ipynb")
    job = _job(folder / "a.ipynb", folder / "out.ipynb", limit=2)
    ((_, outcome),) = crews(AT_ONCE[kernels], kernels).done([job])
    assert "CellTimeoutError" in outcome.error and "while True" in outcome.error
    assert _read(job).cells[2].outputs[0].text == "before\n"


def test_papermill_knows_the_engine(folder: Path) -> None:
    """In a process of its own, which may fork its kernel."""
    nbformat.write(_notebook("print(scenario)"), folder / "a.ipynb")
    given = ["--engine", "artplan", "--kernel", "python3", "--language", "python", "-p", "scenario", "lean"]
    subprocess.run([sys.executable, "-m", "papermill", "a.ipynb", "b.ipynb", *given], check=True, timeout=300)
    assert nbformat.read(folder / "b.ipynb", as_version=4).cells[-1].outputs[0].text == "lean\n"


ASKS = """\
from artplan.pipeline.notebooks.kernels.process import {start}, running
with running({start}) as process:
    process.incoming.close()
    assert process.outgoing.read() == b""
    while process.is_alive():
        pass"""


@pytest.mark.parametrize("start", ["spawned", "forked"])
def test_a_kernel_ends_with_whoever_asks(start: str) -> None:
    """Asked by a process without a second thread, which may fork; this one has those that listen to crews."""
    if start == "forked" and usual() != COPIED:
        pytest.skip("no process is forked on this system")
    subprocess.run([sys.executable, "-c", ASKS.format(start=start)], check=True, timeout=300)


def _notebook(*cells: str) -> nbformat.NotebookNode:
    parameters = nbformat.v4.new_code_cell(PARAMETERS, id="parameters")
    parameters.metadata["tags"] = ["parameters"]
    code = [nbformat.v4.new_code_cell(cell, id=f"code-{number}") for number, cell in enumerate(cells)]
    return nbformat.v4.new_notebook(cells=[parameters, *code])


def _executed_in_each(crews: Crews, folder: Path, source: Path) -> dict[str, Any]:
    result = {}
    for kernels in (COPIED, FRESH, JUPYTER):
        job = _job(source, folder / kernels / source.name)
        ((_, outcome),) = crews(AT_ONCE[kernels], kernels).done([job])
        result[kernels] = _read(job)
        assert outcome.error in ("", FAILED)
    return result


def _read(job: Notebook) -> nbformat.NotebookNode:
    return nbformat.read(job.executed, as_version=4)


def _job(source: Path, executed: Path, limit: int = 0) -> Notebook:
    parameters = {"scenario": "base", "overrides": {}, "lang": "en", "out": ""}
    return Notebook("base", str(source), str(executed), parameters, {}, limit=limit)
