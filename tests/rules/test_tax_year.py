"""The tax year of wages that are paid in the month after: it begins with December's pay."""

from __future__ import annotations

import pytest

from artplan.plan.written.faults import PlanFault
from tests.rules.small_team import Sections, one, run, team

PAID = {"wage_tax": "cumulative", "wage_tax_by": "paid", "paid_next_month": 1}
NO_CITY = {"city": "none"}


def at(start: str, pay: Sections, **seat: object) -> Sections:
    sections = team(positions={"one": {"base_pay": 25_000, **seat}}, pay=pay, contributions=NO_CITY)
    return {**sections, "plan": {**sections["plan"], "start": start, "months": 4}}


def test_december_is_the_first_month_of_the_year_in_which_it_is_paid():
    """20,000 a month are taxed: 3 % of 36,000, 10 % above."""
    tax = one(run(at("2026-10", PAID)), "wage_tax_per_head")
    second = 36_000 * 0.03 + 4_000 * 0.1 - 600
    assert tax == pytest.approx([600, second, 600, second])
    earned = one(run(at("2026-10", {**PAID, "wage_tax_by": "earned"})), "wage_tax_per_head")
    assert earned == pytest.approx([600, second, 20_000 * 0.1, 600])


def test_the_year_to_date_may_begin_with_december():
    """In January 2027, the pay of December has been taxed already: the year does not begin with the plan."""
    before = {"taxable_pay_ytd_start": 20_000, "wage_tax_withheld_start": 600}
    tax = one(run(at("2027-01", PAID, **before)), "wage_tax_per_head")
    assert tax[0] == pytest.approx(36_000 * 0.03 + 4_000 * 0.1 - 600)
    with pytest.raises(PlanFault, match="taxable_pay_ytd_start"):
        run(at("2026-12", PAID, **before))


def test_the_months_left_are_those_of_the_tax_year():
    """A bonus of 25,000 with November's pay, the last of its year: apart, 3 % of it, is better than 10 %."""
    bonus = {"thirteenth_month_share": 12, "thirteenth_month_paid_in": 11, "thirteenth_month_tax": "better"}
    result = run(at("2026-11", {**PAID, **bonus, "thirteenth_month_covers": "with_own_month"}))
    assert one(result, "taxable_pay_expected")[:2] == pytest.approx([20_000, 20_000 * 12])
    assert one(result, "bonus_is_apart")[0] == 1
    assert one(result, "wage_tax_withheld")[0] == pytest.approx(20_000 * 0.03 + 25_000 * 0.03)
