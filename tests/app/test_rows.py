"""A lever's row: it shows where the session stands, moves it, and tells what cannot be."""

from __future__ import annotations

import pytest

from artplan.app.levers import lever
from artplan.app.rows import NumberRow, OptionRow, row
from artplan.app.session import Session

RENT, TRAVEL = "overheads.rent.amount", "overheads.travel.amount"


@pytest.fixture
def session() -> Session:
    return Session.of("base")


def row_for(session: Session, path: str) -> NumberRow | OptionRow:
    result = lever(session.plan.plan, path, "en")
    assert result is not None
    made = row(session, result, "en", lambda: None)
    made.stand()
    return made


def number_row(session: Session, path: str) -> NumberRow:
    made = row_for(session, path)
    assert isinstance(made, NumberRow)
    return made


def test_the_slider_moves_the_number_and_the_number_the_slider(session: Session) -> None:
    rent = number_row(session, RENT)
    rent.slider.value = 30_000.0
    assert session.changes == {RENT: 30_000.0} and rent.number.value == 30_000
    rent.number.value = 100_000.0  # beyond the slider's end
    assert session.changes == {RENT: 100_000.0} and rent.slider.value == rent.slider.max
    assert rent.back.layout.visibility == "visible"
    rent.back.click()
    assert session.changes == {} and (rent.slider.value, rent.number.value) == (32_000, 32_000)


def test_what_cannot_be_is_told_at_the_lever_and_changes_nothing(session: Session) -> None:
    rent = number_row(session, RENT)
    rent.number.value = -5.0
    assert "-5 is out of range" in rent.message.value and rent.number.value == 32_000
    assert session.changes == {}
    rent.number.value = 31_000.0
    assert rent.message.value == ""


def test_months_are_written_one_by_one(session: Session) -> None:
    travel = number_row(session, TRAVEL)
    travel.fold.click()
    assert list(travel.months) == list(session.plan.plan.months)
    travel.months["2027-05"].value = 7310.0
    assert session.changes == {f"{TRAVEL}.2027-05": 7310.0}
    travel.slider.value = 1.5
    assert session.here[TRAVEL].at(4) == 1.5 * 7310  # the factor is of all months as they were written
    travel.fold.click()
    assert travel.months == {}


@pytest.mark.parametrize(
    "changes", [{RENT: {"2027-01": 9000}}, {"overheads.*.amount": "+10%"}, {"overheads.rent": None}]
)
def test_rows_stand_whatever_was_moved(session: Session, changes: dict[str, object]) -> None:
    session.move_all(changes)
    for path in (RENT, TRAVEL):
        number_row(session, path)


def test_a_word_is_chosen_and_a_date_written(session: Session) -> None:
    taxpayer, start = row_for(session, "tax.taxpayer"), row_for(session, "positions.service_agent_1.start")
    taxpayer.control.value = "small_scale"
    start.control.value = "2027-13-01"
    assert "2027-13-01" in start.message.value and start.control.value == "2027-08-16"
    start.control.value = "2027-03-01"
    assert session.changes == {"tax.taxpayer": "small_scale", "positions.service_agent_1.start": "2027-03-01"}
