from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from artplan.report.format import rounded
from artplan.report.rounding import add_up, largest_remainder

AMOUNTS = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def test_three_thirds_show_as_a_whole() -> None:
    assert list(largest_remainder([100 / 3] * 3)) == [34, 33, 33]


@given(st.lists(AMOUNTS, min_size=1, max_size=30), st.integers(0, 2))
def test_a_row_adds_up_and_every_part_stays_next_to_its_value(values: list[float], decimals: int) -> None:
    shown = largest_remainder(values, decimals)
    step = 10.0**-decimals
    assert np.isclose(shown.sum(), rounded(sum(values), decimals), atol=step / 100)
    assert np.abs(shown - values).max() < step * 1.001
    assert all(part == 0 for part, value in zip(shown, values, strict=True) if value == 0)


@given(arrays(float, st.tuples(st.integers(1, 8), st.integers(1, 12)), elements=AMOUNTS))
def test_a_table_adds_up_both_ways(cells: np.ndarray) -> None:
    shown = add_up(cells)
    assert np.allclose(shown, np.round(shown))
    assert np.abs(shown.sum(axis=1) - cells.sum(axis=1)).max() < 1.001
    assert np.abs(shown.sum(axis=0) - cells.sum(axis=0)).max() < 1.001
    assert shown.sum() == rounded(float(cells.sum(axis=1).sum()))
    assert np.abs(shown - cells).max() < 2


def test_totals_that_are_shown_already_are_kept() -> None:
    cells = np.array([[0.4, 0.4], [0.4, 0.4]])
    shown = add_up(cells, rows=[1, 1], columns=[2, 0])
    assert shown.tolist() == [[1, 0], [1, 0]]
