"""A reader without a network: what the browser complains of while a page is open, and what it would fetch."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WINDOWS = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")


@contextmanager
def reading(chromium, window: str = "desktop", scheme: str = "light") -> Iterator:
    """A window of that size that prefers that scheme."""
    width, height = WINDOWS[window]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
    )
    try:
        yield context
    finally:
        context.close()


@contextmanager
def opened(context, path: Path) -> Iterator:
    """The page of a file, and the list of all that went wrong with it."""
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda request: wrong.extend(outside(request.url)))
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    try:
        yield page, wrong
    finally:
        page.close()


def outside(address: str) -> list[str]:
    return [] if address.startswith(("file:", "data:")) else [f"asks for {address}"]


def every_page(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))
