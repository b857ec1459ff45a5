"""The shipped files read the same without libyaml: its loader takes what the one in pure Python refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from artplan.plan.written.shipped import shipped

FILES = sorted(shipped("params").rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_loaders_read_the_same(path: Path) -> None:
    fast = pytest.importorskip("yaml.cyaml").CSafeLoader
    written = path.read_text("utf-8")
    assert yaml.load(written, yaml.SafeLoader) == yaml.load(written, fast)
