"""Works of artists: their share of the price, and as what the shop sells them, in its accounts and for VAT.

How revenue is shown (gross, or net as an agent) and what VAT falls on are two questions: a shop that invoices
the buyer in its own name owes VAT on the full price, even where its accounts show the commission only.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section, leaf, refused


class Consignment(Section):
    artist_share: Leaf = leaf(
        "1", zh="艺术家分成", en="Artist's share", feeds="artist_share", ge=0, le=1, default=0
    )
    share_on: Literal["discounted", "list_price"] = Field(
        default="discounted",
        description="A discount comes off before the artist's share, or the shop bears it alone.",
    )
    agent: bool = Field(
        default=False, description="The platform only arranges the sale: its revenue is the commission."
    )
    vat_base: Literal["full", "commission"] = Field(
        default="full",
        description="What VAT falls on: the price of what is invoiced in the shop's own name, or the "
        "commission of a true agent; whatever the accounts show as revenue.",
    )

    artist_kind: Literal["royalty", "service", "manuscript", "property", "business"] = Field(
        default="business",
        description="How artists are taxed: by kind of contract, withheld by the shop; business: a "
        "registered business of the artist's own, from which nothing is withheld.",
    )
    artist_tax_borne_by: Literal["artist", "shop"] = Field(
        default="artist",
        description="shop: the contract promises net amounts, and taxes come on top of the share.",
    )
    artists_per_month: Leaf | None = leaf(
        "1",
        zh="每月结算艺术家人数",
        en="Artists paid in a month",
        ge=1,
        default=None,
        describe="For what is free and the tiers of each payment; not given: a flat rate, as for payments "
        "above the fixed free sum and in the first tier.",
    )
    artist_withholding_rate: Leaf | None = leaf(
        "1",
        zh="艺术家个税扣缴率",
        en="Rate withheld from artists",
        ge=0,
        le=0.9,
        default=None,
        describe="Income tax as a share of the amount without VAT, in place of the statutory table.",
    )
    artist_vat_rate: Leaf = leaf(
        "1",
        zh="代扣艺术家增值税征收率",
        en="VAT withheld from artists",
        feeds="artist_vat_rate",
        ge=0,
        le=1,
        default=0,
        describe="Withheld with surcharges. A notice of 2026 (no. 28) is reported to ask for it from "
        "November 2026; its text was not read, so that nothing is withheld unless a rate is given.",
    )
    artist_invoice: Literal["none", "general", "special"] = Field(
        default="general",
        description="What the shop gets for the artist's share. none: it is no deduction for income tax; "
        "special: its VAT is credited.",
    )
    artist_input_vat_rate: Leaf = leaf(
        "1",
        zh="艺术家专用发票税率",
        en="VAT rate of artists' invoices",
        feeds="artist_input_vat_rate",
        ge=0,
        le=1,
        default=0,
        describe="Of special invoices.",
    )

    @model_validator(mode="after")
    def _taxed_artist(self) -> Consignment:
        withheld = self.artist_withholding_rate is not None or any(self.artist_vat_rate.values)
        if self.artist_kind == "business" and (withheld or self.artist_tax_borne_by == "shop"):
            raise refused("schema.business_withheld")
        if (self.artist_invoice == "special") != any(self.artist_input_vat_rate.values):
            raise refused("schema.special_invoice_rate")
        if self.artist_invoice == "special" and self.vat_base == "commission":
            raise refused("schema.invoice_of_principal")
        return self

    @model_validator(mode="after")
    def _agent_of_the_artist(self) -> Consignment:
        if self.vat_base == "commission" and not self.agent:
            raise refused("schema.commission_of_no_agent")
        return self
