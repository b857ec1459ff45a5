"""What changed in the files since the last run, each change with its effect: `check` and front page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from artplan.cli import main
from tests.pipeline.conftest import Write

RENT = "params/base/overheads.yaml"
FRONT = Path("outputs/base/index.html")


@pytest.fixture
def ran(folder: Path, notebook: Write) -> Path:
    """The small plan, run once."""
    notebook("01_a", "1")
    assert main(["run", "base", "--lang", "en"]) == 0
    return folder


def edit(file: str, old: str, new: str) -> None:
    text = Path(file).read_text("utf-8")
    assert text.count(old) == 1
    Path(file).write_text(text.replace(old, new), "utf-8")


def changed(capsys: pytest.CaptureFixture, *options: str) -> str:
    capsys.readouterr()
    assert main(["check", "base", "--changed", "--lang", "en", *options]) == 0
    return capsys.readouterr().out


def test_an_edit_of_a_base_file_has_its_own_effect(ran: Path, capsys: pytest.CaptureFixture) -> None:
    edit(RENT, "amount: 10000", "amount: 12000")
    edit("params/base/plan.yaml", "base_pay: 6000", "base_pay: 6500")
    shown = changed(capsys)
    (row,) = (line for line in shown.splitlines() if line.startswith("Rent: Amount"))
    assert row.split()[2:5] == ["10,000", "12,000", "−4,000"]
    assert row.endswith(f"{RENT}:4")
    assert "Clerk: Base pay" in shown and "Changes: 2, each with its own effect" in shown


def test_the_effects_add_up_to_the_difference(ran: Path, capsys: pytest.CaptureFixture) -> None:
    edit(RENT, "amount: 10000", "amount: 12000")
    edit("params/base/plan.yaml", "cost_rate: 0.4", "cost_rate: 0.5")
    (sheet,) = json.loads(changed(capsys, "--json"))
    for figure in sheet["changed"]:
        assert sum(each["amount"] for each in figure["effects"]) == pytest.approx(figure["change"])
        assert figure["change"] < -1000


def test_a_member_that_is_new(ran: Path, capsys: pytest.CaptureFixture) -> None:
    Path(RENT).write_text(Path(RENT).read_text("utf-8") + "  power: {amount: 500}\n", "utf-8")
    assert "New: power" in changed(capsys)


def test_overrides_are_changes_too(ran: Path, capsys: pytest.CaptureFixture) -> None:
    assert "Rent: Amount" in changed(capsys, "--set", "overheads.rent.amount=11000")


def test_no_number_changed(ran: Path, capsys: pytest.CaptureFixture) -> None:
    nothing = "no parameter of Base plan has changed since its last run\n\n"
    assert changed(capsys).endswith(nothing)
    edit(RENT, "amount: 10000", "amount: {value: 10000.0, note: a remark}")
    assert changed(capsys).endswith(nothing)


def test_no_run_to_compare_with(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert "Base plan has no former run in outputs to compare with" in changed(capsys)
    assert "Base plan has no former run in elsewhere" in changed(capsys, "--out", "elsewhere")


def test_a_run_that_can_no_longer_be_read(ran: Path, capsys: pytest.CaptureFixture) -> None:
    edit(RENT, "amount: 10000", "amount: 12000")
    for damaged in (b"", b"- 1", b"plan: {start: 2027-01, moths: 2}", b"\xff"):
        Path("outputs/base/params.yaml").write_bytes(damaged)
        assert "no former run in outputs to compare with" in changed(capsys)


def test_the_front_page_shows_the_changes(ran: Path) -> None:
    assert "Since the last run" not in FRONT.read_text("utf-8")
    edit(RENT, "amount: 10000", "amount: 12000")
    assert main(["run", "base", "--lang", "en"]) == 0
    front = FRONT.read_text("utf-8")
    assert "Since the last run" in front and "Rent: Amount" in front and "−4,000" in front
