"""What happened in the months of the invented exports: the plan with its decisions held, and other drivers.

In each month every driver is a few percent off its planned value; from the fourth month on, all are as
planned. Spend, natural visits and purchases are what the plan decided; sales follow.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from artplan.operating import OperatingPlan, load
from artplan.result import Result

MONTHS = 3
# By parameter, how far it may be off, in parts of its planned value, and whether more is likelier than less.
DRIVERS = {
    "storefronts.tmall_store.conversion_rate": (0.06, -0.01),
    "storefronts.tmall_store.average_order_value": (0.03, 0.01),
    "storefronts.tmall_store.return_rate": (0.12, 0.04),
    "storefronts.wechat_store.conversion_rate": (0.05, 0.01),
    "storefronts.douyin_live.conversion_rate": (0.08, -0.03),
    "channels.keyword_ads.cost_per_click": (0.06, 0.05),
    "channels.audience_ads.cost_per_thousand_impressions": (0.06, 0.0),
    "products.prints.unit_cost": (0.03, 0.02),
    "overheads.utilities.amount": (0.1, 0.05),
    "overheads.sundries.amount": (0.2, 0.05),
}


def happened(folder: Path, seed: int) -> Result:
    """Return the result of the plan in the folder with other drivers in its first months."""
    base = load("base", folder=folder)
    months = base.run(["net_profit"]).months
    draw = Random(f"{seed} drivers")
    settings = {path: _monthly(base, path, months, draw) for path in DRIVERS}
    return load("base", settings, folder=folder).committed(base).run()


def _monthly(base: OperatingPlan, path: str, months: tuple[str, ...], draw: Random) -> dict[str, float]:
    """Return a driver's values by the day from which each holds."""
    planned, (spread, drift) = base[path].value, DRIVERS[path]
    assert isinstance(planned, float | int)
    values = [planned * (1 + drift + draw.uniform(-spread, spread)) for _ in range(MONTHS)]
    days = [f"{month}-01" for month in months[: MONTHS + 1]]
    return dict(zip(days, [*(float(f"{each:.4g}") for each in values), planned], strict=False))
