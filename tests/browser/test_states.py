"""The switch of the panel: a plan that follows its targets, and the same with its decisions held."""

import shutil

import pytest
from playwright.sync_api import expect

import artplan
from artplan.plan.written.shipped import shipped
from artplan.report.tables.headline import figures
from tests.browser.server import app

CONVERSION = "storefronts.pc_store.conversion_rate"
TARGET = "storefronts.pc_store.sales_target_year"
WORDS = {
    "zh": ("按目标测算", "投放已定", "几乎不改变销售", "投放已经定下", "存为情景", "情景名"),
    "en": ("Follow the targets", "Decisions held", "hardly moves", "is decided", "Save as scenario", "Name"),
}


@pytest.fixture(scope="module", params=["zh", "en"])
def panel(request, chromium, tmp_path_factory):
    """The panel on a plan of one's own, that plan's folder, and the words of the language."""
    folder = tmp_path_factory.mktemp("shop")
    for part in ("params", "notebooks"):
        shutil.copytree(str(shipped(part)), folder / part)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    with app(folder, "--lang", request.param) as address:
        page.goto(address)
        expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
        yield page, folder / "params", WORDS[request.param]
        context.close()


def enter(page, path: str, value: str) -> None:
    """Into the number of the lever with this path."""
    rows = page.locator(".ap-lever").evaluate_all("all => all.map(each => each.dataset.path)")
    page.locator(".ap-row input[type=number]").nth(rows.index(path)).fill(value)
    page.keyboard.press("Tab")


def expect_profit(page, profit: float) -> None:
    expect(page.locator("[data-figure=net_profit]")).to_have_attribute(
        "data-value", repr(profit), timeout=30_000
    )


def test_both_states_are_shown_kept_in_the_address_and_saved(panel):
    page, params, (follows, held, by_target, by_spend, save, name) = panel
    better = {CONVERSION: 0.04}
    plan, planned = artplan.load("base", folder=params), artplan.load("base", better, folder=params)
    enter(page, CONVERSION, "0.04")
    expect_profit(page, figures(planned.run())["net_profit"])
    expect(page.locator(".ap-left .ap-told")).to_contain_text(by_target)

    page.get_by_role("button", name=held).click()
    expect_profit(page, figures(planned.committed(plan).run())["net_profit"])
    expect(page.locator(".ap-left .ap-told")).to_have_count(0)

    enter(page, TARGET, "9000000")
    expect(page.locator(".ap-left .ap-told")).to_contain_text(by_spend)
    wanted = artplan.load("base", {**better, TARGET: 9e6}, folder=params).committed(plan)
    profit = figures(wanted.run())["net_profit"]
    expect_profit(page, profit)

    page.wait_for_function("location.hash.includes('9000000')")
    page.reload()
    expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
    expect_profit(page, profit)
    expect(page.locator(".jupyter-button.mod-active", has_text=held)).to_have_count(1)

    page.get_by_placeholder(name, exact=True).fill("held")
    page.get_by_role("button", name=save).click()
    expect(page.locator(".ap-right .ap-told").first).to_contain_text("artplan run held")
    assert figures(artplan.load("held", folder=params).run())["net_profit"] == pytest.approx(profit, abs=0.01)

    page.get_by_role("button", name=follows).click()
    both = artplan.load("base", {**better, TARGET: 9e6}, folder=params)
    expect_profit(page, figures(both.run())["net_profit"])
