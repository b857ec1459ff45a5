from __future__ import annotations

import json
from pathlib import Path

import pytest

from artplan.pipeline.outputs import staging


@pytest.mark.parametrize(
    ("plan", "folder"),
    [
        ("growth", "growth"),
        ("cases/taobao", "cases-taobao"),
        ("双11", "双11"),
        ("../../etc", "etc"),
        ("/etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("..", "plan"),
        ("failed", "plan-failed"),
        ("CON", "plan-CON"),
        ("a b\n", "a-b"),
    ],
)
def test_a_plan_name_becomes_a_folder_that_stays_in_the_outputs(plan: str, folder: str) -> None:
    assert staging.folder_name(plan) == folder


def test_long_names_stay_apart() -> None:
    first, second = staging.folder_name("名" * 99 + "a"), staging.folder_name("名" * 99 + "b")
    assert first != second
    assert len(first.encode()) <= staging.LONGEST_NAME


def test_a_stage_takes_the_place_whole(tmp_path: Path) -> None:
    place = _run(tmp_path / "growth", "old")
    with staging.staged(place) as stage:
        (stage / "page.html").write_text("new", "utf-8")
        staging.publish(stage, place)
    assert sorted(path.name for path in place.iterdir()) == ["page.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["growth"]


def test_a_stage_that_fails_leaves_the_place_as_it_was(tmp_path: Path) -> None:
    place = _run(tmp_path / "growth", "old")
    with pytest.raises(RuntimeError), staging.staged(place) as stage:
        (stage / "page.html").write_text("new", "utf-8")
        raise RuntimeError
    assert (place / "page.html").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["growth"]


def test_a_rename_that_fails_brings_the_former_run_back(tmp_path: Path) -> None:
    place = _run(tmp_path / "growth", "old")
    with pytest.raises(OSError):
        staging.publish(tmp_path / ".growth.00000000", place)
    assert (place / "page.html").read_text("utf-8") == "old"


def test_what_dead_runs_left_is_cleaned_and_what_living_ones_write_is_not(tmp_path: Path) -> None:
    (tmp_path / ".growth.0123abcd").mkdir()
    (tmp_path / ".notes").mkdir()
    with staging.staged(tmp_path / "lean") as alive:
        staging.clean(tmp_path)
        assert sorted(tmp_path.iterdir()) == sorted([alive, tmp_path / ".notes"])


def test_death_between_the_two_renames_is_repaired(tmp_path: Path) -> None:
    _run(tmp_path / ".growth.0123abcd.former", "old")
    staging.clean(tmp_path)
    assert (tmp_path / "growth" / "page.html").read_text("utf-8") == "old"


def test_only_a_run_of_the_same_plan_may_be_replaced(tmp_path: Path) -> None:
    assert not staging.occupied(_run(tmp_path / "growth", ""), "growth")
    assert staging.occupied(_run(tmp_path / "growth", ""), "cases/growth")
    (tmp_path / "thesis").mkdir()
    assert not staging.occupied(tmp_path / "thesis", "thesis")
    (tmp_path / "thesis" / "chapter.txt").write_text("my only copy", "utf-8")
    assert staging.occupied(tmp_path / "thesis", "thesis")


def _run(place: Path, page: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "page.html").write_text(page, "utf-8")
    (place / "manifest.json").write_text(json.dumps({"artplan": "0", "scenario": "growth"}), "utf-8")
    return place
