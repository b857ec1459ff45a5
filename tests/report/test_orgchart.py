from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Rectangle

import artplan
from artplan.report.charts import style
from artplan.report.charts.organisation import organisation
from artplan.report.charts.orgchart_layout import FOUNDER, em, layout, shortened, tidy, wrapped


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, str | None]:
    """Posts p0, p1 …, each reporting to an earlier one or to the founder."""
    count = draw(st.integers(1, 40))
    superiors = [draw(st.integers(-1, each - 1)) for each in range(count)]
    return {f"p{each}": f"p{above}" if above >= 0 else None for each, above in enumerate(superiors)}


@given(organisations())
def test_boxes_never_overlap_and_stay_on_the_page(reports_to: dict[str, str | None]) -> None:
    plan = layout(reports_to, box_height=0.8)
    assert set(plan.boxes) == {FOUNDER, *reports_to}
    for a, b in combinations(plan.boxes.values(), 2):
        beside = a.left + a.width <= b.left + 1e-9 or b.left + b.width <= a.left + 1e-9
        above = a.top + a.height <= b.top + 1e-9 or b.top + b.height <= a.top + 1e-9
        assert beside or above
    for box in plan.boxes.values():
        assert min(box.left, box.top) > 0
        assert box.left + box.width < plan.width
        assert box.top + box.height < plan.height


@given(organisations())
def test_a_superior_stands_over_the_middle_one_step_up(reports_to: dict[str, str | None]) -> None:
    children: dict[str, list[str]] = {}
    for post, superior in reports_to.items():
        children.setdefault(superior or FOUNDER, []).append(post)
    places = tidy(children, FOUNDER)
    for superior, below in children.items():
        assert places[superior][0] == pytest.approx((places[below[0]][0] + places[below[-1]][0]) / 2)
        assert {places[each][1] for each in below} == {places[superior][1] + 1}


def test_a_cousin_may_stand_under_an_aunt() -> None:
    """Families are as close as they can be: b1 to b3 hang under a, beside a's only child."""
    places = tidy({"": ["a", "b"], "a": ["a1"], "b": ["b1", "b2", "b3"]}, "")
    assert [places[each][0] for each in ("a1", "b1", "b2", "b3")] == [0, 1, 2, 3]


def test_words_break_between_words_and_chinese_anywhere() -> None:
    assert wrapped("Logistics and warehouse specialist", 9) == ["Logistics and", "warehouse", "specialist"]
    assert wrapped("手机微商端运营主管", 6) == ["手机微商端运", "营主管"]
    assert wrapped("Donaudampfschifffahrt", 7) == ["Donaudampfs", "chifffahrt"]
    assert shortened("王垚、李璟、张喆", 5) == "王垚、李…"
    assert em(shortened("王垚、李璟、张喆", 5)) <= 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_stays_in_its_box(lang: str, worked_out: Callable[..., Any]) -> None:
    chart = organisation(worked_out("growth"), lang)
    axes = chart.figure.axes[0]
    with style.settings():
        chart.figure.draw_without_rendering()
        boxes = [each.get_window_extent() for each in axes.patches if isinstance(each, Rectangle)]
        big = [box for box in boxes if box.width > 0.5 * chart.figure.dpi]
        for text in axes.texts:
            extent = text.get_window_extent()
            middle = ((extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2)
            holder = next((box for box in big if box.contains(*middle)), None)
            if holder is not None:
                assert holder.x0 <= extent.x0 and extent.x1 <= holder.x1, text.get_text()


def test_people_are_those_of_the_month(worked_out: Callable[..., Any]) -> None:
    """The base plan's service agents start in August; some leave, so that heads are expected ones."""
    base = worked_out()
    before, after = (organisation(base, "zh", month).svg() for month in ("2027-07", "2027-08"))
    agents = base.frame("headcount_closing").loc["service_agent"]
    assert agents["2027-07"] == 0 < agents["2027-08"]
    assert before.count("在岗 0 / 编制") == after.count("在岗 0 / 编制") + 1


def test_departments_without_a_post_are_named_and_an_assumed_superior_is_dotted(base: Any) -> None:
    svg = organisation(base, "zh").svg()
    assert "尚无岗位的部门：商品部、公共事业与资质管理部" in svg
    assert "虚线：来源未写明上级，此处为假设" in svg
    assert "stroke-dasharray" in svg


def test_a_month_outside_the_plan_is_refused(base: Any) -> None:
    with pytest.raises(ValueError, match="outside the plan"):
        organisation(base, "zh", "2031-01")


def test_a_name_of_rare_characters_is_written_in_the_box() -> None:
    result = artplan.load("base", {"positions.visual_design_lead.person": "王喆"}).run()
    assert ">王喆</text>" in organisation(result, "en").svg()
