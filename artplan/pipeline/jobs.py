"""What passes between the command and its worker processes: a job there, an outcome back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Job:
    """A notebook to execute for a plan."""

    folder: str  # of the plan among the outputs; says which jobs belong together
    notebook: str
    executed: str  # where the executed notebook goes
    parameters: dict[str, Any]
    shown: dict[str, str]  # text to replace wherever the executed notebook holds it

    @property
    def stem(self) -> str:
        return Path(self.notebook).stem


@dataclass(frozen=True)
class Outcome:
    """What became of a job: how long it took, and why it failed, if it did."""

    seconds: float
    error: str = ""
