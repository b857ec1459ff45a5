"""The chart and the tables of two plans compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import artplan
from artplan.plan.variants.steps import between
from artplan.report.charts.studies.attribution import attribution as chart
from artplan.report.tables.studies.attribution import attribution, inputs, moved, percents, sales
from artplan.report.words.steps import Steps
from artplan.study.compare.compare import compare
from tests.report.drawn import well_drawn

PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "loss": ({}, {"storefronts.*.sales_target_year": "x0.25", "overheads.rent.amount": "+1000"}),
    "small": ({}, {"overheads.rent.amount": "+10", "positions.service_agent_1": None}),
    "same": ({}, {}),
}


@pytest.fixture(scope="module", params=[*PAIRS, "double11"])
def compared(request: pytest.FixtureRequest) -> Any:
    if request.param == "double11":
        return compare(artplan.load("base"), artplan.load("double11"))
    return compare(*(artplan.load("base", each) for each in PAIRS[request.param]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_waterfall_is_well_drawn(compared: Any, lang: str) -> None:
    for each in compared.attributions:
        well_drawn(chart(compared, each, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_shown_amounts_add_up(compared: Any, lang: str) -> None:
    for each in compared.attributions:
        (_, first, *_), *parts, (_, change, *_), (_, last, *_) = [
            row.cells for row in attribution(compared, each, lang).rows
        ]
        assert sum(map(whole, (cells[1] for cells in parts))) == whole(change) == whole(last) - whole(first)
    for of in ("price", "traffic"):
        *shops, total = [[whole(cell) for cell in row.cells[1:]] for row in sales(compared, of, lang).rows]
        assert [sum(column) for column in zip(*shops, strict=True)] == total
        assert all(sum(cells[:-1]) == cells[-1] for cells in shops)


def test_inputs_and_lines_are_told(compared: Any) -> None:
    assert len(inputs(compared, "zh").rows) == len(compared.differences)
    assert len(moved(compared, "en").rows) == len(compared.moved())


def test_a_change_of_many_parts_is_told_by_its_first() -> None:
    before, after = (artplan.load(f"cases/commission_{name}").plan for name in ("slab", "progressive"))
    first, second, *others = between(before, after).steps
    for each in (second, *others):
        first += each
    label = Steps(before, after, "en").label(first)
    assert label.count("; ") == 2 and "The other" in label


def test_percents_never_add_up_to_101() -> None:
    assert percents(np.full(3, 1 / 3), 1.0) == ["34%", "33%", "33%"]


def whole(shown: str) -> int:
    return int(shown.replace("−", "-").replace(",", ""))
