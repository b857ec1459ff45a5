"""Messages between the command and its worker processes.

The command sends a job and receives an outcome. Each message is one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

COPIED, FRESH, JUPYTER = KERNELS = ("copied", "fresh", "jupyter")  # how a kernel's process is created


def usual() -> str:
    """Return the default way to create kernels on this system.

    This is `copied` where a process can be forked safely, else `fresh`. macOS is excluded because its system
    libraries run threads of their own.
    """
    return COPIED if hasattr(os, "fork") and sys.platform != "darwin" else FRESH


@dataclass(frozen=True)
class Notebook:
    """A notebook to execute for a plan, and the page to make from it."""

    folder: str  # name of the plan's output folder; jobs with the same folder belong to the same plan
    source: str
    executed: str  # path of the executed notebook
    parameters: dict[str, Any]
    shown: dict[str, str]  # replacements of text in the executed notebook: old text to new text
    page: dict[str, Any] | None = None  # the page's path, title, language, footer and menu
    limit: int = 0  # time limit of a cell in seconds; 0 means no limit

    @property
    def lang(self) -> str:
        """The language of the run."""
        return self.parameters.get("lang") or of_environment()

    @property
    def stem(self) -> str:
        return Path(self.source).stem


@dataclass(frozen=True)
class TablesJob:
    """The files of a plan that need no notebook: lines, parameters and workbook.

    scenarios: headline figures by name, for the comparison in the workbook. closed: by closed month its
    amounts by line, in CNY.
    """

    folder: str
    stage: str
    scenario: str
    overrides: dict[str, Any]
    lang: str
    scenarios: dict[str, dict[str, float]]
    closed: dict[str, dict[str, float]]

    stem = "plan.xlsx"


Job = Notebook | TablesJob


@dataclass(frozen=True)
class Outcome:
    """The outcome of a job: its duration and, if it failed, the reason.

    error: the failure of the notebook or the tables. unwritten: the system's reason why files could not be
    written. Both are empty on success. cells: the duration in seconds of each code cell of the notebook, by
    the cell's id.
    """

    seconds: float
    error: str = ""
    unwritten: str = ""
    cells: dict[str, float] = field(default_factory=dict)


def died(job: Job, tail: str = "") -> Outcome:
    """Return the outcome of a job whose process ended unexpectedly.

    tail: the end of the worker's log.
    """
    return Outcome(0.0, "\n".join(filter(None, [tail, text("progress.died", job.lang)])))


# takes the jobs and a test whether a job is still wanted; yields each job with its outcome when it is done
Do = Callable[[Sequence[Job], Callable[[Job], bool]], Generator[tuple[Job, Outcome], None, None]]


def request(number: int, job: Job) -> bytes:
    return json.dumps([number, type(job).__name__, asdict(job)]).encode() + b"\n"


def read_job(line: bytes) -> tuple[int, Job]:
    number, kind, fields = json.loads(line)
    kinds: Sequence[type[Job]] = (Notebook, TablesJob)
    (made,) = (each(**fields) for each in kinds if each.__name__ == kind)
    return number, made


def answered(number: int, outcome: Outcome) -> bytes:
    return json.dumps([number, asdict(outcome)]).encode() + b"\n"


def read_outcome(line: bytes) -> tuple[int, Outcome]:
    number, fields = json.loads(line)
    return number, Outcome(**fields)
