"""What is to be divided, and for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

GOALS = {
    "contribution_margin": "contribution_margin",
    "net_profit": "net_profit",
    "sales": "gross_sales_total",
}


@dataclass(frozen=True)
class SpendItem:
    """The spend on a channel in a month, or for a whole campaign; `share`: its division over the months."""

    channel: str
    campaign: str
    path: str
    place: int
    share: tuple[float, ...]


@dataclass(frozen=True)
class Ask:
    """The task: the goal, the budget, floors and caps by channel, and the least cash at a month's end."""

    goal: str
    total: float
    floors: Mapping[str, float]
    caps: Mapping[str, float]
    cash: float | None = None
