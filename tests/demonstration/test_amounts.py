"""Amounts are divided without a remainder, whatever the weights."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from artplan.demonstration.amounts import divided


@given(st.decimals(-(10**7), 10**7, places=2), st.lists(st.floats(0.1, 10), min_size=1, max_size=40))
def test_the_parts_add_up(total: Decimal, weights: list[float]):
    parts = divided(total, weights)
    assert sum(parts) == total and len(parts) == len(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(float(part) - float(total) * weight / sum(weights)) < 0.02
