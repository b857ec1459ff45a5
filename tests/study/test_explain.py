"""Where a number comes from: its parts lead to it, down to the line of a file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each_of
from openpyxl.utils.cell import coordinate_to_tuple

import artplan
from artplan.engine.expression import Expression
from artplan.engine.words import WORDS
from artplan.plan.written.faults import PlanFault
from artplan.report.explain.explanation import Explanation
from artplan.report.workbook.write import write
from artplan.result import Result
from artplan.study.explain.answer import Change, ExplainNode
from artplan.study.explain.explain import difference, explain
from tests.plans import load, plans
from tests.shop import SHOP
from tests.workbook.files import cells
from tests.workbook.recalculate import Cell

PARAMS = SHOP
few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def result(name: str = "base", changed: str = "", value: Any = None) -> Result:
    return artplan.load(name, {changed: value} if changed else {}, PARAMS).run()


def again(node: ExplainNode) -> float:
    """The node's value, worked out from those of its parts."""
    values = [part.value for part in node.parts]
    if node.joins == "rule":
        assert node.unfolded.rule is not None
        return by_numbers(node.unfolded.rule, [0.0 if math.isnan(each) else each for each in values])
    joined = {"sum": math.fsum(values), "average": np.mean(values or 0)}
    return {**joined, "same": sum(values), "": 0.0}[node.joins]


def no_number(node: ExplainNode) -> bool:
    """A rate over nothing, or what is computed from one."""
    rule, values = node.unfolded.rule, [part.value for part in node.parts]
    if rule is not None and rule.word == "rate" and by_numbers(rule.parts[1], values) <= 0.005:
        return True
    return any(map(math.isnan, values))


def by_numbers(rule: Expression, values: list[float]) -> float:
    if rule.word == "name":
        return values[int(rule.name)]
    if rule.word == "number":
        return rule.value
    with np.errstate(all="ignore"):  # a branch not taken may divide by nothing
        return float(WORDS[rule.word].numbers(*(by_numbers(part, values) for part in rule.parts)))


def every(result: Result, when: str) -> Iterator[ExplainNode]:
    """All lines at all members, with the sums and terms between them and the next lines."""
    for name, line in result.lines.items():
        items = explain(result, name, when)
        for node in [items] if not line.per else items.parts:
            yield node
            yield from between_lines(node)


def between_lines(node: ExplainNode) -> Iterator[ExplainNode]:
    for part in node.parts:
        if part.kind in ("sum", "term"):
            yield part
            yield from between_lines(part)


def lead_astray(result: Result, when: str) -> list[str]:
    """Numbers that their parts do not lead to."""
    nodes = list(every(result, when))
    checks = {check.name for check in result.checks()}
    assert len(nodes) > len(result.lines)
    return [
        f"{node.name} {node.members}: {node.value!r}, from its parts {again(node)!r}"
        for node in nodes
        if not (no_number(node) if math.isnan(node.value) else agree(again(node), node.value))
        and not (node.name in checks and abs(node.value) < result.tolerance())  # dust of large sums
    ]


def agree(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def at(node: ExplainNode, *names: str) -> ExplainNode:
    """The part of that name or member, and its part, and so on."""
    for name in names:
        node = next(
            part for part in node.parts if name in (part.name, *(member for _, member in part.members))
        )
    return node


def told(*arguments: Any) -> list[str]:
    with pytest.raises(PlanFault) as caught:
        explain(result(), *arguments)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("when", ["2027-01", "2027-03", "2027-Q2", "2027"])
def test_the_parts_of_every_number_lead_to_it(when: str) -> None:
    assert lead_astray(result(), when) == []


@few
@each_of(plans())
def test_so_they_do_in_random_plans(sections: dict[str, Any]) -> None:
    items = load(sections).run()
    assert lead_astray(items, items.months[-1]) == []


def test_a_trail_ends_at_the_line_of_the_file() -> None:
    visits = explain(result(), "visits_by_channel", "2027-03", ["zhitongche"])
    share = at(visits, "zhitongche@everyday_pc_store", "placement_visits_priced", "mix_share")
    origin = next(part.origin for part in share.parts if part.origin)
    file, line = origin.file.split(":")
    assert file == "params/base/channels.yaml"
    assert "mix: {value: 0.45" in (PARAMS.parent / file).read_text("utf-8").splitlines()[int(line) - 1]
    assert (origin.kind, origin.path) == ("given", "channels.zhitongche.mix")
    assert (origin.source, origin.title[:4]) == ("taobao-annual-budget", "淘宝店铺")


def test_an_opening_comes_from_the_month_before() -> None:
    opening = at(explain(result(), "cash_closing", "2027-03"), "cash_opening")
    assert [(part.name, part.month) for part in opening.parts] == [("cash_closing", "2027-02")]
    first = at(explain(result(), "cash_closing", "2027-01"), "cash_opening", "cash_start")
    assert (first.value, first.origin and first.origin.path) == (600_000, "plan.opening.cash")


def test_a_branch_that_is_not_taken_stays_closed() -> None:
    tax = at(explain(result(), "income_tax", "2027-11"), "income_tax_ytd_closing")
    assert {part.name: part.idle for part in tax.parts if part.kind == "input"} == {
        "small_profit_limit": False,
        "full_tax_rate": True,
    }


def test_a_period_is_its_months_and_a_rate_its_parts_over_the_period() -> None:
    profit = explain(result(), "net_profit", "2027-Q2")
    assert [part.month for part in profit.parts] == ["2027-04", "2027-05", "2027-06"]
    assert explain(result(), "cash_closing", "2027-Q2").parts[0].month == "2027-06"
    rate = explain(result(), "net_margin_rate", "2027-Q2")
    assert rate.value == pytest.approx(profit.value / at(rate, "net_revenue").value)


def test_a_quarter_s_alert_is_its_worst_month() -> None:
    dry = result("base", "plan.opening.cash", 100_000)
    quarter = explain(dry, "alert_cash", "2027-Q2")
    assert [(part.month, part.value) for part in quarter.parts] == [("2027-05", -dry["cash_closing"].min())]


def test_what_the_state_fixes_names_its_table() -> None:
    rates = explain(result(), "scheme_employer_rate", "2027-03")
    pension, housing = at(rates, "pension").origin, at(rates, "housing_fund").origin
    assert pension and pension.kind == "statutory"
    assert re.fullmatch(r"params/statutory/hangzhou\.yaml:\d+", pension.file)
    assert housing and housing.path == "contributions.employer_rates.housing_fund"


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("general_vat_rate", "vat.general.2019-04"),
        ("surcharge_rate", "surcharges.2009-01"),
        ("artist_tax_rate", "service_tax.2019-01"),
        ("lease_stamp_rate", "stamp_duty.2022-07"),
    ],
)
def test_what_a_tax_table_gives_names_its_entry(name: str, entry: str) -> None:
    node = explain(result(), name, "2027-03")
    origins = {each.origin.path for each in (node, *node.parts) if each.origin}
    assert f"statutory.tax.{entry}" in origins


def test_of_a_sum_the_largest_are_shown_and_the_others_together() -> None:
    visits = explain(result(), "visits_by_channel", "2027-03")
    shown, others = visits.looked_at(largest=2)
    assert others and len(shown) + others.count == len(result().members["channel"])
    assert min(part.size for part in shown) >= max(part.size for part in visits.parts if part not in shown)
    assert visits.value == pytest.approx(sum(part.value for part in shown) + others.values[0])


def test_rates_of_members_have_no_sum() -> None:
    rates = explain(result(), "conversion_by_storefront", "2027-03")
    assert math.isnan(rates.value)
    assert len(rates.parts) == len(result().members["storefront"])


def test_members_go_by_name_or_label_and_a_star_means_all() -> None:
    by_name = explain(result(), "visits_by_channel", "2027-03", ["zhitongche"])
    assert explain(result(), "visits_by_channel", "2027-03", ["直通车"]).value == by_name.value
    pension = explain(result(), "employer_contribution", "2027-03", ["*", "pension"])
    expected = result().frame("employer_contribution").xs("pension", level="scheme")["2027-03"].sum()
    assert pension.value == pytest.approx(expected)


def test_a_difference_follows_what_was_changed() -> None:
    dearer = result("base", "overheads.rent.amount", "+1000")
    change = difference(dearer, result(), "overheads_paid", "2027-03")
    shown, others = change.looked_at()
    assert change.values[2] == pytest.approx(1000)
    assert [part.ours.members for part in shown] == [(("overhead", "rent"),)]
    assert others is None


def test_a_difference_leads_the_largest_change_first_and_leaves_out_what_is_the_same() -> None:
    change = difference(result("growth"), result(), "net_profit", "2027-11")
    before, now, moved = change.values
    assert (
        moved == now - before == result("growth")["net_profit"]["2027-11"] - result()["net_profit"]["2027-11"]
    )
    parts = change.looked_at(top=True)[0]
    assert [part.size for part in parts] == sorted((part.size for part in parts), reverse=True)
    inner = parts[0].looked_at()[0]
    assert isinstance(parts[0], Change)
    assert len(inner) < len(parts[0].parts)
    assert not any(part.same for part in inner)


def test_a_member_that_only_one_plan_has_counts_as_nothing_in_the_other() -> None:
    without = result("base", "channels.portals", None)
    change = difference(result(), without, "visits_by_channel", "2027-03", ["portals"])
    assert change.values[0] == 0
    assert change.values[1] == change.values[2] == result().value("visits_by_channel", "portals", "2027-03")


def test_all_that_is_wrong_is_said_with_its_remedy() -> None:
    assert told("net_proft", "2027-13") == [
        "explain 2027-13 | no such month or period in base | there are 2027-01 to 2027-12, "
        "and periods such as 2027-Q1, 2027-H1, 2027",
        "explain net_proft | no such line | did you mean net_profit?",
    ]
    assert told("visits_by_channel", "2027", ["zhitongch"]) == [
        "explain zhitongch | no such member of visits_by_channel | did you mean zhitongche?"
    ]
    assert told("net_profit", "2027", ["x"]) == [
        "explain x | net_profit has no members | it is per month alone: leave the name out"
    ]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[Cell, Any]:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write(result(), path, "en", "0")
    return cells(path)


@pytest.mark.parametrize("line", ["net_profit", "payroll_total", "cash_closing", "visits_by_channel"])
@pytest.mark.parametrize("when", ["2027-03", "2027"])
def test_the_named_cell_of_the_workbook_holds_the_number(
    line: str, when: str, sheets: dict[Cell, Any]
) -> None:
    tree = Explanation(explain(result(), line, when), result(), "en", 5).record()
    held = list(numbers_by_cell(tree))
    assert len(held) > 10
    for cell, value in held:
        sheet, _, address = cell.rpartition("!")
        assert sheets[sheet, *coordinate_to_tuple(address)] == pytest.approx(value, rel=1e-9), cell


def numbers_by_cell(record: dict[str, Any]) -> Iterator[tuple[str, float]]:
    if "cell" in record:
        yield record["cell"], record["value"]
    for part in record.get("parts", ()):
        yield from numbers_by_cell(part)
