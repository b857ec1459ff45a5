"""What a run is: how it was asked for, each plan on its way into the outputs, how it ended, its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from artplan.result import Result
from artplan.study.workers.spread import Spread

FRONT = "index.html"
FILES = "files"  # charts and tables that the notebooks write
WORKBOOK, LINES, PARAMS = TABLES = ("plan.xlsx", "lines.csv", "params.yaml")
PDF = "plan.pdf"


@dataclass(frozen=True)
class Run:
    """A plan on its way into the outputs."""

    scenario: str
    result: Result
    base: Mapping[str, float] | None  # headline figures to compare with
    overrides: Mapping[str, Any]
    lang: str
    begun: datetime
    place: Path  # where its folder goes
    stage: Path  # where it is written until then
    sources: tuple[Path, ...]  # the notebooks
    pdf: bool  # wanted as one file too
    key: str  # of all that it rests on
    keys: Mapping[str, str]  # by notebook, and for the tables
    seconds: dict[str, float] = field(default_factory=dict)  # by job, as they are done
    kept: set[str] = field(default_factory=set)  # jobs whose outcome was taken over from the former run

    @property
    def complete(self) -> bool:
        return self.keys.keys() <= self.seconds.keys() | self.kept


@dataclass(frozen=True)
class Ended:
    """How it all ended: the exit code, and the page to open (none if nothing was made)."""

    code: int
    page: Path | None


@dataclass(frozen=True)
class How:
    """What does not change what comes out.

    jobs: notebooks at a time. kernels: where they come from, one of job.KERNELS. limit: seconds that a cell
    may take. fresh: also what has not changed is made again. spread: who executes notebooks elsewhere.
    """

    jobs: int = 0  # 0: as many as there are cores
    kernels: str = ""  # copies where the system can make them safely
    limit: int = 0
    fresh: bool = False
    spread: Spread | None = None
