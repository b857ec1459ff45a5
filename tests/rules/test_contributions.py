"""Social insurance, housing fund and levies: reckoned by hand."""

from __future__ import annotations

import pytest

from artplan.plan.written.faults import PlanFault
from tests.plans import load
from tests.rules.small_team import one, run, team


def test_flat_burden_is_instead_of_schemes():
    result = run(team(contributions={"burden_rate": 0.3}))
    assert one(result, "employer_contribution_by_stint")[0] == pytest.approx(3_000)
    with pytest.raises(PlanFault, match="both city and burden_rate"):
        run(team(contributions={"burden_rate": 0.3, "city": "hangzhou"}))


def test_small_firms_are_spared_the_levy():
    city = {"city": "chengdu", "levy_spared_up_to": 30}
    spared = run(team(contributions=city))
    large = run(team(contributions=city, positions={"one": {"people": 31}}))
    assert spared.value("employer_contribution_per_head", ("one", "disability")) == 0
    assert large.value("employer_contribution_per_head", ("one", "disability")) > 0
    assert spared.value("employer_contribution_per_head", ("one", "pension")) == large.value(
        "employer_contribution_per_head", ("one", "pension")
    )


def test_the_levy_counts_last_years_average_staff():
    """40 heads until June 2027 and 10 after: (6 x 40 + 6 x 10) / 12 = 25 on average, so 2028 is spared."""
    people = {"one": {"people": {"2027-01-01": 40, "2027-07-01": 10}}}
    city = {"city": "chengdu", "levy_spared_up_to": 30}
    result = run(team(months=24, positions=people, contributions=city))
    assert list(result["levy_staff"])[::6] == pytest.approx([40, (6 * 40 + 10) / 7, 25, 25])
    charged = one(result, "scheme_charged", "disability")
    assert charged == [1] * 8 + [0] * 4 + [0] * 12, "on 2027's average so far: (6 x 40 + 3 x 10) / 9 = 30"


def test_last_years_staff_before_the_plan_is_entered():
    city = {"city": "chengdu", "levy_spared_up_to": 30, "staff_last_year": 31}
    result = run(team(months=13, contributions=city))
    assert one(result, "scheme_charged", "disability") == [1] * 12 + [0]


def test_last_years_average_comes_in_in_the_month_of_the_scheme():
    """In Hangzhou in January for the insurances, in July for the housing fund."""
    seats = {"one": {"contribution_pay": 8_000}, "new": {"start": "2027-02-15"}}
    sections = team(
        months=24,
        positions=seats,
        pay={"raise_rate": 0.1, "raise_month": 10, "thirteenth_month_share": 1},
        contributions={"city": "hangzhou", "base": "last_year_average"},
    )
    result = run(sections)
    average = (9 * 10_000 + 3 * 11_000 + (9 * 10_000 + 3 * 11_000) / 12) / 12
    for scheme, month in (("pension", 12), ("housing_fund", 18)):
        base = one(result, "contribution_pay", ("one", scheme))
        assert base == pytest.approx([8_000] * month + [average] * (24 - month))
    new = one(result, "contribution_pay", ("new", "housing_fund"))
    assert new[1:18] == pytest.approx([10_000] * 17), "agreed pay, then the first full month's"
    worked = 14 / 28 + 10
    paid = (14 / 28 + 7) * 10_000 + 3 * 11_000
    assert new[18] == pytest.approx((paid + paid / 12) / worked)


def test_contributions_on_the_months_own_pay():
    seat = {"base_pay": {"2027-01-01": 10_000, "2027-02-01": 12_000}}
    result = run(team(positions={"one": seat}, contributions={"city": "hangzhou", "base": "current"}))
    assert one(result, "contribution_pay", ("one", "pension"))[:2] == [10_000, 12_000]


CITIES = ["beijing", "shanghai", "hangzhou", "shenzhen", "guangzhou", "chengdu"]


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("pay", [2_000, 12_000, 60_000])
def test_every_city_charges_by_its_own_table(city, pay):
    """July 2024 to June 2025: each scheme's own floor, cap, rate and fixed amount, within half a yuan."""
    later = {"shenzhen": ["unemployment"]}  # its first table begins with 2025-03
    charged = {"city": city, "uncharged_without_table": later.get(city, [])}
    sections = team(contributions=charged, positions={"one": {"base_pay": pay}})
    sections["plan"]["start"] = "2024-07"
    plan = load({**sections, "positions": {"one": {"post": "clerk", "base_pay": pay}}})
    result = plan.run()
    for name, each in plan.plan.law.schemes.items():
        for month, entry in zip(result.months, each.entries, strict=True):
            scheme = entry and entry.scheme
            base = min(max(pay, scheme.floor), scheme.cap) if scheme else 0
            for side in ("employer", "employee"):
                rate, fixed = (getattr(scheme, f"{side}_{part}", 0) for part in ("rate", "fixed"))
                items = result.value(f"{side}_contribution_per_head", ("one", name), month)
                assert items == pytest.approx(base * rate + fixed, abs=0.5001 if scheme else 0)
    kinds = {entry.scheme.kind for each in plan.plan.law.schemes.values() for entry in each.entries if entry}
    assert {"social_insurance", "housing_fund"} <= kinds


def city_of(city, day=None):
    """One on 20,000 whose city changes on the day, in a firm of Hangzhou in 2026."""
    seat = {"base_pay": 20_000, **({"changes": {day: {"city": city}}} if day else {"city": city})}
    sections = team(contributions={"city": "hangzhou"}, positions={"one": seat})
    sections["plan"]["start"] = "2026-01"
    return run(sections)


def test_a_city_of_ones_own_is_that_citys_insurance():
    ours = city_of("shanghai")
    sections = team(contributions={"city": "shanghai"}, positions={"one": {"base_pay": 20_000}})
    sections["plan"]["start"] = "2026-01"
    theirs = run(sections)
    for line in ("employer_contribution_total", "employee_contribution_total", "net_pay"):
        assert one(ours, line, "one") == pytest.approx(one(theirs, line, "one"))
    assert sum(one(city_of("none"), "employer_contribution_total", "one")) == 0


@pytest.mark.parametrize(("day", "month"), [("2026-07-15", 6), ("2026-07-16", 7)])
def test_who_moves_inside_a_month_is_insured_where_he_is_on_the_cut_off_day(day, month):
    """Shanghai's pension costs the firm 16 % of 20,000, as Hangzhou's does; its fund 7 % and not 5."""
    result = city_of("shanghai", day)
    here = result.array("employer_contribution_by_scheme")
    schemes = list(result.members["scheme"])
    for scheme, rate, before in (("pension", 0.16, True), ("pension@shanghai", 0.16, False)):
        months = slice(0, month) if before else slice(month, 12)
        assert here[schemes.index(scheme), months, 0] == pytest.approx(rate * 20_000)
        assert here[schemes.index(scheme), :, 0].sum() == pytest.approx(
            here[schemes.index(scheme), months, 0].sum()
        )
    assert here[schemes.index("housing_fund@shanghai"), month, 0] == pytest.approx(0.07 * 20_000)


def test_both_sides_of_a_scheme_are_what_the_firm_pays_over():
    result = city_of("hangzhou")
    assert one(result, "contributions_by_scheme", "pension")[0] == pytest.approx((0.16 + 0.08) * 20_000)
