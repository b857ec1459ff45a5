"""Section `commissions`: how sales determine commission pay.

Slab: the band into which sales fall sets the rate on the whole amount. Progressive: each band's rate applies
to the part of sales inside the band. Bands are amounts of sales, or shares of the quota that are reached.
A plan by the quarter, half-year or year pays month by month the commission on the period's sales so far, less
what it has paid of it before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf, ever_above
from artplan.plan.schema.fields import Ref, Section, Words, leaf, refused
from artplan.plan.written import calendar

Edge = Literal["lower", "upper"]
Gap = Literal["zero", "lower", "upper"]
Period = Literal["month", "quarter", "half_year", "year"]
MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


class CommissionTier(Section):
    """A band from its floor to its ceiling; without a ceiling it ends where the next one begins."""

    floor: Leaf = leaf("CNY/person", zh="档位下限", en="Floor of the band", ge=0, default=0)
    ceiling: Leaf | None = leaf("CNY/person", zh="档位上限", en="Ceiling of the band", ge=0, default=None)
    floor_share: Leaf = leaf("1", zh="完成率下限", en="Floor of attainment", ge=0, default=0)
    ceiling_share: Leaf | None = leaf("1", zh="完成率上限", en="Ceiling of attainment", ge=0, default=None)
    rate: Leaf = leaf("1", zh="提成比例", en="Commission rate", ge=0, le=1, default=0)
    amount: Leaf = leaf(
        "CNY/person",
        zh="档位奖金",
        en="Bonus of the band",
        ge=0,
        default=0,
        describe="A fixed sum for sales inside the band; slab only.",
    )
    amount_per_point: Leaf = leaf(
        "CNY/person/point",
        zh="每超 1 个百分点奖金",
        en="Bonus per point",
        ge=0,
        default=0,
        describe="For each percentage point of attainment above the floor, parts of a point in proportion; "
        "progressive: for the points inside the band. Bands of attainment only.",
    )


class Commission(Section):
    name: Words | None = None
    way: Literal["slab", "progressive"] = Field(description="Rate on the whole amount, or band by band.")
    base: Literal["gross_sales", "sales_kept"] = Field(
        default="gross_sales", description="Sales as paid by buyers, or net of returns; VAT in."
    )
    period: Period = Field(
        default="month",
        description="The calendar's period whose sales, since its first month or since somebody came under "
        "the plan in it, go through the bands.",
    )
    bands: Literal["sales", "attainment"] = Field(
        default="sales", description="Whether bands are amounts of sales, or shares of the quota."
    )
    shared_by: Literal["person", "pool"] = Field(
        default="person",
        description="Each head's own sales; or all sales as if one had made them, the pay shared by heads.",
    )
    storefronts: tuple[Annotated[str, Ref("storefronts")], ...] = Field(
        default=(), strict=False, description="Whose sales count; default: all storefronts."
    )
    quota: Leaf = leaf(
        "CNY/month",
        zh="提成定额",
        en="Quota",
        ge=0,
        default=0,
        describe="For all sales covered; 0: the storefronts' sales target. "
        "In a longer period, the quota is that of its months so far.",
    )
    tiers: tuple[CommissionTier, ...] = Field(strict=False, min_length=1)
    gap: Gap = Field(
        default="zero", description="What sales between two bands pay: nothing, or the band below or above."
    )
    edge: Edge = Field(
        default="upper", description="The band that sales fall in where one ends and the next begins."
    )
    cap: Leaf | None = leaf(
        "CNY/person/month",
        zh="提成封顶",
        en="Cap of the commission",
        ge=0,
        default=None,
        describe="In a longer period, for its months so far together.",
    )

    def begins(self, month: str) -> bool:
        """Whether a period begins with the month."""
        return calendar.number(month) % MONTHS[self.period] == 0

    @model_validator(mode="after")
    def _bands_are_of(self) -> Commission:
        shares = self.bands == "attainment"
        for tier in self.tiers:
            amounts = tier.floor.given or tier.ceiling is not None
            parts = tier.floor_share.given or tier.ceiling_share is not None
            if amounts if shares else parts:
                edges = ("floor_share", "ceiling_share") if shares else ("floor", "ceiling")
                raise refused("schema.bands_of", bands=self.bands, floor=edges[0], ceiling=edges[1])
            if tier.amount_per_point.given and not shares:
                raise refused("schema.points_of_attainment")
        return self

    @model_validator(mode="after")
    def _rising(self) -> Commission:
        """Check that the edges rise.

        A band without a ceiling ends where the next begins, so only the given edges are compared.
        """
        share = "_share" if self.bands == "attainment" else ""
        edges: list[Leaf] = []
        for tier in self.tiers:
            top: Leaf | None = getattr(tier, "ceiling" + share)
            edges += [getattr(tier, "floor" + share), *([] if top is None else [top])]
        for low, high in pairwise(edges):
            if ever_above(low, high):
                raise refused("schema.bands_overlap")
        return self
