"""Inverse distribution functions: each form against its closed form, and points that fill evenly."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from artplan.plan.leaf.uncertain import WANTED, reach
from artplan.study.cases.points import BLOCK, KINDS, Points
from artplan.study.uncertainty.distributions import FORMS, inverse

MIDDLES = (np.arange(100_000) + 0.5) / 100_000
SHARES = np.array([0.05, 0.3, 0.5, 0.9])
MOMENTS = {
    "pert": ([6, 10, 15], (6 + 4 * 10 + 15) / 6, None),
    "triangular": ([6, 10, 15], (6 + 10 + 15) / 3, (36 + 100 + 225 - 60 - 90 - 150) / 18),
    "uniform": ([6, 15], 10.5, 9**2 / 12),
    "normal": ([10, 2], 10, 2**2),
    "lognormal": ([10, 2], 10, 2**2),
    "beta": ([2, 3, 5, 10], 5 + 5 * 2 / 5, 5**2 * 2 * 3 / (5**2 * 6)),
    "discrete": ([[12, 0.25], [8, 0.75]], 9, 0.75 * 0.25 * 4**2),
    "quantiles": ([[8, 0.0], [10, 0.5], [14, 1.0]], 0.5 * 9 + 0.5 * 12, None),
}


@pytest.mark.parametrize("name", WANTED)
def test_mean_and_variance_are_those_of_the_form(name: str) -> None:
    numbers, mean, variance = MOMENTS[name]
    values = inverse({name: tuple(map(_frozen, numbers))}, MIDDLES)
    assert values.mean() == pytest.approx(mean, rel=1e-4)
    assert variance is None or values.var() == pytest.approx(variance, rel=1e-3)
    assert (np.diff(values) >= 0).all()


def _frozen(number):
    return tuple(number) if isinstance(number, list) else number


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ({"normal": (10, 2)}, stats.norm(10, 2)),
        ({"triangular": (6, 10, 15)}, stats.triang(4 / 9, 6, 9)),
        ({"pert": (6, 10, 15)}, stats.beta(1 + 4 * 4 / 9, 1 + 4 * 5 / 9, 6, 9)),
        ({"lognormal": (10, 2)}, stats.lognorm(np.log(1.04) ** 0.5, scale=10 / 1.04**0.5)),
    ],
)
def test_it_agrees_with_the_textbook(form, known) -> None:
    assert inverse(form, SHARES) == pytest.approx(known.ppf(SHARES), rel=1e-12)


def test_of_values_with_shares_each_is_drawn_by_its_own() -> None:
    """8 in the first quarter, 10 in the second, 12 in the other half."""
    form = {"discrete": ((12, 0.5), (8, 0.25), (10, 0.25))}
    assert inverse(form, [0.0, 0.24, 0.25, 0.49, 0.5, 1.0]).tolist() == [8, 8, 10, 10, 12, 12]


def test_no_draw_lies_outside_the_reach() -> None:
    assert set(FORMS) == set(WANTED)
    for name, (numbers, _, _) in MOMENTS.items():
        form = {name: tuple(map(_frozen, numbers))}
        low, high = reach(form)
        ends = inverse(form, [0.0, 1.0])
        assert ends == pytest.approx([low, high], rel=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_an_input_draws_the_same_whatever_else_is_there(kind: str) -> None:
    alone = Points.of(kind, 7, 10_000, ["b"])
    # Of a Sobol sequence only what comes later in the order of paths moves.
    beside = Points.of(kind, 7, 10_000, ["c", "b"] if kind == "sobol" else ["a", "b", "c"])
    for number in range(alone.blocks):
        assert (alone.block("b", number) == beside.block("b", number)).all()
    assert [len(alone.block("b", number)) for number in range(3)] == [BLOCK, BLOCK, 10_000 - 2 * BLOCK]
    assert (alone.block("b", 0) != Points.of(kind, 8, 10_000, ["b"]).block("b", 0)).any()
    assert (beside.block("c", 0) != beside.block("b", 0)).any()


@pytest.mark.parametrize("kind", ["sobol", "latin"])
def test_every_stratum_is_drawn_from_once(kind: str) -> None:
    points = Points.of(kind, 1, BLOCK, ["w", "x", "y"]).block("x", 0)
    assert sorted((points * BLOCK).astype(int)) == list(range(BLOCK))


def test_sobol_points_fill_every_cell_of_a_grid() -> None:
    result = Points.of("sobol", 3, 256, ["a", "b"])
    cells = (result.block("a", 0) * 16).astype(int) * 16 + (result.block("b", 0) * 16).astype(int)
    assert sorted(cells) == list(range(256))
