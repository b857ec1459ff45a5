"""Charts of simulation and sensitivity, in both languages: nothing clipped, no two texts on each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import artplan
from artplan.report.charts.studies import uncertainty
from artplan.report.words import parameters as words
from artplan.study.uncertainty.sensitivity import sensitivity, spider
from artplan.study.uncertainty.simulate import simulate
from tests.report.drawn import well_drawn
from tests.shop import SHOP

PARAMS = SHOP
LINES = ["net_profit", "cash_closing", "gross_margin_rate"]


@pytest.fixture(scope="module", params=["base", "poor"])
def plan(request: pytest.FixtureRequest) -> Any:
    changes = {"storefronts.*.sales_target_year": "x0.25"} if request.param == "poor" else {}
    return artplan.load("base", changes, folder=PARAMS)


@pytest.fixture(scope="module")
def drawn(plan: Any) -> Any:
    return simulate(plan, LINES, draws=256)


@pytest.fixture(scope="module")
def moved(plan: Any) -> Any:
    return sensitivity(plan, LINES), spider(plan)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_of_a_simulation_arewell_drawn(drawn: Any, lang: str) -> None:
    for line in LINES:
        for draw in (uncertainty.fan, uncertainty.spread):
            well_drawn(draw(drawn, line, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_of_sensitivity_arewell_drawn(moved: Any, lang: str) -> None:
    result, steps = moved
    for line in LINES:
        well_drawn(uncertainty.tornado(result, line, lang))
    well_drawn(uncertainty.spider(result, steps, "net_profit", lang))


def test_no_bar_of_the_spread_is_gain_and_loss_at_once(drawn: Any) -> None:
    chart = uncertainty.spread(drawn, "net_profit", "en")
    bars = chart.figure.axes[0].patches
    assert all(bar.get_x() >= -1e-6 or bar.get_x() + bar.get_width() <= 1e-6 for bar in bars)
    assert sum(bar.get_height() for bar in bars) == pytest.approx(1)
    below = sum(bar.get_height() for bar in bars if bar.get_x() < -1e-6)
    assert below == pytest.approx(np.mean(drawn.samples["net_profit"] < 0))


def test_a_parameter_is_called_by_its_member_and_its_label() -> None:
    plan = artplan.load("base", folder=PARAMS).plan
    price = "channels.zhitongche.cost_per_click"
    assert words.parameter(plan, price, "zh") == "直通车 · 单次点击成本"
    assert words.parameter(plan, price, "en") == "Taobao search ads · Cost per click"
    assert words.parameter(plan, "terms.artists_days", "en") == "Days to pay artists"
