"""Decompose the change of gross sales by campaign (a storefront's everyday business counts as one).

Price, volume, mix. With orders q, order value p = sales / orders, total orders Q, share s = q / Q:

    volume = (Q1 - Q0) x s0 x p0      more orders in total, at unchanged shares
    mix    = Q1 x (s1 - s0) x p0      other shares of the same total
    price  = q1 x (p1 - p0)           another order value

Traffic, conversion, order value. With visits v, paid orders per visit c, and p, so that sales = v c p, each
factor's effect is its Shapley value (Shapley 1953): its change times the average of the others over the six
orders of change,

    traffic = (v1 - v0) x (c0 p0 / 3 + c1 p1 / 3 + c0 p1 / 6 + c1 p0 / 6), and so on.

Both sums equal the campaign's change of sales. A value that one plan lacks (a campaign, or the order value
without orders) is taken from the other plan, so that the change counts as volume or traffic. Amounts are in
CNY over the whole horizon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.result import Result

if TYPE_CHECKING:
    import pandas as pd

LINES = ("gross_sales", "orders_paid", "visits")
PRICE, TRAFFIC = ("volume", "mix", "price"), ("traffic", "conversion", "order_value")


@dataclass(frozen=True)
class SalesChange:
    """By campaign: its storefront, the sales of both plans, and the effects, (campaigns, factors)."""

    campaigns: tuple[str, ...]
    storefronts: tuple[str, ...]
    before: Numbers
    after: Numbers
    price: Numbers
    traffic: Numbers

    def frame(self, of: str = "price", by: str = "campaign") -> pd.DataFrame:
        """Return the columns before, the factors, and after, one row for each campaign or storefront.

        of: `price` or `traffic`. by: `campaign` or `storefront`.
        """
        import pandas as pd

        factors, effects = (PRICE, self.price) if of == "price" else (TRAFFIC, self.traffic)
        columns = {"before": self.before, **dict(zip(factors, effects.T, strict=True)), "after": self.after}
        frame = pd.DataFrame(columns, index=pd.Index(self.campaigns, name="campaign"))
        if by == "campaign":
            return frame
        return frame.groupby(pd.Index(self.storefronts, name="storefront"), sort=False).sum()

    def record(self) -> dict[str, Any]:
        """Return the tables as plain data for JSON."""
        return {
            of: {by: self.frame(of, by).to_dict(orient="index") for by in ("storefront", "campaign")}
            for of in ("price", "traffic")
        }


def sales_change(before: Result, after: Result) -> SalesChange:
    """Return both decompositions of the change of gross sales between two plans."""
    names = tuple(dict.fromkeys((*before.members["campaign"], *after.members["campaign"])))
    (sales0, orders0, visits0), (sales1, orders1, visits1) = (
        [_of(result, line, names) for line in LINES] for result in (before, after)
    )
    p0, p1 = _each(sales0, orders0, sales1, orders1)
    c0, c1 = _each(orders0, visits0, orders1, visits1)
    storefronts = tuple(_storefront(after, name) or _storefront(before, name) for name in names)
    traffic = np.stack(
        [
            _factor(visits0, visits1, c0, c1, p0, p1),
            _factor(c0, c1, visits0, visits1, p0, p1),
            _factor(p0, p1, visits0, visits1, c0, c1),
        ],
        axis=1,
    )
    return SalesChange(names, storefronts, sales0, sales1, _price(orders0, orders1, p0, p1), traffic)


def _price(q0: Numbers, q1: Numbers, p0: Numbers, p1: Numbers) -> Numbers:
    all0, all1 = q0.sum(), q1.sum()
    s0, s1 = (q0 / all0 if all0 else q1 / (all1 or 1)), (q1 / all1 if all1 else q0 / (all0 or 1))
    return np.stack([(all1 - all0) * s0 * p0, all1 * (s1 - s0) * p0, q1 * (p1 - p0)], axis=1)


def _factor(x0: Numbers, x1: Numbers, y0: Numbers, y1: Numbers, z0: Numbers, z1: Numbers) -> Numbers:
    """Return the change of x times the average of y z over all orders in which the three may change."""
    return (x1 - x0) * ((y0 * z0 + y1 * z1) / 3 + (y0 * z1 + y1 * z0) / 6)


def _each(a0: Numbers, b0: Numbers, a1: Numbers, b1: Numbers) -> tuple[Numbers, Numbers]:
    """Return a / b of both plans; a missing ratio of one plan is taken from the other."""
    first = np.divide(a0, b0, out=np.full_like(a0, np.nan), where=b0 != 0)
    second = np.divide(a1, b1, out=np.full_like(a1, np.nan), where=b1 != 0)
    one = np.where(np.isnan(first), second, first)
    other = np.where(np.isnan(second), first, second)
    return np.nan_to_num(one), np.nan_to_num(other)


def _of(result: Result, line: str, names: tuple[str, ...]) -> Numbers:
    by_name = dict(zip(result.members["campaign"], result.array(line)[..., 0].sum(axis=1), strict=True))
    return np.array([by_name.get(name, 0.0) for name in names])


def _storefront(result: Result, campaign: str) -> str:
    if campaign not in result.members["campaign"]:
        return ""
    place = result.data.groupings["campaign", "storefront"][result.members["campaign"].index(campaign)]
    return result.members["storefront"][int(place)]
