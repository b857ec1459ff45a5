"""The data of a run: its settings, the state of each plan, its end, and the names of its files."""

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
    """The state of a plan while its outputs are made."""

    scenario: str
    result: Result
    base: Mapping[str, float] | None  # headline figures of the base plan, for comparison
    overrides: Mapping[str, Any]
    lang: str
    begun: datetime
    place: Path  # the final place of its folder
    stage: Path  # the folder in which it is written until it is complete
    sources: tuple[Path, ...]  # the notebooks
    pdf: bool  # also write the plan as one PDF file
    key: str  # digest of everything that the folder depends on
    keys: Mapping[str, str]  # the same for each notebook and for the tables
    seconds: dict[str, float] = field(default_factory=dict)  # duration of each finished job
    cells: dict[str, dict[str, float]] = field(default_factory=dict)  # seconds by notebook, cell id
    kept: set[str] = field(default_factory=set)  # jobs whose files were copied from the previous run

    @property
    def complete(self) -> bool:
        return self.keys.keys() <= self.seconds.keys() | self.kept


@dataclass(frozen=True)
class Ended:
    """The end of a run: exit code, page to open (None if nothing was made), and the folders of the plans."""

    code: int
    page: Path | None
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True)
class How:
    """The settings that do not change the outputs of a run.

    jobs: the number of notebooks at a time. kernels: one of `job.KERNELS`. limit: the time limit of a cell in
    seconds. fresh: also remake outputs whose inputs have not changed. spread: executes notebooks on other
    machines.
    """

    jobs: int = 0  # 0: the number of cores
    kernels: str = ""  # empty: `job.usual()`
    limit: int = 0
    fresh: bool = False
    spread: Spread | None = None
