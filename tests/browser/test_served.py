"""The real panel as it is served: visitors apart, moves without end, a lost kernel, the address."""

import re
from urllib.parse import quote

import numpy as np
import psutil
import pytest
from playwright.sync_api import expect

import artplan
from artplan.app.levers import Lever, levers
from artplan.report.tables.headline import figures
from tests.browser.server import app
from tests.browser.test_pages import axe_faults
from tests.shop import SHIPPED

SALES = "storefronts.tmall_store.sales_target_year"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where no folder of one's own is, the plan that comes along is shown."""
    with app(tmp_path_factory.mktemp("nothing"), "--lang", "en") as address:
        yield address


@pytest.fixture
def visit(chromium, address):
    """Opens the panel for a visitor alone; `wrong` is what the browser complained of."""
    contexts = []

    def opened(fragment=""):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)
        page.goto(address + fragment)
        expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
        return page

    yield opened
    for context in contexts:
        context.close()


def profit(page):
    return page.locator("[data-figure=net_profit]")


def expected(changes) -> str:
    return repr(figures(artplan.load("base", changes, folder=SHIPPED).run())["net_profit"])


def enter(page, path: str, value: float) -> None:
    """Into the number beside the lever's slider."""
    row = page.locator(".ap-row", has=page.locator(f"[data-path='{path}']"))
    row.locator("input[type=number]").first.fill(f"{value:.12g}")
    page.keyboard.press("Tab")


def kernel(page) -> psutil.Process:
    """The process that works for the page."""
    name = re.search(r'"kernelId": "([^"]+)"', page.content())[1]
    result = [
        each for each in psutil.process_iter(["cmdline"]) if name in " ".join(each.info["cmdline"] or [])
    ]
    return result[0]


def test_two_visitors_stay_apart(visit):
    one, other = visit(), visit()
    enter(one, SALES, 9e6)
    expect(profit(one)).to_have_attribute("data-value", expected({SALES: 9e6}))
    enter(other, SALES, 7e6)
    expect(profit(other)).to_have_attribute("data-value", expected({SALES: 7e6}))
    expect(profit(one)).to_have_attribute("data-value", expected({SALES: 9e6}))


def test_a_lost_kernel_is_told_and_comes_back_with_what_was_moved(visit):
    page = visit()
    enter(page, SALES, 9e6)
    expect(profit(page)).to_have_attribute("data-value", expected({SALES: 9e6}))
    page.wait_for_url(re.compile("9000000"))
    kernel(page).kill()
    expect(page.get_by_role("alert")).to_contain_text("has stopped", timeout=15_000)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=15_000)
    expect(profit(page)).to_have_attribute("data-value", expected({SALES: 9e6}), timeout=60_000)


def test_the_address_restores_the_state(visit):
    one = visit()
    enter(one, SALES, 9e6)
    one.wait_for_url(re.compile("9000000"))
    other = visit("#" + one.url.partition("#")[2])
    expect(profit(other)).to_have_attribute("data-value", expected({SALES: 9e6}))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("hello", "is no state of this panel"),
        ("%", "is no state of this panel"),
        ('{"scenario": "../../etc/passwd", "changes": {}}', "is no state of this panel"),
        ('{"scenario": "base", "changes": {"overheads.rant.amount": 1}}', "did you mean rent?"),
        ('{"scenario": "base", "changes": {"plan.months": 24}}', "other months cannot be compared"),
        ('{"scenario": "base", "changes": {"overheads.rent.amount": "<img src=x>"}}', "a number is wanted"),
    ],
)
def test_an_address_that_is_no_state_is_told(visit, state, told):
    page = visit("#" + (state if state == "%" else quote(state)))
    expect(page.locator(".ap-left .ap-fault")).to_contain_text(told)
    expect(profit(page)).to_have_attribute("data-value", expected({}))
    assert page.wrong == []


def test_a_server_that_is_away_is_waited_for(chromium, tmp_path):
    with app(tmp_path, "--lang", "en") as address:
        page = chromium.new_page()
        page.goto(address)
        expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("alert")).to_contain_text("does not answer", timeout=15_000)
    with app(tmp_path, "--lang", "en", "--port", address.rpartition(":")[2].strip("/")):
        expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)
        expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
    page.close()


def test_the_panel_is_open_to_all(visit):
    page = visit()
    for view in ("Overview", "Budget", "Checks", "Goal"):
        page.locator(".ap-right").get_by_role("button", name=view, exact=True).click()
        page.wait_for_timeout(1000)  # the handles are named once all is there
        assert axe_faults(page) == []


def test_200_moves_in_a_row(visit):
    """No error on the page, no growth of memory, and the figures of the plan as it then is."""
    page, random, changes = visit(), np.random.default_rng(11), {}
    groups = levers(artplan.load("base", folder=SHIPPED).plan, "en")
    names = {"traffic": "Traffic", "prices": "Prices", "pay": "Pay", "costs": "Costs", "money": "Money"}
    process, before = kernel(page), 0
    for group, name in names.items():
        page.locator(".ap-left").get_by_role("button", name=name, exact=True).click()
        items = [each for each in groups[group] if isinstance(each, Lever) and not each.factor]
        for move in range(40):
            each = items[random.integers(len(items))]
            steps = round((each.high - each.low) / each.step)
            value = each.low + each.step * float(random.integers(max(1, steps // 3), steps))
            enter(page, each.path, value)
            changes[each.path] = float(f"{value:.12g}")
            if group == "prices" and move == 0:  # all is imported and drawn once
                before = process.memory_info().rss
    expect(profit(page)).to_have_attribute("data-value", expected(changes), timeout=30_000)
    assert process.memory_info().rss - before < 50 * 2**20
    assert page.wrong == []
