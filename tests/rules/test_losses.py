"""Losses of earlier years: the oldest are used first, and none is older than the statute lets it be."""

from __future__ import annotations

import pytest

from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.plans import Sections, load

VISITS = {
    "driven_by": "spend",
    "natural_visits_by": "forecast",
    "conversion_rate": 1,
    "average_order_value": 1,
}


def run(results: dict[int, int], tax: Sections, start: str = "2027-01", **sections: Sections) -> Result:
    """A business that earns or loses an amount in the third month of each year."""
    sales = {f"{year}-03": amount for year, amount in results.items() if amount > 0}
    costs = {f"{year}-03": -amount for year, amount in results.items() if amount < 0}
    plan = {"start": start, "months": 12 * len(results)}
    given: Sections = {
        "plan": {**plan, **sections.pop("plan", {})},
        "storefronts": {"shop": {**VISITS, **({"natural_visits": sales} if sales else {})}},
        "overheads": {"rent": {"amount": costs or 0}},
        "tax": {"profit_tax": "flat", "full_rate": 0.25, **tax},
        **sections,
    }
    result = load(given).run()
    assert [check.name for check in result.checks() if check.kind == "error" and not check.passed] == []
    return result


def januaries(result: Result, line: str) -> list[float]:
    return list(result[line])[::12]


RESULTS = {2027: -100, 2028: 60, 2029: -50, 2030: 30, 2031: 100}
BEFORE = {"older": {"year": 2025, "amount": 40}, "old": {"year": 2026, "amount": 20}}


def test_the_oldest_losses_are_used_first_and_expire():
    """Carried forward for two years: 2025 serves up to 2027, 2026 up to 2028, and so on."""
    result = run(RESULTS, {"loss_years": 2}, losses=BEFORE)
    assert januaries(result, "loss_new") == [0, 100, 0, 50, 0]
    # 60 of 2028: first the 20 of 2026, then 40 of 2027's 100
    assert januaries(result, "loss_used") == [0, 0, 60, 0, 30]
    assert januaries(result, "loss_expired") == [0, 40, 0, 100 - 40, 0]
    assert januaries(result, "loss_brought_closing") == [60, 120, 60, 50, 20]
    assert list(result["income_tax"])[-12:] == [0, 0, (100 - 20) * 0.25, *[0] * 9]


def test_five_years_are_the_default():
    """2027's loss still serves in 2032, not in 2033."""
    quiet = {year: 0 for year in range(2028, 2031)}
    left = list(run({2027: -100, **quiet, 2031: 30}, {})["loss_brought_closing"])
    assert left[::12] == [0, 100, 100, 100, 100]
    older = {"loss": {"year": 2022, "amount": 100}}
    assert januaries(run({2027: 30, 2028: 0}, {}, losses=older), "loss_expired") == [0, 100 - 30]


def test_ten_years_for_technology_firms():
    older = {"loss": {"year": 2022, "amount": 100}}
    assert januaries(run({2027: 30, 2028: 0}, {"loss_years": 10}, losses=older), "loss_expired") == [0, 0]


def test_one_amount_arose_last_year():
    result = run({2027: 0, 2028: 0}, {"loss_years": 1, "loss_brought_forward": 100})
    assert januaries(result, "loss_brought_closing") == [100, 0]


def test_only_a_new_fiscal_year_moves_losses():
    plan = {"first_fiscal_month": 4}
    result = run({2027: 0}, {"loss_years": 1}, plan=plan, losses={"loss": {"year": 2025, "amount": 100}})
    assert list(result["loss_brought_closing"]) == [100, 100, 100, *[0] * 9]


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2027, "the fiscal year 2027 is not over when the plan begins in 2027-01 "
               "| give what it has lost so far as plan.opening.profit_ytd"),
        (2021, "a loss of 2021 could be used up to 2026 | leave it out; tax.loss_years says 5"),
    ],
)  # fmt: skip
def test_a_loss_too_young_or_too_old_is_refused(year, told):
    with pytest.raises(PlanFault) as caught:
        run({2027: 0}, {}, losses={"loss": {"year": year, "amount": 1}})
    assert str(caught.value).endswith(f"losses.loss.year | {told}")
