"""A file is the former one or the new one, and whoever wrote it learns which."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from artplan.plan.written.files import unwritten
from artplan.writing.whole import Unwritten, write_all, write_folder, write_whole


def test_a_file_is_replaced_and_its_folder_made(tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / "growth.yaml"
    write_whole(path, "extends: base\n")
    write_whole(path, "extends: 双11\n")
    assert path.read_bytes() == "extends: 双11\n".encode()
    assert [each.name for each in path.parent.iterdir()] == ["growth.yaml"]


def test_a_link_goes_on_pointing_and_rights_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("old", "utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink() and real.read_text("utf-8") == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.svg"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(Unwritten) as raised:
        write_whole(path, "new")
    assert raised.value.filename == str(path)
    assert [each.name for each in tmp_path.iterdir()] == ["x.svg"] and not path.is_file()


def test_of_several_files_none_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    (tmp_path / "a").write_text("old", "utf-8")
    with pytest.raises(Unwritten):
        write_all({tmp_path / "a": "new", tmp_path / "taken" / "b": "new"})
    assert (tmp_path / "a").read_text("utf-8") == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "taken"]


def test_the_fault_names_the_place_and_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken").touch()
    with pytest.raises(Unwritten) as raised:
        write_whole(Path("taken/b"), "new")
    fault = unwritten(raised.value)
    assert fault.text("en") == (
        "taken/b | cannot be written: File exists "
        "| check the room and the rights there, or choose another place; what was there is unchanged"
    )
    assert fault.text("zh").startswith("taken/b | 无法写入：文件已存在 | ")


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_appears_with_all_its_files(tmp_path: Path, there: bool) -> None:
    place = tmp_path / "shop"
    if there:
        place.mkdir()
        node = place.stat().st_ino  # it may be a working directory
    write_folder(place, {"README.md": b"r", "params/base/plan.yaml": b"p"})
    assert (place / "params" / "base" / "plan.yaml").read_bytes() == b"p"
    assert sorted(each.name for each in place.iterdir()) == ["README.md", "params"]
    assert [each.name for each in tmp_path.iterdir()] == ["shop"]
    assert not there or place.stat().st_ino == node
