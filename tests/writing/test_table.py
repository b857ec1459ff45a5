"""Tables as CSV: no text becomes a formula, numbers stay numbers, names can be told apart."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.writing.table import BOM, FORMULA_SIGNS, csv_text, no_formula

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\x1b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "＝1+1",
    "'=1+1",
)


def cells(text: str) -> list[list[str]]:
    return [*csv.reader(text.removeprefix(BOM).splitlines(keepends=True))]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert no_formula(text).startswith("'")
    ((shown,),) = cells(csv_text([[text]]))
    assert shown == no_formula(text)


@pytest.mark.parametrize("text", ["直通车", "a=b", "x1.5", "2027-01", "—", "'tis", "", "a\nb", "a\tb"])
def test_other_texts_stay(text: str) -> None:
    assert no_formula(text) == text


@pytest.mark.parametrize("text", ["-0.5", "+10%", "+2000", "-1e-05", "-12"])
def test_numbers_stay_numbers(text: str) -> None:
    assert no_formula(text) == text


def test_numbers_are_written_in_full_and_nothing_as_an_empty_cell() -> None:
    values = [-0.1, 1 / 3, -7, 1e22, True, float("nan"), None]
    (shown,) = cells(csv_text([values]))
    assert shown == ["-0.1", repr(1 / 3), "-7", "1e+22", "True", "", ""]


def test_control_characters_are_dropped() -> None:
    assert no_formula("bell\x07 esc\x1b[31m\u202e half\ud800") == "bell esc[31m half"


@given(st.lists(st.text(st.sampled_from("'=-+@a1 \t")), min_size=2, max_size=2, unique=True))
def test_two_names_stay_two_names(names: list[str]) -> None:
    assert len({no_formula(name) for name in names}) == 2


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    shown = no_formula(text)
    if shown.lstrip()[:1] in tuple(FORMULA_SIGNS):
        float(shown.removesuffix("%"))
