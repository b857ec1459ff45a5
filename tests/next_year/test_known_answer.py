"""The second year of a plan of two years is the plan that its first year leads to, but for finer states."""

from __future__ import annotations

import pytest

import artplan
from artplan.next_year.answer import NextYear
from artplan.next_year.places import ANEW, FOLLOWS, PLACES
from artplan.result import Result
from artplan.statement import ASSETS, SOURCES, STATEMENT
from tests.next_year.written import SMALL, begun, params
from tests.shop import SHIPPED, SHOP

CENT = 0.01
YEAR = 12
LINES = [row.line for row in STATEMENT]
OWN_RESULT = ("result_of_year_closing", "appropriation_of_year_closing", "result_brought_closing")
# By how much the second year's lines differ at most, in parts of the line, and why.
DIFFERS = {
    "payroll_total": 0.004,  # contributions of those who joined in the year, by when; leavers' empty seats
    "depreciation_total": 0.013,  # assets of several lives, written off together
    "platform_fees": 0.003,  # commission given back on refunds of the old year's sales
    "advertising_cost": 0.001,  # the season: last year's sales are this year's
    "surcharges": 0.003,  # VAT follows them
    "stamp_duty": 0.001,
    "agent_payout_total": 0.002,  # products sold in other months, as the season's shares are
    "agent_input_vat": 0.002,
    "artist_share_cost": 0.001,
    "shipping_charged_total": 0.01,  # of refunds: orders of before the plan count at the month's order value
    "income_tax": 0.015,  # the profit
}


@pytest.fixture(scope="module", params=[SHIPPED, SHOP], ids=["shipped", "shop"])
def two_years(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[NextYear, Result, Result]:
    plan = artplan.load("base", {"plan.months": 24}, folder=request.param)
    answer, new = begun(plan, request.param, tmp_path_factory.mktemp("new"))
    return answer, plan.run(), new.run()


def second_year(line: str, both: Result) -> float:
    return float(both.total(line).iloc[YEAR : 2 * YEAR].sum())


def first_year(line: str, new: Result) -> float:
    return float(new.total(line).iloc[:YEAR].sum())


def openings(both: Result, new: Result) -> dict[str, tuple[float, float]]:
    """Return by balance its amount at the first year's end, and where the new plan begins; equity in one."""
    lines = {each.closing: name for name, each in new.program.model.lines.items() if each.closing}
    pairs = {
        line: (float(both.total(line).iloc[YEAR - 1]), float(new.total(lines[line]).iloc[0]))
        for line in (*ASSETS, *SOURCES)
    }
    equity = [pairs.pop(line) for line in OWN_RESULT]
    return pairs | {"retained": (sum(old for old, _ in equity), sum(now for _, now in equity))}


def test_every_account_opens_to_the_cent_as_the_first_year_closes(two_years):
    _, both, new = two_years
    for line, (closed, opened) in openings(both, new).items():
        assert opened == pytest.approx(closed, abs=CENT), line
    assert both.months[YEAR] == new.months[0] == "2028-01"


def test_the_second_year_agrees_line_by_line(two_years):
    _, both, new = two_years
    results = {row.line for row in STATEMENT if not row.sign and row.line != "gross_sales_total"}
    for line in LINES:
        if line not in results:
            expected = pytest.approx(second_year(line, both), rel=DIFFERS.get(line, 0.0005), abs=CENT)
            assert first_year(line, new) == expected, line


def test_a_plan_without_finer_states_agrees_to_the_cent(tmp_path):
    folder = params(tmp_path / "old", SMALL)
    both = artplan.load("base", folder=folder)
    answer, plan = begun(both, folder, tmp_path / "new")
    old, new = both.run(), plan.run()
    differences = {line: first_year(line, new) - second_year(line, old) for line in LINES}
    rent_paid_ahead = 4 * 2000  # January to April: prepaid expenses of before a plan count as annual fees
    assert {line: round(more, 2) for line, more in differences.items() if abs(more) > CENT} == {
        "platform_fees": rent_paid_ahead,
        "contribution_margin": -rent_paid_ahead,
        "overheads_cost": -rent_paid_ahead,
    }
    assert answer.left_out == ("assets.press", "loans.bank", "positions.helper")
    assert plan["positions.clerk.base_pay"].value == 6000 * 1.05  # the raise of January 2028
    assert plan["plan.opening.loans"].value == 60_000 - 9 * 60_000 / 24
    assert plan["tax.loss_brought_forward"].value == pytest.approx(
        -old.total("net_profit")[:YEAR].sum(), abs=CENT
    )


def test_every_state_that_the_model_carries_has_its_place(two_years):
    _, both, _ = two_years
    carried = {each.closing for each in both.program.model.lines.values() if each.closing}
    decided = [*PLACES, *ANEW, *FOLLOWS]
    assert sorted(decided) == sorted(carried)


def test_states_without_a_parameter_are_listed(two_years):
    answer, both, _ = two_years
    lost = {each.line: each.amount for each in answer.placed if each.how == "lost"}
    cost = float(both.total("stock_cost_due_back_closing").iloc[YEAR - 1])
    assert lost["stock_cost_due_back_closing"] == pytest.approx(cost)
