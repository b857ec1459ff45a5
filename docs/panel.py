"""The README's picture of the panel: python -m docs.panel"""

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
        page.locator(".ap-left .widget-readout").first.click()
        page.keyboard.press("Control+A")
        page.keyboard.type("12")
        page.keyboard.press("Enter")
        expect(page.locator(".ap-change.bad").first).to_be_visible()
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "docs" / "panel.png")


if __name__ == "__main__":
    main()
