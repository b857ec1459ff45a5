"""The repeat curve of a storefront's customers, estimated from paid orders.

    estimate([("a", "2027-01"), ("a", "2027-03"), ("b", "2027-01")])     # one order of two, two months later

A customer's age in a month is the number of months since his first order's month, and he is observed at an
age if that month is not after the last. The rate of an age is the orders at that age over what the plan
multiplies the rate with, so that the plan with the curve has the orders of the file:

- Every order in the month of the first purchase makes a customer in the plan (`customers_new`), so the rate
  is per such order, and a second order in that month is not a repeat order.
- At age k the plan has kept (1 - lapse) ** (k - 1) of them (`customers_by_age_closing`).
- A customer orders as often as one of the lowest tier times the tiers' average factor.

Intervals are exact for a Poisson count: Garwood, Fiducial limits for the Poisson distribution (1936).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from artplan.plan.written.calendar import from_number, number
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.study.curve.answer import OLDEST, AgeRate, CurveEstimate

TAIL = 0.05  # beyond each end of an interval of 90 %
Months = Mapping[Hashable, Counter[int]]  # orders by buyer and month


def estimate(
    orders: Iterable[tuple[Hashable, str]],
    *,
    lapse: float = 0,
    factor: float = 1,
    since: str = "",
    until: str = "",
) -> CurveEstimate:
    """Estimate the curve from a buyer and a month for each order.

    lapse: the plan's `customer_lapse_rate`. factor: its `repeat_factor_average`. since: only customers first
    seen from that month on are followed. until: the last month that is whole; default: the last of an order.
    Raises PlanFault where nobody can be followed for a month, and where the plan keeps nobody.
    """
    counted = Counter((buyer, number(month)) for buyer, month in orders)
    last = _last(counted, until)
    bought = _by_buyer(counted, last)
    begun = {buyer: min(months) for buyer, months in bought.items()}
    followed = {buyer for buyer, month in begun.items() if not since or month >= number(since)}
    ages = _ages({buyer: bought[buyer] for buyer in followed}, last, lapse, factor)
    if not ages:
        raise PlanFault([fault_at("curve", "", "curve.nobody", last=from_number(last))])
    seen = {month for months in bought.values() for month in months}
    return CurveEstimate(
        ages, sum(map(Counter.total, bought.values())), len(bought), len(followed),
        sum(bought[buyer][begun[buyer]] for buyer in followed),
        from_number(min(seen)), from_number(last), since,
        sum(count for (_, month), count in counted.items() if month > last),
        tuple(from_number(month) for month in range(min(seen), last) if month not in seen), lapse, factor,
    )  # fmt: skip


def _last(counted: Counter[tuple[Hashable, int]], until: str) -> int:
    """Return the last whole month, which cannot be after all orders: nobody would be seen to come back."""
    latest = max((month for _, month in counted), default=0)
    if until and number(until) > latest:
        raise PlanFault([fault_at("--until", until, "curve.until_after", last=from_number(latest))])
    return number(until) if until else latest


def _by_buyer(counted: Counter[tuple[Hashable, int]], last: int) -> Months:
    result: dict[Hashable, Counter[int]] = {}
    for (buyer, month), count in counted.items():
        if month <= last:
            result.setdefault(buyer, Counter())[month] = count
    return result


def _ages(bought: Months, last: int, lapse: float, factor: float) -> tuple[AgeRate, ...]:
    """Return the rate of every age at which anybody is observed."""
    customers: Counter[int] = Counter()  # by the greatest age at which they are observed
    first_orders: Counter[int] = Counter()
    repeated: Counter[int] = Counter()
    for months in bought.values():
        begun = min(months)
        customers[last - begun] += 1
        first_orders[last - begun] += months[begun]
        for month, count in months.items():
            repeated[min(month - begun, OLDEST)] += count
    oldest = max(customers, default=0)
    return tuple(
        _rate(age, _at_least(customers, age), _at_least(first_orders, age), repeated[age],
              _exposure(first_orders, age, oldest, lapse, factor))
        for age in range(1, min(oldest, OLDEST) + 1)
    )  # fmt: skip


def _at_least(by_age: Counter[int], age: int) -> int:
    return sum(count for reached, count in by_age.items() if reached >= age)


def _exposure(first_orders: Counter[int], age: int, oldest: int, lapse: float, factor: float) -> float:
    """Return what the plan multiplies the rate of an age with; the last age also has all later ones."""
    ages = range(age, (oldest if age == OLDEST else age) + 1)
    exposure = factor * sum(_at_least(first_orders, each) * (1 - lapse) ** (each - 1) for each in ages)
    if exposure == 0:
        raise PlanFault([fault_at("curve", "", "curve.nobody_kept", age=age)])
    return exposure


def _rate(age: int, customers: int, first_orders: int, orders: int, exposure: float) -> AgeRate:
    from scipy.special import gammaincinv  # slow to import, and needed only here

    low, high = float(gammaincinv(orders, TAIL)) if orders else 0.0, float(gammaincinv(orders + 1, 1 - TAIL))
    return AgeRate(
        age, customers, first_orders, orders, exposure, orders / exposure, low / exposure, high / exposure
    )
