"""A fixed sample of the hostile inputs; all of them: `python -m tests.hostile`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_hostile_inputs_are_refused_or_come_to_something_sound() -> None:
    command = [sys.executable, "-m", "tests.hostile", "--count", "150"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    all_of_them = done.stdout.splitlines()[-1].split()
    assert all_of_them[:2] == ["all", "150"] and all_of_them[-3:] == ["0", "0", "0"]
