"""A folder to run in, with small notebooks and a small plan of its own, and workers that are kept.

The runs are about files, workers and faults; the plan that comes with the package would make each of them
take ten seconds more, most of it for the workbook.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from artplan.pipeline import make
from artplan.pipeline.job import usual
from artplan.pipeline.jobs.crew import Crew
from artplan.pipeline.state import How

PARAMETERS = 'scenario = "base"\noverrides = {}\nlang = "zh"\nout = ""'

SMALL = Path(__file__).parent / "small"

Write = Callable[..., Path]
Crews = Callable[[int, str], Crew]


def cell(source: str, *tags: str) -> dict:
    return {
        "cell_type": "code",
        "id": f"c{abs(hash(source)) % 10**8}",
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shop")


@pytest.fixture
def folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same place for every test, emptied first, so that workers who started there can be kept."""
    for each in place.iterdir():
        shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
    shutil.copytree(SMALL, place / "params")
    monkeypatch.chdir(place)
    return place


@pytest.fixture(scope="session")
def crews() -> Iterator[Crews]:
    """crews(2, "copied") -> two workers; each crew is started once, in `folder`, and serves test after test.

    A worker imports for seconds before it runs a small notebook in a blink.
    """
    known: dict[tuple[int, str], Crew] = {}
    with contextlib.ExitStack() as stack:

        def crew(count: int, kernels: str) -> Crew:
            if (count, kernels) not in known:
                known[count, kernels] = stack.enter_context(Crew(count, kernels))
            return known[count, kernels]

        yield crew


@pytest.fixture
def kept_workers(folder: Path, crews: Crews, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs hand their jobs to a crew that is there already, as `artplan run --watch` does."""

    def workers_of(how: How) -> contextlib.nullcontext:
        return contextlib.nullcontext(crews(how.jobs or make.cores(), how.kernels or usual()).done)

    monkeypatch.setattr(make, "workers_of", workers_of)


@pytest.fixture
def notebook(folder: Path) -> Write:
    """Writes notebooks/NAME.ipynb with the given cells behind the parameters."""

    def write(name: str, *sources: str, parameters: str = PARAMETERS) -> Path:
        path = folder / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        cells = [cell(parameters, "parameters"), *map(cell, sources)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        text = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(text), encoding="utf-8")
        return path

    return write
