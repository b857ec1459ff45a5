"""Try a case in a process of its own, with little memory and time, and judge what comes of it.

refused: by a fault in plain words and with exit code 2, or 1 where the numbers of the plan come to nothing.
accepted: all that follows is finite and sound. absurd: accepted although it is not. crash: any other
exception or end. hang: more than 20 seconds of CPU, 30 of waiting, or a gigabyte.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import numpy as np

import artplan
from artplan.cli import main
from artplan.engine.faults import NumberFault
from artplan.plan.written.faults import PlanFault
from artplan.plan.written.text import unseen
from tests.hostile.inputs import PARAMS, Hostile

SECONDS, WAITING, BYTES = 20, 30, 10**9
LARGEST = 1e30  # of any number of a plan: the product of three at their ends
VERDICTS = ("refused", "accepted", "absurd", "crash", "hang")
GAVE_UP = (signal.SIGXCPU, signal.SIGKILL)


def verdict(case: Hostile) -> tuple[str, str]:
    """Return the verdict and what explains it."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    try:
        return _tried(case, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tried(case: Hostile, folder: Path) -> tuple[str, str]:
    told = folder / "told"
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            _limit()
            told.write_text(json.dumps(_judged(case, folder / "here")), "utf-8")
        except BaseException:
            told.write_text(json.dumps(["crash", traceback.format_exc()[-1500:]]), "utf-8")
        finally:
            os._exit(0)
    status, used = _ended(child)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return ("hang" if number in GAVE_UP else "crash"), f"signal {number}"
    if used > BYTES + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024:
        return "hang", f"{used / 1e9:.1f} GB"
    word, why = json.loads(told.read_text("utf-8"))
    return word, why


def _ended(child: int) -> tuple[int, int]:
    """Return how the child ended and the most memory it had, in bytes; kill it if it waits too long."""
    busy = time.monotonic()  # the last time at which it did not sleep; a loaded machine may let it wait
    while True:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            return status, usage.ru_maxrss * 1024
        if " S " not in Path(f"/proc/{child}/stat").read_text():
            busy = time.monotonic()
        if time.monotonic() > busy + WAITING:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.005)


def _limit() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    space = pages * resource.getpagesize() + 2 * BYTES  # reserved, of which less is used
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)


def _judged(case: Hostile, here: Path) -> tuple[str, str]:
    _laid_out(case, here)
    os.chdir(here)
    try:
        return _commanded(case) if case.command else _loaded(case)
    except MemoryError:
        return "hang", "memory"


def _laid_out(case: Hostile, here: Path) -> None:
    """Link the shipped parameters into a folder, and put the case's own files among them."""
    for path in PARAMS.rglob("*.yaml"):
        link = here / "params" / path.relative_to(PARAMS)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path)
    for name, content in case.files.items():
        place = here / "params" / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        if callable(content):
            content(place)
        elif isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.write_text(content, "utf-8", newline="")


def _loaded(case: Hostile) -> tuple[str, str]:
    try:
        plan = artplan.load(case.plan, case.overrides)
        result = plan.run()
    except (PlanFault, NumberFault) as fault:
        return _told("\n".join(fault.text(lang) for lang in ("en", "zh")))
    for name in result.lines:
        values = result.array(name)
        if not np.isfinite(values).all() or np.abs(values).max(initial=0) > LARGEST:
            return "absurd", f"{name} = {values.ravel()[np.argmax(np.abs(values))]}"
    failed = [check.name for check in result.checks() if check.state == "failed"]
    if failed:
        return "absurd", f"{failed} off by {result.checks()[0].worst}"
    for note in plan.plan.notes:
        note.text("zh").encode("utf-8")
    return "accepted", ""


def _commanded(case: Hostile) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(case.command)
        except SystemExit as end:
            code = end.code
    told = out.getvalue() + err.getvalue()
    if code not in (0, 1, 2) or "Traceback" in told:
        return "crash", f"exit code {code}: {told[-500:]}"
    if code == 2:
        return _told(err.getvalue())
    wrong = {" nan", " inf", "NaN", "Infinity"} & set(told.replace("\n", " ").split())
    return ("absurd", f"{wrong}") if code == 0 and wrong else ("refused" if code else "accepted", told[-200:])


def _told(text: str) -> tuple[str, str]:
    """A refusal has words that can be shown anywhere."""
    hidden = {sign for sign in text if unseen(sign) and sign != "\n"}
    return ("absurd", f"shows {hidden}") if hidden or not text.strip() else ("refused", text[:300])
