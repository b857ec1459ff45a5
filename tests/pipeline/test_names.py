"""Names with markup, quotes, breaks and turned reading directions show as text, wherever they are shown."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

import artplan
from artplan.cli import main
from artplan.plan.read.chain import plan_names
from artplan.plan.written.shipped import shipped

NAMES = {
    "plan.name": "<script>alert(1)</script>",
    "departments.operations.name": "two\nlines\tand a tab",
    "departments.sales.name": "\u202elaer\u202c\u200f mark",
    "posts.service_agent.name": "<img src=x onerror=alert(1)>",
    "posts.pc_store_lead.name": "a/b/../../c\\d",
    "channels.zhitongche.name": "{{ 7 * 7 }} {% x %} {y}",
    "channels.taobaoke.name": "$x^2$ *a* _b_ # h | p",
    "products.prints.name": "=1+1",
    "storefronts.pc_store.name": "</text></svg></style><b>",
    "overheads.rent.name": "\"double\" 'single' `back` &amp;",
    "campaigns.double11.name": "\x1b[31mred\x07",
    "posts.service_agent.duties": ["=cmd|' /C calc'!A0", "+1", "@SUM(1)"],
}
SEEN = {
    "02_organisation": ["two lines and a tab", "laer mark", "<img src=x onerror=alert(1)>", "a/b/../../c\\d"],
    "04_traffic_funnel": ["{{ 7 * 7 }} {% x %} {y}", "$x^2$ *a* _b_ # h | p", "</text></svg></style><b>"],
    "07_stock_and_campaigns": ["=1+1", "[31mred"],
}
SCENARIO = """<b>'"&"""
TITLE = "=1+1 <i>{{ x }}</i>\x1b[31m\u202e"
OURS = {"script": 2}  # on the page of all runs


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("names"))
        shutil.copytree(str(shipped("params")), "params")
        said = {"extends": "base", "name": TITLE, "describe": "\u202edegnahc <i>x</i>", "set": NAMES}
        Path("params/scenarios", f"{SCENARIO}.yaml").write_text(yaml.safe_dump(said), "utf-8")
        assert main(["run", SCENARIO, "--lang", "en"]) == 0
        return Path.cwd() / "outputs"


@pytest.mark.slow
def test_names_make_no_elements_and_turn_nothing(outputs: Path) -> None:
    for path in outputs.rglob("*.html"):
        text = path.read_text("utf-8")
        page = BeautifulSoup(text, "html.parser")
        assert len(page.find_all("script")) == (OURS["script"] if path.parent == outputs else 0), path
        assert not page.find_all(["img", "iframe", "object", "i"]), path
        assert not [
            each for each in page.find_all(True) if any(key.startswith("on") for key in each.attrs)
        ], path
        assert not set(text) & set("\u202e\u202c\u200f\x1b\x07"), path


@pytest.mark.slow
@pytest.mark.parametrize("stem", SEEN)
def test_names_show_as_they_are_written(outputs: Path, stem: str) -> None:
    (place,) = [each for each in outputs.iterdir() if each.is_dir()]
    page = BeautifulSoup((place / "pages" / f"{stem}.html").read_text("utf-8"), "html.parser")
    words = " ".join(page.get_text(" ").split())
    assert [name for name in SEEN[stem] if name not in words] == []


@pytest.mark.slow
def test_no_name_is_a_formula_in_a_table(outputs: Path) -> None:
    paths = [*outputs.rglob("*.csv")]
    assert {"duties.csv", "lines.csv"} < {path.name for path in paths}
    cells = {cell for path in paths for row in csv.reader(path.open(encoding="utf-8-sig")) for cell in row}
    assert {"'=1+1", "'=cmd|' /C calc'!A0\n+1\n@SUM(1)"} <= cells
    for cell in cells:
        if cell.startswith(("=", "+", "-", "@")):
            float(cell)
        assert cell.replace("\n", "").isprintable()


@pytest.mark.parametrize("name", ["=cmd", "+1", "-x", "@SUM", " =1", "＝1", "cases/=x"])
def test_a_plan_is_not_called_like_a_formula(folder: Path, name: str, capsys: pytest.CaptureFixture) -> None:
    own = folder / "params" / "scenarios" / "own.yaml"
    own.write_text(f"extends: '{name}'\n", "utf-8")
    own.with_name(f"{name.removeprefix('cases/')}.yaml").write_text("extends: base\n", "utf-8")
    told = "a plan's name that a spreadsheet would take for a formula | choose a name that begins"
    for given, place in ((name, name), ("own", "params/scenarios/own.yaml:1 extends")):
        assert main(["show", f"--scenario={given}", "net_profit", "--lang", "en"]) == 2
        assert capsys.readouterr().err.startswith(f"{place} | {told}")


@pytest.mark.slow
def test_everything_stays_in_its_folder(outputs: Path) -> None:
    assert sorted(path.name for path in outputs.parent.iterdir()) == ["outputs", "params"]
    names = [each.name for each in outputs.iterdir()]
    assert len(names) == 2 and not [sign for name in names for sign in name if sign in "<>'\"&/\\"]


def test_a_label_is_one_line_of_what_can_be_seen() -> None:
    plan = artplan.load("base", {"posts.service_agent.name": "\u202eone\r\n\ttwo\x1b[0m \u200b"}).plan
    assert plan.label("post", "service_agent", "en") == "one two[0m"


@pytest.mark.parametrize("name", ["a\nb", "\u202eesab", "..", "../base", "a/b", "\x1b[31m"])
def test_a_scenario_is_named_by_what_can_be_seen_and_stays_in_its_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", name]) == 2
    message = capsys.readouterr().err
    assert "no such scenario" in message and not set(message) & set("\u202e\x1b")
    assert message.count("\n") == 1
    assert plan_names()
