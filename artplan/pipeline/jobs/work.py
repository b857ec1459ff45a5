"""Execute a job in a worker: run a notebook and make its page, or write the tables of a plan."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import nbformat

from artplan import __version__
from artplan.operating import load
from artplan.pipeline.job import Job, Notebook, Outcome, TablesJob
from artplan.pipeline.notebooks.execute import execute
from artplan.pipeline.notebooks.kernels.process import Kernels
from artplan.pipeline.outputs import files
from artplan.pipeline.state import LINES, PARAMS, WORKBOOK
from artplan.plan.read.as_yaml import as_yaml
from artplan.report.pages import pages
from artplan.report.pages.frame import Link
from artplan.report.workbook.write import write
from artplan.study.variance.variance import variances
from artplan.texts.message import in_language
from artplan.texts.system import reason


def done(job: Job, sockets: Path = Path(), kernels: Kernels | None = None) -> Outcome:
    """Execute a job and return its outcome.

    sockets, kernels: passed to `execute`.
    """
    begun = time.monotonic()
    try:
        if isinstance(job, TablesJob):
            _write_tables(job)
            return Outcome(time.monotonic() - begun)
        Path(job.parameters["out"]).mkdir(parents=True, exist_ok=True)
        outcome = execute(job, sockets, kernels)
        if job.page and not outcome.error:
            write_page(job)
        return replace(outcome, seconds=time.monotonic() - begun)
    except OSError as error:
        return Outcome(time.monotonic() - begun, unwritten=in_language(reason(error), job.lang))


def write_page(job: Notebook) -> None:
    assert job.page
    executed = nbformat.read(job.executed, as_version=4)
    entries = {name: job.page[name] for name in ("title", "lang", "foot_line")}
    menu = [Link(*link) for link in job.page["menu"]]
    path = Path(job.page["path"])
    path.parent.mkdir(exist_ok=True)
    files.write_text(pages.notebook_page(executed, menu=menu, **entries), path)


def _write_tables(job: TablesJob) -> None:
    stage = Path(job.stage)
    plan = load(job.scenario, job.overrides)
    result = plan.run()
    files.write_lines(result, job.scenario, stage / LINES)
    files.write_text(files.unplaced(as_yaml(result.plan), result.plan), stage / PARAMS)
    closed = variances(plan, job.closed)
    write(result, stage / WORKBOOK, job.lang, __version__, job.scenarios, job.overrides, closed)
