"""What a study prints is the same with either engine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from artplan.machine import ENGINES, library

COMMANDS = [
    "allocate",
    "compare base growth",
    "explain net_profit 2027 --against growth",
    "seek cash_closing.min=0 --by overheads.*.amount --percentile 10 --draws 256",
    "sensitivity --all -s growth",
    "simulate --draws 1000",
    "show gross_profit --by quarter -s growth",
]


@pytest.mark.slow
@pytest.mark.skipif(library() is None, reason="ARTPLAN_ENGINE=numpy, or no compiler")
@pytest.mark.parametrize("command", COMMANDS)
def test_both_engines_print_the_same(command: str) -> None:
    one, other = (printed(command, engine) for engine in ENGINES)
    assert one == other


def printed(command: str, engine: str) -> str:
    """In a process of its own, which chooses its engine once."""
    done = subprocess.run(
        [sys.executable, "-m", "artplan", *command.split(), "--lang", "en"],
        env={**os.environ, "ARTPLAN_ENGINE": engine},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
