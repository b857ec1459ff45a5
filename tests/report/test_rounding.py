from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from artplan.report.tables.rounding import add_up, largest_remainder
from artplan.report.tables.whole_flows import whole_statement
from artplan.report.words.format import rounded

AMOUNTS = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def test_nothing_takes_no_part_in_a_total_that_is_given() -> None:
    assert list(largest_remainder([0.0, 1.0], total=2)) == [0, 2]
    assert list(largest_remainder([0.0, 3.0, 3.0], total=4)) == [0, 2, 2]


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


CELLS = st.one_of(st.just(0.0), AMOUNTS)


@given(
    arrays(float, st.tuples(st.integers(1, 9), st.integers(1, 12)), elements=CELLS),
    st.lists(st.integers(0, 3), min_size=9, max_size=9).map(sorted),
)
def test_a_statement_adds_up_both_ways_and_nothing_stays_nothing(cells: np.ndarray, above: list[int]) -> None:
    results = np.array(above[: len(cells)])
    totals = np.array([rounded(float(each)) for each in cells.sum(axis=1)])
    shown = whole_statement(cells, totals, results)
    assert np.array_equal(shown, np.round(shown))
    assert shown.sum(axis=1).tolist() == totals.tolist()
    assert np.abs(shown - cells).max() < 1.001
    assert not shown[cells == 0].any()
    for result in results:
        rows = results <= result
        # A row's total is at most half a unit off, and its months share that.
        assert np.abs((shown - cells)[rows].sum(axis=0)).max() < 1.001 + 0.5 * rows.sum()


def test_what_a_month_rounds_up_another_rounds_down() -> None:
    cells = np.array([[10.5, 10.5, 10.0], [0.0, -0.5, -0.5], [-0.25, -0.25, -0.5]])
    shown = whole_statement(cells, np.array([31, -1, -1]), np.array([0, 1, 2]))
    assert shown[:, 0].tolist() in ([10, 0, 0], [11, 0, 0], [11, 0, -1], [10, 0, -1])
    assert np.abs(np.cumsum(shown - cells, axis=0)).max() < 1
