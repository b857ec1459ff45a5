from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from artplan.report.story import COMPARING_TABLES, TABLES, Story
from artplan.report.tables.headline import figures
from artplan.report.tables.money import budget, cash
from artplan.report.tables.pay import commissions, contributions, take_home
from artplan.report.tables.people import department_cost, duties, role_cost
from artplan.report.tables.plan import placeholders
from artplan.report.tables.plan import scenarios as plan_scenarios
from artplan.report.tables.statement import short_label
from artplan.report.tables.statements import cash_flow, cash_flow_indirect, contribution_margin
from artplan.report.tables.table import Table, TableRow, columns, framed, row
from artplan.statement import STATEMENT

MINUS = "\u2212"


def numbers(cells: tuple[str, ...]) -> list[int]:
    return [int(cell.replace(",", "").replace(MINUS, "-")) for cell in cells]


def added(each: TableRow) -> list[int]:
    """What a row adds to those above it: a deduction is shown without sign."""
    less = each.cells[0].startswith("less ")
    return [-number if less else number for number in numbers(each.cells[1:])]


def shown(table: Table) -> dict[str, list[int]]:
    return {
        each.cells[0]: numbers(each.cells[1:]) for each in table.rows if each.kind not in ("note", "group")
    }


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
@pytest.mark.parametrize("plan", ["base", "growth", "cases/taobao_annual_budget"])
def test_the_budget_adds_up_downwards_and_across_as_it_is_shown(
    plan: str, by: str, worked_out: Callable[..., Any]
) -> None:
    table = budget(worked_out(plan), "en", by)
    level: list[int] = []
    for each in table.rows:
        if each.kind == "note":
            continue
        cells = added(each)
        assert sum(cells[:-1]) == cells[-1]
        if each.kind == "result" and level:
            assert cells == level
        level = cells if each.kind == "result" else [a + b for a, b in zip(level, cells, strict=True)]


def test_every_shown_amount_is_next_to_the_exact_one(base: Any) -> None:
    table = budget(base, "en", "month")
    exact = [each.line for each in STATEMENT if base.total(each.line).any()]
    rows = [each for each in table.rows if each.kind != "note"]
    for line, each in zip(exact, rows, strict=True):
        for amount, cell in zip(table.frame.loc[line], added(each), strict=True):
            assert abs(amount - cell) < 2


CLICKS_AT_12 = {"channels.zhitongche.cost_per_click": 12}


@pytest.mark.parametrize("table", [budget, cash, cash_flow, cash_flow_indirect, contribution_margin])
@pytest.mark.parametrize("overrides", [{}, CLICKS_AT_12, {"plan.months": 18}], ids=str)
def test_what_is_nothing_is_shown_as_nothing(
    table: Callable[..., Table], overrides: dict[str, Any], worked_out: Callable[..., Any]
) -> None:
    base, shown_table = worked_out(), table(worked_out("base", overrides), "en", "month")
    entries = {each.cells[0].removeprefix("less ").lower(): each.cells[1:] for each in shown_table.rows}
    for name, exact in shown_table.frame.iterrows():
        label = short_label(base.label(name, "en")) if name in base.lines else str(name)
        for cell, amount in zip(entries.get(label.lower(), ()), exact, strict=label.lower() in entries):
            assert amount != 0 or cell in ("0", "0.0%"), label


def test_two_results_with_nothing_between_them_are_the_same(worked_out: Callable[..., Any]) -> None:
    table = budget(worked_out("base", CLICKS_AT_12), "en", "month")
    rows = shown(table)
    nothing = [at for at, tax in enumerate(table.frame.loc["income_tax"]) if tax == 0]
    assert len(nothing) == 10
    for at in nothing:
        assert rows["Profit before tax"][at] == rows["Net profit"][at]


def test_a_file_of_a_table_says_0_never_minus_0(tmp_path: Path, base: Any) -> None:
    story = Story(base, "en", tmp_path)
    for name in ("budget", "cash", "cash_flow", "cash_flow_indirect", "profit_and_loss"):
        story.table(name, by="month")
    written = [path.read_text("utf-8") for path in tmp_path.glob("*.csv")]
    assert len(written) == 5
    assert "-0.0" not in {cell for each in written for cell in each.replace("\n", ",").split(",")}


def test_a_closing_is_the_next_opening_and_the_account_adds_up(base: Any) -> None:
    table = cash(base, "en", "month")
    opening, *moves, closing = (added(each) for each in table.rows if each.kind != "note")
    assert opening[1:-1] == closing[:-2]
    assert [sum(column) for column in zip(opening, *moves, strict=True)] == closing
    assert all(sum(each[:-1]) == each[-1] for each in moves)


def test_departments_add_up_to_the_payroll_of_the_budget(base: Any) -> None:
    for by in ("month", "quarter"):
        *parts, total = shown(department_cost(base, "en", by)).values()
        assert [sum(column) for column in zip(*parts, strict=True)] == total
        assert shown(budget(base, "en", by))["less payroll"] == total


def test_parts_of_a_posts_cost_add_up_to_it(base: Any) -> None:
    *posts, total = shown(role_cost(base, "zh")).values()
    assert all(sum(parts) == whole for *parts, whole in posts)
    assert [sum(column) for column in zip(*posts, strict=True)] == total
    assert total[-1] == round(float(base.total("payroll_total").sum()))


def test_what_everybody_takes_home_adds_up_to_pay(base: Any) -> None:
    *people, total = shown(take_home(base, "en")).values()
    assert all(sum(parts) == whole for *parts, whole in people)
    assert [sum(column) for column in zip(*people, strict=True)] == total
    assert total[2] == pytest.approx(float(base.total("net_pay_total").sum()), abs=1)  # so that parts add up


def test_both_sides_of_every_scheme_add_up(base: Any) -> None:
    *schemes, total = shown(contributions(base, "zh")).values()
    assert all(employer + employee == both for employer, employee, both in schemes)
    assert total[2] == round(float(base.total("contributions_by_scheme").sum()))


def test_the_bands_of_a_plan_add_up_to_its_commission(base: Any) -> None:
    rows = {each.cells[0]: each for each in commissions(base, "en").rows}
    plans = [each for each in rows.values() if each.kind == "result"]
    assert [each.cells[0] for each in plans] == [
        "Commission of store leads",
        "Commission of the service team",
    ]
    assert plans[0].cells[3].endswith("%")


def test_duties_stand_in_both_languages_whatever_the_readers(base: Any) -> None:
    for lang in ("zh", "en"):
        html = duties(base, lang).html()
        assert "控制运营成本" in html
        assert "Keeps operating cost within budget" in html
    assert "(no post yet)" in duties(base, "en").html()


def test_every_placeholder_is_listed_with_the_line_it_is_written_in(base: Any) -> None:
    rows = placeholders(base, "en").rows
    assert [each.cells[0] for each in rows] == list(base.plan.placeholders)
    assert all(".yaml" in each.cells[-1] for each in rows)


def test_scenarios_show_how_far_they_are_from_the_first(scenarios: dict[str, Any]) -> None:
    table = plan_scenarios({name: scenarios[name] for name in ("base", "growth")}, "en")
    place = next(place for place, each in enumerate(table.columns) if each.head.startswith("Net profit"))
    change = figures(scenarios["growth"])["net_profit"] - figures(scenarios["base"])["net_profit"]
    assert [each.cells[0] for each in table.rows] == ["Base plan", "Growth", "against Base plan"]
    assert table.rows[-1].cells[place] == f"{change:+,.0f}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_shows_as_html(lang: str, base: Any, broke: Any, scenarios: dict[str, Any]) -> None:
    for result in (base, broke):
        assert all(table(result, lang).html().count("<table>") == 1 for table in TABLES.values())
    assert all(table(scenarios, lang).rows for table in COMPARING_TABLES.values())


def test_statements_unfold_by_month_half_year_and_fiscal_year(tmp_path: Path, base: Any) -> None:
    html = Story(base, "en", tmp_path).periods("profit_and_loss").html()
    assert html.count("<table>") == 4 and html.count("<details") == 3
    assert html.index("<table>") < html.index("2027-Q1") < html.index("<details")
    for name, period in (("month", "2027-05"), ("half", "2027-H2"), ("year", "2027")):
        assert f"<summary>Profit and loss, by {name.replace('half', 'half-year')}" in html
        assert f'<th scope="col" class="number">{period}</th>' in html
        assert (tmp_path / f"profit_and_loss_by_{name}.csv").exists()


def test_names_are_text_never_markup() -> None:
    table = Table("x", "<b>", columns("<i>", "&"), (row(["<script>", "1"]),), framed(["a"], []))
    assert "<script>" not in table.html()
    assert "&lt;script&gt;" in table.html()
    assert "<b>" not in table.html()


def test_a_lines_label_has_its_formula_as_hover_text(base: Any) -> None:
    html = budget(base, "en").html()
    assert f'<th scope="row" title="{base.formula("net_profit")}">Net profit</th>' in html
    escaped = Table("x", "", columns("", ""), (row(["a", "1"], how='"<b>'),), framed(["a"], [])).html()
    assert 'title="&quot;&lt;b&gt;"' in escaped
