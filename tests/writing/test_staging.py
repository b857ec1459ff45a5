"""What is written beside its place, takes the place whole, and is cleaned up after a process that died."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from artplan.writing import staging


def test_a_folder_takes_the_place_whole(tmp_path: Path) -> None:
    place = _folder(tmp_path / "growth", "old")
    with staging.staged(place) as stage:
        _folder(stage, "new")
        staging.publish(stage, place)
    assert (place / "page.html").read_text("utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["growth"]


def test_a_fault_leaves_the_place_as_it_was(tmp_path: Path) -> None:
    place = _folder(tmp_path / "growth", "old")
    with pytest.raises(RuntimeError), staging.staged(place) as stage:
        _folder(stage, "new")
        raise RuntimeError
    assert (place / "page.html").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["growth"]


def test_a_move_that_fails_brings_the_former_folder_back(tmp_path: Path) -> None:
    place = _folder(tmp_path / "growth", "old")
    with staging.staged(place) as stage, pytest.raises(OSError):
        staging.publish(stage, place)  # nothing was written there
    assert (place / "page.html").read_text("utf-8") == "old"


def test_what_a_dead_process_left_is_cleaned_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    left = _left(tmp_path / "growth")
    _folder(left / staging.NEW, "half")
    with staging.staged(tmp_path / "lean") as alive:
        alive.mkdir()
        staging.clean(tmp_path)
        assert [*tmp_path.iterdir()] == [alive.parent]


def test_death_between_the_two_moves_is_repaired(tmp_path: Path) -> None:
    left = _left(tmp_path / "growth")
    _folder(left / staging.FORMER, "old")
    staging.clean(tmp_path)
    assert (tmp_path / "growth" / "page.html").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["growth"]


@pytest.mark.parametrize("name", [".notes.deadbeef", ".notes.deadbeef.artplan", ".notes.deadbeef.former"])
def test_what_is_not_marked_is_somebodys_own(tmp_path: Path, name: str) -> None:
    own = _folder(tmp_path / name, "my only copy")
    (own / staging.MARK).write_text("not artplan", "utf-8")
    _age(own)
    with staging.staged(tmp_path / "notes"):
        pass
    assert (own / "page.html").read_text("utf-8") == "my only copy"


def test_a_mark_moves_nothing_to_another_folder(tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    left = _left(tmp_path / "outputs" / "growth")
    (left / staging.MARK).write_bytes(staging.MARKED + b"../elsewhere")
    _folder(left / staging.FORMER, "old")
    staging.clean(tmp_path / "outputs")
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_leftover_goes_when_no_process_can_be_about_to_use_it(tmp_path: Path) -> None:
    empty = tmp_path / ".growth.0123abcd.artplan"
    empty.mkdir()
    staging.clean(tmp_path)
    assert empty.is_dir()
    _age(empty)
    staging.clean(tmp_path)
    assert not empty.exists()


def test_a_mark_that_was_cut_short_is_a_mark(tmp_path: Path) -> None:
    left = _left(tmp_path / "growth")
    (left / staging.MARK).write_bytes(staging.MARKED[:7])
    staging.clean(tmp_path)
    assert not left.exists()


@pytest.mark.parametrize("name", ["名" * 80, "a" * 250, "a\nb", os.fsdecode(b"\xff")])
def test_any_name_can_be_written(tmp_path: Path, name: str) -> None:
    with staging.staged(tmp_path / name) as stage:
        stage.write_text("new", "utf-8")
        stage.rename(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def _folder(place: Path, page: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "page.html").write_text(page, "utf-8")
    return place


def _left(place: Path) -> Path:
    """The hidden folder of a process that was killed."""
    left = place.with_name(f".{place.name}.0123abcd.artplan")
    left.mkdir()
    (left / staging.MARK).write_bytes(staging.MARKED + place.name.encode())
    return left


def _age(folder: Path) -> None:
    before = time.time() - 2 * staging.NEW_FOR
    os.utime(folder, (before, before))
