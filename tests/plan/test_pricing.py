"""The kinds of price stand in one table; what a kind needs, the schema and the rules must have."""

from __future__ import annotations

from typing import get_args

from artplan.model import model
from artplan.plan.schema.channels import PRICING, Channel, PriceKind
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
