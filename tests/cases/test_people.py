"""Published commission and contribution tables come out to their printed figures.

The plans stand in params/cases/; where a source printed wrong, the test says what it should have printed.
"""

from __future__ import annotations

import pytest

from tests.cases.test_published import case, printed

SLAB = [
    ("lead_1", 20_000, "upper", 600),
    ("lead_1", 30_000, "upper", 900),
    ("lead_1", 50_000, "upper", 1500),
    ("lead_1", 60_000, "upper", 1800),
    ("lead_1", 100_000, "lower", 3000),
    ("lead_1", 100_000, "upper", 3000),
    ("operator_1", 60_000, "upper", 1200),
    ("operator_1", 100_000, "lower", 2000),
    ("operator_1", 100_000, "upper", 2500),
    ("service_1", 60_000, "upper", 900),
    ("service_1", 100_000, "lower", 1500),
    ("service_1", 100_000, "upper", 2000),
    ("app_1", 60_000, "upper", 1200),
    ("app_1", 100_000, "lower", 2000),
    ("app_1", 100_000, "upper", 2500),
]
MONTH = {20_000: "2020-01", 25_000: "2020-02", 30_000: "2020-03", 50_000: "2020-04", 55_000: "2020-05"}
MONTH |= {60_000: "2020-06", 100_000: "2020-07", 120_000: "2020-08"}


def slab(position: str, sales: int, **words: str) -> float:
    plan = position.removesuffix("_1")
    overrides = {f"commissions__{plan}__{word}": value for word, value in words.items()}
    return printed(
        case("commission_slab", **overrides).value("commission_per_head", position, MONTH[sales]), 0
    )


@pytest.mark.parametrize(("position", "sales", "edge", "expected"), SLAB)
def test_commission_slab(position, sales, edge, expected):
    """The 100,000 where two bands meet is printed in both: `edge` says which of them it falls in."""
    words = {} if edge == "upper" else {"edge": edge}
    assert slab(position, sales, **words) == expected


def test_a_gap_between_bands_pays_what_the_plan_says():
    """25,000 and 55,000 lie in no printed band."""
    assert slab("lead_1", 25_000) == slab("lead_1", 55_000) == 0
    assert slab("lead_1", 55_000, gap="lower") == slab("lead_1", 55_000, gap="upper") == 0.03 * 55_000
    assert slab("operator_1", 50_000, gap="lower") == 0, "below the first band there is no gap"


def test_commission_progressive():
    """Printed 424.98 for the third and 2,224.98 in all; by the page's own bands it is 425.00 and 2,225.00."""
    pay = case("commission_progressive").frame("commission_per_head").loc["seller_1"]
    assert [printed(each, 2) for each in pay] == [100, 25, 425.00, 1675.00]
    assert printed(499.99 * 0.25 + (1500 - 499.99) * 0.3, 2) == 425.00
    assert printed(pay.sum(), 2) == 2225.00


def test_social_insurance_shanghai_2024_employee():
    """The page's employer total, 2,012.88, rests on an outdated medical rate: it is not expected."""
    result = case("social_insurance_shanghai_2024")
    employee = result.frame("employee_contribution_per_head")["2024-09"].loc["clerk_1"]
    expected = {"pension": 590.72, "medical": 147.68, "unemployment": 36.92}
    assert {scheme: printed(employee[scheme], 2) for scheme in expected} == expected
    assert printed(result.value("employee_contribution_total", "clerk_1", "2024-09"), 2) == 775.32
    social = result.frame("employer_contribution_per_head")["2024-09"].loc["clerk_1"].drop("disability").sum()
    assert printed(social, 2) != 2012.88
    assert printed(social + (0.105 - 0.10) * 7384, 2) == 2012.88


@pytest.mark.parametrize(("city", "cap"), [("hangzhou", 39_530), ("shenzhen", 44_265)])
def test_housing_fund_cap_is_three_average_wages(city, cap):
    result = case(f"housing_fund_cap_{city}")
    assert result.value("contribution_base", ("at_cap", "housing_fund")) == cap
