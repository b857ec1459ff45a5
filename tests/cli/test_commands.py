from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import artplan
from artplan.cli import main
from artplan.commands import options, terminal


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands find the plan that comes with the package in a folder that has none of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_show_prints_a_line_by_quarter(capsys: pytest.CaptureFixture) -> None:
    assert main(["show", "net_profit", "--by", "quarter", "--lang", "en"]) == 0
    title, months, numbers, _, placeholders = capsys.readouterr().out.splitlines()
    assert title == "net_profit  Net profit  [CNY]"
    assert months.split() == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    count = len(artplan.load().plan.placeholders)
    first = artplan.load().run()["net_profit"][["2027-01", "2027-02", "2027-03"]].sum()
    assert numbers.split()[:3] == ["Net", "profit", f"{first:,.2f}"]
    assert placeholders == f"{count} placeholders (parameters without a source)"


def test_scorecards_and_lines_say_on_how_many_placeholders_they_rest(capsys: pytest.CaptureFixture) -> None:
    count = len(artplan.load().plan.placeholders)
    for command in (["appraise"], ["show", "net_profit", "headcount_total"]):
        assert main([*command, "--lang", "zh"]) == 0
        assert capsys.readouterr().out.splitlines()[-1].startswith(f"待核实暂估值 {count} 个")
        assert main([*command, "--json"]) == 0
        assert {each["placeholders"] for each in json.loads(capsys.readouterr().out)} == {count}


def test_show_prints_numbers_in_full_as_json(capsys: pytest.CaptureFixture) -> None:
    assert main(["show", "headcount_closing", "net_profit", "-s", "growth", "--by", "year", "--json"]) == 0
    heads, profit = json.loads(capsys.readouterr().out)
    assert heads["per"] == ["post"]
    assert set(heads["rows"]) == set(artplan.load("growth").run().members["post"])
    assert profit["rows"]["net_profit"]["2027"] == pytest.approx(
        artplan.load("growth").run()["net_profit"].sum()
    )


def test_show_works_out_a_rate_from_its_parts(capsys: pytest.CaptureFixture) -> None:
    assert main(["show", "gross_margin_rate", "--by", "year", "--json"]) == 0
    result = artplan.load().run()
    rate = result["gross_profit"].sum() / result["net_revenue"].sum()
    (shown,) = json.loads(capsys.readouterr().out)
    assert shown["rows"]["gross_margin_rate"]["2027"] == pytest.approx(rate)


def test_show_says_what_a_month_s_number_and_an_answer_of_0_mean(capsys: pytest.CaptureFixture) -> None:
    lines = ["cash_lowest_month_closing", "break_even_month_closing", "runway_months", "break_even_sales"]
    nothing_sold = ["--set", "storefronts.*.conversion_rate=0"]
    assert main(["show", *lines, "--lang", "en"]) == 0
    lowest, even, runway, _ = capsys.readouterr().out.split("\n\n")[:4]
    assert lowest.split()[-12:] == [*["2027-01"] * 2, "2027-03", "2027-04", *["2027-05"] * 8]
    assert lowest.startswith("cash_lowest_month_closing  Month of the lowest cash  [month]")
    assert even.count("not yet") == 10 and even.split()[-2:] == ["2027-11"] * 2
    assert "no burn" in runway and "  0  " not in runway
    assert main(["show", "break_even_sales", "--lang", "zh", *nothing_sold]) == 0
    assert "无法盈亏平衡" in capsys.readouterr().out
    assert main(["show", "break_even_month_closing", "--by", "year", "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)
    assert shown["rows"]["break_even_month_closing"]["2027"] == 11 and shown["zero"] == "not yet"


def test_show_takes_a_change_for_this_time(capsys: pytest.CaptureFixture) -> None:
    main(["show", "overheads_paid", "--by", "year", "--json"])
    before = total(capsys)
    main(["show", "overheads_paid", "--by", "year", "--json", "--set", "overheads.rent.amount=+1000"])
    assert total(capsys) - before == pytest.approx(12 * 1000)


def test_show_knows_the_nearest_names(capsys: pytest.CaptureFixture) -> None:
    assert main(["show", "net_proft"]) == 2
    assert capsys.readouterr().err.startswith("show net_proft | no such line | did you mean net_profit")


def test_show_without_a_line_lists_them_all(capsys: pytest.CaptureFixture) -> None:
    assert main(["show", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(artplan.load().run().lines)
    assert any(line.split()[:3] == ["net_profit", "净利润", "CNY"] for line in lines)


def test_check_tells_every_check_and_the_placeholders(capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "--all", "--json"]) == 0
    sheets = json.loads(capsys.readouterr().out)
    assert [sheet["scenario"] for sheet in sheets] == ["base", "double11", "growth", "lean"]
    assert sheets[0]["placeholders"] == len(artplan.load().plan.placeholders)
    assert {check["state"] for sheet in sheets for check in sheet["errors"]} == {"passed"}
    assert {check["state"] for sheet in sheets for check in sheet["alerts"]} <= {"passed", "alert"}

    assert main(["check", "--lang", "zh"]) == 0
    message = capsys.readouterr().out
    assert f"待核实暂估值 {sheets[0]['placeholders']} 个" in message
    assert message.count("\n") >= len(sheets[0]["errors"] + sheets[0]["alerts"])


def test_check_tells_errors_and_alerts_apart_in_the_reader_s_words(capsys: pytest.CaptureFixture) -> None:
    worked = artplan.load("base", {"storefronts.*.sales_target_year": "+1"}).run()
    changes = ["--set", "storefronts.*.sales_target_year=+1", "channels.zhitongche.cost_per_click=x1"]
    assert main(["check", "--lang", "zh", *changes]) == 0
    message = capsys.readouterr()
    assert message.err.strip().endswith("channels.zhitongche.cost_per_click | 没有改变任何值：'x1'")
    _, errors, alerts, _ = message.out.strip().split("\n\n")
    assert errors.splitlines()[0] == f"勾稽校验：{len(errors.splitlines()) - 1} 项，0 项未通过"
    raised = [check for check in worked.checks() if check.state == "alert"]
    assert alerts.splitlines()[0].endswith(f"{len(raised)} 项触发")
    assert [line.split()[0] for line in alerts.splitlines()[1:]] == (
        ["预警"] * len(raised) + ["通过"] * (len(alerts.splitlines()) - 1 - len(raised))
    )
    (target,) = [line for line in alerts.splitlines() if "未达销售目标" in line]
    assert target.split()[2] == "PC端店铺" and target.endswith("元")


def test_a_check_that_fails_comes_first_and_names_its_members(monkeypatch, capsys) -> None:
    wrong = artplan.result.Check("check_stock_negative", "error", False, 7.0, ("prints",), "2027-03")
    checks = artplan.load().run().checks()
    monkeypatch.setattr(artplan.result.Result, "checks", lambda result: [*checks, wrong])
    assert main(["check", "--lang", "en"]) == 1
    errors = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert errors[0].endswith(f"{len(errors) - 1} checks, 1 failed")
    assert errors[1].split("  ")[0] == "FAILED" and errors[1].split()[-2:] == ["7.00", "pieces"]
    assert "Prints and derivatives 2027-03" in errors[1]


def test_check_lists_all_faults_of_a_plan_and_exits_with_2(
    elsewhere: Path, capsys: pytest.CaptureFixture
) -> None:
    (elsewhere / "params" / "base").mkdir(parents=True)
    (elsewhere / "params" / "base" / "plan.yaml").write_text("plan: {mouths: 12}\nplam: 1\n", "utf-8")
    assert main(["check"]) == 2
    message = capsys.readouterr()
    assert "params/base/plan.yaml:1 plan.mouths | unknown key | did you mean months?" in message.err
    assert "params/base/plan.yaml:2 plam | " in message.err
    assert message.out == ""


def test_new_makes_a_plan_that_works_at_once(
    elsewhere: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["new", "shop"]) == 0
    made = sorted(path.name for path in (elsewhere / "shop").iterdir())
    assert made == [".gitignore", "README.md", "notebooks", "params"]
    monkeypatch.chdir(elsewhere / "shop")
    rent = Path("params/base/overheads.yaml")
    rent.write_text(rent.read_text("utf-8").replace("rent:", "rend:"), "utf-8")
    capsys.readouterr()
    assert main(["show", "net_profit", "--set", "overheads.rend.amount=+1"]) == 0


def test_new_leaves_a_folder_alone_that_holds_something(
    elsewhere: Path, capsys: pytest.CaptureFixture
) -> None:
    (elsewhere / "shop").mkdir()
    (elsewhere / "shop" / "thesis.txt").write_text("my only copy", "utf-8")
    assert main(["new", "shop"]) == 2
    assert capsys.readouterr().err == "shop | is there already and not empty | name a new folder\n"
    assert [path.name for path in (elsewhere / "shop").iterdir()] == ["thesis.txt"]


def test_schema_is_a_json_schema(capsys: pytest.CaptureFixture) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"plan", "channels", "positions"} <= set(schema["properties"])
    assert main(["schema", "city"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "artplan statutory tables of a city"


def test_lab_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr("artplan.commands.lab.find_spec", lambda name: None)
    assert main(["lab"]) == 2
    assert "JupyterLab is not installed | pip install 'artplan[lab]'" in capsys.readouterr().err


def test_chinese_characters_are_two_columns_wide() -> None:
    assert terminal.table([("直通车", "1"), ("wechat", "-10")]) == "直通车    1\nwechat  -10"


def test_names_and_changes_may_stand_in_any_order() -> None:
    given, names = options.overrides(["a.b=x1.5", "growth", "c.d={e: 1=1}", "a.c=50%", "e=null"])
    assert given == {"a.b": "x1.5", "c.d": {"e": "1=1"}, "a.c": "50%", "e": None}
    assert names == ["growth"]


def total(capsys: pytest.CaptureFixture) -> float:
    return sum(row["2027"] for line in json.loads(capsys.readouterr().out) for row in line["rows"].values())


def test_explain_prints_a_tree_down_to_file_line_and_source(capsys: pytest.CaptureFixture) -> None:
    wanted = ["explain", "visits_by_channel", "2027-03", "--member", "直通车", "--depth", "6", "--lang", "zh"]
    assert main(wanted) == 0
    message = capsys.readouterr().out
    assert "channels.zhitongche.mix · 来源 taobao-annual-budget" in message
    assert "params/base/channels.yaml:" in message


def test_explain_takes_changes_before_the_line_and_tells_the_difference(
    capsys: pytest.CaptureFixture,
) -> None:
    wanted = [
        "--set",
        "overheads.rent.amount=+1000",
        "overheads_paid",
        "2027-Q1",
        "--against",
        "base",
        "--json",
    ]
    assert main(["explain", *wanted]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["scenario"], result["against"]) == ("base *", "base")
    assert result["change"] == pytest.approx(3 * 1000)


def test_explain_says_what_is_wrong(capsys: pytest.CaptureFixture) -> None:
    assert main(["explain", "net_proft", "2027-03"]) == 2
    assert capsys.readouterr().err == "explain net_proft | no such line | did you mean net_profit?\n"
    assert main(["explain", "net_profit"]) == 2
    assert "a line and a month are needed" in capsys.readouterr().err


def test_an_older_plan_is_upgraded_and_says_what_was_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    shutil.copytree(Path(__file__).parents[1] / "older", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert main(["show", "contribution", "--lang", "zh"]) == 2
    assert "现名为 contribution_margin；`artplan upgrade DIR` 可改写整个文件夹" in capsys.readouterr().err
    assert main(["upgrade", "."]) == 0
    assert "params/studies/older.yaml:5: contribution -> contribution_margin\n" in capsys.readouterr().out
    assert main(["upgrade", ".", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "没有需要改名的内容\n"
    assert main(["upgrade", "params"]) == 2
