"""One workbook of every kind of damage is read right or refused.

`python -m tests.hostile.workbooks` tries 500.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.spoilt import READ, REFUSED, Case
from tests.hostile.workbook_kinds import EDITS
from tests.hostile.workbooks import KINDS, Ended, verdict

PROJECT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_kind_of_workbook_is_read_right_or_refused():
    count = len(KINDS)
    command = [sys.executable, "-m", "tests.hostile.workbooks", "--seed=7", f"--count={count}"]
    # A process of its own, since a process with the threads of pytest is not to be forked.
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"\n{count} " in done.stdout


@pytest.mark.parametrize(
    ("fate", "ended", "wanted"),
    [
        (READ, Ended(0, "", EDITS, 90), "read"),
        (READ, Ended(0, "", None, 90), "absurd"),
        (REFUSED, Ended(0, "", EDITS, 90), "absurd"),
        (REFUSED, Ended(2, "trial.xlsx | is no workbook | give one", None, 90), "refused"),
        (READ, Ended(2, "trial.xlsx | is no workbook | give one", None, 90), "lost"),
        (REFUSED, Ended(2, "no", None, 90), "misleading"),
        (REFUSED, Ended(2, "Traceback (most recent call last)", None, 90), "crash"),
        (REFUSED, Ended(70, "", None, 90), "crash"),
        (REFUSED, Ended(-6, "", None, 90), "crash"),
        (REFUSED, Ended(-24, "", None, 90), "hang"),
        (REFUSED, Ended(2, "trial.xlsx | is no workbook | give one", None, 1_200), "hang"),
    ],
)
def test_the_judge_tells_good_from_bad(fate: str, ended: Ended, wanted: str):
    assert verdict(Case(Path.touch, fate), ended) == wanted
