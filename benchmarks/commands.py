"""Measure the CPU seconds of whole commands, each in a new process, with byte code on disk."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure

CLICK_PRICE = "channels.*.cost_per_click"
PER_PAGE = 3.5  # CPU seconds of a full run for each page, the workbook among them
LONG = 10  # CPU seconds: what takes longer is measured once
# The limit of each in CPU seconds.
COMMANDS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "show": (("show", "net_profit"), 1.2),
    "check": (("check", "base"), 1.2),
    "explain": (("explain", "net_profit", "2027-11"), 1.2),
    "simulate, 4,096 draws": (("simulate", "--draws", "4096"), 1.8),
    "sensitivity --all": (("sensitivity", "--all"), 1.8),
    "compare": (("compare", "base", "growth"), 2.5),
    "seek --percentile": (
        ("seek", "cash_closing.min=0", "--by", "overheads.*.amount", "--percentile", "10"),
        3,
    ),
    "seek --percentile, most lines move": (
        ("seek", "net_profit=500000", "--by", CLICK_PRICE, "--percentile", "10"),
        3,
    ),
    "allocate": (("allocate",), 4),
    "workbook": (("workbook", "base", "-o", "plan.xlsx"), 5),
    "run base --fresh": (("run", "base", "--fresh"), 40),
}
SHORT = ("show", "check", "explain")
PROGRAM = "import sys; from artplan.cli import main; sys.exit(main(sys.argv[1:]))"


def cpu_seconds(name: str, times: int) -> list[Figure]:
    """Measure a command: the CPU seconds of it with the processes that it starts, and those of each page."""
    given, limit = COMMANDS[name]
    with tempfile.TemporaryDirectory() as folder:
        if limit is None or limit < LONG:
            _once(given, folder)  # writes the byte code
        seconds = median(_once(given, folder) for _ in range(1 if limit and limit >= LONG else times))
        pages = len(list(Path(folder).glob("outputs/*/pages/*.html")))
    whole = Figure(f"artplan {name}", seconds, seconds, "s of CPU", limit)
    a_page = Figure(f"artplan {name}, a page", seconds, seconds / max(pages, 1), "s of CPU", PER_PAGE)
    return [whole, a_page] if pages else [whole]


def _once(given: tuple[str, ...], folder: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", PROGRAM, *given]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command, cwd=Path(folder), env=env, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
