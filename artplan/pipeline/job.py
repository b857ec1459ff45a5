"""What passes between the command and its worker processes: a job there, an outcome back, a line each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

COPIED, FRESH, JUPYTER = KERNELS = ("copied", "fresh", "jupyter")  # where kernels come from


def usual() -> str:
    """Copies where the system can make them safely; the libraries of macOS keep threads of their own."""
    return COPIED if hasattr(os, "fork") and sys.platform != "darwin" else FRESH


@dataclass(frozen=True)
class Notebook:
    """A notebook to execute for a plan, and the page to make of it."""

    folder: str  # of the plan among the outputs; says which jobs belong together
    source: str
    executed: str  # where the executed notebook goes
    parameters: dict[str, Any]
    shown: dict[str, str]  # text to replace wherever the executed notebook holds it
    page: dict[str, Any] | None = None  # where it goes, and what else stands on it
    limit: int = 0  # seconds that a cell may take; 0: as long as it wants

    @property
    def lang(self) -> str:
        """Of the run."""
        return self.parameters.get("lang") or of_environment()

    @property
    def stem(self) -> str:
        return Path(self.source).stem


@dataclass(frozen=True)
class TablesJob:
    """The files of a plan that are made from its result alone: lines, parameters, workbook."""

    folder: str
    stage: str
    scenario: str
    overrides: dict[str, Any]
    lang: str
    scenarios: dict[str, dict[str, float]]  # headline figures to stand side by side

    stem = "plan.xlsx"


Job = Notebook | TablesJob


@dataclass(frozen=True)
class Outcome:
    """What became of a job: how long it took, why it failed, or why its files could not be written."""

    seconds: float
    error: str = ""
    unwritten: str = ""


def died(job: Job, tail: str = "") -> Outcome:
    """Of a job whose process has ended by itself; tail: what it printed last."""
    return Outcome(0.0, "\n".join(filter(None, [tail, text("progress.died", job.lang)])))


# jobs, and which of them are still wanted; each job with its outcome, as they come
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
