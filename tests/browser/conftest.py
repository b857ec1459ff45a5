"""A headless Chromium, Debian's own, and the site that a reader gets: two plans in each language."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from artplan.cli import main

SCENARIOS = ("base", "growth")


@contextmanager
def launched() -> Iterator:
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=as_root)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium():
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session", params=["zh", "en"])
def site(request, tmp_path_factory) -> Path:
    """outputs/ after a run of both plans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp(request.param))
        assert main(["run", *SCENARIOS, "--lang", request.param]) == 0
        return Path.cwd() / "outputs"
