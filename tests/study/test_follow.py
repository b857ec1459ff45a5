"""Drivers of the open months that follow the closed ones: found as ratios, and back in the year's figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.cli import main
from artplan.operating import checked
from artplan.plan.read.plan import overridden
from artplan.plan.written.faults import PlanFault
from artplan.study.forecast.follow import ALL, ratios
from artplan.study.forecast.forecast import BALANCE, forecast
from artplan.study.variance.variance import LINES

MEASURED = {
    "visits": "visits_by_storefront", "buyers": "orders_paid_by_storefront",
    "paid": "gross_sales_by_storefront", "refunds": "refunds_by_storefront",
}  # fmt: skip
SHOP = "pc_store"
MONTHS = ("2027-01", "2027-02", "2027-03")


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    return artplan.load("base")


@pytest.fixture(scope="module")
def worse(plan: artplan.OperatingPlan) -> artplan.OperatingPlan:
    """The committed plan whose store converts a tenth less, in its campaigns too."""
    held = plan.committed()
    campaigns = [name for name, each in held.plan.sections.campaigns.items() if each.storefront == SHOP]
    members = [f"storefronts.{SHOP}", *(f"campaigns.{name}" for name in campaigns)]
    paths = [f"{member}.conversion_rate" for member in members]
    return checked(overridden(held.plan, dict.fromkeys(paths, "x0.9")))


def measures(result: artplan.Result) -> dict[str, dict[str, dict[str, float]]]:
    return {
        month: {name: {SHOP: float(result[line].loc[SHOP, month])} for name, line in MEASURED.items()}
        for month in MONTHS
    }


def actuals(result: artplan.Result) -> dict[str, dict[str, float]]:
    lines = (*LINES, *BALANCE)
    return {month: {line: float(result.total(line)[month]) for line in lines} for month in MONTHS}


def test_a_year_that_converts_a_tenth_less_is_forecast_as_such_once_conversion_follows(plan, worse):
    result = worse.run()
    follow = ratios(plan, measures(result), {"conversion": ALL})
    assert follow and follow == pytest.approx(dict.fromkeys(follow, 0.9), rel=1e-6)
    answer = forecast(plan, actuals(result), follow=follow)
    year = {each.line: each.forecast for each in answer.statement}
    for line in ("net_revenue", "contribution_margin", "net_profit"):
        assert year[line] == pytest.approx(float(result.total(line).sum()), abs=0.01)
    plain = {each.line: each.forecast for each in forecast(plan, actuals(result)).statement}
    assert plain["net_revenue"] > year["net_revenue"] + 10_000
    drawn = forecast(plan, actuals(result), follow=follow, draws=64)
    assert drawn.outlook.bands[0].p50 < forecast(plan, actuals(result), draws=64).outlook.bands[0].p50


def test_as_planned_every_ratio_is_one(plan):
    as_planned = measures(plan.committed().run())
    follow = ratios(plan, as_planned, {"conversion": ALL, "order_value": 1, "refunds": 2})
    assert follow and follow == pytest.approx(dict.fromkeys(follow, 1), rel=1e-6)


def test_a_group_that_is_none_is_refused_with_the_nearest(plan):
    with pytest.raises(PlanFault, match=r"conversoin .* did you mean conversion"):
        ratios(plan, {}, {"conversoin": ALL})


@pytest.mark.slow
@pytest.mark.usefixtures("as_shipped")
def test_the_command_follows_the_exports_of_the_sample(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "shop", "--with-actuals"]) == 0
    monkeypatch.chdir(tmp_path / "shop")
    for month in MONTHS:
        files = map(str, sorted(Path("exports", month).iterdir()))
        assert main(["actuals", "import", *files, "--month", month]) == 0
        assert main(["actuals", "close", month, "--by", "Li"]) == 0
    capsys.readouterr()
    assert main(["forecast", "--json", "--draws", "64", "--follow", "conversion", "refunds=1"]) == 0
    follow = json.loads(capsys.readouterr().out)["follow"]
    store = "storefronts.tmall_store"
    conversion, returns = (follow[f"{store}.{name}"] for name in ("conversion_rate", "return_rate"))
    assert conversion < 1 < returns
    assert main(["forecast", "--follow", "price=0"]) == 2
