"""The panel in the browser: levers move the figures, what was moved is undone, what is found is kept."""

import re
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

import artplan
from artplan.app.levers import levers
from artplan.plan.written.shipped import shipped
from artplan.report.tables.headline import figures
from artplan.study.forecast.forecast import forecast
from tests.app.closing import close
from tests.browser.lab import lab, run_all
from tests.browser.server import app
from tests.browser.test_app import outside


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A plan of one's own, with the notebooks that come along."""
    folder = tmp_path_factory.mktemp("shop")
    for part in ("params", "notebooks"):
        shutil.copytree(str(shipped(part)), folder / part)
    return folder


@pytest.fixture(scope="module", params=["app zh", "app en", "lab zh"])
def page(request, chromium, folder):
    """The panel as `artplan app` serves it, or as JupyterLab shows its notebook."""
    where, lang = request.param.split()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, page.wrong, page.lang = context.new_page(), [], lang
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    with app(folder, "--lang", lang) if where == "app" else lab(folder) as address:
        if where == "app":
            page.on("request", lambda asked: page.wrong.extend(outside(asked.url, address)))
            page.goto(address)
        else:
            run_all(page, address, "notebooks/00_explore.ipynb")
        expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
        yield page
        context.close()


def shown(page, figure: str) -> float:
    return float(page.locator(f"[data-figure={figure}]").get_attribute("data-value"))


def enter(page, lever: int, value: str) -> None:
    """Into the number beside the slider, as one would."""
    page.locator(".ap-row input[type=number]").nth(lever).fill(value)
    page.keyboard.press("Tab")


def when_changed(page, figure: str, before: float) -> float:
    expect(page.locator(f"[data-figure={figure}]")).not_to_have_attribute("data-value", repr(before))
    return shown(page, figure)


def test_a_lever_moves_the_figures_to_those_of_the_plan(page, folder):
    before = shown(page, "net_profit")
    assert before == figures(artplan.load("base", folder=folder / "params").run())["net_profit"]
    enter(page, 0, "9000000")
    path = page.locator(".ap-lever").first.get_attribute("data-path")
    after = when_changed(page, "net_profit", before)
    assert after == figures(artplan.load("base", {path: 9e6}, folder=folder / "params").run())["net_profit"]
    assert page.wrong == []


def test_what_was_moved_is_undone_and_kept(page, folder):
    page.get_by_role("button", name={"zh": "全部还原", "en": "Reset all"}[page.lang]).click()
    before = figures(artplan.load("base", folder=folder / "params").run())["net_profit"]
    expect(page.locator("[data-figure=net_profit]")).to_have_attribute("data-value", repr(before))
    enter(page, 3, "0.028")
    moved = when_changed(page, "net_profit", before)
    page.get_by_role("button", name={"zh": "撤销", "en": "Undo"}[page.lang]).click()
    assert when_changed(page, "net_profit", moved) == before
    page.get_by_role("button", name={"zh": "重做", "en": "Redo"}[page.lang]).click()
    assert when_changed(page, "net_profit", before) == moved

    name = f"found_{len(list((folder / 'params/scenarios').iterdir()))}"
    page.get_by_placeholder({"zh": "情景名", "en": "Name"}[page.lang]).fill(name)
    page.get_by_placeholder({"zh": "理由", "en": "Reason"}[page.lang]).fill("fewer visitors buy")
    page.get_by_role("button", name={"zh": "存为情景", "en": "Save as scenario"}[page.lang]).click()
    expect(page.locator(".ap-told").first).to_contain_text(f"artplan run {name}")
    assert (folder / f"params/scenarios/{name}.yaml").read_text("utf-8").startswith("# fewer visitors buy\n")
    message = subprocess.run(
        [sys.executable, "-m", "artplan", "show", "net_profit", "-s", name, "--by", "year", "--json"],
        cwd=folder, capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert re.search(rf"{moved:.2f}".rstrip("0")[:8], message)


def test_a_burst_of_moves_ends_where_the_slider_stands(page, folder):
    plan = artplan.load("base", folder=folder / "params").plan
    (first, *_), *_ = levers(plan, page.lang).values()
    page.get_by_role("button", name={"zh": "全部还原", "en": "Reset all"}[page.lang]).click()
    before = repr(figures(artplan.load("base", folder=folder / "params").run())["net_profit"])
    expect(page.locator("[data-figure=net_profit]")).to_have_attribute("data-value", before)
    expect(page.locator(".ap-row input[type=number]").first).to_have_value(f"{first.present:.12g}")
    page.locator(".ap-left .noUi-handle").first.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    moved = {first.path: first.written(first.present + 40 * first.step)}
    result = artplan.load("base", moved, folder=folder / "params").run()
    wanted = repr(figures(result)["net_profit"])
    expect(page.locator("[data-figure=net_profit]")).to_have_attribute("data-value", wanted)
    assert page.wrong == []


VIEWS = {
    "zh": ["总览", "预算", "校验", "流量漏斗", "人员组织", "不确定性", "敏感度", "变动原因", "推广分配"],
    "en": [
        "Overview",
        "Budget",
        "Checks",
        "Funnel",
        "People",
        "Uncertainty",
        "Sensitivity",
        "Why it moved",
        "Allocation",
    ],
}


def show(page, view: str) -> None:
    page.locator(".ap-right").get_by_role("button", name=view, exact=True).click()
    page.wait_for_timeout(300)
    expect(page.locator(".ap-stale")).to_have_count(0, timeout=90_000)


def test_every_view_is_shown(page):
    enter(page, 0, "7500000")
    for view in VIEWS[page.lang]:
        show(page, view)
        expect(page.locator(".ap-right table, .ap-right svg").first).to_be_visible()
        expect(page.locator(".ap-right .ap-fault")).to_have_count(0)
    assert page.wrong == []


def test_the_best_allocation_is_applied_and_undone(page):
    show(page, VIEWS[page.lang][-1])
    before = shown(page, "advertising")
    page.get_by_role("button", name={"zh": "采用此方案", "en": "Apply it"}[page.lang]).click()
    assert when_changed(page, "advertising", before) < before
    page.get_by_role("button", name={"zh": "撤销", "en": "Undo"}[page.lang]).click()
    expect(page.locator("[data-figure=advertising]")).to_have_attribute("data-value", repr(before))


def test_a_card_is_made_0(page):
    message = {"zh": "为“净利润”求解目标", "en": "Net profit: set a goal"}[page.lang]
    page.get_by_title(message).click()
    page.get_by_role("button", name={"zh": "求解", "en": "Find"}[page.lang], exact=True).click()
    before = shown(page, "net_profit")
    page.get_by_role("button", name={"zh": "采用", "en": "Take"}[page.lang]).first.click(timeout=60_000)
    assert abs(when_changed(page, "net_profit", before)) < 1


def test_a_workbook_is_taken_along(page, tmp_path):
    page.get_by_role("button", name={"zh": "工作簿", "en": "Workbook"}[page.lang], exact=True).click()
    link = page.locator(".ap-told a[download='base.xlsx']")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as taken:
        link.click()
    assert taken.value.path().read_bytes().startswith(b"PK")


def test_any_other_parameter_is_found(page):
    wanted = page.get_by_placeholder({"zh": "查找其他参数", "en": "Find any other parameter"}[page.lang])
    wanted.fill("storefronts.pc_store.courier_cost")
    page.keyboard.press("Enter")
    expect(page.locator(".ap-row [data-path='storefronts.pc_store.courier_cost']")).to_be_visible()
    before = shown(page, "net_profit")
    enter(page, 0, "-1")
    fault = {"zh": "-1 超出范围", "en": "-1 is out of range"}[page.lang]
    expect(page.locator(".ap-row .ap-fault")).to_contain_text(fault)
    assert shown(page, "net_profit") == before
    assert page.wrong == []


def test_closed_months_are_shaded_and_the_year_is_the_forecast(chromium, tmp_path):
    """March ended with 5,000 less cash and profit than planned; a telephone's width."""
    for part in ("params", "notebooks"):
        shutil.copytree(str(shipped(part)), tmp_path / part)
    plan = artplan.load("base", folder=tmp_path / "params")
    actuals = close(tmp_path, plan.run(), 3, cash_closing=-5_000, result_of_year_closing=-5_000)
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    with app(tmp_path, "--lang", "zh") as address:
        page.goto(address)
        expect(page.locator(".ap-chart rect")).to_have_count(2, timeout=60_000)
        expect(page.get_by_role("note").first).to_contain_text("1 月–3 月实际 + 4 月–12 月预测")
        before = shown(page, "cash_closing")
        assert before == pytest.approx(forecast(plan, actuals).cash["2027-12"][1], abs=0.005)
        path = page.locator(".ap-lever").first.get_attribute("data-path")
        enter(page, 0, "9000000")
        after = when_changed(page, "cash_closing", before)
        moved = artplan.load("base", {path: 9e6}, folder=tmp_path / "params")
        assert after == pytest.approx(forecast(plan, actuals, rest=moved).cash["2027-12"][1], abs=0.005)
    page.close()
