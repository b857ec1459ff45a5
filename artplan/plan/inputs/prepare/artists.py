"""How artists are taxed: by kind of contract, and the tiers of a payment to one of them.

The law takes a fixed sum or a share off a payment and taxes the rest by tiers, so that the tax on a payment
rises by one rate from each of a few amounts to the next. These amounts are the tiers here, in terms of the
payment; where the shop bears the tax, in terms of what the artist keeps of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.plan.inputs.form import Input, rows, squeezed
from artplan.plan.inputs.prepare.statutory import numbers
from artplan.plan.plan import Plan
from artplan.plan.schema.products import Product

TIER = ("product", "artist_tax_tier")
TOP = 1e12  # beyond any payment
COUNT = 5  # free of tax, up to the fixed sum, and three tiers above it
Tier = tuple[float, float, float]

INPUTS = (
    Input("artist_tax_on_shop", "1", ("product",), "公司承担税费", "The shop bears artists' taxes"),
    Input(
        *("artists_per_month", "1", ("product",), "每月结算艺术家人数", "Artists paid in a month"),
        describe="1 where the plan does not say how many.",
    ),
    Input("artist_without_invoice", "1", ("product",), "未取得发票", "Artists without invoice"),
    Input("artist_surcharge_rate", "1", (), "艺术家附加税费率", "Surcharge rate of artists"),
    Input("artist_surcharge_relief", "1", (), "艺术家附加税费减征比例", "Relief on surcharges of artists"),
    Input("is_commissioned", "1", ("product",), "定制作品", "Made to the shop's order"),
    Input("artist_tax_floor", "CNY", TIER, "艺术家个税级距下限", "Floor of tax on artists", "last"),
    Input("artist_tax_ceiling", "CNY", TIER, "艺术家个税级距上限", "Ceiling of tax on artists", "last"),
    Input("artist_tax_rate", "1", TIER, "艺术家个税级距税率", "Rate of tax on artists"),
)


def members(plan: Plan) -> tuple[str, ...]:
    """Return the tiers; none if nothing is withheld from any artist."""
    withheld = any(each.artist_kind != "business" for each in plan.sections.products.values())
    return tuple(str(tier + 1) for tier in range(COUNT)) if withheld else ()


def arrays(plan: Plan) -> dict[str, Numbers]:
    products, months = plan.sections.products.values(), len(plan.months)

    def flags(holds: Callable[[Product], bool]) -> Numbers:
        return rows([(float(holds(each)),) for each in products], months)

    paid = [each.artists_per_month.values if each.artists_per_month else (1.0,) for each in products]
    return {
        "artist_tax_on_shop": flags(lambda each: each.artist_tax_borne_by == "shop"),
        "artists_per_month": rows(paid, months),
        "artist_without_invoice": flags(lambda each: each.artist_invoice == "none"),
        "is_commissioned": flags(lambda each: each.procurement == "commissioned"),
        **numbers(plan, "artist_surcharges"),
        **numbers(plan, "artist_surcharge_relief"),
        **_tiers(plan),
    }


def _tiers(plan: Plan) -> dict[str, Numbers]:
    products, count = list(plan.sections.products.values()), len(members(plan))
    entries = plan.law.taxes["artist_tax"] or [None] * len(plan.months)
    own = [each.artist_withholding_rate for each in products]
    steady = all(each is entries[0] for each in entries) and all(
        rate is None or len(rate.values) == 1 for rate in own
    )
    table = np.zeros((3, len(products), count, 1 if steady else len(entries), 1))
    for at, product in enumerate(products if count else ()):
        for month in range(table.shape[3]):
            table[:, at, :, month, 0] = np.array(_of(product, entries[month], month)).T
    parts = ("floor", "ceiling", "rate")
    return {f"artist_tax_{part}": squeezed(table[at]) for at, part in enumerate(parts)}


def _of(product: Product, entry: Any, month: int) -> list[Tier]:
    """Return the tiers of a payment in a month, with empty ones up to the count of all."""
    tiers = _of_payment(product, entry, month)
    if product.artist_tax_borne_by == "shop":
        tiers = _of_what_is_kept(tiers)
    return [*tiers, *[(TOP, TOP, 0.0)] * (COUNT - len(tiers))]


def _of_payment(product: Product, entry: Any, month: int) -> list[Tier]:
    kind, own = product.artist_kind, product.artist_withholding_rate
    if kind == "business":
        return []
    if own is not None:
        return [(0.0, TOP, own.at(month))]
    if kind == "property":
        return [(0.0, TOP, entry.property_rate)]
    counted = entry.manuscript_share if kind == "manuscript" else 1.0
    steps = [(each.ceiling, each.rate) for each in entry.tiers]
    if kind != "service":
        steps = [(steps[-1][0], entry.artist_rate)]
    taxed = 1 - entry.free_share
    if product.artists_per_month is None and product.procurement != "commissioned":
        return [(0.0, TOP, taxed * counted * steps[0][1])]
    first = (entry.free_amount, entry.small, counted * steps[0][1])
    floors = [entry.small, *(ceiling / taxed for ceiling, _ in steps[:-1])]
    ceilings = [*floors[1:], TOP]
    above = zip(floors, ceilings, (taxed * counted * rate for _, rate in steps), strict=True)
    return [(0.0, entry.free_amount, 0.0), first, *above]


def _of_what_is_kept(tiers: list[Tier]) -> list[Tier]:
    """Return the same tiers by what is left after tax: of each step so much less, at so much more."""
    kept, result = 0.0, []
    for floor, ceiling, rate in tiers:
        step = (ceiling - floor) * (1 - rate)
        result.append((kept, kept + step, rate / (1 - rate)))
        kept += step
    return result
