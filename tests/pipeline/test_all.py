"""The main job itself: all scenarios, all notebooks, twice."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pypdf
import pytest

import artplan
from artplan.cli import main
from artplan.pipeline.notebooks.sources import explores, looks_back
from artplan.plan.written import shipped
from tests.conftest import CARRIED

SCENARIOS = ["base", "cautious", "growth", "later_hiring", "without_tmall"]

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("as_shipped")]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped, "STARTER", CARRIED)
        patch.chdir(tmp_path_factory.mktemp("shop"))
        assert main(["run", "--all"]) == 0
        return Path.cwd() / "outputs"


def test_every_scenario_has_every_page(outputs: Path) -> None:
    pages = {name: sorted(page.stem for page in (outputs / name / "pages").iterdir()) for name in SCENARIOS}
    stored = (Path(artplan.__file__).parents[1] / "notebooks").glob("*.ipynb")
    assert pages["base"] == sorted(path.stem for path in stored if not (explores(path) or looks_back(path)))
    assert all(pages[name] == pages["base"] for name in SCENARIOS)
    assert sorted(path.name for path in outputs.iterdir()) == sorted([*SCENARIOS, "index.html"])


def test_every_link_leads_somewhere(outputs: Path) -> None:
    for page in outputs.rglob("*.html"):
        for link in re.findall(r'href="([^"#]+)', page.read_text("utf-8")):
            assert link.startswith("data:") or (page.parent / link).exists(), (page, link)


def test_no_page_asks_the_network_and_none_tells_of_this_machine(outputs: Path) -> None:
    for page in outputs.rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"""(src|href)=["'](https?:)?//|@import|url\(["']?https?:""", text), page
    machine = (outputs.parent, Path(artplan.__file__).parents[1], Path.home())
    for file in outputs.rglob("*"):
        if file.suffix in (".html", ".ipynb", ".json", ".yaml", ".csv", ".svg"):
            text = file.read_text("utf-8")
            assert not [place for place in machine if str(place) in text], file
    for workbook in outputs.rglob("*.xlsx"):
        with zipfile.ZipFile(workbook) as parts:
            text = "".join(parts.read(name).decode("utf-8") for name in parts.namelist())
        assert not [place for place in machine if str(place) in text], workbook


def test_a_second_run_gives_the_same_bytes(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(outputs.parent)
    first = contents(outputs)
    assert main(["run", "growth", "base", "--jobs", "1", "--fresh"]) == 0
    second = contents(outputs)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()
    former = json.loads((outputs / "growth" / "manifest.json").read_text("utf-8"))
    assert former["former"]["headline"] == former["headline"]


def test_the_whole_plan_as_one_pdf_comes_and_goes_with_its_option(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(outputs.parent)
    book = outputs / "cautious" / "plan.pdf"
    assert main(["run", "cautious", "--pdf"]) == 0
    pages = [page.extract_text() for page in pypdf.PdfReader(book).pages]
    assert len(pages) > 20 and "经营总览" in pages[1] and any("人员" in page for page in pages)
    first = book.read_bytes()
    assert main(["run", "cautious", "--pdf", "--fresh"]) == 0
    assert book.read_bytes() == first
    assert main(["run", "cautious"]) == 0
    assert not book.exists()


def contents(outputs: Path) -> dict[str, bytes]:
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in sorted(outputs.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", "index.html")
    }
