"""The statutory tax tables: the place of each in the file, and the inputs that it gives.

A plan uses a table if it gives no number of its own for one of the table's inputs. To add a table, add the
model of its entries and its place in `TaxFile` (`tax_file.py`), and a row of `TABLES`; reading, selection by
month, faults, the plan's hash, the inputs' arrays and `explain` follow from these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.tables import Dated
from artplan.plan.statutory.tax_file import TaxFile

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


def _of_place(sections: Sections) -> tuple[str, ...]:
    return (SURCHARGES[sections.tax.place],)


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
        _of_place,
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
        _of_place,
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
