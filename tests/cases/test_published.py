"""Budgets that other people published come out to their printed figures, through the general rules.

The plans stand in params/cases/, each with its source. What is compared is the printed figure, at the
digits it is printed with.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

import artplan
from artplan.result import Result


@cache
def case(name: str, **overrides: object) -> Result:
    return artplan.load(
        f"cases/{name}", overrides={key.replace("__", "."): each for key, each in overrides.items()}
    ).run()


def printed(value: float, digits: int) -> float:
    """Rounded half-up in decimal terms, as people print; the float's own noise is cut first."""
    clean = Decimal(repr(round(float(value), 9)))
    return float(clean.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))


EVERYDAY = "everyday_shop"
DAYS = 365


def taobao(line: str, member: str) -> float:
    return float(case("taobao_annual_budget").year(line)[member])


@pytest.mark.parametrize(
    ("figure", "value", "digits", "expected"),
    [
        ("sales target", lambda: case("taobao_annual_budget").year("sales_target_total"), 0, 18_000_000),
        ("visits", lambda: taobao("visits", EVERYDAY), 0, 662_100),
        ("visits a day", lambda: taobao("visits_per_day", EVERYDAY), 0, 1_814),
        ("paid visits a day", lambda: taobao("paid_visits_per_day", EVERYDAY), 0, 635),
        ("zhitongche a day", lambda: taobao("advertising_per_day", f"zhitongche@{EVERYDAY}"), 2, 2_857.01),
        ("zuanzhan a day", lambda: taobao("advertising_per_day", f"zuanzhan@{EVERYDAY}"), 2, 1_269.78),
        ("taobaoke a day", lambda: taobao("advertising_per_day", f"taobaoke@{EVERYDAY}"), 2, 46.35),
        ("offsite a day", lambda: taobao("advertising_per_day", f"offsite@{EVERYDAY}"), 2, 25.40),
        ("advertising a day", lambda: everyday_spend() / DAYS, 2, 4_198.53),
        ("advertising a year", lambda: everyday_spend(), 2, 1_532_464.61),
        ("orders", lambda: taobao("orders_placed", EVERYDAY), 0, 19_863),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_taobao_annual_budget(figure, value, digits, expected):
    assert printed(value(), digits) == expected


def everyday_spend() -> float:
    spend = case("taobao_annual_budget").year("advertising_spend")
    return float(spend[[name for name in spend.index if name.endswith(EVERYDAY)]].sum())


SHARES = [4.51, 3.61, 4.42, 5.63, 6.13, 8.11, 9.46, 11.27, 11.27, 9.46, 13.52, 12.62]
TARGETS = [
    *(2_253_267, 1_802_614, 2_208_202, 2_816_584, 3_064_443, 4_055_881),
    *(4_731_861, 5_633_168, 5_633_168, 4_731_861, 6_759_802, 6_309_148),
]


def test_target_by_last_year_share():
    result = case("target_by_last_year_share")
    assert result.value("last_year_total") == 22_190_000
    assert [printed(100 * share, 2) for share in result["season_share"]] == SHARES
    assert [printed(target, 0) for target in result["storefront_target"].loc["shop"]] == TARGETS
    assert printed(result.value("storefront_target", "shop", "2016-01"), 5) == 2_253_267.23749
    event = result.value("campaign_target_whole", "event")
    assert printed(event, 5) == 1_464_623.70437
    assert printed(100 * result.value("campaign_target_share", "event"), 2) == 2.93


def test_social_insurance_shanghai_2023():
    result = case("social_insurance_shanghai_2023")
    employer = result.frame("employer_contribution_per_head")["2023-09"].loc["clerk_1"]
    expected = {
        "pension": 1169.60,
        "unemployment": 36.55,
        "injury": 19.01,
        "medical": 731.00,
        "disability": 109.65,
    }
    assert {scheme: printed(employer[scheme], 2) for scheme in expected} == expected
    assert printed(result.value("employer_contribution_total", "clerk_1", "2023-09"), 2) == 2065.81
    assert printed(result.value("employee_contribution_total", "clerk_1", "2023-09"), 2) == 767.55


@pytest.mark.parametrize(
    ("year", "position", "expected"),
    [
        ("", "at_cap", [5168, 4430, 3692, 2954, 2216, 1476, 738]),
        ("", "at_floor", [376, 322, 270, 216, 162, 108, 54]),
        ("_2022", "at_cap", [4786, 4102, 3418, 2736, 2052, 1368, 684]),
        ("_2022", "at_floor", [362, 310, 260, 208, 156, 104, 52]),
    ],
)
def test_housing_fund_shanghai(year, position, expected):
    """Both sides together, at 7 % to 1 %: 134.5 rounds to 135 on each side, so 5 % of 2,690 is 270."""
    items = []
    for percent in (7, 6, 5, 4, 3, 2, 1):
        rate = percent / 100
        result = case(
            f"housing_fund_shanghai{year}",
            contributions__employer_rates__housing_fund=rate,
            contributions__employee_rates__housing_fund=rate,
        )
        sides = ("employer_contribution_per_head", "employee_contribution_per_head")
        items.append(sum(result.value(side, (position, "housing_fund")) for side in sides))
    assert items == expected


@pytest.mark.parametrize(
    ("start", "rate", "floor", "cap"),
    [
        ("2025-07", 0.07, 376, 5_222),
        ("2026-07", 0.07, 384, 5_282),
        ("2026-07", 0.05, 274, 3_774),
    ],
)
def test_housing_fund_limits_of_shanghai_in_later_years(start, rate, floor, cap):
    """Both sides together, as the notices of 2025 (7 %) and 2026 (7 and 5 %) print them."""
    own = {f"contributions__{side}_rates__housing_fund": rate for side in ("employer", "employee")}
    result = case("housing_fund_shanghai", plan__start=start, **own)
    for position, printed_limit in (("at_floor", floor), ("at_cap", cap)):
        sides = ("employer_contribution_per_head", "employee_contribution_per_head")
        assert sum(result.value(side, (position, "housing_fund")) for side in sides) == printed_limit


def test_social_insurance_chengdu_2022():
    """Three bases: pension on 2,445, the rest on 2,934, the disability levy on 5,425."""
    result = case("social_insurance_chengdu_2022")
    employer = result.frame("employer_contribution_per_head")["2022-02"].loc["clerk_1"]
    expected = {
        "pension": 391.20,
        "medical": 190.71,
        "major_illness": 29.34,
        "injury": 4.69,
        "unemployment": 17.60,
        "maternity": 23.47,
        "disability": 86.80,
    }
    assert {scheme: printed(employer[scheme], 2) for scheme in expected} == expected
    assert printed(result.value("employer_contribution_total", "clerk_1", "2022-02"), 2) == 743.81
    assert printed(result.value("employee_contribution_total", "clerk_1", "2022-02"), 2) == 266.02


@pytest.mark.parametrize(
    ("name", "vat"), [("vat_small_scale_3_percent", 60_000), ("vat_small_scale", 20_000)]
)
def test_vat_small_scale(name, vat):
    result = case(name)
    assert printed(result.value("net_revenue"), 0) == 2_000_000
    assert printed(result.value("output_vat"), 0) == vat
