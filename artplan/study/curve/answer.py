"""The answer of the estimate of a repeat curve: orders of former customers by months since the first."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

OLDEST = 13  # months since the first purchase: this and all later ones, which have the flat rate
FEW_CUSTOMERS = 30


@dataclass(frozen=True)
class AgeRate:
    """Orders of former customers at an age: a number of months since the first purchase.

    customers: those who can be followed so long; for `OLDEST`, to that age at least. first_orders: what they
    ordered in the month of their first purchase. orders: what they ordered at the age. exposure: first orders
    times what the plan keeps and multiplies; for `OLDEST`, summed over its months. low, high: 90 % interval.
    """

    age: int
    customers: int
    first_orders: int
    orders: int
    exposure: float
    rate: float
    low: float
    high: float

    @property
    def few(self) -> bool:
        """Whether the rate rests on so few customers that one more would move it visibly."""
        return self.customers < FEW_CUSTOMERS


@dataclass(frozen=True)
class CurveEstimate:
    """A repeat curve estimated from paid orders.

    ages: ages 1 to 12 as far as anybody can be followed, then `OLDEST`. orders, customers: all in the months
    from `first` to `last`; followed: customers first seen since `since`, in whose first months
    `first_orders` were placed. after: orders of later months, left out. gaps: months without any order.
    lapse, factor: the lapse of customers and the average factor of tiers that the rates allow for.
    """

    ages: tuple[AgeRate, ...]
    orders: int
    customers: int
    followed: int
    first_orders: int
    first: str
    last: str
    since: str
    after: int
    gaps: tuple[str, ...]
    lapse: float
    factor: float

    @property
    def curve(self) -> dict[int, AgeRate]:
        """The entries of `repeat_curve` by month since the first purchase."""
        return {each.age: each for each in self.ages if each.age < OLDEST}

    @property
    def older(self) -> AgeRate | None:
        """What gives `repeat_rate`; None where nobody can be followed beyond a year."""
        return next((each for each in self.ages if each.age == OLDEST), None)

    @property
    def from_first(self) -> bool:
        """Whether customers of the first month are followed, who may have bought before."""
        return self.since <= self.first

    def frame(self) -> pd.DataFrame:
        """The ages with their numbers: customers, first_orders, orders, exposure, rate, low, high."""
        import pandas as pd

        return pd.DataFrame([asdict(each) for each in self.ages]).set_index("age")

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        return {
            **{name: value for name, value in asdict(self).items() if name != "ages"},
            "gaps": list(self.gaps),
            "ages": [{**asdict(each), "few": each.few} for each in self.ages],
        }
