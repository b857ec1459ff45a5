"""`artplan run`: every notebook for every plan, each plan's folder put in its place when it is complete.

Everything that can be wrong with what the user wrote is found before anything is written. After that a plan
stands for itself: one whose notebook fails keeps its former folder, the others go on.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from artplan.operating import OperatingPlan, load
from artplan.pipeline import notebooks, staging
from artplan.pipeline.finish import FILES, FRONT, Run, finish
from artplan.pipeline.jobs import COPIED, FRESH, Job
from artplan.pipeline.plans import loaded, worked_out
from artplan.pipeline.terminal import interruptible, progress, say
from artplan.pipeline.workbook import side_by_side
from artplan.pipeline.workers import executed
from artplan.plan.faults import Fault, PlanFault
from artplan.report import headline
from artplan.result import Result

DONE, CHECK_FAILED, RUN_FAILED = 0, 1, 3
BASE = "base"


@dataclass(frozen=True)
class Ended:
    """How it all ended: the exit code, and the page to open (none if nothing was made)."""

    code: int
    page: Path | None


def run(
    scenarios: Sequence[str],
    overrides: Mapping[str, Any],
    lang: str | None = None,
    out: Path = Path("outputs"),
    jobs: int | None = None,
    kernels: str | None = None,
    limit: int = 0,
) -> Ended:
    """Executes, renders and puts in place. Raises PlanFault before anything is written.

    kernels: where they come from, one of jobs.KERNELS. limit: seconds that a cell may take; 0: no limit.
    """
    begun = datetime.now().astimezone()
    plans = loaded(scenarios, overrides)
    sources = notebooks.find()
    places = _places(plans, out)
    results = worked_out(plans, lang)
    figures = side_by_side()
    with interruptible(), contextlib.ExitStack() as stack:
        _open(out)
        runs = [
            Run(
                scenario=name,
                result=result,
                base=_base(result, overrides),
                overrides=dict(overrides),
                lang=lang or result.plan.language,
                begun=begun,
                place=places[name],
                stage=stack.enter_context(staging.staged(places[name])),
                sources=sources,
                scenarios=figures,
            )
            for name, result in results.items()
        ]
        finished = _executed(runs, jobs or cores(), kernels or usual(), limit)
    if not finished:
        return Ended(RUN_FAILED, None)
    page = (finished[0].place if len(plans) == 1 else out) / FRONT
    return Ended(RUN_FAILED if len(finished) < len(plans) else _checked(finished), page)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _places(plans: Mapping[str, OperatingPlan], out: Path) -> dict[str, Path]:
    """Where each plan's folder goes; a folder that is not a former run of that plan is never replaced."""
    places: dict[str, Path] = {}
    faults = []
    for name in plans:
        place = out / staging.folder_name(name)
        if place in places.values():
            fault = f"two plans of this run go there, {name} is one"
            faults.append(Fault(str(place), "", fault, "run them apart, with another --out"))
        elif staging.occupied(place, name):
            fault = f"is there and is no run of {name}"
            faults.append(Fault(str(place), "", fault, "move it away, or choose another --out"))
        places[name] = place
    if out.exists() and not out.is_dir():
        faults = [Fault(str(out), "", "is a file", "choose another --out")]
    if faults:
        raise PlanFault(faults)
    return places


def _open(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        with staging.locked(out, wait=True):
            staging.clean(out)
    except OSError as error:
        fault = Fault(str(out), "", f"cannot be written: {error.strerror}", "choose another --out")
        raise PlanFault([fault]) from None


def _base(result: Result, overrides: Mapping[str, Any]) -> dict[str, float] | None:
    """Headline figures of the base plan, for a plan that stands on it, differs, and has the same months."""
    if BASE not in result.plan.chain or (result.plan.name == BASE and not overrides):
        return None
    base = load(BASE).run()
    return headline.figures(base) if base.months == result.months else None


def usual() -> str:
    """Copies where the system can make them safely; the libraries of macOS keep threads of their own."""
    return COPIED if hasattr(os, "fork") and sys.platform != "darwin" else FRESH


def _executed(runs: Sequence[Run], count: int, kernels: str, limit: int) -> list[Run]:
    """The runs that were finished and put in their place."""
    jobs = [_job(each, source, limit) for each in runs for source in each.sources]
    for each in runs:
        (each.stage / FILES).mkdir()
    by_folder = {each.place.name: each for each in runs}
    failed: set[str] = set()
    finished = []
    outcomes = executed(jobs, count, lambda job: job.folder not in failed, kernels)
    with progress(len(jobs)) as (step, tell), contextlib.closing(outcomes):
        for job, outcome in outcomes:
            run = by_folder[job.folder]
            step(f"{run.scenario} {job.stem} {outcome.seconds:.1f} s")
            if outcome.error:
                failed.add(job.folder)
                tell(_failure(run, job, outcome.error))
                continue
            run.seconds[job.stem] = outcome.seconds
            if len(run.seconds) == len(run.sources):
                try:
                    finish(run)
                    finished.append(run)
                except OSError as error:  # a full disk, a file held open by a spreadsheet
                    tell(f"{run.place} | cannot be replaced: {error} | the former one is as it was")
    return finished


def _job(run: Run, source: Path, limit: int) -> Job:
    out = (run.stage / FILES).as_posix()
    return Job(
        folder=run.place.name,
        notebook=str(source),
        executed=str(run.stage / "notebooks" / source.name),
        parameters={"scenario": run.scenario, "overrides": run.overrides, "lang": run.lang, "out": out},
        shown={out: f"outputs/{run.place.name}/{FILES}"},
        limit=limit,
    )


def _failure(run: Run, job: Job, error: str) -> str:
    """Keeps the executed notebook and says what happened, where to read on, and what was left alone."""
    kept = staging.keep_failed(Path(job.executed), run.place)
    former = f"; {run.place} is as it was" if run.place.exists() else ""
    where = f"\n{kept} shows the notebook as far as it got" if kept else ""
    return f"\n{run.scenario}: {Path(job.notebook).name} failed in\n{error}{where}{former}\n"


def _checked(finished: Sequence[Run]) -> int:
    broken = [(run, check) for run in finished for check in run.result.checks() if _broken(check)]
    for run, check in broken:
        say(f"{run.scenario}: check {check.name} failed by {check.worst:g} ({check.where})")
    return CHECK_FAILED if broken else DONE


def _broken(check: Any) -> bool:
    return check.kind == "error" and not check.passed
