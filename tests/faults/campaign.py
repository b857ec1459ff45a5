"""Full disks and kills at every writing command: `python -m tests.faults.campaign [MOMENTS] [COMMAND ...]`.

A moment is a file that is opened for writing, or a folder or file that is made, moved or deleted; at each of
them the disk is full from there on, or the process is killed. Besides, the disk is full or the process is
killed in the middle of a write, after so many bytes. In every case, the user must find the former or the new
state, one line that says what is wrong, and a command that works when it is repeated.

The campaign prints a table of the outcomes, and what was wrong; it ends with 1 if anything was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from artplan.exit_codes import BAD_INPUT, RUN_FAILED
from artplan.writing.staging import STAGED, locked
from tests.faults.commands import WRITING, State, Writing, prepare, state

MOMENTS = 30
SIZES = 10  # of the moments of a kind, so many are in the middle of a write
INJECTED, ROOT = Path(__file__).parent / "injected", Path(__file__).parents[2]
REASONS = ("No space left on device", "File too large", "Input/output error")  # the last is SQLite's
KILLED = (-9, -25)  # SIGKILL, SIGXFSZ


@dataclass(frozen=True)
class Campaign:
    """The faults of one command.

    home: a folder for copies of the plan.
    """

    writing: Writing
    home: Path

    @cached_property
    def ready(self) -> Path:
        """The folder before the command."""
        folder = self.home / "ready"
        prepare(folder, self.writing)
        return folder

    @cached_property
    def former(self) -> State:
        return state(self.ready)

    @cached_property
    def new(self) -> State:
        folder = self._copy("new")
        assert self.run(folder, f"count:{self.counts}").returncode == 0
        assert state(folder) != self.former
        return state(folder)

    @property
    def counts(self) -> Path:
        """The file with the number of moments of each process of the command, once `new` was made."""
        return self.home / "counts"

    def run(self, folder: Path, fault: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join([str(INJECTED), str(ROOT)])
        injected = {"PYTHONPATH": paths, "ARTPLAN_FAULT": fault, "ARTPLAN_FAULT_FOLDER": str(folder)}
        command = [sys.executable, "-m", self.writing.module, *self.writing.words]
        return subprocess.run(
            command, cwd=folder, env=os.environ | injected | {"LC_ALL": "C.UTF-8"},
            capture_output=True, text=True, timeout=300)  # fmt: skip

    def faults(self, count: int) -> Iterator[str]:
        """Yield `count` faults of each kind, spread over the command's moments and the sizes of its files."""
        sizes = sorted({len(each) for each in self.new.values() if isinstance(each, bytes)})
        some = max(1, count * SIZES // MOMENTS)
        counted = [line.split() for line in self.counts.read_text("ascii").splitlines()]
        for kind, numbers in zip(("kill", "full"), zip(*counted, strict=True), strict=True):
            for moment in _spread(max(map(int, numbers)), count - some):
                yield f"{kind}:{moment}"
        for size in _spread(max(sizes), some):
            yield f"cut:{size - 1}"
            yield f"limit:{size - 1}"

    def wrong(self, fault: str) -> str:
        """Return what is wrong after the fault; "" if nothing is."""
        folder = self._copy(fault.replace(":", "-"))
        try:
            ended = self.run(folder, fault)
            return self._wrong_words(ended, fault) or self._wrong_files(folder)
        finally:
            shutil.rmtree(folder)

    def _copy(self, name: str) -> Path:
        folder = self.home / name / "plan"
        shutil.copytree(self.ready, folder, symlinks=True)
        return folder

    def _wrong_words(self, ended: subprocess.CompletedProcess[str], fault: str) -> str:
        text = ended.stdout + ended.stderr
        if "Traceback" in text or "Exception ignored" in text:
            return f"a traceback: {text[-1500:]}"
        if ended.returncode == 0 or (fault.startswith(("kill", "cut")) and ended.returncode in KILLED):
            return ""
        if ended.returncode not in (BAD_INPUT, RUN_FAILED):
            return f"ended with {ended.returncode}: {text[-500:]}"
        if fault.startswith(("full", "limit")) and not _told_once(text):
            return f"not told in one line: {text[-500:]}"
        return ""

    def _wrong_files(self, folder: Path) -> str:
        found = state(folder)
        torn = [
            name for name in {*found, *self.former, *self.new}
            if found.get(name) not in (self.former.get(name), self.new.get(name))
        ]  # fmt: skip
        if torn:
            return f"neither former nor new: {sorted(torn)}"
        if self.writing.whole and found not in (self.former, self.new):
            return "some files are former, some new"
        if _everything(folder) == _everything(self.ready) or (found == self.new and not self.writing.again):
            return ""
        _wait_for_workers(folder)
        repeated = self.run(folder, "")
        if repeated.returncode or state(folder) != self.new:
            return f"cannot be repeated: {repeated.stderr[-500:]}"
        left = [path for path in folder.rglob("*") if STAGED.match(path.name) and any(path.iterdir())]
        return f"left behind: {left}" if left else ""


def _wait_for_workers(folder: Path) -> None:
    """Wait until the workers of a killed command have ended too; until then, the hidden folder is theirs."""
    for left in [path for path in folder.rglob("*") if STAGED.match(path.name)]:
        with locked(left, wait=True):
            pass


def _told_once(text: str) -> bool:
    """Return whether the reason is told; a notebook tells it as the fault of its cell."""
    reasons = sum(text.count(each) for each in REASONS)
    return reasons == 1 and text.count("cannot be written") <= 1


def _everything(folder: Path) -> dict[str, bytes]:
    """Return the content of every file, also of hidden ones, and the folders."""
    paths = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in paths}


def _spread(last: int, count: int) -> list[int]:
    """Return whole numbers from 1 to `last`, `count` of them if there are as many."""
    if count == 1:
        return [(1 + last) // 2]
    return sorted({round(1 + at * (last - 1) / max(1, count - 1)) for at in range(count)})


def main(moments: int = MOMENTS, names: tuple[str, ...] = ()) -> int:
    total = 0
    for name in names or WRITING:
        with tempfile.TemporaryDirectory(prefix="artplan-faults-") as home:
            campaign = Campaign(WRITING[name], Path(home).resolve())
            done = {fault: campaign.wrong(fault) for fault in campaign.faults(moments)}
        kinds = Counter(fault.partition(":")[0] for fault in done)
        wrong = {fault: text for fault, text in done.items() if text}
        total += len(wrong)
        print(f"{name:20}", *(f"{kind} {count:3}" for kind, count in kinds.items()), f"wrong {len(wrong)}")
        for fault, text in wrong.items():
            print(f"    {fault}: {text}")
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or [MOMENTS])[0]), tuple(sys.argv[2:])))
