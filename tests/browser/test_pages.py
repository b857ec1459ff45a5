"""Every page as a reader sees it: no network, no complaint, sound for keyboard and screen reader."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SCENARIOS
from tests.browser.reader import SCHEMES, WINDOWS, every_page, opened, reading

GRAVE = ("serious", "critical")
FOCUS = "[document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle]"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_opens_without_network_and_complaint(chromium, site, window, scheme):
    width, _ = WINDOWS[window]
    faults = []
    # growth's pages are the same as base's
    pages = [path for path in every_page(site) if "growth/pages" not in path.as_posix()]
    with reading(chromium, window, scheme) as context:
        for path in pages:
            with opened(context, path) as (page, wrong):
                faults += [(path.name, each) for each in wrong + axe_faults(page)]
                wide = page.evaluate("document.scrollingElement.scrollWidth")
                faults += [(path.name, f"{wide} px wide")] if wide > width else []
    assert faults == []


def axe_faults(page) -> list[str]:
    result = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']}"
        for each in result
        if each["impact"] in GRAVE
        for node in each["nodes"][:3]
    ]


def test_the_check_would_see_a_fault(chromium, tmp_path: Path):
    path = tmp_path / "bad.html"
    path.write_text(
        '<html><img src="http://example.org/x.png"><p style="color:#ccc">pale</p></html>', "utf-8"
    )
    with reading(chromium) as context, opened(context, path) as (page, wrong):
        assert any("example.org" in each for each in wrong)
        assert {each.split(":")[0] for each in axe_faults(page)} >= {"image-alt", "color-contrast"}


def test_the_keyboard_reaches_everything_and_shows_where_it_is(chromium, site):
    with (
        reading(chromium) as context,
        opened(context, site / "base/pages/05_annual_budget.html") as (page, _),
    ):
        shown = page.locator("a:visible, summary:visible, [tabindex='0']:visible").count()
        for place in range(shown):
            page.keyboard.press("Tab")
            here, outline = page.evaluate(FOCUS)
            assert outline != "none", here
            assert (here == "skip") == (place == 0)
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)[0] in ("skip", "")


def test_the_menu_is_folded_on_a_phone_and_open_at_the_side_of_a_wide_window(chromium, site):
    page_of = site / "base/pages/01_overview.html"
    with reading(chromium, "phone") as context, opened(context, page_of) as (page, _):
        link = page.locator("nav.menu a").first
        assert not link.is_visible()
        page.locator("nav.menu summary").click()
        assert link.is_visible()
    with reading(chromium) as context, opened(context, page_of) as (page, _):
        assert page.locator("nav.menu a").first.is_visible()
        page.locator("nav.menu ol ol a").last.click()
        assert page.evaluate("location.hash").startswith("#part-")


def test_code_is_one_click_away(chromium, site):
    with reading(chromium) as context, opened(context, site / "base/pages/01_overview.html") as (page, _):
        code = page.locator("details.code .highlight").first
        assert not code.is_visible()
        page.locator("details.code summary").first.click()
        assert code.is_visible()


def test_the_index_finds_runs_and_compares_two(chromium, site):
    with reading(chromium) as context, opened(context, site / "index.html") as (page, wrong):
        rows = page.locator(".runs tbody tr:visible")
        assert rows.count() == len(SCENARIOS)
        page.fill("#search", "GROWTH")
        assert rows.count() == 1
        page.fill("#search", "")
        for choice, scenario in (("#one", "base"), ("#other", "growth")):
            name = page.locator(f"[data-scenario={scenario}] a").inner_text()
            page.select_option(choice, label=name)
        result = page.locator("#compared table").first
        cells = result.locator("tbody tr").first.locator("td").all_inner_texts()
        before, after, change = (int(each.replace(",", "").lstrip("+")) for each in cells[:3])
        assert change == after - before
        assert page.evaluate("location.hash") == "#compare=base&with=growth"
        assert wrong == []
