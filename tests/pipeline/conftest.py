"""A folder to run in, with small notebooks and a small plan of its own.

The runs are about files, workers and faults; the plan that comes with the package would make each of them
take ten seconds more, most of it for the workbook.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PARAMETERS = 'scenario = "base"\noverrides = {}\nlang = "zh"\nout = ""'

SMALL = Path(__file__).parent / "small"

Write = Callable[..., Path]


def cell(source: str, *tags: str) -> dict:
    return {
        "cell_type": "code",
        "id": f"c{abs(hash(source)) % 10**8}",
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SMALL, tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
