"""What passes between the command and its worker processes: a job there, an outcome back, a line each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

COPIED, FRESH, JUPYTER = KERNELS = ("copied", "fresh", "jupyter")  # where kernels come from


@dataclass(frozen=True)
class Job:
    """A notebook to execute for a plan."""

    folder: str  # of the plan among the outputs; says which jobs belong together
    notebook: str
    executed: str  # where the executed notebook goes
    parameters: dict[str, Any]
    shown: dict[str, str]  # text to replace wherever the executed notebook holds it
    limit: int = 0  # seconds that a cell may take; 0: as long as it wants

    @property
    def stem(self) -> str:
        return Path(self.notebook).stem


@dataclass(frozen=True)
class Outcome:
    """What became of a job: how long it took, and why it failed, if it did."""

    seconds: float
    error: str = ""


def asked(number: int, job: Job) -> bytes:
    return json.dumps([number, asdict(job)]).encode() + b"\n"


def read_job(line: bytes) -> tuple[int, Job]:
    number, fields = json.loads(line)
    return number, Job(**fields)


def answered(number: int, outcome: Outcome) -> bytes:
    return json.dumps([number, asdict(outcome)]).encode() + b"\n"


def read_outcome(line: bytes) -> tuple[int, Outcome]:
    number, fields = json.loads(line)
    return number, Outcome(**fields)
