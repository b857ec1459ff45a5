"""The repeat curve estimated from pairs of a buyer and a month, and what the plan makes of it."""

from __future__ import annotations

import math
import random
from itertools import chain, repeat

import pytest

from artplan.operating import OperatingPlan
from artplan.plan.written.calendar import horizon
from artplan.plan.written.faults import PlanFault
from artplan.study.curve.answer import CurveEstimate
from artplan.study.curve.curve import estimate
from tests.plans import load

MONTHS = horizon("2026-01", 18)


def rates(answer: CurveEstimate) -> dict[int, float]:
    return {each.age: each.rate for each in answer.ages}


def test_a_rate_is_orders_over_the_customers_who_can_be_followed_so_long():
    """Two of January, one of February; one order a month later, one two months later."""
    orders = [("a", "2026-01"), ("b", "2026-01"), ("c", "2026-02"), ("a", "2026-02"), ("b", "2026-03")]
    answer = estimate(orders)
    assert rates(answer) == {1: 1 / 3, 2: 1 / 2}
    assert [each.customers for each in answer.ages] == [3, 2]
    assert (answer.orders, answer.customers, answer.first, answer.last) == (5, 3, "2026-01", "2026-03")


def test_orders_in_the_month_of_the_first_purchase_win_customers_and_are_no_repeat_orders():
    """As the plan counts: two orders of one customer in January are two customers, one of whom comes back."""
    answer = estimate([("a", "2026-01"), ("a", "2026-01"), ("a", "2026-02")])
    assert rates(answer) == {1: 1 / 2}
    assert (answer.followed, answer.first_orders) == (1, 2)


def test_months_from_the_thirteenth_on_are_pooled():
    """Followed for 17 months: 2 orders in the months 13 to 17; his friend of June for 12."""
    orders = [("a", MONTHS[0]), ("a", MONTHS[13]), ("a", MONTHS[17]), ("b", MONTHS[5])]
    answer = estimate(orders)
    assert answer.older.rate == 2 / 5
    assert answer.curve[12].first_orders == 2 and answer.older.first_orders == 1


def test_the_rate_is_per_customer_whom_the_plan_has_kept():
    """A tenth lapses a month: all are left one month later, 0.9 of them two months later."""
    orders = [("a", "2026-01"), ("a", "2026-02"), ("a", "2026-03")]
    assert rates(estimate(orders, lapse=0.1, factor=2)) == {1: 1 / 2, 2: 1 / 0.9 / 2}


def test_intervals_are_exact():
    """None of ten, where e ** -x = 0.05, and one of ten, where 1 - e ** -x = 0.05, is the end."""
    first = [(buyer, "2026-01") for buyer in range(10)]
    one, none = estimate([*first, (0, "2026-02"), ("new", "2026-03")]).ages
    assert none.low == 0 and none.high == pytest.approx(-math.log(0.05) / 10)
    assert one.low == pytest.approx(-math.log(0.95) / 11 * 11 / one.exposure)
    assert one.few


def test_since_leaves_out_who_may_have_bought_before():
    orders = [("old", "2026-01"), ("old", "2026-02"), ("new", "2026-02"), ("new", "2026-03")]
    assert rates(estimate(orders)) == {1: 2 / 2, 2: 0}
    answer = estimate(orders, since="2026-02")
    assert rates(answer) == {1: 1 / 1}
    assert (answer.customers, answer.followed, answer.from_first) == (2, 1, False)


def test_until_leaves_out_a_month_that_is_not_whole():
    orders = [("a", "2026-01"), ("a", "2026-02"), ("a", "2026-03"), ("b", "2026-03")]
    answer = estimate(orders, until="2026-02")
    assert rates(answer) == {1: 1} and answer.after == 2 and answer.customers == 1


def test_months_without_an_order_are_named():
    assert estimate([("a", "2026-01"), ("b", "2026-04")]).gaps == ("2026-02", "2026-03")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"until": "2026-04"}, "2026-04.*after the last order.*2026-03"),
        ({"until": "2026-01"}, "until 2026-01, nobody can be followed"),
        ({"until": "2025-01"}, "until 2025-01, nobody can be followed"),
        ({"since": "2026-03"}, "until 2026-03, nobody can be followed"),
        ({"lapse": 1}, "no customer who orders in month 2 after"),
        ({"factor": 0}, "no customer who orders in month 1 after"),
    ],
)
def test_what_gives_no_rate_is_refused(settings, message, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with pytest.raises(PlanFault, match=message):
        estimate([("a", "2026-01"), ("a", "2026-03")], **settings)


def test_a_known_curve_comes_back_within_its_intervals():
    """20,000 customers whose chance to order is 0.12 over the age; seven intervals of eight at least hold."""
    draw = random.Random(7)
    chance = {age: 0.12 / age for age in range(1, 13)}
    begun = {buyer: draw.randrange(6) for buyer in range(20_000)}
    later = (
        (buyer, MONTHS[month + age])
        for buyer, month in begun.items()
        for age in range(1, 13)
        if month + age < len(MONTHS) and draw.random() < chance[age]
    )
    answer = estimate(chain(((buyer, MONTHS[month]) for buyer, month in begun.items()), later))
    inside = [each.low <= chance[age] <= each.high for age, each in answer.curve.items()]
    assert len(inside) == 12 and sum(inside) >= 10


# The plan with the curve has the orders of the file.

FIRST, CUSTOMERS = 42, 40  # orders and customers of January
REPEATED = [9, 7, 4, 5, 3, 2, 2, 3, 1, 0, 2, 1, 3, 1, 2]  # orders one month later, two months later, ...


def cohort() -> list[tuple[int, str]]:
    first = [(order % CUSTOMERS, MONTHS[0]) for order in range(FIRST)]
    later = [zip(range(count), repeat(month)) for count, month in zip(REPEATED, MONTHS[1:], strict=False)]
    return [*first, *chain.from_iterable(later)]


def plan(storefront: dict[str, object], tiers: dict[str, object]) -> OperatingPlan:
    """A channel that wins 42 customers in January and nobody after; natural visits that buy every month."""
    months = horizon("2027-01", 1 + len(REPEATED))
    visits = {month: FIRST * 10 if month == months[0] else 0 for month in months}
    shop = {
        "driven_by": "spend", "natural_visits_by": "forecast", "natural_visits": 2000,
        "conversion_rate": 0.1, "average_order_value": 500, **storefront,
    }  # fmt: skip
    search = {"storefront": "shop", "prices_by": "fee", "fee": 100, "visits": visits}
    return load({
        "plan": {"start": months[0], "months": len(months)},
        "storefronts": {"shop": shop}, "channels": {"search": search}, "buyer_tiers": tiers,
    })  # fmt: skip


@pytest.mark.parametrize("lapse", [0, 0.1])
@pytest.mark.parametrize("tiers", [{}, {"usual": {"share": 3}, "vip": {"share": 1, "repeat_factor": 5}}])
def test_the_plan_with_the_curve_has_the_repeat_orders_of_the_file(lapse, tiers):
    answer = estimate(cohort(), lapse=lapse, factor=(3 + 5) / 4 if tiers else 1)
    curve = {age: each.rate for age, each in answer.curve.items()}
    given = {"customer_lapse_rate": lapse, "repeat_curve": curve, "repeat_rate": answer.older.rate}
    result = plan(given, tiers).run()
    orders = result.frame("repeat_orders_by_origin").loc["search"].tolist()
    assert orders[0] == 0
    assert orders[1:13] == pytest.approx(REPEATED[:12])
    assert sum(orders[13:]) == pytest.approx(sum(REPEATED[12:]))
    customers = result.frame("customers_by_origin_closing").loc["search"].tolist()
    assert customers[12] == pytest.approx(FIRST * (1 - lapse) ** 12)
