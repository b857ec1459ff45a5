"""How a budget is proposed to be divided, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from artplan.plan.plan import Plan

USED_UP = 1e-6  # what is left of the budget, as a part of it, where it counts as used


@dataclass(frozen=True)
class Proposal:
    """Present and proposed spends, and what each comes to.

    price: what one more yuan of the budget brings beyond itself; 0 where some of it does not pay.
    prices: the same for each limit that binds, `taobaoke` (a cap; below 0 a floor) or `cash 2027-05`.
    proportional: channels without a cap that answer in proportion to their spend, however much that is.
    beyond: where channels saturate, what another division could bring more at most, CNY, if visits are worth
    there what they are here; None where none does.
    """

    scenario: str
    goal: str
    total: float
    spends: pd.DataFrame  # channel, campaign, month, present, proposed; one row an item
    months: pd.DataFrame  # by month: present, proposed
    outcomes: pd.DataFrame  # contribution_margin, net_profit, sales, lowest_cash: present, proposed
    price: float
    prices: Mapping[str, float]
    proportional: tuple[str, ...]
    settings: Mapping[str, Any]
    rounds: int
    beyond: float | None
    plan: Plan

    @property
    def idle(self) -> float:
        """What of the budget is not spent because it does not pay."""
        left = self.total - float(self.spends["proposed"].sum())
        return left if left > USED_UP * self.total else 0.0

    def by_channel(self) -> pd.DataFrame:
        """Spend by channel: present, proposed, change."""
        table = self.spends.groupby("channel", sort=False)[["present", "proposed"]].sum()
        return table.assign(change=table["proposed"] - table["present"])

    def by_month(self) -> pd.DataFrame:
        """Spend by month, campaigns by their days: present, proposed, change."""
        return self.months.assign(change=self.months["proposed"] - self.months["present"])

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "scenario": self.scenario,
            "goal": self.goal,
            "total": self.total,
            "idle": self.idle,
            "outcomes": self.outcomes.to_dict("index"),
            "channels": self.by_channel().to_dict("index"),
            "months": self.by_month().to_dict("index"),
            "spends": self.spends.to_dict("records"),
            "price_of_the_budget": self.price,
            "prices": dict(self.prices),
            "in_proportion_to_spend": list(self.proportional),
            "rounds": self.rounds,
            "beyond": self.beyond,
            "placeholders": len(self.plan.placeholders),
        }
