"""Section `appropriation`: what of the profits is set aside, and what the owners take out."""

from __future__ import annotations

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf


class Appropriation(Section):
    """The statutory reserve and dividends. They move equity and cash, neither profit nor tax."""

    reserve_share: Leaf = leaf(
        "1",
        zh="法定盈余公积提取比例",
        en="Share set aside to the reserve",
        feeds="reserve_share",
        ge=0,
        le=1,
        default=0,
        describe="Of the fiscal year's net profit after earlier losses, in its last month; Company Law: 0.1.",
    )
    reserve_limit: Leaf = leaf(
        "1",
        zh="盈余公积占实收资本上限",
        en="Limit of the reserve",
        feeds="reserve_limit",
        ge=0,
        default=0.5,
        describe="Of paid-in capital (by law: registered capital); beyond it nothing is set aside.",
    )
    dividends: Leaf = leaf(
        "CNY/month",
        zh="宣告分配股利",
        en="Dividends declared",
        feeds="dividends_declared",
        ge=0,
        default=0,
        blank=0,
        one_off=True,
        describe="Paid in the same month, the owners' income tax included.",
    )
