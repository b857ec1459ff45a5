"""Differences divided among factors: known answers, and sums that hold whatever the numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artplan.study.variance.factors import factor_effects, sales_factors, volume_mix_price

AMOUNTS = st.floats(0, 1e6)


def test_volume_mix_and_price_of_two_products():
    """Planned: 100 at 330 and 50 at 1,100; sold: 120 at 320 and 40 at 1,150."""
    budget = {"a": (100, 100 * 330), "b": (50, 50 * 1100)}
    effects = volume_mix_price(budget, {"a": (120, 120 * 320), "b": (40, 40 * 1150)})
    volume, mix, price = map(sum, zip(*effects.values(), strict=True))
    assert volume == pytest.approx((160 - 150) * (100 * 330 + 50 * 1100) / 150)
    assert mix == pytest.approx((120 - 160 * 100 / 150) * 330 + (40 - 160 * 50 / 150) * 1100)
    assert price == pytest.approx(120 * (320 - 330) + 40 * (1150 - 1100))
    assert [round(each, 2) for each in (volume, mix, price)] == [5866.67, -10266.67, 800]
    assert volume + mix + price == pytest.approx((120 * 320 + 40 * 1150) - (100 * 330 + 50 * 1100))


def test_a_product_that_was_not_planned_is_mix():
    effects = volume_mix_price({"a": (10, 100)}, {"a": (10, 100), "b": (5, 40)})
    assert effects["a"] == pytest.approx(((15 - 10) * 10, (10 - 15) * 10, 0))
    assert effects["b"] == pytest.approx((0, 40, 0))


def test_two_factors_share_what_they_make_together():
    """Of 2 x 3 to 4 x 5: the first moves 2 at an average of 3 and 5, the second 2 at one of 2 and 4."""
    assert factor_effects([2, 3], [4, 5]) == pytest.approx([2 * (3 + 5) / 2, 2 * (2 + 4) / 2])


def test_one_changed_factor_makes_all_of_the_difference():
    budget, actual = sales_factors(1000, 30, 9000, 900), sales_factors(1000, 30, 9000, 1800)
    assert factor_effects(budget, actual) == pytest.approx([0, 0, 0, -900])


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=4, max_size=4))
def test_effects_add_up_and_depend_on_no_order(pairs):
    budget, actual = zip(*pairs, strict=True)
    effects = factor_effects(budget, actual)
    before, after = (a * b * c * d for a, b, c, d in (budget, actual))
    size = max(before, after, 1.0)
    mixed = [max(x, y) for x, y in pairs]
    size = max(size, mixed[0] * mixed[1] * mixed[2] * mixed[3])
    assert sum(effects) == pytest.approx(after - before, abs=1e-9 * size)
    assert factor_effects(budget[::-1], actual[::-1]) == pytest.approx(effects[::-1], abs=1e-9 * size)
