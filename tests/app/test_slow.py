"""The views that take longer: what they say, and that only the last that was asked for is shown."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

import pytest

import artplan
from artplan.app.beside import Beside
from artplan.app.later import Later, Outdated
from artplan.app.restore import read
from artplan.app.session import Session
from artplan.app.views import slow
from artplan.plan.written.faults import PlanFault
from artplan.report.tables.headline import figures

NO_TEXT = ("band", "allocation")
PRICE, RENT = "storefronts.pc_store.average_order_value", "overheads.rent.amount"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan", ["base", "cases/vat_small_scale"])
def test_every_view_has_something_to_say(plan: str, lang: str) -> None:
    session = Session.of(plan)
    for name, view in slow.SLOW.items():
        shown = view(session.now, lang)
        assert name in NO_TEXT or re.search("<svg|<table|<p", shown), name


def test_why_it_moved_names_what_was_moved() -> None:
    session = Session.of("base")
    session.move(PRICE, 800.0)
    session.move(RENT, 20_000.0)
    shown = slow.why(session.now, "en")
    assert "Average order value" in shown and "Office and store-room rent" in shown


def test_the_band_holds_the_plan() -> None:
    session = Session.of("base")
    band = slow.band(session.now, "en")
    assert band is not None
    closing = session.seen.by_month("cash_closing").tolist()
    assert all(low < now < high for low, now, high in zip(band.low, closing, band.high, strict=True))
    assert slow.band(Session.of("cases/vat_small_scale").now, "en") is None


def test_the_second_process_answers_as_this_one_would_and_goes_on_after_a_fault() -> None:
    session, second = Session.of("base"), Beside()
    session.move(PRICE, 800.0)
    opened = ("base", 0)
    try:
        assert second.ask("band", opened, session.changes, "en") == slow.band(session.now, "en")
        first = second.process
        assert isinstance(second.ask("band", opened, {RENT: -1}, "en"), PlanFault)
        session.move(RENT, 20_000.0)
        assert second.ask("why", opened, session.changes, "en") == slow.why(session.now, "en")
        assert second.process is first
    finally:
        second.end()


def test_a_second_process_that_was_lost_is_replaced() -> None:
    second = Beside()
    try:
        with pytest.raises(ChildProcessError, match="no_view"):
            second.ask("no_view", ("base", 0), {}, "en")
        assert second.ask("why", ("base", 0), {}, "en") == slow.why(Session.of("base").now, "en")
    finally:
        second.end()


@pytest.mark.slow
def test_the_best_allocation_applied_is_the_plan_that_was_found() -> None:
    session = Session.of("base")
    session.move(PRICE, 800.0)
    _, changes = slow.allocation(session.now, "en")
    session.move_all(changes)
    result = artplan.allocate(artplan.load("base", {PRICE: 800.0}))
    proposed = artplan.load("base", {PRICE: 800.0, **result.settings}).run()
    assert figures(session.seen) == figures(proposed)


def test_only_the_last_that_was_asked_for_is_shown() -> None:
    shown: list[str] = []

    def work(name: str) -> Any:
        def working(still_wanted: Any) -> str:
            time.sleep(0.05)
            still_wanted()
            return name

        return working

    async def ask() -> None:
        later = Later()
        for name in ("first", "second", "third"):
            later.ask(work(name), shown.append)
            await asyncio.sleep(0.01)
        await asyncio.sleep(1)

    asyncio.run(ask())
    assert shown == ["third"]


def test_what_is_under_way_is_told_when_nobody_wants_it() -> None:
    rows: list[str] = []

    def working(still_wanted: Any) -> None:
        time.sleep(0.2)
        try:
            still_wanted()
        except Outdated:
            rows.append("dropped")
            raise

    async def ask() -> None:
        later = Later()
        later.ask(working, lambda _: rows.append("shown"))
        await asyncio.sleep(0.35)  # a rest, then it is under way
        later.drop()
        await asyncio.sleep(0.4)

    asyncio.run(ask())
    assert rows == ["dropped"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"scenario": "base", "changes": 3}', '{"scenario": 1}', "{" * 30_000, "[" * 19_000],
)
def test_what_is_no_state_is_told(text: str) -> None:
    with pytest.raises(PlanFault, match="no state"):
        read(text)
