"""Where the notes are shown: in `artplan check`, as text and as JSON, and on the front page."""

from __future__ import annotations

import json
from typing import Any

import pytest

import artplan
from artplan.cli import main
from artplan.plausibility.notes import plausibility_notes
from artplan.report.pages.pages import FrontTables, front_page

CUT = ["--set", "pay.raise_rate=0.4"]


def test_check_shows_them_with_place_and_how_to_silence_them(capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "base", "--lang", "en", *CUT]) == 0
    shown = capsys.readouterr().out
    assert "Worth a second look: 1\noverride pay.raise_rate | 0.4 lies outside" in shown
    assert 'note: "meant so: ..."' in shown


def test_check_shows_them_in_chinese(capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "base", "--lang", "zh", *CUT]) == 0
    shown = capsys.readouterr().out
    assert (
        "值得再看一眼：1 处\n本次改动 pay.raise_rate | 0.4，超出通常范围 0.005 至 0.3（依据：经验判断）"
        in shown
    )


def test_check_says_nothing_where_there_is_nothing(capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "base", "--lang", "en"]) == 0
    assert "second look" not in capsys.readouterr().out


def test_json_has_them(capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "base", "--json", "--lang", "en", *CUT]) == 0
    (sheet,) = json.loads(capsys.readouterr().out)
    (note,) = sheet["plausibility"]
    assert note.startswith("override pay.raise_rate | ")


def test_the_front_page_lists_them() -> None:
    result = artplan.load("base", {"pay.raise_rate": 0.4}).run()
    notes = plausibility_notes(result)

    def shown(**notes: Any) -> str:
        return front_page(
            result, FrontTables(), lang="en", foot_line="", made_at="", menu=[], files=[], **notes
        )

    page = shown(unlikely=notes)
    assert "Worth a second look: 1" in page and "<li>pay.raise_rate: 0.4 lies outside" in page
    assert "second look" not in shown()


def test_a_month_is_named_however_the_table_is_written() -> None:
    path = "storefronts.pc_store.payment_rate"
    table = {f"2027-{month:02d}": "95%" for month in range(1, 13)} | {"2027-04": "9.5%"}
    (note,) = plausibility_notes(artplan.load("base", {path: table}).run())
    assert note.message.text("en").startswith("0.095 in 2027-04 lies outside the usual 0.5 to 1")
