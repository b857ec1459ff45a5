"""Measure the rendering of notebooks to pages with papermill, on the command line, and with artplan.

papermill executes the notebooks one after another in one process; the command lines are those of papermill
and nbconvert; artplan uses its workers. The time of the cells themselves is measured separately, in kernels
that have already imported everything. The overhead of a way is its remaining time. Parallel workers share the
time of the cells, so it is divided by their number.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill

from artplan.pipeline.job import Notebook
from artplan.pipeline.jobs.crew import Crew
from artplan.pipeline.jobs.work import write_page
from artplan.pipeline.notebooks.kernels import process, shell
from artplan.plan.written.shipped import shipped
from artplan.report.pages.pages import notebook_title

SCENARIOS = ("base", "cautious", "growth", "later_hiring", "without_tmall")
LANG = "en"


@dataclass(frozen=True)
class Way:
    """The result of rendering in one way.

    seconds: wall time. lanes: notebooks at a time. pages, pictures: the numbers of pages and pictures made.
    """

    seconds: float
    lanes: int
    pages: int
    pictures: int

    def overhead(self, own: float) -> float:
        return self.seconds - own / self.lanes


def measured(lanes: int, count: int, scenarios: int) -> tuple[float, dict[str, Way]]:
    """Return the time of the cells themselves in seconds, and the results by the name of the way.

    lanes: notebooks at a time in artplan. count: notebooks for each scenario. scenarios: number of scenarios.
    """
    shell.preload()
    ways: dict[str, Callable[[list[Notebook]], int]] = {
        "papermill one by one": lambda jobs: _one_by_one(jobs, "nbclient"),
        "two command lines": _command_lines,
        "artplan, one at a time": lambda jobs: _crew(jobs, 1),
        f"artplan, {lanes} at a time": lambda jobs: _crew(jobs, lanes),
    }
    with tempfile.TemporaryDirectory() as folder:
        own = _own(list(_jobs(Path(folder, "own"), count, scenarios)))
        result = {}
        for name, way in ways.items():
            jobs = list(_jobs(Path(folder, name), count, scenarios))
            begun = time.perf_counter()
            used = way(jobs)
            seconds = time.perf_counter() - begun
            made = [Path(job.page["path"]) for job in jobs if job.page]
            shown = sum(_pictures(path) for path in made)
            result[name] = Way(seconds, used, sum(path.exists() for path in made), shown)
    return own, result


def _jobs(folder: Path, count: int, scenarios: int) -> Iterator[Notebook]:
    for scenario in SCENARIOS[:scenarios]:
        for source in sorted(shipped("notebooks").glob("*.ipynb"))[:count]:
            place = folder / scenario
            out = place / "files" / source.stem
            out.mkdir(parents=True)
            given: dict[str, Any] = {"scenario": scenario, "overrides": {}, "lang": LANG, "out": str(out)}
            title = notebook_title(source.stem, LANG)
            page = {"path": str(place / f"{source.stem}.html"), "title": title, "lang": LANG}
            page |= {"foot_line": "", "menu": []}
            yield Notebook(scenario, str(source), str(place / source.name), given, {}, page)


def _own(jobs: list[Notebook]) -> float:
    assert threading.active_count() == 1, "copies need a process without a second thread"
    return sum(
        cell.metadata.papermill.duration
        for job in jobs
        for cell in _papermill(job, "artplan", kernels=process.forked).cells
    )


def _papermill(job: Notebook, engine: str, **options: Any) -> nbformat.NotebookNode:
    return papermill.execute_notebook(
        job.source, job.executed, job.parameters, engine_name=engine, kernel_name="python3",
        language="python", progress_bar=False, **options)  # fmt: skip


def _one_by_one(jobs: list[Notebook], engine: str) -> int:
    for job in jobs:
        _papermill(job, engine)
        write_page(job)
    return 1


def _command_lines(jobs: list[Notebook]) -> int:
    binaries = Path(sys.executable).parent
    for job in jobs:
        assert job.page
        given = [each for name in ("scenario", "lang", "out") for each in ("-p", name, job.parameters[name])]
        page = Path(job.page["path"])
        run = [binaries / "papermill", job.source, job.executed, *given, "-k", "python3", "--no-progress-bar"]
        convert = [binaries / "jupyter-nbconvert", "--to", "html", job.executed, "--output", page.name]
        for command in (run, [*convert, "--output-dir", page.parent]):
            subprocess.run(command, check=True, capture_output=True, env=_env())
    return 1


def _env() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}


def _crew(jobs: list[Notebook], lanes: int) -> int:
    with Crew(lanes) as crew:
        for job, outcome in crew.done(jobs):
            assert not outcome.error, (job.stem, outcome.error)
    return lanes


def _pictures(page: Path) -> int:
    text = page.read_text("utf-8")
    return text.count("<svg ") + text.count("data:image/png")
