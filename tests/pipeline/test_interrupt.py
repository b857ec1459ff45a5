"""Ctrl-C, and being told to end: no half output, no stray kernel."""

from __future__ import annotations

import json
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
    kernel = psutil.Process(int(when(lambda: _text(folder / "kernel"))))
    processes = [kernel, *psutil.Process(command.pid).children(recursive=True)]

    command.send_signal(number)
    message = command.communicate(timeout=20)[1]

    assert command.returncode == 130, message
    assert "stopped; what was not finished is as it was before" in message
    assert "Traceback" not in message
    when(lambda: not any(alive(process) for process in processes))
    assert list((folder / "outputs").iterdir()) == []


@pytest.mark.slow
def test_a_killed_run_leaves_the_former_one_and_no_kernel(folder: Path, notebook) -> None:
    notebook("01_a", "1")
    assert started("run").wait() == 0
    former = contents(folder / "outputs")
    notebook("01_a", SLOW)
    command = started("run")
    kernel = psutil.Process(int(when(lambda: _text(folder / "kernel"))))
    command.kill()
    command.communicate()
    when(lambda: not alive(kernel))
    left = contents(folder / "outputs")
    assert {name: left[name] for name in former} == former
    assert {name.partition("/")[0][:6] for name in left.keys() - former.keys()} <= {".base."}

    notebook("01_a", "2")
    assert started("run").wait() == 0
    assert sorted(path.name for path in (folder / "outputs").iterdir()) == ["base", "index.html"]


@pytest.mark.slow
def test_two_runs_of_one_plan_at_once_leave_what_one_leaves(folder: Path, notebook) -> None:
    opened = "from artplan.notebook import open_report\nstory = open_report(scenario, overrides, lang, out)"
    notebook("01_a", opened, "story.table('budget')", "story.chart('waterfall')")
    runs = [started("run", "--fresh"), started("run", "--fresh")]
    assert [each.communicate()[1] and each.returncode for each in runs] == [0, 0]
    together = lasting(folder / "outputs")
    assert started("run", "--fresh").wait() == 0
    assert lasting(folder / "outputs") == together


@pytest.mark.slow
def test_a_watched_plan_runs_again_when_a_file_is_saved(folder: Path, notebook) -> None:
    notebook("01_a", "1")
    rent = folder / "params" / "base" / "overheads.yaml"
    sound = rent.read_text("utf-8")
    watch = subprocess.Popen(
        [sys.executable, "-m", "artplan", "run", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    manifest = folder / "outputs" / "base" / "manifest.json"
    before = json.loads(when(lambda: _text(manifest)))["headline"]["net_profit"]

    rent.write_text(sound + "  rant: 1\n", "utf-8")
    time.sleep(3)
    assert watch.poll() is None and json.loads(_text(manifest))["headline"]["net_profit"] == before
    rent.write_text(sound.replace("amount: 10000", "amount: 8000"), "utf-8")
    when(lambda: json.loads(_text(manifest) or "{}").get("headline", {}).get("net_profit", before) > before)

    watch.send_signal(signal.SIGINT)
    _, message = watch.communicate(timeout=20)
    assert watch.returncode == 130
    assert "params/base/overheads.yaml" in message and "Traceback" not in message


def lasting(outputs: Path) -> dict[str, bytes]:
    """But for what alone shows times."""
    return {
        name: each
        for name, each in contents(outputs).items()
        if "manifest" not in name and "index" not in name
    }


def contents(outputs: Path) -> dict[str, bytes]:
    files = sorted(path for path in outputs.rglob("*") if path.is_file())
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in files}


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "artplan", *arguments], stderr=subprocess.PIPE, text=True)


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def when(happens: Callable[[], Any], within: float = 20.0) -> Any:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if result := happens():
            return result
        time.sleep(0.05)
    raise AssertionError("did not happen in time")
