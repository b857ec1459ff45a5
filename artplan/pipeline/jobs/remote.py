"""Execute notebooks on other machines, which need nothing but an installed artplan.

A notebook is sent with its job and the parameter folder. They are written to a temporary folder, where a
process of this module executes the notebook as it would be executed locally. The executed notebook and the
files it wrote are returned as bytes and written to the paths of the job. Anything else that a notebook reads
must already exist on the other machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from artplan.pipeline.job import Job, Notebook, Outcome, died, usual
from artplan.pipeline.jobs import work
from artplan.pipeline.jobs.crew import Crew
from artplan.plan.read.chain import find_folder
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.plan.written.shipped import shipped
from artplan.study.workers.spread import Spread
from artplan.writing.scratch import scratch

Files = Mapping[str, bytes]  # contents by relative path


@dataclass(frozen=True)
class Sent:
    """A job and the contents of its notebook."""

    job: Notebook
    notebook: bytes


@dataclass(frozen=True)
class Returned:
    """The outcome, the executed notebook (None if it did not start), and the files it wrote."""

    outcome: Outcome
    executed: bytes | None
    files: Files


def done(
    spread: Spread, jobs: Sequence[Job], wanted: Callable[[Job], bool]
) -> Generator[tuple[Job, Outcome], None, None]:
    """Yield every job with its outcome, in the order of completion.

    A job is skipped if `wanted` returns False for it. Pages and tables are made locally, because that takes
    less time than sending the data they need.
    """
    params = find_folder()
    # the parameter folder shipped with artplan has an absolute path
    place = _Place(held(params), own=not params.is_absolute())
    notebooks = (job for job in jobs if isinstance(job, Notebook))
    sent = (Sent(job, Path(job.source).read_bytes()) for job in notebooks if wanted(job))
    for each, returned in spread((place, one) for one in sent):
        lay_out(returned.files, Path(each.job.parameters["out"]))
        if returned.executed is not None:
            at = Path(each.job.executed)
            lay_out({at.name: returned.executed}, at.parent)
        if each.job.page and not returned.outcome.error:
            work.write_page(each.job)
        yield each.job, returned.outcome
    for job in jobs:
        if not isinstance(job, Notebook) and wanted(job):
            yield job, work.done(job)


@dataclass(frozen=True)
class _Place:
    """Execute a notebook with a parameter folder.

    own: True for the caller's own parameter folder, False for the one shipped with artplan.
    """

    params: Files
    own: bool

    def __call__(self, sent: Sent) -> Returned:
        with scratch() as name:
            folder = Path(name).resolve()
            self._lay_out_params(folder)
            lay_out({Path(sent.job.source).name: sent.notebook}, folder / "notebooks")
            out = folder / "out"
            out.mkdir()
            job = replace(
                sent.job,
                source=f"notebooks/{Path(sent.job.source).name}",
                executed=str(folder / "executed.ipynb"),
                parameters=sent.job.parameters | {"out": out.as_posix()},
                page=None,
                shown={out.as_posix(): sent.job.shown[sent.job.parameters["out"]]},
            )
            outcome = _outcome(job, folder)
            done = Path(job.executed)
            return Returned(outcome, done.read_bytes() if done.exists() else None, held(out))

    def _lay_out_params(self, folder: Path) -> None:
        """Write the caller's own parameter files.

        The shipped parameters are not copied, so that a file has the same displayed path as on the local
        machine. Raises PlanFault if the shipped parameters of the two machines differ.
        """
        if self.own:
            lay_out(self.params, folder / "params")
        elif held(shipped("params")) != self.params:
            raise PlanFault([fault_at("worker", "params", "worker.params")])


def held(folder: Path) -> Files:
    """Return the contents of all files in a folder, by relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lay_out(files: Files, folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def _outcome(job: Notebook, folder: Path) -> Outcome:
    """Execute the job in a process whose working directory is `folder`.

    The process ends when this process ends.
    """
    command = [sys.executable, "-P", "-m", "artplan.pipeline.jobs.remote"]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(asdict(job)) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    return Outcome(**json.loads(answer)) if answer else died(job)


def main() -> None:
    job = Notebook(**json.loads(sys.stdin.readline()))
    threading.Thread(target=_end_with_caller, daemon=True).start()
    with Crew(1, usual()) as crew:
        ((_, outcome),) = crew.done([job])
    print(json.dumps(asdict(outcome)), flush=True)


def _end_with_caller() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
