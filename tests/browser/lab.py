"""`artplan lab` in a browser: a notebook opened in JupyterLab, all its cells run."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

SECONDS = 120  # to start, and for all cells of a notebook
OPTIONS = ["--no-browser", "--port=0", "--ServerApp.log_level=ERROR"]


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """The address of JupyterLab's server with its token; `{}` is what to open, alone."""
    as_root = ["--allow-root"] if os.geteuid() == 0 else []
    command = [sys.executable, "-m", "artplan", "lab", "--", *OPTIONS, *as_root]
    places = {
        f"JUPYTER_{name}_DIR": str(folder / ".jupyter" / name.lower()) for name in ("RUNTIME", "CONFIG")
    }
    environment = {**os.environ, **places, "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".jupyter/workspaces")}
    _without_news(folder / ".jupyter/config/labconfig")
    server = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)
    try:
        about = _told(Path(places["JUPYTER_RUNTIME_DIR"]))
        yield f"{about['url']}lab/tree/{{}}?reset&token={about['token']}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # the command and the server it started
        server.wait()


def _without_news(settings: Path) -> None:
    """No question before the notebook, and no network."""
    settings.mkdir(parents=True)
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    (settings / "default_setting_overrides.json").write_text(json.dumps(quiet), "utf-8")


def _told(folder: Path) -> dict[str, str]:
    """What the server writes of itself once it listens."""
    for _ in range(SECONDS * 10):
        for path in folder.glob("jpserver-*.json"):
            try:
                return json.loads(path.read_text("utf-8"))
            except ValueError:  # half written
                pass
        time.sleep(0.1)
    raise TimeoutError("JupyterLab did not start")


def run_all(page: Page, address: str, notebook: str) -> None:
    """Opens the notebook, such as notebooks/01_overview.ipynb, runs its cells and waits for the last."""
    page.goto(address.format(notebook))
    ready = page.locator("#jp-main-statusbar").get_by_text("| Idle")  # earlier, cells are run by no kernel
    expect(ready).to_be_visible(timeout=SECONDS * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    last = page.locator(".jp-CodeCell .jp-InputPrompt").last
    expect(last).to_have_text(re.compile(r"\[\d+\]:"), timeout=SECONDS * 1000)
