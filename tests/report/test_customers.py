"""The table and the chart of customers by origin."""

from __future__ import annotations

from typing import Any

import artplan
from artplan.operating import OperatingPlan
from artplan.report.charts import customers as charts
from artplan.report.tables.customers import origins
from tests.plans import load


def shop(**channels: Any) -> OperatingPlan:
    """100 orders a month that leave 500 each, 60 of them of natural visits."""
    return load(
        {
            "plan": {"start": "2027-01", "months": 2},
            "storefronts": {
                "shop": {
                    "name": {"zh": "店", "en": "Shop"},
                    "driven_by": "spend",
                    "natural_visits_by": "forecast",
                    "natural_visits": 600,
                    "conversion_rate": 0.1,
                    "average_order_value": 500,
                    "repeat_rate": 0.1,
                    "lifetime_months": 12,
                }
            },
            "channels": {name: {"storefront": "shop", **each} for name, each in channels.items()},
        }
    )


def test_an_origin_shows_customers_cost_and_payback():
    """Search costs 600 for a customer in January and 660 in February; an order leaves 500, a year 1,100."""
    search = {"prices_by": "fee", "fee": 18_000, "visits": 300}
    weibo = {"prices_by": "owned", "visits": 100}
    portals = {"prices_by": "fee", "fee": 0, "visits": 0}
    result = shop(search=search, weibo=weibo, portals=portals).run()
    rows = {each.cells[0]: each.cells[1:] for each in origins(result, "en").rows}
    cost = 36_000 / (30 + 27)
    worth = 500 * (1 + 12 * 0.1)
    assert rows["search"] == ("57", "3", "57", f"{cost:.0f}", "1,100", f"{worth / cost:.2f}", "3 months")
    assert rows["weibo"][3:] == ("0", "1,100", "—", "—")
    assert rows["Shop · natural visits"][:3] == ("114", "6", "114")
    assert rows["Shop"][:3] == ("190", "10", "190")
    assert "portals" not in rows, "nobody comes by it"
    assert [each.cells[0] for each in origins(result, "zh").rows][-1] == "店 · 自然流量"


def test_a_customer_who_pays_at_once_or_never():
    cheap = {"prices_by": "fee", "fee": 300, "visits": 30}
    dear = {"prices_by": "fee", "fee": 300_000, "visits": 300}
    result = shop(cheap=cheap, dear=dear).run()
    for lang, at_once, never in (("zh", "首单", "一年内未回本"), ("en", "first order", "over a year")):
        rows = {each.cells[0]: each.cells[-1] for each in origins(result, lang).rows}
        assert (rows["cheap"], rows["dear"]) == (at_once, never)


def test_the_chart_names_the_dearest_origin_and_says_where_there_is_none():
    base = charts.origins(artplan.load("base").run(), "en")
    assert "Taobao search ads is dearest" in base.alt
    free = charts.origins(shop(weibo={"prices_by": "owned", "visits": 100}).run(), "en")
    assert free.alt == "The plan wins no customers by paid channels."


def test_a_plan_without_storefronts_has_an_empty_table():
    assert origins(load({"plan": {"start": "2027-01"}}).run(), "zh").rows == ()
