"""The answer of `artplan variance`: budget, actual and difference of each line of the statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from artplan.plan.plan import Plan

CENT = 0.01  # what a ledger can tell
LAST_YEAR = ("last_year", "last_year_to_date")


@dataclass(frozen=True)
class Budget:
    """What a month is compared with. amounts: by line and month, in CNY.

    version: the id of the frozen version that it comes from; "" for the present plan.
    """

    version: str
    months: tuple[str, ...]
    first_fiscal_month: int
    amounts: Mapping[str, Mapping[str, float]]

    def amount(self, line: str, month: str) -> float:
        """The budget of a line in a month, in CNY; 0 where it has none."""
        return self.amounts.get(line, {}).get(month, 0.0)


@dataclass(frozen=True)
class LineVariance:
    """A line's budget and actual in CNY: of the month, and of the year to date.

    sign: -1 for a cost, which stands as a positive amount; 1 for income; 0 for a result or a balance. good:
    `up` or `down`, the direction that is favourable, or "". A balance has no year to date: both are 0.
    last_year, last_year_to_date: the same months a year before, in CNY; None where the ledger does not say.
    """

    line: str
    sign: int
    good: str
    budget: float
    actual: float
    budget_to_date: float
    actual_to_date: float
    last_year: float | None = None
    last_year_to_date: float | None = None

    @property
    def difference(self) -> float:
        """The actual less the budget, in CNY."""
        return self.actual - self.budget

    @property
    def rate(self) -> float | None:
        """The difference in parts of the budget; None where the budget is 0."""
        return self.difference / abs(self.budget) if self.budget else None

    @property
    def difference_to_date(self) -> float:
        """The actual of the year to date less its budget, in CNY."""
        return self.actual_to_date - self.budget_to_date

    @property
    def completion(self) -> float | None:
        """The actual of the year to date in parts of its budget; None where that is not above 0."""
        return self.actual_to_date / self.budget_to_date if self.budget_to_date > 0 else None

    @property
    def favourable(self) -> bool | None:
        """Whether the difference is good for the business; None where there is none, or no good direction."""
        if not self.good or abs(self.difference) < CENT:
            return None
        return (self.difference > 0) == (self.good == "up")


@dataclass(frozen=True)
class Variance:
    """A month against the plan. to_date: the months of the fiscal year so far that have actuals.

    statement, balance: their rows in order. labels: of their lines, in `zh` and `en`. missing: months of the
    year so far without actuals; the year to date leaves them out on both sides. version: the id of the frozen
    version whose figures are the budget; "" for the present plan. lacking: lines that the budget does not
    know. unbooked: lines that the ledger does not know; sums count them as 0.
    """

    month: str
    to_date: tuple[str, ...]
    missing: tuple[str, ...]
    statement: tuple[LineVariance, ...]
    balance: tuple[LineVariance, ...]
    labels: Mapping[str, Mapping[str, str]]
    plan: Plan
    version: str = ""
    lacking: tuple[str, ...] = ()
    unbooked: tuple[str, ...] = ()

    @property
    def of_last_year(self) -> tuple[str, ...]:
        """Which of `last_year` and `last_year_to_date` the ledger says."""
        rows = (*self.statement, *self.balance)
        return tuple(
            name for name in LAST_YEAR if any(getattr(each, name) is not None for each in rows)
        )  # fmt: skip

    def record(self) -> Mapping[str, Any]:
        """The answer as plain data for JSON; what the ledger does not say of last year is left out."""
        unsaid = set(LAST_YEAR) - set(self.of_last_year)

        def row(each: LineVariance) -> dict[str, Any]:
            own = {name: amount for name, amount in vars(each).items() if name not in unsaid}
            to_date = {"difference_to_date": each.difference_to_date, "completion": each.completion}
            more = {"difference": each.difference, "rate": each.rate, **to_date}
            return {**own, **more, "favourable": each.favourable}

        return {
            "scenario": self.plan.name,
            "version": self.version,
            "lacking": list(self.lacking),
            "unbooked": list(self.unbooked),
            "month": self.month,
            "to_date": list(self.to_date),
            "missing": list(self.missing),
            "statement": [row(each) for each in self.statement],
            "balance": [row(each) for each in self.balance],
        }


@dataclass(frozen=True)
class DriverEffect:
    """A driver's budget and actual in its own unit, and what its difference makes of the amount, in CNY."""

    name: str
    budget: float
    actual: float
    effect: float


@dataclass(frozen=True)
class FactorVariance:
    """The difference of an amount in CNY, divided exactly among its drivers.

    kind: `storefront` (sales less refunds, VAT in), `channel` (advertising spend, VAT in), `product` (sales
    before refunds, VAT in) or `people` (gross pay). member: of which storefront, channel or product. good:
    `up` or `down`, the direction that is favourable.
    """

    kind: str
    member: str
    good: str
    budget: float
    actual: float
    drivers: tuple[DriverEffect, ...]

    @property
    def difference(self) -> float:
        """The actual less the budget, in CNY."""
        return self.actual - self.budget

    @property
    def rest(self) -> float:
        """What no driver explains, in CNY: refunds without sales, sales without visits."""
        return self.difference - sum(each.effect for each in self.drivers)


@dataclass(frozen=True)
class FlexedLine:
    """A line's budget, what each group of drivers makes of it through the model, and its actual, in CNY."""

    line: str
    budget: float
    effects: tuple[float, ...]
    actual: float

    @property
    def flexed(self) -> float:
        """What the model makes of the drivers that were measured, in CNY."""
        return self.budget + sum(self.effects)

    @property
    def remainder(self) -> float:
        """The actual less what the measured drivers lead to, in CNY."""
        return self.actual - self.flexed


@dataclass(frozen=True)
class DriverVariance:
    """Differences by the drivers that exports measure, of a month or of several added.

    months: these. factors: exact divisions of amounts. groups, flexed: the groups of drivers that were
    substituted in the plan, and the lines with an effect of each. substituted: the months in which they were.
    added: storefronts whose visits of days were added, for lack of the month's. unmeasured: storefronts
    without any. labels: of the lines, in `zh` and `en`.
    """

    months: tuple[str, ...]
    factors: tuple[FactorVariance, ...]
    groups: tuple[str, ...]
    flexed: tuple[FlexedLine, ...]
    substituted: tuple[str, ...]
    added: tuple[str, ...]
    unmeasured: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]
    plan: Plan

    def record(self) -> Mapping[str, Any]:
        """The answer as plain data for JSON."""
        factors = [
            {**vars(each), "drivers": [vars(driver) for driver in each.drivers], "rest": each.rest}
            for each in self.factors
        ]
        flexed = [
            {
                "line": each.line,
                "budget": each.budget,
                "effects": dict(zip(self.groups, each.effects, strict=True)),
                "flexed": each.flexed,
                "remainder": each.remainder,
                "actual": each.actual,
            }
            for each in self.flexed
        ]
        return {
            "months": list(self.months),
            "factors": factors,
            "flexed": flexed,
            "substituted": list(self.substituted),
            "added": list(self.added),
            "unmeasured": list(self.unmeasured),
        }
