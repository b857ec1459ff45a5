"""Charts of the studies in both languages: nothing clipped, no two texts on each other."""

from __future__ import annotations

import pytest

import artplan
from artplan.report.charts.studies import seek as seek_chart
from artplan.report.charts.studies.sweep import charts
from artplan.study.seek.answer import Sought
from artplan.study.seek.seek import seek
from artplan.study.sweep.answer import Axis, Swept
from artplan.study.sweep.spec import SweepSpec
from artplan.study.sweep.sweep import sweep
from tests.report.drawn import well_drawn
from tests.shop import SHOP

PARAMS = SHOP
ASKED = {
    "found": ("cash_closing.min", 0, "channels.*.cost_per_click"),
    "two": ("net_profit", 0, "storefronts.*.sales_target_year"),
    "unreached": ("net_profit", 1e8, "overheads.rent.amount"),
    "flat": ("gross_sales_total", 0, "overheads.rent.amount"),
}


@pytest.fixture(scope="module")
def sought() -> dict[str, Sought]:
    plan = artplan.load("base", folder=PARAMS)
    return {name: seek(plan, *wanted) for name, wanted in ASKED.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_what_was_sought_is_well_drawn(name: str, lang: str, sought: dict[str, Sought]) -> None:
    well_drawn(seek_chart.along(sought[name], lang))


def test_a_chart_says_what_was_found(sought: dict[str, Sought]) -> None:
    (met,) = sought["found"].solutions
    assert f"the target of 0 CNY is met at x{met.number:.4g}" in seek_chart.along(sought["found"], "en").alt
    assert "达不到目标 1.00 亿元，最接近的是 0 时的" in seek_chart.along(sought["unreached"], "zh").alt


CLICK, ORDER, KIND = "channels.*.cost_per_click", "storefronts.*.average_order_value", "plan.months"
KEPT = ("net_profit", "cash_closing.min", "gross_margin_rate", "visits_by_channel.zhitongche.sum")


def swept(scenarios: tuple[str, ...], over: dict[str, tuple], how: str = "grid") -> Swept:
    axes = tuple(Axis(path, values, "") for path, values in over.items())
    spec = SweepSpec("asked", scenarios, axes, how, tuple((line, "") for line in KEPT))
    return sweep(spec, folder=PARAMS)


FACTORS = tuple(f"x{at / 100}" for at in range(50, 200, 5))
SWEEPS = {
    "one parameter": (("base", "lean", "growth"), {CLICK: ("-20%", "+0%", "+5%", "+7%", "+150%")}),
    "a choice": (("base",), {"storefronts.pc_store.driven_by": ("target", "spend")}),
    "months": (("base",), {KIND: (6, 24)}),
    "two parameters": (("base", "growth"), {ORDER: (300, 600.5, 12_345), CLICK: (0.1, 2, 30)}),
    "many points": (("base",), {ORDER: FACTORS, CLICK: FACTORS}),
    "together": (("base", "lean"), {ORDER: FACTORS, CLICK: FACTORS}, "together"),
    "one point": (("base",), {ORDER: (500,), CLICK: (1,)}),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SWEEPS)
def test_what_was_swept_is_well_drawn(name: str, lang: str) -> None:
    for chart in charts(swept(*SWEEPS[name]), lang):
        well_drawn(chart)


def test_a_map_for_each_line_and_scenario_and_none_for_three_parameters() -> None:
    names = [chart.name for chart in charts(swept(*SWEEPS["two parameters"]), "en")]
    assert names == [f"{line}_{scenario}" for line in KEPT for scenario in ("base", "growth")]
    assert charts(swept(("base",), {CLICK: ("x1", "x2"), ORDER: (500, 600), KIND: (6,)}), "en") == []
    assert charts(swept(("base", "growth"), {}), "en") == []
