"""A very small plan in a folder of its own: one department, post, position, storefront and channel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from artplan.plan.plan import Plan
from artplan.plan.read.plan import read_plan
from artplan.plan.written.faults import PlanFault
from artplan.texts.message import in_language

FILES = {
    "base/plan.yaml": """\
plan:
  start: 2027-01
  months: 12
sources:
  price-list: {title: A price list}
""",
    "base/organisation.yaml": """\
departments:
  sales: {name: {zh: 销售部, en: Sales}}
posts:
  lead:
    name: {zh: 主管, en: Lead}
    department: sales
positions:
  lead_1:
    post: lead
    base_pay: 8000
""",
    "base/storefronts.yaml": """\
storefronts:
  shop:
    conversion_rate: 3%
    average_order_value: {value: 730, source: price-list}
    driven_by: spend
""",
    "base/channels.yaml": """\
channels:
  search:
    storefront: shop
    prices_by: click
    cost_per_click: {value: 10, source: price-list}
    spend: {2027-01: 30000, 2027-06: 60000}
""",
}


class Folder:
    """A parameter folder `params` in the working directory."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> None:
        path = self.root / "params" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.root / "params" / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} should stand once in {name}"
        self.write(name, text.replace(old, new))

    def read(self, name: str = "base", overrides: Mapping[str, Any] | None = None) -> Plan:
        return read_plan(name, overrides=overrides)

    def faults(self, name: str = "base", overrides: Mapping[str, Any] | None = None) -> str:
        """What a user is told, one fault a line; a Chinese user is told it in Chinese."""
        with pytest.raises(PlanFault) as caught:
            self.read(name, overrides)
        for fault in caught.value.faults:
            for each in (fault.fault, fault.remedy):
                assert re.search("[\u4e00-\u9fff]", in_language(each, "zh")), each
        return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    folder = Folder(tmp_path)
    for name, text in FILES.items():
        folder.write(name, text)
    return folder
