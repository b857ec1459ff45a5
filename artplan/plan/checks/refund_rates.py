"""Check that a campaign's rates of refunds, its own and those of its storefront, add up to 1 at most."""

from __future__ import annotations

from collections.abc import Callable

from artplan.plan.schema.refunds import RATES, above_one
from artplan.plan.schema.root import Sections
from artplan.plan.written.faults import Fault, fault_at


def faults(sections: Sections, where: Callable[[str], str]) -> list[Fault]:
    result = []
    for name, campaign in sections.campaigns.items():
        shop = sections.storefronts[campaign.storefront]
        own = [getattr(campaign, rate) for rate in RATES]
        if own == [None] * len(RATES):
            continue
        whole = above_one([given or getattr(shop, rate) for rate, given in zip(RATES, own, strict=True)])
        if whole is not None:
            path = f"campaigns.{name}"
            result.append(fault_at(where(path), path, "schema.refunds_above_one", sum=f"{whole:g}"))
    return result
