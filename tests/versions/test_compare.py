"""Two versions side by side, a version and the plan of now, and figures that other rules give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from artplan.cli import main
from artplan.plan.written.faults import PlanFault
from artplan.report.tables.studies.versions import parameters
from artplan.study.compare.answer import Difference
from artplan.versions.answer import VersionComparison, VersionTotal
from artplan.versions.compare import compare_versions, totals
from artplan.versions.read import read_version
from artplan.versions.recalculate import recalculate
from tests.versions.frozen import VAT, cell, dearer_rent, frozen, rewritten


def total(answer: VersionComparison, line: str) -> VersionTotal:
    return next(each for each in answer.totals if each.line == line)


def test_an_unchanged_plan_differs_in_nothing():
    frozen()
    answer = compare_versions("2027-B0", "now")
    assert answer.parameters == ()
    assert {each.difference for each in answer.totals} == {0}


def test_a_dearer_rent_is_one_parameter_and_its_year_is_twelve_months_more():
    frozen()
    rent = dearer_rent()
    frozen("2027-B1", "2027-01-05")
    for other in ("2027-B1", "now"):
        answer = compare_versions("2027-B0", other)
        assert [(each.path, each.old, each.new) for each in answer.parameters] == [
            ("overheads.rent.amount", rent, rent + 1000)
        ]
        assert total(answer, "overheads_cost").difference == pytest.approx(12 * 1000 / (1 + VAT))
        year = sum(read_version("2027-B0").figures["net_profit"].values())
        assert total(answer, "net_profit").one == pytest.approx(year)


def test_cash_is_that_of_the_year_s_end_and_flows_are_sums():
    one = {"net_profit": {"2027-03": 1.0, "2027-04": 2.0, "2027-05": 4.0}, "cash_closing": {"2027-05": 7.0}}
    other = {"net_profit": {"2027-03": 1.0, "2027-04": 2.0, "2027-05": 5.0}, "cash_closing": {"2027-05": 9.0}}
    march, year, cash = totals(one, other, ["2027-03", "2027-04", "2027-05"], first_fiscal_month=4)
    assert (march.line, march.year, march.one) == ("net_profit", "FY2026", 1)
    assert (year.year, year.one, year.other, year.difference) == ("FY2027", 2 + 4, 2 + 5, 1)
    assert (cash.line, cash.one, cash.difference) == ("cash_closing", 7, 9 - 7)


def test_a_statutory_table_that_changed_is_named():
    frozen()
    table = Path("params/statutory/tax.yaml")
    table.write_text(table.read_text("utf-8") + "# corrected\n", "utf-8")
    (changed,) = compare_versions("2027-B0", "now").parameters
    assert changed.path == "statutory/tax.yaml" and changed.old != changed.new


def test_what_cannot_be_compared_is_refused():
    frozen()
    with pytest.raises(PlanFault, match=r"compare now \| stands on both sides"):
        compare_versions("now", "now")
    with pytest.raises(PlanFault, match=r"versions 2027-B9 \| is no version"):
        compare_versions("2027-B0", "2027-B9")


def test_series_with_the_same_range_show_the_first_month_that_differs():
    heads = Difference("posts.host.planned_headcount", "number", (1.0, 2.0, 2.0), (1.0, 1.0, 2.0), "")
    answer = VersionComparison("B0", "B1", (heads,), ("2027-01", "2027-02", "2027-03"), (), (), {})
    (row,) = parameters(answer, "en").rows
    assert row.cells == ("posts.host.planned_headcount", "2 (2027-02)", "1 (2027-02)")


def test_the_rules_of_today_give_the_frozen_figures():
    answer = recalculate(frozen())
    assert (answer.changes, answer.gone) == ((), ())


def test_figures_of_other_rules_are_counted_and_the_largest_is_named(capsys: pytest.CaptureFixture[str]):
    version = frozen()
    march = version.figures["net_profit"]["2027-03"]
    row = cell(version, "net_profit", "2027-03")
    rewritten("2027-B0", f"{row}{march}", f"{row}{march - 5000}")
    version = rewritten("2027-B0", "\ninterest_total,", "\nan_older_line,")
    answer = recalculate(version)
    (change,) = answer.changes
    assert (change.line, change.month, answer.gone) == ("net_profit", "2027-03", ("an_older_line",))
    assert change.now - change.frozen == pytest.approx(5000)
    assert main(["version", "show", "2027-B0", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert (
        "computes 1 lines otherwise from the frozen parameters; the largest is Net profit, 2027-03" in shown
    )
    assert "Lines that the program of today does not have: an_older_line." in shown


def test_parameters_of_another_program_leave_the_frozen_figures(capsys: pytest.CaptureFixture[str]):
    frozen()
    rewritten("2027-B0", "\noverheads:", "\nold_overheads:", "params/base/plan.yaml")
    assert main(["version", "show", "2027-B0", "--lang", "en"]) == 0
    assert "cannot read the frozen parameters" in capsys.readouterr().out
    assert main(["version", "show", "2027-B0", "--json"]) == 0
    assert "unreadable" in json.loads(capsys.readouterr().out)["recalculated"]


def test_the_command_in_both_languages(capsys: pytest.CaptureFixture[str]):
    frozen()
    dearer_rent()
    assert main(["version", "compare", "2027-B0", "now", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "不同的参数（1）" in shown and "overheads.rent.amount" in shown and "+11,009" in shown
    assert main(["version", "compare", "2027-B0", "now", "--lang", "en"]) == 0
    assert "2027-B0 and now: statement by year and cash at its end (CNY)" in capsys.readouterr().out
    assert main(["version", "compare", "2027-B0", "now", "--json"]) == 0
    assert [each["path"] for each in json.loads(capsys.readouterr().out)["parameters"]] == [
        "overheads.rent.amount"
    ]
