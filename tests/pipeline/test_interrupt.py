"""Ctrl-C, and being told to end: no half output, no stray kernel."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise there")

SLOW = "import os, pathlib, time\npathlib.Path('kernel').write_text(str(os.getpid()))\ntime.sleep(60)"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_leaves_nothing_behind(folder: Path, notebook, number: signal.Signals) -> None:
    notebook("01_a", SLOW)
    command = started("run")
    kernel = psutil.Process(int(_when(lambda: _text(folder / "kernel"))))
    processes = [kernel, *psutil.Process(command.pid).children(recursive=True)]

    command.send_signal(number)
    told = command.communicate(timeout=20)[1]

    assert command.returncode == 130, told
    assert "stopped; what was not finished is as it was before" in told
    assert "Traceback" not in told
    _when(lambda: not any(alive(process) for process in processes))
    assert list((folder / "outputs").iterdir()) == []


@pytest.mark.slow
def test_kernels_end_even_when_the_command_is_killed(folder: Path, notebook) -> None:
    notebook("01_a", SLOW)
    command = started("run")
    kernel = psutil.Process(int(_when(lambda: _text(folder / "kernel"))))
    command.kill()
    command.communicate()
    _when(lambda: not alive(kernel))
    assert [path.name[:6] for path in (folder / "outputs").iterdir()] == [".base."]

    notebook("01_a", "1")
    assert subprocess.run([sys.executable, "-m", "artplan", "run"], capture_output=True).returncode == 0
    assert sorted(path.name for path in (folder / "outputs").iterdir()) == ["base", "index.html"]


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "artplan", *arguments], stderr=subprocess.PIPE, text=True)


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _when(happens: Callable[[], Any], within: float = 20.0) -> Any:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if found := happens():
            return found
        time.sleep(0.05)
    raise AssertionError("did not happen in time")
