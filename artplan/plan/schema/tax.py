"""Sections `tax` and `losses`: taxes, and losses carried forward."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from artplan.plan.leaf.leaf import Leaf, ever_above
from artplan.plan.schema.fields import Month, Section, Words, leaf, refused


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
    general_from: Month | None = Field(
        default=None,
        description="The month from which a small-scale taxpayer registers as a general one.",
    )
    above_limit: Literal["general", "small_scale"] = Field(
        default="general",
        description="What a small-scale taxpayer is from the period in which twelve months' sales exceed the "
        "limit; reported of the tax administration's notice no. 2 of 2026, whose text was not read.",
    )
    vat_period: Literal["quarter", "month"] = Field(
        default="quarter",
        description="How a small-scale taxpayer files; a general one files by month.",
    )
    special_invoice_share: Leaf = leaf(
        "1",
        zh="开具专用发票销售占比",
        en="Sales with special invoices",
        feeds="special_invoice_share",
        ge=0,
        le=1,
        default=0,
        describe="Of a small-scale taxpayer's sales: taxed also where small sales are exempt.",
    )
    profit_tax: Literal["small_low_profit", "flat", "entered", "none"] = Field(
        default="none",
        description="The small low-profit rule, the full rate only, entered amounts, or no income tax.",
    )
    vat_rate: Leaf | None = leaf(
        "1", zh="一般纳税人增值税率", en="VAT rate of a general taxpayer", ge=0, le=1, default=None
    )
    service_rate: Leaf | None = leaf(
        "1",
        zh="代理服务增值税率",
        en="VAT rate of an agent's service",
        ge=0,
        le=1,
        default=None,
        describe="Of a general taxpayer, on the commission of products whose vat_base is commission.",
    )
    small_scale_rate: Leaf | None = leaf(
        "1", zh="小规模增值税征收率", en="VAT rate of a small-scale taxpayer", ge=0, le=1, default=None
    )
    vat_exempt_sales: Leaf | None = leaf(
        "CNY/month", zh="增值税免税额", en="VAT-exempt sales", ge=0, default=None
    )
    place: Literal["city", "town", "elsewhere"] = Field(
        default="city", description="Where the firm is, for the city construction tax: 7, 5 or 1 % of VAT."
    )
    surcharge_rate: Leaf | None = leaf("1", zh="附加税费率", en="Surcharge rate", ge=0, le=1, default=None)
    surcharge_relief: Leaf | None = leaf(
        "1",
        zh="附加税费减征比例",
        en="Relief on surcharges",
        ge=0,
        le=1,
        default=None,
        describe="By the statutory table for small-scale taxpayers and small low-profit firms; else none.",
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
    advertising_limit_share: Leaf | None = leaf(
        "1",
        zh="广宣费扣除限额比例",
        en="Limit of advertising",
        gt=0,
        le=1,
        default=None,
        describe="Of the year's revenue, up to which advertising is deducted; else by the statutory table, "
        "where income tax is reckoned.",
    )
    stamp_duty: Literal["statutory", "none"] = Field(
        default="none", description="Duty on contracts by the statutory table, or none."
    )
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
    transport_share: Leaf = leaf(
        "1",
        zh="干线运输占物流费比例",
        en="Transport in logistics",
        feeds="transport_share",
        ge=0,
        le=1,
        default=0,
        describe="The part of carriers' bills that is transport; the rest is collecting and delivering.",
    )
    transport_input_vat_rate: Leaf = leaf(
        "1",
        zh="运输进项税率",
        en="Input VAT rate of transport",
        feeds="transport_input_vat_rate",
        ge=0,
        le=1,
        default=0,
    )
    packing_input_vat_rate: Leaf | None = leaf(
        "1",
        zh="包装材料进项税率",
        en="Input VAT rate of packing material",
        ge=0,
        le=1,
        default=None,
        describe="Boxes are goods; where it is not given, that of logistics.",
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
        ge=0,
        le=10,
        default=5,
        describe="Fiscal years after a loss in which profit may be set against it; part years do not count. "
        "0: losses are not carried forward.",
    )

    @model_validator(mode="after")
    def _registered_once(self) -> Tax:
        if self.general_from is not None and self.taxpayer != "small_scale":
            raise refused("schema.general_from_twice", taxpayer=self.taxpayer)
        return self


class Loss(Section):
    """A loss of a fiscal year before the plan that may still be set against profit."""

    name: Words | None = None
    year: int = Field(
        ge=1990, le=2200, description="The fiscal year in which it arose, by the year in which that begins."
    )
    amount: Leaf = leaf("CNY", zh="亏损额", en="Loss not yet used", feeds="loss_amount", ge=0, rolls="last")
