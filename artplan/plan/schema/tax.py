"""Sections `tax` and `losses`: taxes, and losses carried forward."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf, ever_above
from artplan.plan.schema.fields import Section, Words, leaf, refused


class Tier(Section):
    """A tier of taxable profit and its rate."""

    floor: Leaf = leaf("CNY", zh="级距下限", en="Floor of the tier", ge=0)
    ceiling: Leaf = leaf("CNY", zh="级距上限", en="Ceiling of the tier", ge=0)
    rate: Leaf = leaf("1", zh="税率", en="Rate of the tier", ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Tier:
        if ever_above(self.floor, self.ceiling):
            raise refused("schema.floor_above_ceiling")
        return self


class Tax(Section):
    """Taxes of the firm; rates not given here come from params/statutory/tax.yaml."""

    taxpayer: Literal["small_scale", "general", "none"] = Field(
        default="none", description="How the firm is registered for VAT; none: no VAT."
    )
    profit_tax: Literal["small_low_profit", "flat", "entered", "none"] = Field(
        default="none",
        description="The small low-profit rule, the full rate only, entered amounts, or no income tax.",
    )
    vat_rate: Leaf | None = leaf("1", zh="增值税率", en="VAT rate", ge=0, le=1, default=None)
    vat_exempt_sales: Leaf | None = leaf(
        "CNY/month", zh="增值税免税额", en="VAT-exempt sales", ge=0, default=None
    )
    surcharge_rate: Leaf | None = leaf("1", zh="附加税费率", en="Surcharge rate", ge=0, le=1, default=None)
    surcharge_relief: Leaf = leaf(
        "1",
        zh="附加税费减征比例",
        en="Relief on surcharges",
        feeds="surcharge_relief",
        ge=0,
        le=1,
        default=0,
        describe="0.5 halves them, as policies for small firms do.",
    )
    small_scale_limit: Leaf | None = leaf(
        "CNY", zh="小规模年销售额上限", en="Small-scale limit", ge=0, default=None
    )
    income_tax: Leaf = leaf(
        "CNY/month",
        zh="录入的所得税",
        en="Income tax entered",
        feeds="income_tax_entered",
        default=0,
        blank=0,
        describe="Counts where profit_tax is entered.",
    )
    small_profit_limit: Leaf | None = leaf(
        "CNY", zh="小微利润上限", en="Small-profit limit", ge=0, default=None
    )
    full_rate: Leaf | None = leaf("1", zh="所得税率", en="Full income tax rate", ge=0, le=1, default=None)
    tiers: tuple[Tier, ...] | None = Field(default=None, strict=False)
    service_input_vat_rate: Leaf = leaf(
        "1",
        zh="服务进项税率",
        en="Input VAT rate of services",
        feeds="service_input_vat_rate",
        ge=0,
        le=1,
        default=0,
        describe="On platform fees and advertising.",
    )
    logistics_input_vat_rate: Leaf = leaf(
        "1",
        zh="物流进项税率",
        en="Input VAT rate of logistics",
        feeds="logistics_input_vat_rate",
        ge=0,
        le=1,
        default=0,
    )
    loss_brought_forward: Leaf = leaf(
        "CNY",
        zh="上年亏损",
        en="Loss brought forward",
        feeds="loss_start",
        ge=0,
        default=0,
        rolls="last",
        describe="Of the fiscal year before the plan's first; older ones are members of `losses`.",
    )
    loss_years: Leaf = leaf(
        "year",
        zh="亏损结转年限",
        en="Years of loss carry-forward",
        ge=1,
        le=10,
        default=5,
        describe="Fiscal years after a loss in which profit may be set against it; part years do not count.",
    )


class Loss(Section):
    """A loss of a fiscal year before the plan that may still be set against profit."""

    name: Words | None = None
    year: int = Field(
        ge=1990, le=2200, description="The fiscal year in which it arose, by the year in which that begins."
    )
    amount: Leaf = leaf("CNY", zh="亏损额", en="Loss not yet used", feeds="loss_amount", ge=0, rolls="last")
