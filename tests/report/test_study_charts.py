"""Charts of the studies in both languages: nothing clipped, no two texts on each other."""

from __future__ import annotations

from pathlib import Path

import pytest

import artplan
from artplan.report.charts import seek as seek_chart
from artplan.study.seek import seek
from artplan.study.sought import Sought
from tests.report.drawn import well_drawn

PARAMS = Path(__file__).parents[2] / "params"
ASKED = {
    "found": ("cash_closing.min", 0, "channels.*.cost_per_click"),
    "two": ("net_profit", 0, "storefronts.*.sales_target_year"),
    "unreached": ("net_profit", 1e8, "overheads.rent.amount"),
    "flat": ("gross_sales_total", 0, "overheads.rent.amount"),
}


@pytest.fixture(scope="module")
def sought() -> dict[str, Sought]:
    plan = artplan.load("base", folder=PARAMS)
    return {name: seek(plan, *asked) for name, asked in ASKED.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_what_was_sought_is_well_drawn(name: str, lang: str, sought: dict[str, Sought]) -> None:
    well_drawn(seek_chart.along(sought[name], lang))


def test_a_chart_says_what_was_found(sought: dict[str, Sought]) -> None:
    assert "the target of 0 CNY is met at x2.005" in seek_chart.along(sought["found"], "en").alt
    assert "达不到目标 1.00 亿元，最接近的是 0 时的" in seek_chart.along(sought["unreached"], "zh").alt
