"""What stands in `tax.yaml`: the entries of each statutory tax table, and the tables' places in the file."""

from __future__ import annotations

from pydantic import Field

from artplan.plan.schema.fields import Section
from artplan.plan.schema.organisation import Source
from artplan.plan.statutory.tables import Dated, Money, Rate, Since, Step


class SmallScaleVat(Dated):
    rate: Rate
    exempt_monthly_sales: Money = 0.0
    twelve_month_limit: Money = 0.0


class GeneralVat(Dated):
    rate: Rate
    service_rate: Rate = Field(default=0.06, description="Of an agent's service.")


class Surcharge(Dated):
    rate: Rate


class SurchargeRelief(Dated):
    share: Rate = Field(description="Of surcharges, for small-scale taxpayers and small low-profit firms.")


NO_RELIEF = (SurchargeRelief.model_validate({"from": "1994-01", "share": 0}),)  # of tables that know none


class ProfitTier(Section):
    floor: Money
    ceiling: Money
    rate: Rate


class ProfitTax(Dated):
    limit: Money
    tiers: tuple[ProfitTier, ...] = Field(strict=False)
    full_rate: Rate


class Vat(Section):
    small_scale: tuple[SmallScaleVat, ...] = Field(strict=False, min_length=1)
    general: tuple[GeneralVat, ...] = Field(strict=False, min_length=1)


class ProfitTaxes(Section):
    small_low_profit: tuple[ProfitTax, ...] = Field(strict=False, min_length=1)


class WageTax(Dated):
    """Individual income tax on wages, with tiers of the taxable pay of the calendar year."""

    allowance: Money = Field(description="Free of tax, a month.")
    rounding_step: Step = 0.01
    tiers: tuple[ProfitTier, ...] = Field(strict=False, min_length=1)
    bonus_apart_until: Since | None = Field(
        default=None,
        description="The last month in which a yearly bonus may be taxed apart from the year's pay.",
    )


class ServiceTax(Dated):
    """Individual income tax withheld on service pay, with tiers of a month's taxable payment."""

    small: Money = Field(description="Up to this, a fixed sum is free; above it, a share.")
    free_amount: Money
    free_share: Rate
    tiers: tuple[ProfitTier, ...] = Field(strict=False, min_length=1)
    artist_rate: Rate = Field(
        default=0.2, description="On royalties and manuscripts, of the taxable payment."
    )
    manuscript_share: Rate = Field(default=0.7, description="Of a manuscript's fee, that is counted.")
    property_rate: Rate = Field(
        default=0.03, description="Of the price of property whose cost is not proved."
    )


class AdvertisingLimit(Dated):
    share: Rate = Field(description="Of the year's revenue, up to which advertising is deducted.")


NO_LIMIT = (AdvertisingLimit.model_validate({"from": "1994-01", "share": 0}),)  # of tables that know none


class StampDuty(Dated):
    """Stamp duty on contracts, by kind."""

    purchase: Rate
    transport: Rate
    lease: Rate
    loan: Rate
    capital: Rate


class TaxFile(Section):
    sources: dict[str, Source] = Field(default_factory=dict)
    vat: Vat
    surcharges: tuple[Surcharge, ...] = Field(strict=False, min_length=1)
    surcharges_in_towns: tuple[Surcharge, ...] = Field(default=(), strict=False)
    surcharges_elsewhere: tuple[Surcharge, ...] = Field(default=(), strict=False)
    surcharge_relief: tuple[SurchargeRelief, ...] = Field(default=NO_RELIEF, strict=False)
    profit_tax: ProfitTaxes
    wage_tax: tuple[WageTax, ...] = Field(default=(), strict=False)
    service_tax: tuple[ServiceTax, ...] = Field(default=(), strict=False)
    advertising_limit: tuple[AdvertisingLimit, ...] = Field(default=NO_LIMIT, strict=False)
    stamp_duty: tuple[StampDuty, ...] = Field(default=(), strict=False)
