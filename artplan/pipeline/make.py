"""Make the output folders of plans: execute the jobs in workers and move the results to their final place.

The workers are started first, so that they import their modules while the plans are read.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from artplan.actuals.closed import closed_amounts
from artplan.exit_codes import RUN_FAILED
from artplan.operating import load
from artplan.pipeline.job import Do, Job, Outcome, TablesJob, usual
from artplan.pipeline.jobs import remote
from artplan.pipeline.jobs.crew import Crew
from artplan.pipeline.notebooks.sources import compares, shows_actuals
from artplan.pipeline.outputs import staging
from artplan.pipeline.outputs.checks import checked
from artplan.pipeline.outputs.finish import announce, finish, job, take_over
from artplan.pipeline.outputs.keys import RunRequest
from artplan.pipeline.outputs.workbook import SideBySide, side_by_side
from artplan.pipeline.plans import loaded, worked_out
from artplan.pipeline.state import WORKBOOK, How, Run
from artplan.pipeline.terminal import Tell, interruptible, progress
from artplan.plan.read.chain import BASE
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.report.charts.style import GlyphMissing
from artplan.report.tables import headline
from artplan.result import Result
from artplan.texts.catalogue import text
from artplan.texts.message import in_language
from artplan.texts.system import reason
from artplan.writing.staging import locked, staged

Closed = dict[str, dict[str, float]]  # by closed month its amounts by line, in CNY


def make(places: Mapping[str, Path], wanted: RunRequest, out: Path, how: How) -> dict[str, int]:
    """Make the outputs and return an exit code for each plan.

    Raises PlanFault before anything is written.
    """
    with interruptible(), workers_of(how) as do:
        return made(places, wanted, out, how, do)


def made(
    places: Mapping[str, Path], wanted: RunRequest, out: Path, how: How, do: Do, early: bool = False
) -> dict[str, int]:
    """Make the outputs with workers that are already running, and return an exit code for each plan.

    early: update the figures on existing front pages before the other pages are made.
    """
    begun = datetime.now().astimezone()
    results = worked_out(loaded(list(places), wanted.overrides), wanted.lang)
    closed = closed_amounts()
    with contextlib.ExitStack() as stack:
        runs = []
        with _writable(out, wanted.lang), _locked(out):
            for name, result in results.items():
                stage = stack.enter_context(staged(places[name]))
                stage.mkdir()
                runs.append(_run(name, result, wanted, begun, places[name], stage))
                if early:
                    announce(runs[-1])
                if not how.fresh:
                    take_over(runs[-1])
        return dict.fromkeys(places, RUN_FAILED) | _done(do, runs, side_by_side(), closed, how.limit)


@contextlib.contextmanager
def workers_of(how: How) -> Iterator[Do]:
    """Start the workers, and end them when the context is left."""
    if how.spread:
        yield partial(remote.done, how.spread)
        return
    with Crew(how.jobs or cores(), how.kernels or usual()) as crew:
        yield crew.done


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def _locked(outputs: Path) -> Iterator[None]:
    """Create the output folder if necessary, and hold its lock."""
    outputs.mkdir(parents=True, exist_ok=True)
    with locked(outputs, wait=True):
        yield


@contextlib.contextmanager
def _writable(out: Path, lang: str | None) -> Iterator[None]:
    """Convert an OSError for the output folder to a PlanFault, because the user can correct it."""
    try:
        yield
    except OSError as error:
        raise PlanFault([fault_at(str(out), "", "run.unwritten", error=reason(error))], lang) from None


def _run(name: str, result: Result, wanted: RunRequest, begun: datetime, place: Path, stage: Path) -> Run:
    chain = result.plan.chain
    keys = {
        each.stem: wanted.notebook(each, chain, compares(each), shows_actuals(each))
        for each in wanted.sources
    }
    return Run(
        scenario=name,
        result=result,
        base=_base(result, wanted.overrides),
        overrides=dict(wanted.overrides),
        lang=wanted.lang or result.plan.language,
        begun=begun,
        place=place,
        stage=stage,
        sources=wanted.sources,
        pdf=wanted.pdf,
        key=wanted.whole(name),
        keys=keys | {WORKBOOK: wanted.tables(chain)},
    )


def _base(result: Result, overrides: Mapping[str, object]) -> dict[str, float] | None:
    """Return the headline figures of the base plan, or None where a comparison is not meaningful.

    The plan must extend the base plan, differ from it, and have the same months.
    """
    if BASE not in result.plan.chain or (result.plan.name == BASE and not overrides):
        return None
    base = load(BASE).run()
    return headline.figures(base) if base.months == result.months else None


def _done(do: Do, runs: Sequence[Run], beside: SideBySide, closed: Closed, limit: int) -> dict[str, int]:
    """Execute the jobs, and return the exit codes of the plans whose folders were completed and published."""
    jobs = [each for run in runs for each in _jobs(run, beside, closed, limit)]
    by_folder = {each.place.name: each for each in runs}
    failed: set[str] = set()
    codes: dict[str, int] = {}
    outcomes = do(jobs, lambda job: job.folder not in failed)
    with progress(len(jobs)) as (step, tell), contextlib.closing(outcomes):
        for run in (each for each in runs if each.complete):
            codes |= _finished(run, tell)
        for job, outcome in outcomes:
            run = by_folder[job.folder]
            step(_done_in(run, job, outcome.seconds))
            if outcome.error or outcome.unwritten:
                if not (outcome.unwritten and job.folder in failed):
                    tell(_failure(run, job, outcome))
                failed.add(job.folder)
                continue
            run.seconds[job.stem] = outcome.seconds
            run.cells[job.stem] = outcome.cells
            if run.complete:
                codes |= _finished(run, tell)
    return codes


def _jobs(run: Run, beside: SideBySide, closed: Closed, limit: int) -> list[Job]:
    """Return the jobs that are still to be done. The workbook comes first because it takes longest."""
    shown = beside.named(run.lang)
    place = run.place.name, str(run.stage), run.scenario
    tables = TablesJob(*place, dict(run.overrides), run.lang, shown, closed)
    jobs: list[Job] = [] if WORKBOOK in run.kept else [tables]
    return jobs + [job(run, source, limit) for source in run.sources if source.stem not in run.kept]


def _finished(run: Run, tell: Tell) -> dict[str, int]:
    try:
        return {run.scenario: checked(finish(run))}
    except OSError as error:  # for example a full disk, or a file that a spreadsheet program holds open
        tell(_unwritten(run, in_language(reason(error), run.lang)))
    except GlyphMissing as missing:
        tell("\n".join([missing.text(run.lang), *_former(run)]))
    return {}


def _done_in(run: Run, job: Job, seconds: float) -> str:
    return text("progress.done", run.lang, scenario=run.scenario, job=job.stem, seconds=f"{seconds:.1f}")


def _failure(run: Run, job: Job, outcome: Outcome) -> str:
    """Return the message about a failed job, and keep the executed notebook.

    The message contains the error, the path of the kept notebook, and the path of the previous run, which is
    left unchanged.
    """
    if outcome.unwritten:
        return _unwritten(run, outcome.unwritten)
    if isinstance(job, TablesJob):
        what = text("progress.tables_failed", run.lang, scenario=run.scenario, file=job.stem)
        return "\n".join(["", what, outcome.error, *_former(run), ""])
    kept = staging.keep_failed(Path(job.executed), run.place)
    name = Path(job.source).name
    what = text("progress.notebook_failed", run.lang, scenario=run.scenario, notebook=name)
    where = [text("progress.kept", run.lang, file=kept)] if kept else []
    return "\n".join(["", what, outcome.error, *where, *_former(run), ""])


def _former(run: Run) -> list[str]:
    """Return the message that the previous run is unchanged; empty if there is no previous run."""
    return [text("progress.former", run.lang, place=run.place)] if run.place.exists() else []


def _unwritten(run: Run, why: str) -> str:
    if run.place.exists():
        fault = fault_at(str(run.place), "", "run.no_room_again", error=why)
    else:
        fault = fault_at(str(run.place), "", "run.no_room", error=why)
    return f"\n{fault.text(run.lang)}"
