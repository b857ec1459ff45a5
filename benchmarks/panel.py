"""Measure the time from a slider's event to the new picture, for the panel and for ipywidgets' `interact`.

    python -m benchmarks.panel

Both show the cards and two charts of the base plan, and are served by Voilà to a headless Chromium on the
same machine. A key press moves a slider by one step. The time starts with the browser's time stamp of the
key and ends when the browser has painted the first frame in which the second chart differs; a pause follows.
After a longer pause, the panel is still working out the uncertainty band of the former move when the next
one comes. The program prints medians and 95th percentiles over one lever of each group; the three
measurements alternate.
"""

from __future__ import annotations

import json
import shutil
import statistics
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from artplan.app.later import REST
from artplan.plan.written.shipped import shipped
from tests.browser.conftest import launched
from tests.browser.server import app

ROUNDS, MOVES = 4, 5
KEYS = ("ArrowRight", "ArrowLeft")
# Milliseconds between two moves: before the work on the band begins, and while it is under way.
SHORT, LONG = 150, 1000 * REST + 80
# The first lever of each group of the panel, with its limits and step.
LEVERS = {
    "Traffic": ("storefronts.tmall_store.sales_target_year", 0, 16_000_000, 100_000),
    "Prices": ("storefronts.tmall_store.average_order_value", 0, 1460, 10),
    "People": ("positions.operations_director.people", 0, 6, 1),
    "Pay": ("pay.raise_rate", 0, 0.08, 0.0005),
    "Costs": ("overheads.rent.amount", 0, 64_000, 500),
    "Money": ("plan.opening.cash", 0, 1_200_000, 10_000),
}
# The usual code: a function of the slider values that evaluates the plan and draws the charts.
INTERACT = f"""
import ipywidgets as widgets
import matplotlib.pyplot as plt
import artplan
from artplan.report.tables.headline import figures

LEVERS = {LEVERS}
plan = artplan.load("base")

def drawn(**given):
    result = artplan.load("base", {{LEVERS[name][0]: value for name, value in given.items()}}).run()
    for name, value in figures(result).items():
        print(name, value)
    fig, (above, below) = plt.subplots(2, figsize=(7.5, 4))
    result["net_profit"].plot.bar(ax=above)
    result["cash_closing"].plot(ax=below)
    plt.show()

widgets.interact(drawn, **{{
    name: widgets.FloatSlider(plan[path].value, min=low, max=high, step=step)
    for name, (path, low, high, step) in LEVERS.items()}})
"""
# Sets `painted` to the time of the next move; returns whether the band is missing: it is being worked out.
WATCH = """(watched) => {
  const text = () => document.querySelector(watched)?.outerHTML ?? "";
  const before = text();
  window.painted = new Promise((done, failed) => {
    let start = 0;
    addEventListener("keydown", (event) => { start = event.timeStamp; }, {capture: true, once: true});
    setTimeout(() => failed(new Error("nothing changed: " + watched)), 20000);
    new MutationObserver((_, observer) => {
      if (text() === before || text() === "") return;
      observer.disconnect();
      const painted = new MessageChannel();
      painted.port1.onmessage = () => done(performance.now() - start);
      requestAnimationFrame(() => painted.port2.postMessage(0));
    }).observe(document.body, {childList: true, subtree: true, attributes: true, attributeFilter: ["src"]});
  });
  return !document.querySelector(".ap-chart polygon");
}"""
CHART, FIGURE = ".ap-chart:last-of-type", ".widget-interact img"


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ours, theirs = _folder(folder / "panel"), _folder(folder / "interact")
        _write(theirs / "notebooks/00_explore.ipynb", INTERACT)
        chromium = stack.enter_context(launched())
        panel = _opened(stack, chromium, ours, ".ap-chart")
        interact = _opened(stack, chromium, theirs, FIGURE)
        times: dict[str, list[float]] = {"panel": [], "with band": [], "interact": []}
        for number in range(ROUNDS):
            panel.bring_to_front()
            for group in LEVERS:
                _choose(panel, group)
                times["panel"] += _moved(panel, KEYS[0], 0, CHART, SHORT)
                times["with band"] += _moved(panel, KEYS[1], 0, CHART, LONG)
            interact.bring_to_front()
            for place in range(len(LEVERS)):
                times["interact"] += _moved(interact, KEYS[number % 2], place, FIGURE, SHORT)
    for name, each in times.items():
        print(f"{name:9} median {statistics.median(each):4.0f} ms, 95th percentile {_p95(each):4.0f} ms")
    faster = statistics.median(times["interact"]) / statistics.median(times["panel"])
    print(f"{faster:.1f} times faster; limits 40 and 80 ms, and 7 times")


def _moved(page: Page, key: str, handle: int, watched: str, pause: float) -> list[float]:
    """Return the times of some moves; after a long pause, only of those beside the work on the band."""
    page.locator(".noUi-handle").nth(handle).focus()
    times = []
    for _ in range(MOVES):
        working = page.evaluate(WATCH, watched)
        page.keyboard.press(key)
        took = page.evaluate("window.painted")
        if working or pause == SHORT:
            times.append(took)
        page.wait_for_timeout(pause)
    return times


def _folder(folder: Path) -> Path:
    for part in ("params", "notebooks"):
        shutil.copytree(str(shipped(part)), folder / part)
    return folder


def _write(path: Path, code: str) -> None:
    """Replace the last cell of the panel's notebook."""
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][-1]["source"] = code
    path.write_text(json.dumps(notebook), "utf-8")


def _opened(stack: ExitStack, chromium: object, folder: Path, there: str) -> Page:
    address = stack.enter_context(app(folder, "--lang", "en"))
    context = chromium.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    page: Page = context.new_page()
    page.goto(address)
    page.locator(there).first.wait_for(timeout=60_000)
    page.wait_for_timeout(3000)
    return page


def _choose(page: Page, group: str) -> None:
    page.locator(".ap-left").get_by_role("button", name=group, exact=True).click()
    page.locator(f"[data-path='{LEVERS[group][0]}']").wait_for()
    page.wait_for_timeout(1500)  # waits until all rows of the group are shown


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
