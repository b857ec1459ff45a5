"""The folder for files that nobody keeps."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from artplan.writing.scratch import scratch
from artplan.writing.whole import Unwritten


def test_nothing_is_left_of_it():
    with scratch() as folder:
        (Path(folder) / "a").write_text("a")
    assert not Path(folder).exists()


def test_a_system_without_room_for_it_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    none = tmp_path / "none"
    monkeypatch.setenv("TMPDIR", str(none))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(none)])
    with pytest.raises(Unwritten, match="No such file or directory") as fault:
        scratch()
    assert fault.value.filename == str(none)
