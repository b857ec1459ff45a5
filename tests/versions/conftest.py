"""A folder of its own for every test of versions, with a plan in which something can be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.shop import SHOP


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SHOP, tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path
