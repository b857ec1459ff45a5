"""A plan saved with its decisions held is read back as that plan."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import artplan
from artplan.cli import main
from tests.shop import SHOP

PARAMS = SHOP


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(PARAMS, tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "params"


def test_it_is_a_scenario_like_any_other(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change = "storefronts.pc_store.average_order_value=800"
    assert main(["commit", "-s", "growth", "--name", "budget", "--set", change]) == 0
    assert capsys.readouterr().out.strip().endswith("params/scenarios/budget.yaml")
    planned = artplan.load("growth", {"storefronts.pc_store.average_order_value": 800}).run()
    saved = artplan.load("budget").run()
    for line in ("gross_sales_total", "net_profit", "cash_closing", "headcount_total"):
        assert np.allclose(saved.array(line), planned.array(line), rtol=1e-9)


def test_an_existing_scenario_is_not_replaced(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commit", "--name", "growth", "--lang", "en"]) == 2
    assert "growth.yaml" in capsys.readouterr().err


def test_a_plan_that_follows_no_target_has_nothing_to_hold(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["commit", "-s", "cases/social_insurance_shanghai_2023", "--name", "held", "--lang", "en"]) == 0
    )
    assert "nothing to hold" in capsys.readouterr().err
    assert not (own / "scenarios" / "held.yaml").exists()
