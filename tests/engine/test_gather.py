"""Lines that the plan chooses: what they read, how they are worked out, what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import numpy as np
import pytest

from artplan.engine.faults import ModelFault
from artplan.engine.gather import wrong
from artplan.engine.line import gather, line, opening
from artplan.engine.model import Model, build
from artplan.engine.program import Program
from artplan.engine.trace import text
from artplan.engine.vocabulary import total
from tests.engine.tiny import Card, Numbers, constant, monthly, per_case, per_member

INPUTS = {
    "visits": Card("visit", ("channel",)),
    "price": Card("CNY", ("channel", "product")),
    "rate": Card("1", rolls="recomputed"),
    "quota_rate": Card("1", ("channel",), rolls="recomputed"),
    "step": Card("1", ("indicator",)),
}
MEMBERS = {"channel": ("search", "display"), "product": ("print", "oil"), "indicator": ("a", "b", "c")}


@dataclass(frozen=True)
class Reference:
    line: str
    members: tuple[str, ...] = ()
    unit: str = ""


def model_of(references, **lines) -> Model:
    sheet = ModuleType("rules.sheet")
    reading = gather(per="indicator", step="step", zh="读数")
    for name, each in {"reading": reading, **lines}.items():
        setattr(sheet, name, each)
    return build([sheet], INPUTS, {"reading": references})


def data(**changed: np.ndarray) -> Numbers:
    arrays = {
        "visits": np.array([[[10.0], [20.0], [30.0]], [[1.0], [2.0], [3.0]]]),
        "price": np.array([[100.0, 200.0], [300.0, 400.0]])[..., None, None],
        "rate": constant(0.3),
        "quota_rate": per_member(0.1, 0.2),
        "step": per_member(10, 50, 0.1),
    }
    return Numbers({**arrays, **changed}, members=MEMBERS)


def test_each_member_reads_its_own_line_in_its_own_step():
    """One channel's visits in tens, all prices of a product in fifties, a rate in tenths."""
    model = model_of([Reference("visits", ("search",)), Reference("price", ("*", "oil")), Reference("rate")])
    reading = Program.of(model).run(data())["reading"][..., 0]
    assert reading[0].tolist() == [10 / 10, 20 / 10, 30 / 10]
    assert reading[1].tolist() == [(200 + 400) / 50] * 3
    assert reading[2].tolist() == [0.3 / 0.1] * 3


def test_no_member_is_the_sum_and_no_reference_is_nothing():
    model = model_of([Reference("visits"), None, None])
    reading = Program.of(model).run(data())["reading"][..., 0]
    assert reading[0].tolist() == [11 / 10, 22 / 10, 33 / 10]
    assert reading[1:].tolist() == [[0] * 3] * 2


def test_a_gathered_line_is_a_line_like_any_other():
    """It may read other lines, is ordered after them, and is read, explained and opened."""

    @line("visit", zh="")
    def visits_total(visits):
        return total(visits, over="channel")

    @line("1", zh="")
    def reading_total(reading):
        return total(reading, over="indicator")

    lines = {"visits_total": visits_total, "reading_total": reading_total}
    model = model_of(
        [Reference("visits_total"), Reference("visits", ("display",)), None],
        **lines,
        reading_opening=opening("reading", zh=""),
    )
    assert model.reads("reading") == ("visits_total", "visits", "step")
    assert model.steps.index(("visits_total",)) < model.steps.index(("reading",))
    assert model.lines["reading"].unit == "1"
    worked = Program.of(model).run(data())
    assert worked["reading_total"][:, 0].tolist() == pytest.approx([11 / 10 + 1 / 50, 2.24, 3.36])
    assert worked["reading_opening"][0, :, 0].tolist() == [0, 1.1, 2.2]
    shown = text(model.expressions["reading"], str.upper, "en", lambda dim, each: f"the {each}")
    assert shown == "(VISITS_TOTAL; VISITS (the display)) ÷ STEP"


def test_cases_and_months_of_what_is_read():
    model = model_of([Reference("rate"), Reference("visits", ("search",)), None])
    reading = Program.of(model).run(data(rate=per_case(0.1, 0.2, 0.3)))["reading"]
    assert reading.shape == (3, 3, 3)
    assert reading[0, 2].tolist() == pytest.approx([0.01, 0.02, 0.03])
    assert reading[1, 2].tolist() == [30 / 50] * 3


def test_what_is_read_may_rest_on_the_month_before():
    """Pay follows last month's reading, the reading follows pay."""

    @line("1", zh="")
    def level(reading_opening, rate):
        return total(reading_opening, over="indicator") + rate

    model = model_of([Reference("level"), None, None], level=level, reading_opening=opening("reading", zh=""))
    worked = Program.of(model).run(data(step=per_member(2, 1, 1), rate=monthly(1, 1, 1)))
    assert worked["level"][:, 0].tolist() == [1, 1 + 1 / 2, 1 + (1 + 1 / 2) / 2]


def test_a_circle_through_a_reference_is_refused():
    @line("1", zh="")
    def level(reading):
        return total(reading, over="indicator")

    with pytest.raises(ModelFault, match="circle inside the month, reading → level → reading"):
        model_of([Reference("level"), None, None], level=level)


@pytest.mark.parametrize(
    ("reference", "fault", "remedy"),
    [
        (Reference("visit"), "no line 'visit'", "did you mean visits?"),
        (Reference("visits", unit="order"), "visits is in visit, not order", "write unit: visit"),
        (Reference("price", ("search",)), "1 members of price", "name one for each of: channel, product"),
        (Reference("rate", ("search",)), "1 members of rate", "name one for each of: none"),
        (Reference("visits", ("serch",)), "visits has no channel 'serch'", "did you mean search?"),
        (Reference("quota_rate"), "quota_rate is a rate for each channel: it has no sum", "name one channel"),
    ],
)
def test_a_reference_that_leads_nowhere(reference, fault, remedy):
    (result,) = wrong(model_of([]).lines, INPUTS, {"reading": [None, reference]}, MEMBERS)
    assert (result.gathered, result.place) == ("reading", 1)
    assert (str(result.fault), str(result.remedy)) == (fault, remedy)


def test_lines_that_share_a_step_share_a_unit():
    sheet = ModuleType("rules.sheet")
    sheet.reading = gather(per="indicator", step="step", zh="")
    sheet.target = gather(per="indicator", step="step", zh="")
    references = {"reading": [Reference("visits")], "target": [Reference("price")]}
    with pytest.raises(ModelFault, match="target, place 1: price is in CNY, but visits in visit"):
        build([sheet], INPUTS, references)


def test_a_model_is_built_for_the_references_of_its_plan():
    with pytest.raises(ModelFault, match="reading gathers 0 lines for 3 members of indicator"):
        Program.of(model_of([])).run(data())
    with pytest.raises(ModelFault, match="no channel 'serch'"):
        Program.of(model_of([Reference("visits", ("serch",)), None, None])).run(data())
    empty = Numbers({**data().arrays, "step": np.ones((0, 1, 1))}, members={**MEMBERS, "indicator": ()})
    assert Program.of(model_of([])).run(empty)["reading"].shape == (0, 1, 1)
