"""What is said of a scorecard that does not fit together; every fault with its place."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

import artplan
from artplan.model import model
from artplan.operating import OperatingPlan
from artplan.plan.inputs import build as inputs
from artplan.plan.read.as_yaml import as_yaml
from artplan.plan.written.faults import PlanFault

PLAN: dict[str, Any] = {
    "plan": {"start": "2027-01", "months": 3},
    "departments": {"shop": {}},
    "posts": {"clerk": {"department": "shop"}, "helper": {"department": "shop"}},
    "positions": {"ann": {"post": "clerk", "base_pay": 5_000, "performance_pay_share": 0.1}},
    "storefronts": {
        "shop": {
            "conversion_rate": 0.03,
            "average_order_value": 700,
            "natural_visits": 1_000,
            "natural_visits_by": "forecast",
        }
    },
    "channels": {"weibo": {"storefront": "shop", "prices_by": "owned", "visits": 300}},
    "scorecards": {"clerk": {"posts": ["clerk"]}},
    "indicators": {
        "visits": {
            "scorecard": "clerk",
            "kind": "deduction",
            "points": 60,
            "measures": {"line": "visits_by_channel", "member": "weibo", "unit": "visit"},
            "target": 320,
            "step": 10,
            "deduct": 5,
        },
        "manner": {"scorecard": "clerk", "kind": "entered", "points": 40, "points_entered": 30},
    },
    "grades": {"good": {"at_least": 80}, "poor": {"at_least": 0}},
}


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    """The plan with values set by path; None takes a key away."""
    sections = json.loads(json.dumps(PLAN))
    for path, value in changes.items():
        *above, last = path.split(".")
        here = sections
        for step in above:
            here = here.setdefault(step, {})
        if value is None:
            del here[last]
        else:
            here[last] = value
    return sections


def load(**changes: Any) -> OperatingPlan:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        base.mkdir()
        sections = changed({path.replace("__", "."): value for path, value in changes.items()})
        text = json.dumps(sections, ensure_ascii=False, indent=1)
        (base / "plan.yaml").write_text(text, encoding="utf-8")
        return artplan.load("base", folder=folder)


def test_a_scorecard_reads_the_plan():
    result = load().run()
    assert result.value("indicator_points", "visits") == 60 - 2 * 5
    assert result.value("score", "clerk") == 50 + 30
    assert result.value("score_in_grade", ("clerk", "good")) == 1
    assert result.value("performance_pay", "ann", "2027-02") == pytest.approx(500 * 0.80)
    assert result.formula("indicator_gathered") == "(Visits by channel (weibo)) ÷ Step of the reading"


VISITS = "indicators__visits__"


@pytest.mark.parametrize(
    ("changes", "path", "fault", "remedy"),
    [
        (
            {VISITS + "points": 50},
            "scorecards.clerk",
            "add to 90 in 2027-01, not to 100",
            "change the points",
        ),
        (
            {VISITS + "points": {"2027-01-01": 60, "2027-03-01": 61}},
            "scorecards.clerk",
            "add to 101 in 2027-03",
            "change the points",
        ),
        (
            {VISITS + "measures__line": "visits_by_chanel"},
            "indicators.visits.measures",
            "no line",
            "visits_by_channel",
        ),
        (
            {VISITS + "measures__member": "webo"},
            "indicators.visits.measures",
            "no channel 'webo'",
            "mean weibo",
        ),
        (
            {VISITS + "measures__unit": "order"},
            "indicators.visits.measures",
            "is in visit, not order",
            "unit: visit",
        ),
        (
            {VISITS + "measures": {"line": "score", "member": "clerk"}},
            "indicators",
            "circle inside the month",
            "does not rest on its own score",
        ),
        (
            {VISITS + "target": None, VISITS + "target_line": {"line": "sales_target_total"}},
            "indicators.visits.target_line",
            "sales_target_total is in CNY, but visits_by_channel in visit",
            "same unit",
        ),
        ({VISITS + "value": 3}, "indicators.visits", "what is measured is wanted once", "measures"),
        ({VISITS + "target": None}, "indicators.visits", "missing target", "target_line"),
        (
            {VISITS + "target_is": "month_before"},
            "indicators.visits",
            "target and target_is at once",
            "one of them",
        ),
        (
            {VISITS + "add": 3},
            "indicators.visits",
            "add says nothing for a deduction",
            "bonus_malus, accrual",
        ),
        ({VISITS + "floor": 70}, "indicators.visits", "70 floor of 60 points", "at most"),
        ({VISITS + "scorecard": "clrk"}, "indicators.visits.scorecard", "no scorecard 'clrk'", "mean clerk"),
        (
            {"indicators__manner__points_entered": 41},
            "indicators.manner",
            "41 points_entered of 40 points",
            "at most",
        ),
        (
            {
                "indicators__manner": {
                    "scorecard": "clerk",
                    "kind": "bands",
                    "points": 40,
                    "value": 1,
                    "bands": [{"at": 2, "points": 40}, {"at": 1, "points": 20}],
                }
            },
            "indicators.manner",
            "bands out of order",
            "worst to the best",
        ),
        (
            {
                "indicators__manner": {
                    "scorecard": "clerk",
                    "kind": "category",
                    "points": 40,
                    "categories": {"fine": 40},
                    "category": "fein",
                }
            },
            "indicators.manner.category",
            "no category 'fein'",
            "mean fine",
        ),
        (
            {"scorecards__other": {"posts": ["clerk"]}},
            "scorecards.other.posts",
            "judged by clerk already",
            "one",
        ),
        (
            {"scorecards__clerk__pay": [{"at_least": 60}]},
            "scorecards.clerk.pay",
            "from 0 on have no pay",
            "at_least: 0",
        ),
        (
            {"scorecards__clerk__pay": [{"at_least": 0}, {"above": 90}, {"at_least": 80}]},
            "scorecards.clerk.pay",
            "out of order",
            "lowest score",
        ),
        ({"grades__poor__at_least": 80}, "grades", "two grades begin at the same score", "edge of its own"),
        (
            {"scorecards__clerk__positions": ["bob"]},
            "scorecards.clerk.positions.0",
            "no position 'bob'",
            "ann",
        ),
        (
            {"scorecards__clerk__positions": ["ann"], "scorecards__other": {"positions": ["ann"]}},
            "scorecards.other.positions",
            "'ann' is judged by clerk already",
            "one scorecard name a position",
        ),
        ({"appraisal__grades_by": "rank"}, "grades.good", "missing share", "from the top"),
        (
            {"appraisal__grades_by": "rank", "grades__good__share": 0.2, "grades__poor__share": 0.7},
            "grades",
            "add to 0.9 in 2027-01, not to 1",
            "share all the people",
        ),
        (
            {"appraisal__grades_by": "rank", "grades": {}},
            "appraisal.grades_by",
            "add to 0 in 2027-01",
            "share all the people",
        ),
        (
            {"scorecards__clerk__pay_by": "grade", "scorecards__clerk__pay": [{"at_least": 0}]},
            "scorecards.clerk.pay",
            "say nothing for who is paid by grade",
            "pay_by: score",
        ),
        ({"scorecards__clerk__pay_by": "grade"}, "scorecards.clerk", "missing grade_before", "first month"),
        ({"scorecards__clerk__pay_by": "grade"}, "grades.good", "missing pay_rate", "clerk is paid by grade"),
        (
            {"scorecards__clerk__grade_before": "godo"},
            "scorecards.clerk.grade_before",
            "no grade 'godo'",
            "mean good",
        ),
        (
            {"scorecards__clerk__pay_by": "grade", "grades__poor__at_least": 60},
            "grades",
            "scores from 0 on have no grade",
            "at_least: 0",
        ),
    ],
)
def test_what_is_refused(changes, path, fault, remedy):
    with pytest.raises(PlanFault) as raised:
        load(**changes)
    result = [each for each in raised.value.faults if each.path == path and fault in str(each.fault)]
    assert result, str(raised.value)
    assert remedy in str(result[0].remedy)
    assert "plan.yaml:" in result[0].place


def test_a_category_holds_until_the_next():
    kind = {"scorecard": "clerk", "kind": "category", "points": 40, "categories": {"fine": 40, "fair": 25}}
    category = {"2027-01-01": "fine", "2027-03-01": "fair"}
    result = load(indicators__manner={**kind, "category": category}).run()
    assert result["indicator_points"].loc["manner"].tolist() == [40, 40, 25]


@pytest.mark.parametrize(
    ("better", "edges", "expected"),
    [("higher", [200, 300, 310], 30), ("higher", [301, 400, 500], 0), ("lower", [400, 300, 299], 30)],
)
def test_bands_of_a_line(better, edges, expected):
    """300 visits; an edge belongs to the better band."""
    bands = [{"at": edge, "points": points} for edge, points in zip(edges, (10, 30, 40), strict=True)]
    kind = {"scorecard": "clerk", "kind": "bands", "points": 40, "better": better, "bands": bands}
    result = load(indicators__manner={**kind, "measures": {"line": "visits_by_channel"}}).run()
    assert result.value("indicator_points", "manner") == expected


@pytest.mark.parametrize(("cap", "expected"), [(1, 40), (1.2, 48)])
def test_points_by_the_share_of_a_line(cap, expected):
    """All 1,300 visits and more against the 300 of one channel."""
    line, target = {"line": "visits_total"}, {"line": "visits_by_channel", "member": "weibo"}
    kind = {"scorecard": "clerk", "kind": "attainment", "points": 40, "measures": line, "target_line": target}
    result = load(indicators__manner={**kind, "most_share": cap}).run()
    assert result.value("indicator_points", "manner") == pytest.approx(expected)


def test_the_resolved_plan_reads_the_same_again():
    plan = artplan.load("base").plan
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "cases" / "again.yaml"
        case.parent.mkdir()
        case.write_text(as_yaml(plan), encoding="utf-8")
        (Path(folder) / "statutory").symlink_to(plan.folder.resolve() / "statutory")
        again = artplan.load("cases/again", folder=folder).plan
    assert again.hash == plan.hash


def test_a_plan_with_scorecards_shares_all_rules_but_the_gathered_lines():
    plain, own = model(), model(inputs.references(artplan.load("base").plan))
    other = {name for name in own.expressions if own.expressions[name] is not plain.expressions[name]}
    assert other == set(own.gathered)
