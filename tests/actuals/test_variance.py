"""A month of the ledger against the plan: known answers, what nothing maps, and both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import artplan
from artplan.actuals.imports import import_files
from artplan.actuals.month import actual_month
from artplan.cli import main
from artplan.plan.written.faults import PlanFault
from artplan.study.variance.answer import LineVariance, Variance
from artplan.study.variance.variance import variance
from tests.actuals.ledger_of_plan import HEADING, ledger


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def plan() -> artplan.OperatingPlan:
    return artplan.load("base")


def bring(name: str, text: str) -> None:
    Path(name).write_text(text, "utf-8")
    import_files([Path(name)], None)


def against(plan: artplan.OperatingPlan, month: str, *others: str) -> Variance:
    months = (*others, month)
    return variance(
        plan, month, {each: {k: float(v) for k, v in actual_month(each).lines.items()} for each in months}
    )


def of(answer: Variance, line: str) -> LineVariance:
    return next(each for each in (*answer.statement, *answer.balance) if each.line == line)


def test_a_month_that_went_as_planned_has_no_variance(plan):
    """Cents are rounded in the ledger: each result adds up to thirteen lines."""
    bring("march.csv", ledger(plan.run(), "2027-03"))
    answer = against(plan, "2027-03")
    differences = {each.line: each.difference for each in (*answer.statement, *answer.balance)}
    assert differences == pytest.approx(dict.fromkeys(differences, 0), abs=13 * 0.005)
    assert {"net_revenue", "payroll_total", "net_profit", "cash_closing"} <= set(differences)
    assert answer.missing == ("2027-01", "2027-02") and answer.to_date == ("2027-03",)


def test_costs_above_and_revenue_below_the_budget_are_unfavourable(plan):
    result = plan.run()
    march = {line: float(result.total(line)["2027-03"]) for line in ("net_revenue", "advertising_cost")}
    revenue, advertising = march.values()
    more, less = f"{advertising + 5000:.2f}", f"{revenue - 20_000:.2f}"
    bring("march.csv", ledger(result, "2027-03", {"advertising_cost": more, "net_revenue": less}))
    answer = against(plan, "2027-03")
    assert of(answer, "advertising_cost").difference == pytest.approx(5000, abs=0.01)
    assert of(answer, "advertising_cost").favourable is False
    assert of(answer, "net_revenue").difference == pytest.approx(-20_000, abs=0.01)
    assert of(answer, "net_revenue").favourable is False
    assert of(answer, "net_profit").difference == pytest.approx(-20_000 - 5000, abs=0.1)
    assert of(answer, "cash_closing").difference == pytest.approx(-25_000, abs=0.1)
    assert of(answer, "net_revenue").rate == pytest.approx(-20_000 / revenue, rel=1e-4)


def test_the_year_to_date_adds_the_months_that_have_actuals(plan):
    result = plan.run()
    budget = [float(result.total("net_revenue")[month]) for month in ("2027-02", "2027-03")]
    bring("feb.csv", ledger(result, "2027-02", {"net_revenue": f"{budget[0] + 1000:.2f}"}))
    bring("mar.csv", ledger(result, "2027-03"))
    revenue = of(against(plan, "2027-03", "2027-02"), "net_revenue")
    assert revenue.budget_to_date == pytest.approx(sum(budget))
    assert revenue.completion == pytest.approx((sum(budget) + 1000) / sum(budget), rel=1e-6)


def test_an_account_with_an_amount_that_nothing_maps_is_refused_with_the_nearest_line():
    odd = "9901,神秘科目_推广,0,0,7.00,7.00,0,0\n"
    bring("odd.csv", "2027年01月\n" + HEADING + odd)
    with pytest.raises(PlanFault) as caught:
        actual_month("2027-01")
    assert str(caught.value).startswith("odd.csv:3 9901 神秘科目_推广 | an account with an amount (7.00)")
    assert "the nearest is advertising_cost" in str(caught.value)
    Path("actuals/mapping.yaml").write_text("accounts: {神秘*: overheads_cost}\n", "utf-8")
    assert actual_month("2027-01").lines == {"overheads_cost": 7}
    Path("actuals/mapping.yaml").write_text('accounts: {"9901": none}\n', "utf-8")
    assert actual_month("2027-01").lines == {}
    Path("actuals/mapping.yaml").write_text("accounts: {神秘*: overhead_cost}\n", "utf-8")
    with pytest.raises(PlanFault, match=r"actuals/mapping.yaml:1 .* did you mean overheads_cost"):
        actual_month("2027-01")


def test_a_mapping_is_proposed_for_a_first_ledger(capsys: pytest.CaptureFixture[str]):
    bring("x.csv", "2027年01月\n" + HEADING + "1002,银行存款,5,0,0,0,5,0\n9901,推广垫款,0,5,0,0,0,5\n")
    assert main(["actuals", "map", "2027-01", "--lang", "en"]) == 0
    head, *shown = capsys.readouterr().out.splitlines()
    assert head.startswith("# The accounts of 2027-01")
    assert shown == ["accounts:", '  "1002 银行存款": cash_closing', '  # "9901 推广垫款": advertising_cost']
    Path("actuals/mapping.yaml").write_text("\n".join(shown).replace("# ", ""), "utf-8")
    assert actual_month("2027-01").lines == {"cash_closing": 5, "advertising_cost": 0}


def test_names_stand_before_codes_and_the_accounts_above_before_a_name():
    """The standard for enterprises numbers its accounts in another way."""
    accounts = [
        ("1012", "其他货币资金", "0,0,10,0,10,0"),
        ("6601", "销售费用", "0,0,30,30,0,0"),
        ("660101", "天猫推广", "0,0,10,10,0,0"),
        ("660102", "运费", "0,0,20,20,0,0"),
        ("2221", "应交税费", "0,0,0,10,0,10"),
        ("222106", "个人所得税", "0,0,0,10,0,10"),
    ]
    bring("e.csv", "2027年01月\n" + HEADING + "".join(f"{a},{b},{c}\n" for a, b, c in accounts))
    assert actual_month("2027-01").lines == {
        "cash_closing": 10,
        "withheld_tax_payable_closing": 10,
        "advertising_cost": 10,
        "logistics_cost": 20,
    }


def test_the_command_in_both_languages(plan, capsys: pytest.CaptureFixture[str]):
    assert main(["variance", "2027-03", "--lang", "en"]) == 2
    assert "there is no trial balance of the month" in capsys.readouterr().err
    bring("march.csv", ledger(plan.run(), "2027-03", {"payroll_total": "180000"}))
    assert main(["variance", "2027-03", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "2027-03 预算与实际（元）" in shown and "减：人工成本" in shown and "2027-01、2027-02" in shown
    assert main(["variance", "2027-03", "--lang", "en"]) == 0
    assert "unfav." in capsys.readouterr().out
    assert main(["variance", "2027-03", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["month"] == "2027-03"
    assert main(["variance", "2031-03"]) == 2
    assert "2031-03" in capsys.readouterr().err


def test_the_command_shows_last_year_where_it_was_closed(plan, capsys: pytest.CaptureFixture[str]):
    bring("march.csv", ledger(plan.run(), "2027-03"))
    Path("actuals/closed").mkdir()
    Path("actuals/closed/2026-03.csv").write_text("month,line,amount\n2026-03,net_revenue,4000.00\n", "utf-8")
    assert main(["variance", "2027-03", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "上年同期" in shown and "4,000" in shown
