"""The pages of the last closed month and of the forecast: when they are made, and what they say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import artplan
from artplan.actuals.closed import HEADS, closed_amounts
from artplan.actuals.drivers import DRIVER_HEADS, MeasuredMonth
from artplan.api.lived import Lived
from artplan.cli import main
from artplan.notebook import open_report, show
from artplan.pipeline.notebooks.sources import find, shows_actuals
from artplan.pipeline.outputs.keys import RunRequest
from artplan.plan.written.faults import PlanFault
from artplan.study.forecast.forecast import BALANCE
from artplan.study.variance.variance import LINES
from artplan.texts.catalogue import inside, text
from artplan.writing.table import csv_text

MONTHS = ("2027-01", "2027-02", "2027-03")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose first three months are closed as planned, but for 21,000 less revenue in March."""
    monkeypatch.chdir(tmp_path)
    result = artplan.load("base").run()
    (tmp_path / "actuals/closed").mkdir(parents=True)
    for month in MONTHS:
        amounts = {line: float(result.total(line)[month]) for line in (*LINES, *BALANCE)}
        if month == MONTHS[-1]:
            amounts |= {line: amounts[line] - 21_000 for line in (
                "net_revenue", "net_profit", "cash_closing", "result_of_year_closing")}  # fmt: skip
        rows = [(month, line, f"{amount:.2f}") for line, amount in amounts.items()]
        (tmp_path / f"actuals/closed/{month}.csv").write_text(csv_text([HEADS, *rows]), "utf-8")
        (tmp_path / f"actuals/closed/{month}.drivers.csv").write_text(csv_text([DRIVER_HEADS]), "utf-8")
        (tmp_path / f"actuals/closed/{month}.files.csv").write_text("file,sha256\n", "utf-8")
    return tmp_path


def lived() -> Lived:
    return Lived(artplan.load("base"), closed_amounts())


def test_the_pages_are_made_once_a_month_is_closed(folder):
    looking_back = {"14_month", "15_forecast"}
    assert looking_back <= {path.stem for path in find(lived=True)}
    for path in (folder / "actuals/closed").iterdir():
        path.unlink()
    assert looking_back.isdisjoint({path.stem for path in find(lived=False)})
    assert lived().variance() is None and lived().forecast(draws=64) is None


def test_a_month_that_changes_makes_only_its_own_pages_again(folder):
    def keys() -> dict[str, str]:
        sources = find(lived=True)
        request = RunRequest(sources, {}, "zh")
        return {each.stem: request.notebook(each, ("base",), False, shows_actuals(each)) for each in sources}

    before = keys()
    path = folder / "actuals/closed/2027-02.csv"
    path.write_text(path.read_text("utf-8").replace("net_revenue,", "net_revenue,1"), "utf-8")
    changed = {name for name, key in keys().items() if key != before[name]}
    assert changed == {"09_statements", "13_statutory_statements", "14_month", "15_forecast"}


@pytest.mark.parametrize(("lang", "said"), [("zh", "营业收入 −2.10 万元"), ("en", "net revenue −21.0 k CNY")])
def test_what_to_look_at_first_is_what_cost_most_profit(folder, lang, said):
    story = open_report("base", {}, lang)
    paragraphs = story.say("month", lived().variance()).paragraphs
    assert said in paragraphs[1]
    assert "3" in paragraphs[2]
    assert story.say("forecast", lived().forecast(draws=64)).heading


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有万相台报表"), ("en", "Without ad reports")])
def test_the_drivers_of_a_month_are_shown_where_exports_measured_them(folder, lang, said):
    """A March that went as planned but for a tenth of the shop's buyers; nothing else was measured."""
    result = artplan.load("base").run()
    shop = [result.value(f"{line}_by_storefront", "pc_store", "2027-03") for line in (
        "visits", "orders_paid", "gross_sales", "refunds")]  # fmt: skip
    measured = dict(zip(("visits", "buyers", "paid", "refunds"), shop, strict=True))
    measured |= {name: measured[name] * 0.9 for name in ("buyers", "paid", "refunds")}
    march = MeasuredMonth("2027-03", {k: {"pc_store": Decimal(v)} for k, v in measured.items()}, (), ())
    answer = Lived(artplan.load("base"), closed_amounts(), {"2027-03": march}).drivers()
    story = open_report("base", {}, lang)
    first, most, lacking = story.say("drivers", answer).paragraphs
    assert inside(text("variance.group.conversion", lang), lang) in most and said in lacking
    names = [each.name for each in story.shown(answer).tables]
    assert names == ["variance_storefront", "variance_flexed"]
    assert "弹性预算" in first or "flexed budget" in first


def test_a_month_without_measured_drivers_shows_a_sentence_and_nothing_else(folder):
    story, answer = open_report("base", {}, "en"), lived().drivers()
    assert answer is None and story.shown(answer).tables == ()
    assert "measured no drivers" in story.say("drivers", answer).text()


@pytest.mark.slow
def test_the_front_page_says_what_the_year_comes_to(folder):
    assert main(["run", "base", "--lang", "en"]) == 0
    front = (folder / "outputs/base/index.html").read_text("utf-8")
    assert "With actuals up to Mar 2027, net profit of the year comes to" in front
    assert (folder / "outputs/base/pages/14_month.html").is_file()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bridge_leads_from_the_budget_to_the_actual(folder, lang):
    answer = lived().variance()
    profit = next(each for each in answer.statement if each.line == "net_profit")
    effects = [each.sign * each.difference for each in answer.statement if each.sign]
    assert sum(effects) == pytest.approx(profit.difference, abs=0.01)
    assert [each.name for each in show(answer, lang).charts] == ["variance_bridge"]
    assert [each.name for each in show(lived().forecast(draws=64), lang).charts] == ["forecast_cash"]


def test_a_study_that_does_not_apply_says_so_in_a_sentence():
    table = open_report("base", {}, "en").table("forecast", None)
    assert table.html().startswith("<p>") and table.rows == ()


@pytest.mark.parametrize("content", ["", "month,line\n", "month,line,amount\n2027-01,net_revenue,many\n",
"month,line,amount\n2027-01,net_revenue,nan\n",
                                  "month,line,amount\n2027-02,net_revenue,1\n"])  # fmt: skip
def test_a_file_of_a_closed_month_that_no_close_has_written_is_named(folder, content):
    (folder / "actuals/closed/2027-01.csv").write_text(content, "utf-8")
    with pytest.raises(PlanFault, match=r"actuals/closed/2027-01.csv .* no file of amounts"):
        closed_amounts()


@pytest.mark.slow
def test_a_broken_month_is_told_before_anything_is_written(folder, capsys):
    (folder / "actuals/closed/2027-01.csv").write_text("month,line\n", "utf-8")
    assert main(["run", "base", "--lang", "en"]) == 2
    assert "actuals/closed/2027-01.csv" in capsys.readouterr().err
    assert not (folder / "outputs").exists()
