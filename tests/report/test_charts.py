"""Every chart, in both languages, for plans in health, in trouble and of other shapes: nothing clipped,
no two texts on each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from artplan.report.charts.processes import processes
from artplan.report.story import CHARTS, COMPARING_CHARTS
from tests.report.drawn import well_drawn

PLANS: dict[str, tuple[str, dict[str, Any]]] = {
    "base": ("base", {}),
    "growth": ("growth", {}),
    "broke": ("base", {"storefronts.*.sales_target_year": "x0.25"}),
    "one month": ("base", {"plan.months": 1}),
    "five years": ("base", {"plan.months": 60, "plan.start": "2027-04", "plan.first_fiscal_month": 4}),
    "no people": ("cases/taobao_annual_budget", {}),
}

QUICK = ("base", "broke", "five years")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "plan", [*QUICK, *(pytest.param(each, marks=pytest.mark.slow) for each in PLANS if each not in QUICK)]
)
@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_clipped_and_nothing_overlaps(
    name: str, plan: str, lang: str, worked_out: Callable[..., Any]
) -> None:
    well_drawn(CHARTS[name](worked_out(*PLANS[plan]), lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMPARING_CHARTS)
def test_scenarios_arewell_drawn(name: str, lang: str, scenarios: dict[str, Any], broke: Any) -> None:
    well_drawn(COMPARING_CHARTS[name]({**scenarios, "broke": broke}, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_processes_tell_every_step_and_both_ways(lang: str, base: Any) -> None:
    chart = processes(base, lang)
    for process in base.plan.sections.processes.values():
        for step in process.steps.values():
            assert step.name.get(lang) in chart.alt
            assert all(when.get(lang) in chart.alt for when in step.then.values())
