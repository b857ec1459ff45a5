"""The answer of `artplan.allocate`: present and proposed spend, and the outcome of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from artplan.plan.plan import Plan

USED_UP = 1e-6  # what is left of the budget, as a part of it, where it counts as used


@dataclass(frozen=True)
class Proposal:
    """A proposed division of the advertising budget. All amounts are in CNY.

    goal: the line that was maximised. total: the budget. spends: one row an item (a channel's month, or a
    campaign's budget for a channel): channel, campaign, month, present, proposed. months: present and
    proposed by month. outcomes: goals and lowest_cash: present, proposed, change, all evaluated by the plan
    itself.

    price: the shadow price of the budget, what one more yuan of it adds to the goal beyond itself; 0 where
    part of the budget stays idle. prices: the same for each binding limit, `taobaoke` (a cap; a floor's is
    negative) or `cash 2027-05`.

    proportional: channels without a cap whose visits are proportional to spend, without limit. held: channels
    that stay as planned, being paid by commission on sales and without a cap. within: the cap of each channel
    without one of its own, in times its present spend; None without such a limit. settings: the overrides
    that turn the plan into the proposed one. rounds: of the search. beyond: where channels saturate, an upper
    bound on what another division could add, if visits are worth there what they are at the answer; None
    where no channel saturates.

    >>> import artplan
    >>> answer = artplan.allocate("cases/taobao_annual_budget")
    >>> list(answer.outcomes.index)
    ['contribution_margin', 'net_profit', 'sales', 'lowest_cash']
    >>> plan = artplan.load(answer.scenario, answer.settings)  # the proposed plan
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
    held: tuple[str, ...]
    within: float | None
    settings: Mapping[str, Any]
    rounds: int
    beyond: float | None
    plan: Plan

    @property
    def idle(self) -> float:
        """The unspent part of the budget in CNY, where a further yuan brings back less than itself."""
        left = self.total - float(self.spends["proposed"].sum())
        return left if left > USED_UP * self.total else 0.0

    def by_channel(self) -> pd.DataFrame:
        """Spend in CNY by channel: present, proposed, change.

        >>> import artplan
        >>> list(artplan.allocate("cases/taobao_annual_budget").by_channel().columns)
        ['present', 'proposed', 'change']
        """
        table = self.spends.groupby("channel", sort=False)[["present", "proposed"]].sum()
        return table.assign(change=table["proposed"] - table["present"])

    def by_month(self) -> pd.DataFrame:
        """Spend in CNY by month: present, proposed, change; a campaign's spend is spread over its days."""
        return self.months.assign(change=self.months["proposed"] - self.months["present"])

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
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
            "held_as_planned": list(self.held),
            "within": self.within,
            "rounds": self.rounds,
            "beyond": self.beyond,
            "placeholders": len(self.plan.placeholders),
        }
