"""Income tax of people: service pay by its own table, the better way for a bonus, what is free of tax."""

from __future__ import annotations

from typing import Any

import pytest

from artplan.result import Result
from tests.rules.small_team import one, run, team

WITHHELD = {"wage_tax": "cumulative"}


def taxed(months: int = 12, pay: dict[str, Any] | None = None, **seat: Any) -> Result:
    return run(team(months=months, pay={**WITHHELD, **(pay or {})}, positions={"one": seat}))


def tax_of(result: Result) -> list[float]:
    return one(result, "wage_tax_withheld")


@pytest.mark.parametrize(
    ("pay", "tax"),
    [
        (700, 0),
        (3_000, (3_000 - 800) * 0.2),
        (4_000, (4_000 - 800) * 0.2),
        (4_500, 4_500 * 0.8 * 0.2),
        (20_000, 20_000 * 0.8 * 0.2),
        (30_000, 30_000 * 0.8 * 0.3 - 2_000),
        (70_000, 70_000 * 0.8 * 0.4 - 7_000),
    ],
)
def test_service_pay_is_taxed_month_by_month_by_its_own_table(pay: float, tax: float):
    result = taxed(2, employment="service", base_pay=pay)
    assert tax_of(result) == pytest.approx([tax, tax])
    assert one(result, "net_pay") == pytest.approx([pay - tax] * 2)


def test_under_a_service_contract_nothing_else_is_free_and_there_is_no_bonus():
    seat = {"employment": "service", "special_deductions": 2_000, "thirteenth_month_share": 1}
    result = taxed(**seat)
    assert one(result, "wage_tax_free") == [0] * 12
    assert one(result, "thirteenth_month_earned") == [0] * 12


def test_who_is_employed_in_mid_month_has_both_taxes_in_it():
    """16 of 31 days of July are wages; of 31,000 a month 15,000 were earned under the service contract."""
    result = taxed(
        7, employment="service", base_pay=31_000, changes={"2027-07-16": {"employment": "full_time"}}
    )
    service, wages = 15_000 * 0.8 * 0.2, (16_000 - 5_000) * 0.03
    assert tax_of(result)[6] == pytest.approx(service + wages)


def test_interns_and_pensioners_are_taxed_as_employees():
    kinds = ["full_time", "intern", "retired", "part_time"]
    taxes = [tax_of(taxed(3, employment=kind, base_pay=9_000)) for kind in kinds]
    assert taxes == [pytest.approx([(9_000 - 5_000) * 0.03] * 3)] * len(kinds)


def test_the_firms_special_deductions_are_those_of_whoever_has_none():
    firm = {"special_deductions": 1_500}
    assert tax_of(taxed(1, firm, base_pay=9_000)) == pytest.approx([(9_000 - 5_000 - 1_500) * 0.03])
    own = taxed(1, firm, base_pay=9_000, special_deductions=3_000)
    assert tax_of(own) == pytest.approx([(9_000 - 5_000 - 3_000) * 0.03])


def bonus(way: str, base_pay: float, earned: float, paid_in: int = 1, **seat: Any) -> Result:
    pay = {"thirteenth_month_share": 1, "thirteenth_month_paid_in": paid_in, "thirteenth_month_tax": way}
    return taxed(12, pay, base_pay=base_pay, thirteenth_month_earned=earned, **seat)


@pytest.mark.parametrize(
    ("base_pay", "earned", "better"),
    [
        (20_000, 60_000, "apart"),  # the year's 180,000 lies in the tier of 20 %
        (4_000, 60_000, "merged"),  # the allowance is not used up: 12,000 of the bonus are free
        (6_000, 37_000, "merged"),  # above 36,000 the bonus pays 10 % of all of it, the year only of 13,000
    ],
)
def test_the_better_way_is_the_one_that_is_less(base_pay: float, earned: float, better: str):
    tax = {way: sum(tax_of(bonus(way, base_pay, earned))) for way in ("merged", "apart", "better")}
    assert tax["better"] == pytest.approx(min(tax["merged"], tax["apart"]))
    assert tax["better"] == pytest.approx(tax[better])


def test_who_leaves_is_taxed_the_better_way_too():
    seat = {"base_pay": 20_000, "end": "2027-06-30", "thirteenth_month_earned": 60_000}
    pay = {"thirteenth_month_share": 1, "thirteenth_month_paid_in": 12}
    ways = ("merged", "apart", "better")
    taxes = {way: sum(tax_of(taxed(12, {**pay, "thirteenth_month_tax": way}, **seat))) for way in ways}
    wages, bonus = 36_000 * 0.03 + (6 * 15_000 - 36_000) * 0.1, 60_000 + 6 * 20_000 / 12
    assert taxes["apart"] == pytest.approx(wages + bonus * 0.1 - 210)
    assert taxes["better"] == pytest.approx(min(taxes["merged"], taxes["apart"]))


def test_what_the_years_end_shows_otherwise_is_told():
    """In January 20,000 a month is expected; pay falls to 1,000 in February, and merged were free."""
    falls = {"2027-01-01": 20_000, "2027-02-01": 1_000}
    result = taxed(
        12,
        {"thirteenth_month_share": 1, "thirteenth_month_paid_in": 1, "thirteenth_month_tax": "better"},
        base_pay=falls,
        thirteenth_month_earned=30_000,
    )
    wages = 15_000 - 11 * 4_000  # taxable pay of the year without the bonus: below 0
    apart, merged = 30_000 * 0.03, max(wages + 30_000, 0) * 0.03
    assert one(result, "alert_bonus_tax") == pytest.approx([0] * 11 + [apart - merged])
    assert one(bonus("better", 20_000, 60_000), "alert_bonus_tax") == pytest.approx([0] * 12)
