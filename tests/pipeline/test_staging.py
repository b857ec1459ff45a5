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
