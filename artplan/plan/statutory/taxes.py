"""The statutory tax tables: the fields of an entry, its place in the file, and the inputs that it gives.

A plan uses a table if it gives no number of its own for one of the table's inputs. To add a table, add the
model of its entries, its place in `TaxFile` and a row of `TABLES`; reading, selection by month, faults, the
plan's hash, the inputs' arrays and `explain` follow from these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.fields import Section
from artplan.plan.schema.organisation import Source
from artplan.plan.schema.root import Sections
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


Applies = Callable[[Sections], bool]
TIERS = "tiers"  # the field of a schedule, which gives one input for each part of a tier


@dataclass(frozen=True)
class Given:
    """An input of the rules that a table gives: the entry's field, and whether the plan has such a tax.

    own: the key of section `tax` by which a plan gives its own number; "" if there is no such key.
    """

    field: str
    applies: Applies
    own: str = ""

    def of_plan(self, sections: Sections) -> Leaf | Sequence[Any] | None:
        """Return the plan's own number or tiers, or None if the plan uses the statutory ones."""
        own: Leaf | Sequence[Any] | None = getattr(sections.tax, self.own) if self.own else None
        return own


@dataclass(frozen=True)
class TaxTable:
    """A statutory tax table.

    parameter: the parameter that makes the plan use the table, named in faults. steps: the path of its
    entries in tax.yaml. inputs: what the table gives, by the input's name.
    """

    parameter: str
    steps: Callable[[Sections], tuple[str, ...]]
    inputs: Mapping[str, Given]

    @property
    def of_pay(self) -> bool:
        """Whether it holds for the month in which pay is taxed."""
        return self.parameter.startswith("pay.")

    def wanted(self, sections: Sections) -> bool:
        """Return whether the plan takes any of the numbers from the table."""
        return any(each.applies(sections) and each.of_plan(sections) is None for each in self.inputs.values())

    def entries(self, file: TaxFile, sections: Sections) -> Sequence[Dated]:
        """Return the table's entries, in the order of the file."""
        here: Any = file
        for step in self.steps(sections):
            here = getattr(here, step)
        entries: Sequence[Dated] = here
        return entries


def _pays_vat(sections: Sections) -> bool:
    return sections.tax.taxpayer != "none"


def _is_small_scale(sections: Sections) -> bool:
    return sections.tax.taxpayer == "small_scale"


def _may_be_general(sections: Sections) -> bool:
    """Whether the plan is a general taxpayer, or may become one."""
    tax = sections.tax
    crosses = _is_small_scale(sections) and (tax.general_from is not None or tax.above_limit == "general")
    return tax.taxpayer == "general" or crosses


def _serves_as_general(sections: Sections) -> bool:
    """Whether the service of an agent may be taxed at the rate of general taxpayers."""
    commission = any(each.vat_base == "commission" for each in sections.products.values())
    return commission and _may_be_general(sections)


def _has_surcharge_relief(sections: Sections) -> bool:
    small = _is_small_scale(sections) or _has_small_profit_rule(sections)
    return _pays_vat(sections) and (small or sections.tax.surcharge_relief is not None)


def _has_small_profit_rule(sections: Sections) -> bool:
    return sections.tax.profit_tax == "small_low_profit"


def _has_full_rate(sections: Sections) -> bool:
    return sections.tax.profit_tax in ("small_low_profit", "flat")


def _limits_advertising(sections: Sections) -> bool:
    return _has_full_rate(sections) or sections.tax.advertising_limit_share is not None


def _pays_stamp_duty(sections: Sections) -> bool:
    return sections.tax.stamp_duty == "statutory"


def _has_stamp_duty_relief(sections: Sections) -> bool:
    small = _is_small_scale(sections) or _has_small_profit_rule(sections)
    return _pays_stamp_duty(sections) and (small or sections.tax.surcharge_relief is not None)


def _taxes_artists(sections: Sections) -> bool:
    """Whether tax is withheld from any artist by the law's own rates."""
    return any(
        each.artist_kind != "business" and each.artist_withholding_rate is None
        for each in sections.products.values()
    )


def _withholds_artist_vat(sections: Sections) -> bool:
    return any(any(each.artist_vat_rate.values) for each in sections.products.values())


def _withholds_wage_tax(sections: Sections) -> bool:
    return sections.pay.wage_tax == "cumulative"


def _withholds_service_tax(sections: Sections) -> bool:
    """Whether tax is withheld, and anybody is under a service contract, from whatever day on."""
    rows = sections.positions.values()
    changes = (each.employment for row in rows for each in row.changes.values())
    kinds = {*(row.employment for row in rows), *changes}
    return _withholds_wage_tax(sections) and "service" in kinds


SURCHARGES = {"city": "surcharges", "town": "surcharges_in_towns", "elsewhere": "surcharges_elsewhere"}
TABLES: Mapping[str, TaxTable] = {
    "general_vat": TaxTable(
        "tax.taxpayer",
        lambda _: ("vat", "general"),
        {
            "general_vat_rate": Given("rate", _may_be_general, "vat_rate"),
            "service_vat_rate": Given("service_rate", _serves_as_general, "service_rate"),
        },
    ),
    "small_scale_vat": TaxTable(
        "tax.taxpayer",
        lambda _: ("vat", "small_scale"),
        {
            "small_scale_vat_rate": Given("rate", _is_small_scale, "small_scale_rate"),
            "vat_exempt_sales": Given("exempt_monthly_sales", _is_small_scale, "vat_exempt_sales"),
            "small_scale_limit": Given("twelve_month_limit", _is_small_scale, "small_scale_limit"),
        },
    ),
    "surcharges": TaxTable(
        "tax.place",
        lambda sections: (SURCHARGES[sections.tax.place],),
        {"surcharge_rate": Given("rate", _pays_vat, "surcharge_rate")},
    ),
    "surcharge_relief": TaxTable(
        "tax.surcharge_relief",
        lambda _: ("surcharge_relief",),
        {"surcharge_relief": Given("share", _has_surcharge_relief, "surcharge_relief")},
    ),
    "profit_tax": TaxTable(
        "tax.profit_tax",
        lambda _: ("profit_tax", "small_low_profit"),
        {
            "small_profit_limit": Given("limit", _has_small_profit_rule, "small_profit_limit"),
            "full_tax_rate": Given("full_rate", _has_full_rate, "full_rate"),
            "tier_floor": Given(TIERS, _has_small_profit_rule, TIERS),
            "tier_ceiling": Given(TIERS, _has_small_profit_rule, TIERS),
            "tier_rate": Given(TIERS, _has_small_profit_rule, TIERS),
        },
    ),
    "advertising_limit": TaxTable(
        "tax.advertising_limit_share",
        lambda _: ("advertising_limit",),
        {"advertising_limit_share": Given("share", _limits_advertising, "advertising_limit_share")},
    ),
    "stamp_duty": TaxTable(
        "tax.stamp_duty",
        lambda _: ("stamp_duty",),
        {
            f"{kind}_stamp_rate": Given(kind, _pays_stamp_duty)
            for kind in ("purchase", "transport", "lease", "loan", "capital")
        },
    ),
    "stamp_duty_relief": TaxTable(
        "tax.surcharge_relief",
        lambda _: ("surcharge_relief",),
        {"stamp_duty_relief": Given("share", _has_stamp_duty_relief, "surcharge_relief")},
    ),
    "artist_surcharges": TaxTable(
        "products",
        lambda sections: (SURCHARGES[sections.tax.place],),
        {"artist_surcharge_rate": Given("rate", _withholds_artist_vat, "surcharge_rate")},
    ),
    "artist_surcharge_relief": TaxTable(
        "products",
        lambda _: ("surcharge_relief",),
        {"artist_surcharge_relief": Given("share", _withholds_artist_vat, "surcharge_relief")},
    ),
    "artist_tax": TaxTable(
        "products",
        lambda _: ("service_tax",),
        {
            "artist_tax_floor": Given(TIERS, _taxes_artists),
            "artist_tax_ceiling": Given(TIERS, _taxes_artists),
            "artist_tax_rate": Given(TIERS, _taxes_artists),
        },
    ),
    "wage_tax": TaxTable(
        "pay.wage_tax",
        lambda _: ("wage_tax",),
        {
            "wage_tax_allowance": Given("allowance", _withholds_wage_tax),
            "wage_tax_step": Given("rounding_step", _withholds_wage_tax),
            "wage_tax_floor": Given(TIERS, _withholds_wage_tax),
            "wage_tax_ceiling": Given(TIERS, _withholds_wage_tax),
            "wage_tax_rate": Given(TIERS, _withholds_wage_tax),
        },
    ),
    "service_tax": TaxTable(
        "pay.wage_tax",
        lambda _: ("service_tax",),
        {
            "service_pay_small": Given("small", _withholds_service_tax),
            "service_pay_free_amount": Given("free_amount", _withholds_service_tax),
            "service_pay_free_share": Given("free_share", _withholds_service_tax),
            "service_tax_floor": Given(TIERS, _withholds_service_tax),
            "service_tax_ceiling": Given(TIERS, _withholds_service_tax),
            "service_tax_rate": Given(TIERS, _withholds_service_tax),
        },
    ),
}


def table_of(name: str) -> str | None:
    """Return the name of the table that may give an input of the rules, or None."""
    return next((key for key, table in TABLES.items() if name in table.inputs), None)
