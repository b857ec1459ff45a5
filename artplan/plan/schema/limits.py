"""Section `limits`: the permitted ranges of margins and shares; a month outside its range is an alert."""

from __future__ import annotations

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf, ever_above
from artplan.plan.schema.fields import Section, leaf, refused


class Limit(Section):
    lowest: Leaf | None = leaf("1", zh="下限", en="Lowest", default=None, describe="Without it, none.")
    highest: Leaf | None = leaf("1", zh="上限", en="Highest", default=None, describe="Without it, none.")

    @model_validator(mode="after")
    def _in_order(self) -> Limit:
        low, high = self.lowest, self.highest
        if low is not None and high is not None and ever_above(low, high):
            raise refused("schema.lowest_above_highest")
        return self


class Limits(Section):
    gross_margin_rate: Limit = Field(default_factory=Limit, description="Gross profit over net revenue.")
    net_margin_rate: Limit = Field(default_factory=Limit, description="Net profit over net revenue.")
    advertising_share: Limit = Field(default_factory=Limit, description="Advertising over gross sales.")
    payroll_share: Limit = Field(default_factory=Limit, description="Payroll over gross sales.")
