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

    @model_validator(mode="after")
    def _agent_of_the_artist(self) -> Consignment:
        if self.vat_base == "commission" and not self.agent:
            raise refused("schema.commission_of_no_agent")
        return self
