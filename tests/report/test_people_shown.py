"""People in pages: whole heads with the attrition beside them, moves, open seats, hands for a time."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.report.charts.organisation import organisation
from artplan.report.charts.people import headcount
from artplan.report.story import Story
from artplan.report.tables.people_of_month import months_of_change, people_in_post
from artplan.result import Result
from tests.plans import load, words
from tests.report.drawn import well_drawn

SEATS = {
    "head": {"post": "lead", "person": "Li Jing"},
    "mover": {"post": "clerk", "person": "Wang Yao", "changes": {"2027-07-16": {"post": "lead"}}},
    "packers": {"post": "packer", "people": 10, "leaver_rate": 0.01},
    "season": {"post": "packer", "people": 3, "start": "2027-11-01", "end": "2027-11-14"},
    "later": {"post": "clerk", "start": "2027-10-11"},
}

STINTS = ("mover", "mover@2027-07-16")


@pytest.fixture(scope="module")
def result() -> Result:
    """A move in mid-July, ten people of whom one in a hundred quits a month, a season, a late seat."""
    chinese = {"lead": "主管", "clerk": "文员", "packer": "打包员"}
    named = {post: {"name": {"zh": zh, "en": post.title()}} for post, zh in chinese.items()}
    posts: dict[str, Any] = {
        "lead": {"department": "office", "planned_headcount": 2},
        "clerk": {"department": "office", "reports_to": "lead", "planned_headcount": 1},
        "packer": {
            "department": "hall",
            "reports_to": "lead",
            "planned_headcount": {"2027-01-01": 10, "2027-11-01": 13, "2027-12-01": 10},
        },
    }
    sections = {
        "plan": {"name": words("team"), "start": "2027-01", "months": 12},
        "departments": {"office": {"name": words("office")}, "hall": {"name": words("hall")}},
        "posts": {name: {**post, **named[name]} for name, post in posts.items()},
        "positions": {name: {"base_pay": 5_000, **seat} for name, seat in SEATS.items()},
    }
    return load(sections).run()


def test_people_are_whole_and_the_attrition_stands_beside_them(result: Result) -> None:
    english, chinese = (Story(result, lang).say("people").text() for lang in ("en", "zh"))
    assert "12 people (expected attrition 0.1) are in post" in english
    assert "1 月末在岗 12 人（预计流失 0.1 人）" in chinese
    rows = {each.cells[0]: each.cells[1:] for each in Story(result, "en").table("headcount").rows}
    assert rows["Packer"] == ("10",) * 13
    assert rows["Expected attrition beside them"] == ("0.1",) * 12 + ("",)


def test_the_chart_says_who_moved_and_which_seats_are_open(result: Result) -> None:
    july, october = (organisation(result, "en", month).svg() for month in ("2027-07", "2027-10"))
    for words_ in (
        "16 Jul: Wang Yao, Clerk → Lead",
        "moved out 1",
        "moved in 1",
        "open seats 1",
        "1 from 11 Oct",
    ):
        assert words_ in july, words_
    assert "open seats" not in october and "Moves of the month" not in october
    assert months_of_change(result) == ("2027-01", "2027-07", "2027-10", "2027-12")


@pytest.mark.parametrize("month", ["2027-07", "2027-11"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_chart_of_a_month_is_well_drawn(result: Result, lang: str, month: str) -> None:
    well_drawn(organisation(result, lang, month))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headcount_shows_hands_that_are_gone_by_the_month_s_end(result: Result, lang: str) -> None:
    chart = headcount(result, lang)
    well_drawn(chart)
    assert ("短期用工，月末已离岗" if lang == "zh" else "For a time, gone by") in chart.svg()


def test_the_figures_of_departments_are_those_of_the_month(result: Result) -> None:
    july = Story(result, "en").table("departments", month="2027-07")
    named = [column.head for column in july.columns]
    hall, office = (
        {key: cell for key, cell in zip(named, each.cells, strict=True)} for each in july.rows[1::-1]
    )
    assert (hall["In post"], hall["Expected attrition"], hall["Open seats"]) == ("10", "0.1", "0")
    assert (office["In post"], office["Open seats"]) == ("2", "1")
    assert july.rows[-1].cells[1] == "12"


def test_hands_for_two_weeks_are_read_as_they_are_written(result: Result) -> None:
    said = Story(result, "en").say("people").text()
    assert "For a time only: Packer, 1–14 Nov, 3 people." in said
    assert "打包员，11 月 1–14 日，3 人" in Story(result, "zh").say("people").text()
    assert "Nobody leaves." in said and "Joining in between: 1 person in October." in said
    november = people_in_post(result, "2027-11")["packer"]
    assert (november.in_post, november.vacancy, november.for_a_time[0].heads) == (10, 0, 3)
    assert people_in_post(result, "2027-12")["packer"].for_a_time == ()


def test_the_organisation_of_other_months_is_folded_below(result: Result) -> None:
    html = Story(result, "en").organisation("2027-07").html()
    assert html.count("<details>") == 3 and html.index("Organisation at the end of Jul 2027") < html.index(
        "<details>"
    )


def test_the_time_before_a_move_is_named_apart_from_the_person(result: Result) -> None:
    names = {lang: [result.plan.label("stint", each, lang) for each in STINTS] for lang in ("zh", "en")}
    assert names["zh"] == ["Wang Yao · 至 2027-07-15", "Wang Yao · 2027-07-16 起"]
    assert names["en"] == ["Wang Yao · until 2027-07-15", "Wang Yao · from 2027-07-16"]
    assert result.plan.label("person", "mover", "en") == "Wang Yao"
