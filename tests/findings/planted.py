"""Plans with one trouble planted in each, in three sizes: the settings, and the finding that tells of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import artplan
from artplan.operating import OperatingPlan
from tests.fixed_plans import SHOP
from tests.shop import SHIPPED

Settings = dict[str, Any]
SIZES = (1, 2, 3)
PLANS: dict[str, tuple[str, Path]] = {
    "shop": ("base", SHOP),
    "shipped": ("base", SHIPPED),
    "growth": ("growth", SHIPPED),
}


def read(name: str, settings: Settings | None = None) -> OperatingPlan:
    scenario, folder = PLANS[name]
    return artplan.load(scenario, settings or {}, folder=folder)


def losing_channel(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """A fee for a visit a month."""
    wall = {
        "storefront": _storefront(plan, "target"),
        "prices_by": ["fee"],
        "fee": 35_000 * size,
        "visits": 1,
    }
    return "losing_channel", "wall", {"channels.wall": wall}


def overload(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """People who answer ever less, and buyers who do not wait."""
    slower = {path: f"x{0.6 / 2**size}" for path in _given(plan, ".enquiries_per_person")}
    return "enquiries_overload", "service_agent", {**slower, "capacity.enquiries_lost_share": 1}


def missed_target(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """A target out of reach of a storefront that sells what its spend brings."""
    storefront = _storefront(plan, "spend")
    year, month = (f"storefronts.{storefront}.sales_target_{each}" for each in ("year", "month"))
    given = [path for path in (year, month) if path in _given(plan, path)]
    sold = plan.run().frame("gross_sales_by_storefront").loc[storefront]
    new = {f"{month}.{each}": amount * (1 + 2 * size) for each, amount in sold.items()}
    return "missed_target", storefront, {path: f"x{2 * size}" for path in given} or new


def low_cash(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """A reserve above the lowest cash."""
    lowest = float(plan.run().by_month("cash_closing").min())
    return "cash_below_reserve", "", {"plan.cash_reserve": lowest + 200_000 * size}


def unsold_stock(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """Prints for years."""
    result = plan.run()
    sold = float(result.array("pieces_sold")[result.members["product"].index("prints")].sum())
    return "unsold_stock", "prints", {"products.prints.purchases.2027-02": round(sold * (1 + size))}


def licence(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """A licence that falls due."""
    return "licence_due", "theatre", {"licences.theatre": {"cost": 60_000 * size, "due": "2027-04"}}


def empty_seat(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """Planned heads that nobody is entered for."""
    return "empty_seat", "service_agent", {"posts.service_agent.planned_headcount": f"+{2 * size}"}


def returns(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """Most of what is sold comes back."""
    storefront = _storefront(plan, "target")
    return "returns_eat_profit", storefront, {f"storefronts.{storefront}.return_rate": 0.6 + 0.1 * size}


def needless_loan(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """A dear loan in January."""
    loan = {"amount": 1_000_000 * size, "month": "2027-01", "rate": 0.12, "term_months": 24}
    return "needless_loan", "spare", {"loans.spare": loan}


def placeholder(plan: OperatingPlan, size: int) -> tuple[str, str, Settings]:
    """Costs that leave a profit which a tenth of one unverified price takes away."""
    profit = float(plan.run().by_month("net_profit").sum())
    return "deciding_placeholder", "", {"overheads.more": {"amount": profit * (0.5 + 0.15 * size) / 12}}


TROUBLES: tuple[Callable[[OperatingPlan, int], tuple[str, str, Settings]], ...] = (
    losing_channel,
    overload,
    missed_target,
    low_cash,
    unsold_stock,
    licence,
    empty_seat,
    returns,
    needless_loan,
    placeholder,
)


def _storefront(plan: OperatingPlan, driven_by: str) -> str:
    """The first storefront whose visits follow its target, or its spend."""
    storefronts = plan.plan.sections.storefronts
    return next(name for name, each in storefronts.items() if each.driven_by == driven_by)


def _given(plan: OperatingPlan, end: str) -> list[str]:
    """The parameters of that name that are not 0."""
    return [path for path, leaf in plan.plan.leaves.items() if path.endswith(end) and any(leaf.values)]
