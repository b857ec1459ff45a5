"""The panel's menu shows the names of scenarios and opens them by what commands call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from artplan.app.panel import Panel

OPTIONS = {
    "zh": (("基准方案", "base"), ("双11冲刺", "double11"), ("增长", "growth"), ("精简", "lean")),
    "en": (("Base plan", "base"), ("Double 11 push", "double11"), ("Growth", "growth"), ("Lean", "lean")),
}


@pytest.mark.parametrize("lang", OPTIONS)
def test_the_menu_of_scenarios(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    panel = Panel("growth", lang)
    (shown,) = [each for each in panel.root.children[1].children[0].children if hasattr(each, "options")]
    assert shown.options == OPTIONS[lang]
    shown.value = "lean"
    assert panel.session.scenario == "lean" and panel.session.command() == "artplan run lean"
