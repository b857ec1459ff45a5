"""The kinds of price stand in one table; what a kind needs, the schema and the rules must have."""

from __future__ import annotations

from typing import get_args

import pytest

from artplan.model import model
from artplan.plan.schema.channels import Channel
from artplan.plan.schema.pricing import PRICING, PriceKind, pricing
from artplan.plan.written.faults import PlanFault
from tests.plans import load
from tests.rules.small_shop import shop
from tests.test_metamorphic import ZERO


def test_each_kind_that_a_file_may_name_is_in_the_table():
    assert tuple(PRICING) == get_args(PriceKind)


def test_what_a_kind_needs_is_a_parameter_of_channels():
    assert {name for each in PRICING.values() for name in each.needs} <= Channel.model_fields.keys()


def test_a_kind_that_buys_visits_has_an_input_that_rules_read():
    buying = {f"priced_by_{kind}" for kind, each in PRICING.items() if each.buys_visits}
    assert buying <= model().inputs.keys()


def test_a_channel_of_each_kind_is_tried_with_no_price_at_all():
    assert set(ZERO) == set(PRICING)


def test_what_kinds_exclude_they_exclude_of_each_other():
    pairs = {(kind, other) for kind, each in PRICING.items() for other in each.excludes}
    assert pairs == {(other, kind) for kind, other in pairs}


def test_several_kinds_need_and_take_what_each_does():
    together = pricing(["fee", "sale", "click"])
    assert together.needs == ("commission_rate", "cost_per_click")
    assert set(together.takes) == {"spend", "mix"} and together.buys_visits and together.paid
    assert set(pricing(["fee", "sale"]).takes) == {"spend", "mix", "visits"}


def fault(campaign: dict[str, object] | None = None, **channel: object) -> str:
    """What is refused of one channel, or of a campaign that sets something of it."""
    sale = {"name": "s", "storefront": "shop", "start": "2027-01-02", "end": "2027-01-03", **(campaign or {})}
    sections = {
        "plan": {"start": "2027-01", "months": 1},
        "storefronts": {"shop": shop()},
        "channels": {"tk": {"storefront": "shop", "commission_rate": 0.1, "cost_per_click": 1, **channel}},
        "campaigns": {"sale": sale},
    }
    with pytest.raises(PlanFault) as refusal:
        load(sections)
    return str(refusal.value).split(" ", 1)[1]


@pytest.mark.parametrize(
    ("channel", "refusal"),
    [
        ({"prices_by": ["owned", "sale"]}, "channels.tk.prices_by | owned and sale do not go together"),
        ({"prices_by": ["click", "impression"]}, "click and impression do not go together"),
        ({"prices_by": ["fee", "fee"]}, "channels.tk.prices_by | fee is named twice"),
        ({"prices_by": []}, "channels.tk.prices_by | nothing is listed here | give at least 1"),
        ({"prices_by": "sales"}, "channels.tk.prices_by | 'sales' is not known here | did you mean sale?"),
        ({"prices_by": ["fee", "sales"]}, "channels.tk.prices_by.1 | 'sales' is not known here"),
        (
            {"prices_by": 5},
            "channels.tk.prices_by | 5 is not known here | one of: click, impression, sale, fee",
        ),
        ({"prices_by": ["fee", "sale"], "commission_rate": 0}, "priced by fee, sale, but no commission_rate"),
        ({"prices_by": "sale", "conversion_rate": 0}, "priced by sale, but no conversion_rate"),
        ({"prices_by": "sale", "elasticity": 0.9}, "priced by sale, yet elasticity is given | no spend buys"),
        (
            {"prices_by": ["fee", "sale"], "reference_spend": 9, "saturation": 0.1},
            "priced by fee, sale, yet saturation is given | no spend buys its visits, so nothing diminishes: "
            "give 0, or add click or impression to prices_by",
        ),
        ({"prices_by": ["sale", "click"], "visits": 9}, "priced by sale, click, yet visits are given"),
        ({"prices_by": "owned", "mix": 1}, "or price it by click, impression, sale or fee"),
        ({"prices_by": "fee", "spend": 1}, "priced by fee, yet spend is given"),
    ],
)
def test_what_does_not_go_together_is_refused(channel, refusal):
    assert refusal in fault(**channel)


@pytest.mark.parametrize(
    ("key", "kinds", "takers"),
    [
        ("visits", ["click", "fee"], "take a channel priced by sale, fee or owned"),
        ("mix", "owned", "take a channel priced by click, impression, sale or fee"),
        ("spend", "fee", "take a channel priced by click, impression or sale"),
    ],
)
def test_a_campaign_cannot_set_what_its_channel_does_not_take(key, kinds, takers):
    refusal = fault({key: {"tk": 1}}, prices_by=kinds)
    assert refusal.startswith(f"campaigns.sale.{key}.tk | tk is priced by") and takers in refusal
