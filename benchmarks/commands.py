"""Measure the CPU seconds of whole commands, each in a new process, with byte code on disk."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure

CLICK_PRICE = "channels.*.cost_per_click"
# The limit of each in CPU seconds.
COMMANDS: dict[str, tuple[tuple[str, ...], float]] = {
    "show": (("show", "net_profit"), 1.2),
    "check": (("check", "base"), 1.2),
    "explain": (("explain", "net_profit", "2027-11"), 1.2),
    "simulate, 4,096 draws": (("simulate", "--draws", "4096"), 1.8),
    "sensitivity --all": (("sensitivity", "--all"), 1.8),
    "compare": (("compare", "base", "growth"), 2.5),
    "seek --percentile": (("seek", "net_profit=500000", "--by", CLICK_PRICE, "--percentile", "10"), 3),
    "allocate": (("allocate",), 4),
    "workbook": (("workbook", "base", "-o", "plan.xlsx"), 5),
    "run base --fresh": (("run", "base", "--fresh"), 40),
}
PROGRAM = "import sys; from artplan.cli import main; sys.exit(main(sys.argv[1:]))"


def cpu_seconds(name: str, times: int) -> Figure:
    """Measure a command: the CPU seconds of it and of the processes that it starts."""
    given, limit = COMMANDS[name]
    with tempfile.TemporaryDirectory() as folder:
        runs = [_once(given, folder) for _ in range(times if limit < 10 else 1)]
    return Figure(f"artplan {name}", median(runs), median(runs), "s of CPU", limit)


def _once(given: tuple[str, ...], folder: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", PROGRAM, *given]
    done = subprocess.run(command, cwd=Path(folder), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
