"""Outputs that cannot be written: told in a line, the former run as it was, nothing half written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from artplan.cli import main
from tests.pipeline.test_interrupt import contents


@pytest.fixture
def disk(folder: Path) -> Iterator[Path]:
    """A file system of 80 MB that the test may fill or make read-only.

    The plan is the one that comes with the package: its files are large enough to be cut anywhere.
    """
    shutil.rmtree(folder / "params")
    place = folder / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=80m", "artplan-test", place], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(disk: Path, share: float) -> None:
    """Leaves room for that share of what is there already."""
    now = os.statvfs(disk)
    used = now.f_blocks - now.f_bfree
    (disk / "filler").write_bytes(b"\0" * int((now.f_bfree - share * used) * now.f_frsize))


@pytest.mark.slow
@pytest.mark.usefixtures("kept_workers")
@pytest.mark.parametrize("share", [0.01, 0.8, 0.99])
def test_a_full_disk_leaves_the_former_run(
    disk: Path, notebook, capfd: pytest.CaptureFixture, share: float
) -> None:
    """Three quarters are the table of lines, a fifth is the workbook; pages and manifest come last."""
    notebook("01_a", "print('rent ' * 9)")
    out = disk / "outputs"
    assert main(["run", "base", "--lang", "en", "--out", str(out)]) == 0
    former = contents(out)
    fill(disk, share)
    assert main(["run", "base", "--set", "overheads.rent.amount=1", "--lang", "en", "--out", str(out)]) == 3
    message = capfd.readouterr().err
    fault = "cannot be written: No space left on device | make room, or choose another --out"
    assert message.count(f"{out / 'base'} | {fault}; the former run is as it was") == 1
    assert "Traceback" not in message
    assert contents(out) == former

    (disk / "filler").unlink()
    assert main(["run", "base", "--set", "overheads.rent.amount=1", "--out", str(out)]) == 0


def test_a_read_only_disk_is_told_before_anything_is_run(
    disk: Path, notebook, capfd: pytest.CaptureFixture
) -> None:
    notebook("01_a", "1")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert main(["run", "base", "--out", str(disk)]) == 2
    message = capfd.readouterr().err
    assert message == f"{disk} | cannot be written: Read-only file system | choose another --out\n"


def test_a_folder_below_a_file_cannot_be_made(folder: Path, notebook, capfd: pytest.CaptureFixture) -> None:
    notebook("01_a", "1")
    (folder / "taken").touch()
    assert main(["run", "base", "--out", "taken/outputs"]) == 2
    assert (
        capfd.readouterr().err
        == "taken/outputs | cannot be written: Not a directory | choose another --out\n"
    )
