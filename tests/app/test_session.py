"""A visitor's state: the figures are those of the changed plan, whatever was moved before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

import artplan
from artplan.app.levers import Lever, lever, levers
from artplan.app.session import Session
from artplan.plan.written.faults import PlanFault
from tests.rules.small_team import team

RAISE = {"2027-07-16": {"base_pay": 9_800}}
PRICE, FEE = "storefronts.pc_store.average_order_value", "overheads.rent.amount"


@pytest.fixture
def session() -> Session:
    return Session.of("base")


def fresh(changes: Any) -> Any:
    return artplan.load("base", dict(changes)).run()


def same(one: Any, other: Any) -> bool:
    return all(np.array_equal(one.array(line), other.array(line)) for line in one.lines)


def test_figures_are_those_of_the_plan_with_its_changes(session: Session) -> None:
    session.move(PRICE, 800.0)
    session.move("channels.*.cost_per_click", "x1.1")
    assert same(session.result, fresh({PRICE: 800.0, "channels.*.cost_per_click": "x1.1"}))
    assert same(session.before, fresh({}))


def test_undo_redo_and_reset(session: Session) -> None:
    session.move(PRICE, 800.0)
    session.move(PRICE, 810.0)  # one way of the slider
    session.move(FEE, 20_000.0)
    session.undo()
    assert session.changes == {PRICE: 810.0}
    session.undo()
    assert session.changes == {}
    session.redo()
    session.redo()
    assert session.changes == {PRICE: 810.0, FEE: 20_000.0}
    session.reset(PRICE)
    assert session.changes == {FEE: 20_000.0}
    session.reset()
    assert session.changes == {} and same(session.result, session.before)
    session.undo()
    assert session.changes == {FEE: 20_000.0}


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (PRICE, -1.0, "out of range"),
        (FEE, "many", "a number is wanted"),
        ("overheads.rant.amount", 1.0, "rent"),
    ],
)
def test_what_cannot_be_changes_nothing(session: Session, path: str, value: Any, told: str) -> None:
    session.move(PRICE, 800.0)
    with pytest.raises(PlanFault, match=told):
        session.move(path, value)
    assert session.changes == {PRICE: 800.0} and same(session.result, fresh({PRICE: 800.0}))


def test_choices_dates_and_months_are_moved_as_numbers_are(session: Session) -> None:
    moves = {
        "tax.taxpayer": "small_scale",
        "positions.service_agent_1.start": "2027-03-01",
        f"{FEE}.2027-05": 50_000.0,
    }
    for path, value in moves.items():
        session.move(path, value)
    assert same(session.result, fresh(moves))
    session.reset(FEE)
    assert list(session.changes) == list(moves)[:2]
    session.undo()
    assert session.changes == moves and same(session.result, fresh(moves))


def test_what_stands_in_the_file_anyway_is_no_change(session: Session) -> None:
    session.move(FEE, 20_000.0)
    session.move(FEE, 32_000.0)
    session.move("overheads.travel.amount", "x1")
    assert session.changes == {} and same(session.result, session.before)


def test_what_goes_against_another_parameter_is_refused_too(session: Session) -> None:
    with pytest.raises(PlanFault, match="2027-11-30"):
        session.move("positions.packing_helper.start", "2027-12-15")
    assert session.changes == {}


def test_the_command_restores_the_state(session: Session) -> None:
    session.move(FEE, "x1.5")
    session.move(PRICE, 800.0)
    assert session.command() == f"artplan run base --set {FEE}=x1.5 --set {PRICE}=800"


@pytest.mark.slow
def test_200_moves_drift_nowhere_and_keep_no_memory(session: Session) -> None:
    random, process = np.random.default_rng(7), psutil.Process(os.getpid())
    groups = levers(session.plan.plan, "en").values()
    known = [each for items in groups for each in items if isinstance(each, Lever)]
    session.result.array("net_profit")
    before = 0
    for move in range(200):
        if move == 20:
            before = process.memory_info().rss
        each = known[random.integers(len(known))]
        steps = int((each.high - each.low) / each.step)
        act = random.integers(8)
        if act < 6:
            session.move(each.path, each.written(each.low + each.step * random.integers(1, steps)))
        else:
            (session.undo, session.redo)[act - 6]()
        if move % 20 == 19:
            assert same(session.result, fresh(session.changes))
    assert process.memory_info().rss - before < 50 * 2**20


def test_the_pay_of_a_change_moves_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 more a month from 16 July on: 16 days of July's 31, and the five months after."""
    sections = team(positions={"one": {"post": "clerk", "base_pay": 9_000, "changes": RAISE}})
    (tmp_path / "params" / "base").mkdir(parents=True)
    (tmp_path / "params" / "base" / "plan.yaml").write_text(json.dumps(sections), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    session = Session.of("base")
    session.move("positions.one.changes.2027-07-16.base_pay", 10_300.0)
    more = session.result.by_month("gross_pay_total") - session.before.by_month("gross_pay_total")
    assert more.tolist() == pytest.approx([0] * 6 + [500 * 16 / 31] + [500] * 5)


def test_a_rent_by_the_year_moves_by_the_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slider, months and the settings that are kept are in the parameter's own unit."""
    sections = team(overheads={"rent": {"amount": {"value": 384_000, "unit": "CNY/year"}}})
    sections["positions"]["one"] = {"post": "clerk", "base_pay": 9_000}
    (tmp_path / "params" / "base").mkdir(parents=True)
    (tmp_path / "params" / "base" / "plan.yaml").write_text(json.dumps(sections), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    session, rent = Session.of("base"), 384_000 / 12
    slider = lever(session.plan.plan, FEE, "en")
    assert isinstance(slider, Lever) and (slider.present, slider.unit) == (rent, "CNY/month")
    session.move(f"{FEE}.2027-03", 40_000)
    assert session.here.plan.leaves[FEE].values == (rent, rent, 40_000, *(rent,) * 9)
    session.move(FEE, slider.written(33_000))
    assert session.here.plan.leaves[FEE].values == (33_000,)
    assert same(session.result, fresh(session.to_save()))
    session.move(FEE, slider.written(rent))
    assert FEE not in session.changes


def test_a_committed_session_holds_spend_while_conversion_falls() -> None:
    session, plan = Session.of("base", committed=True), artplan.load("base")
    session.move("storefronts.pc_store.conversion_rate", 0.027)
    worse = artplan.load("base", {"storefronts.pc_store.conversion_rate": 0.027}).committed(plan)
    assert same(session.result, worse.run())


def test_a_committed_state_can_be_saved_as_settings() -> None:
    session = Session.of("base", committed=True)
    session.move("channels.zhitongche.spend", "x1.5")
    again = artplan.load("base", session.to_save()).run()
    assert same(session.result, again)
