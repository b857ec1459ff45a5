"""A notebook as a planner opens it in JupyterLab."""

import shutil

import pytest
from playwright.sync_api import expect

from artplan.plan.written.shipped import shipped
from tests.browser.lab import lab, run_all


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    shutil.copytree(shipped("notebooks"), folder / "notebooks")
    with lab(folder) as address:
        yield address


def test_the_overview_runs_in_jupyterlab_and_shows_tables_and_charts(chromium, address):
    page = chromium.new_page()
    run_all(page, address, "notebooks/01_overview.ipynb")
    output = page.locator(".jp-OutputArea-output")
    expect(output.locator("table").first).to_be_visible()
    expect(output.locator("img[src^='data:image/svg+xml']").first).to_be_visible()
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    page.close()
