"""Standard output that is full or closed: one line, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("words", [("schema",), ("show",), ("--version",)])
def test_a_full_output_is_told_in_one_line(words: tuple[str, ...], buffered: str) -> None:
    message, code = ended(" ".join(words) + " > /dev/full", PYTHONUNBUFFERED=buffered)
    assert message == (
        "standard output | cannot be written: No space left on device "
        "| make room there, or send the output elsewhere\n"
    )
    assert code == 2


def test_a_closed_output_is_told_in_one_line() -> None:
    assert ended("schema >&-", LC_ALL="zh_CN.UTF-8") == (
        "标准输出 | 无法写入：已关闭 | 在那里腾出空间，或把输出送往别处\n",
        2,
    )


def test_a_reader_that_has_enough_is_no_fault() -> None:
    assert ended("show | head -1 > /dev/null") == ("", 0)


def ended(words: str, **environment: str) -> tuple[str, int]:
    done = subprocess.run(
        f'"{sys.executable}" -m artplan {words}', shell=True, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8", **environment})  # fmt: skip
    return done.stderr, done.returncode
