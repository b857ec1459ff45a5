"""Pages ask the network for nothing, hide code, show names as text, and say what they rest on."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from artplan.report.pages import frame, pages
from artplan.report.pages.comparable import labelled
from artplan.report.pages.index import RunRow, index_page
from artplan.report.story import Story
from artplan.report.tables import headline

NASTY = "<script>alert('x')</script>\"&\u202e"
LOADS = {"src", "href", "srcset", "action", "data", "poster", "xlink:href"}


class Addresses(HTMLParser):
    """Collects what a page would fetch or link to, and the tags it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in LOADS]


def read(page: str) -> Addresses:
    parsed = Addresses()
    parsed.feed(page)
    return parsed


def asks_for_nothing(page: str) -> bool:
    parsed = read(page)
    outside = [each for each in parsed.found if re.match(r"(?i)\s*(https?:|//|ftp:|file:|javascript:)", each)]
    styles = " ".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    fetched = [each for each in re.findall(r"url\(([^)]*)\)", styles) if not each.startswith("data:")]
    imports = "@import" in styles
    no_others = not parsed.tags & {"link", "iframe", "object"}
    return (
        not outside and not fetched and not imports and no_others and scripts(page) <= allowed_scripts(page)
    )


def scripts(page: str) -> set[str]:
    """The hashes of what would run, or its address."""
    runs = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    inline = [code for kind, code in runs if "application/json" not in kind]
    return {f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}" for code in inline}


def allowed_scripts(page: str) -> set[str]:
    """Those that the page's own policy names."""
    policy = re.search(r"Content-Security-Policy\" content=\"([^\"]*)", page)
    return set(re.findall(r"sha256-[\w+/=]+", policy[1])) if policy else set()


def executed(story: Story) -> dict[str, Any]:
    """A notebook as papermill leaves it."""
    shown = [story, story.say("profit"), story.chart("profit_and_cash"), story.table("budget")]
    outputs = [
        {
            "output_type": "execute_result",
            "data": each._repr_mimebundle_(),
            "metadata": {},
            "execution_count": 1,
        }
        for each in shown
    ]
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# 01 经营总览 · Overview"},
        _code("scenario = 'base'", []),
        *(_code(f"step_{place}", [output]) for place, output in enumerate(outputs)),
        _code("print(1)", [{"output_type": "stream", "name": "stdout", "text": "<i>printed</i>"}]),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _code(source: str, outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": re.sub(r"\W", "", source),
        "metadata": {},
        "source": source,
        "outputs": outputs,
        "execution_count": 1,
    }


def notebook_page(result: Any, lang: str) -> str:
    menu = [
        frame.Link("../index.html", "base"),
        frame.Link("01_overview.html", pages.notebook_title("01_overview", lang), current=True),
        frame.Link("02_organisation.html", pages.notebook_title("02_organisation", lang)),
    ]
    return pages.notebook_page(
        executed(Story(result, lang)),
        title=pages.notebook_title("01_overview", lang),
        lang=lang,
        foot_line=frame.foot(result, "0.1.0", seed=7).line(lang),
        menu=menu,
    )


def front_page(result: Any, lang: str, **before: Any) -> str:
    return pages.front_page(
        result,
        pages.FrontTables(),
        lang=lang,
        foot_line=frame.foot(result, "0.1.0", seed=7).line(lang),
        made_at="2026-11-23 15:20",
        menu=[frame.Link("index.html", "base", True), frame.Link("pages/01_overview.html", "Overview")],
        files=[frame.Link("lines.csv", "lines.csv")],
        **before,
    )


def run(result: Any, scenario: str, **others: Any) -> RunRow:
    """A row of the index."""
    kept = {"headline": headline.figures(result), **labelled(result), **others}
    return RunRow(scenario, "Plan", f"{scenario}/index.html", "2026-11-23 15:20", **kept)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_asks_the_network_for_anything(lang: str, base: Any) -> None:
    for page in (notebook_page(base, lang), front_page(base, lang), index_page([run(base, "base")], lang)):
        assert asks_for_nothing(page)
        assert "default-src 'none'" in page
        assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page


def test_the_scan_would_see_an_outside_address() -> None:
    assert not asks_for_nothing('<img src="https://example.org/x.png">')
    assert not asks_for_nothing("<script>1</script>")
    assert not asks_for_nothing('<script src="x.js"></script>')
    assert not asks_for_nothing("<style>@font-face{src:url(//example.org/f.woff)}</style>")


def test_a_notebook_becomes_a_page_with_its_code_folded_away(base: Any) -> None:
    page = notebook_page(base, "zh")
    assert page.count("<h1>") == 1
    assert "<h1>经营总览</h1>" in page
    assert "01 经营总览 · Overview" not in page
    assert page.count('<details class="code">') == page.count("<summary>代码</summary>") == 5
    assert "<details open" not in page
    assert "&lt;i&gt;printed&lt;/i&gt;" in page
    assert page.count("<svg ") == 1
    assert scripts(page) == set()
    assert '<a href="02_organisation.html" rel="next">组织与编制</a>' in page
    assert '<a href="01_overview.html" aria-current="page">经营总览</a>' in page


def test_the_menu_leads_to_each_part_of_the_page(base: Any) -> None:
    page = notebook_page(base, "en")
    parts = re.findall(r'<a href="#(part-\d+)">', page)
    assert parts == re.findall(r'<h2 id="(part-\d+)">', page) == ["part-1"]


def test_the_foot_says_what_the_page_rests_on(base: Any) -> None:
    errors = [each for each in base.checks() if each.kind == "error"]
    page = notebook_page(base, "en")
    assert f"parameters {base.plan.hash[:12]}" in page
    assert "seed 7" in page
    assert f"checks {len(errors)} of {len(errors)} passed" in page
    assert f"placeholders {len(base.plan.placeholders)}" in page


def test_the_same_notebook_gives_the_same_bytes(base: Any) -> None:
    assert notebook_page(base, "zh") == notebook_page(base, "zh")


def test_chinese_travels_inside_the_page(base: Any) -> None:
    assert "src:url(data:font/woff;base64," in notebook_page(base, "zh")
    page = index_page([], "en")
    assert "@font-face" not in page


def test_the_front_page_shows_the_headline_figures_and_how_they_changed(
    base: Any, scenarios: dict[str, Any]
) -> None:
    now, before = headline.figures(scenarios["growth"]), headline.figures(base)
    page = front_page(scenarios["growth"], "en", base=before, former=now)
    gain = (now["net_profit"] - before["net_profit"]) / 1e3
    assert f"+{gain:.1f} k CNY against the base plan" in page
    assert "same as in the former run" in page
    assert "Made on 2026-11-23 15:20" in page
    assert all(each.path in page for each in scenarios["growth"].plan.overrides)
    assert all(path in page for path in scenarios["growth"].plan.placeholders)


def test_trouble_stands_on_the_front_page(broke: Any, worked_out: Callable[..., Any]) -> None:
    """With hands enough for every enquiry and parcel, the base plan has nothing to be warned of."""
    calm = worked_out("base", {"posts.*.enquiries_per_person": "x3", "posts.*.parcels_per_person": "x3"})
    assert 'class="alarm"' in front_page(broke, "zh")
    assert 'class="alarm"' not in front_page(calm, "zh")


def test_names_show_as_text(base: Any) -> None:
    label = {"zh": NASTY, "en": NASTY, "value": "</script><img src=x>"}
    kept = {"headline": headline.figures(base), "parameters": {NASTY: label}, "name": NASTY}
    row = RunRow(NASTY, NASTY, "x/index.html", NASTY, **kept)
    page = index_page([row, run(base, "base")], "en")
    assert asks_for_nothing(page)
    assert page.count("&lt;script&gt;alert") == 4
    assert "img" not in read(page).tags
    titled = pages.notebook_page(
        executed(Story(base, "en")),
        title=NASTY,
        lang="en",
        foot_line=NASTY,
        menu=[frame.Link("a.html", NASTY)],
    )
    assert asks_for_nothing(titled)


def test_the_index_shows_every_run_and_what_failed(base: Any) -> None:
    now = headline.figures(base)
    former = {**now, "net_profit": now["net_profit"] - 50_000}
    rows = [run(base, "base", former=former), run(base, "lean", checks_failed=2, alerts=1)]
    page = index_page(rows, "en")
    assert page.index("base/index.html") < page.index("lean/index.html")
    assert '<span class="change good">+50.0 k CNY</span>' in page
    assert "2 failed" in page
    assert "还没有运行" in index_page([], "zh")


def test_the_index_calls_runs_by_the_names_of_their_scenarios(base: Any) -> None:
    names = {"growth": "增长", "lean": "增长", "double11": "双11冲刺", "older": ""}
    page = index_page([run(base, scenario, name=name) for scenario, name in names.items()], "zh")
    shown = re.findall(r'data-scenario="(\w+)".*?<a href="(\w+)/index.html">(.*?)</a>', page)
    assert [each for each, _, _ in shown] == [each for _, each, _ in shown] == list(names)
    assert [name for *_, name in shown] == ["增长（growth）", "增长（lean）", "双11冲刺", "older"]


def test_any_two_runs_can_be_compared(base: Any, scenarios: dict[str, Any]) -> None:
    rows = [run(base, "base"), run(scenarios["growth"], "growth")]
    data = re.search(r'id="told">(.*?)</script>', index_page(rows, "en"))
    assert data
    compared = json.loads(data[1])
    profit = next(row for row in compared["rows"] if row["label"] == "Net profit (CNY)")
    assert profit["steps"] == [
        round(float(each.total("net_profit").sum())) for each in (base, scenarios["growth"])
    ]
    plan = scenarios["growth"].plan
    changed = {each.path for each in plan.overrides if each.path in plan.leaves}
    assert changed <= {each["path"] for each in compared["parameters"]}


def test_an_unknown_notebook_is_called_by_its_file_name() -> None:
    assert pages.notebook_title("07_my_own_view", "zh") == "my own view"
    assert pages.notebook_title("05_annual_budget", "zh") == "年度预算"
