"""Take the screenshot of the panel for the README. Run it with `python -m docs.panel`."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import launched
from tests.browser.server import app

ROOT = Path(__file__).parents[1]


def main() -> None:
    with launched() as chromium, app(ROOT, "--lang", "en") as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        expect(page.locator(".ap-cards")).to_be_visible(timeout=60_000)
        page.locator(".ap-row input[type=number]").first.fill("9000000")
        page.keyboard.press("Tab")
        expect(page.locator(".ap-change.good").first).to_be_visible(timeout=30_000)
        expect(page.locator(".ap-chart polygon")).to_be_visible(timeout=30_000)  # the band is drawn last
        page.screenshot(path=ROOT / "docs" / "panel.png")


if __name__ == "__main__":
    main()
