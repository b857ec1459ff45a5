"""`artplan curve`: from exported orders to settings that the plan accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import artplan
from artplan.cli import main
from artplan.plan.written.calendar import horizon

MONTHS = horizon("2025-01", 15)
BASE = ["curve", "orders.csv", "--storefront", "pc_store"]


@pytest.fixture(autouse=True)
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """40 customers of January 2025; four of them order a month later, two after 13 months, one never paid."""
    monkeypatch.chdir(tmp_path)
    bought = [*((at, 0) for at in range(40)), *((at, 1) for at in range(4)), (0, 13), (1, 13), (2, 14)]
    rows = [f"{at},tb_{buyer},{MONTHS[month]}-05 10:00" for at, (buyer, month) in enumerate(bought)]
    text = "\n".join(["订单编号,买家会员名,订单付款时间", *rows, "99,tb_0,"])
    Path("orders.csv").write_text(text, "gb18030")


def shown(capsys: pytest.CaptureFixture, *more: str) -> str:
    assert main([*BASE, *more]) == 0
    return capsys.readouterr().out


def test_the_table_says_what_it_rests_on(capsys: pytest.CaptureFixture):
    text = shown(capsys, "--lang", "en", "--set", "storefronts.pc_store.customer_lapse_rate=0")
    assert "2025-01 to 2026-03, 47 paid orders of 40 customers; left out: 1 unpaid rows" in text
    row = next(line.split() for line in text.splitlines() if line.startswith("1 "))
    factor = 0.85 * 0.6 + 0.12 * 2 + 0.03 * 8  # of the base plan's tiers
    assert row[1:5] == ["40", "40", "4", f"{4 / 40 / factor:.4f}"]
    assert "Months without any order (is a file missing?): 2025-03, 2025-04, 2025-05" in text
    assert "those who bought before count as new" in text


def test_chinese_says_it_too(capsys: pytest.CaptureFixture):
    text = shown(capsys, "--lang", "zh")
    assert "读入 1 个文件：2025-01 至 2026-03，已付款订单 47 笔，客户 40 人" in text
    assert "13 及以上" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_plan_accepts_the_snippet(lang: str, capsys: pytest.CaptureFixture):
    text = shown(capsys, "--lang", lang)
    pasted = yaml.safe_load(text[text.index("sources:") :])
    stated = json.loads(shown(capsys, "--json", "--lang", lang))
    named = {
        f"{section}.{name}": each for section, entries in pasted.items() for name, each in entries.items()
    }
    curve = {f"storefronts.pc_store.{name}": each for name, each in named.pop("storefronts.pc_store").items()}
    for settings in ({**named, **curve}, stated["settings"]):
        plan = artplan.load("base", settings)
        for age in stated["ages"][:12]:
            leaf = plan[f"storefronts.pc_store.repeat_curve.{age['age']}"]
            assert leaf.value == pytest.approx(age["rate"], rel=1e-3) and not leaf.placeholder
        flat = plan["storefronts.pc_store.repeat_rate"].value
        assert flat == pytest.approx(stated["ages"][12]["rate"], rel=1e-3)


def test_json_holds_settings_and_counts(capsys: pytest.CaptureFixture):
    stated = json.loads(shown(capsys, "--json", "--until", "2025-03", "-s", "growth"))
    assert (stated["scenario"], stated["last"], stated["after"]) == ("growth", "2025-03", 3)
    assert [age["orders"] for age in stated["ages"]] == [4, 0]
    assert list(stated["settings"]) == [
        "sources.pc_store-orders-2025-03",
        "storefronts.pc_store.repeat_curve",
    ]
    assert set(stated["settings"]["storefronts.pc_store.repeat_curve"]) == {"1", "2"}


def test_no_buyer_is_ever_printed(capsys: pytest.CaptureFixture):
    for more in (["--lang", "zh"], ["--lang", "en"], ["--json"]):
        assert "tb_" not in shown(capsys, *more)
    main([*BASE, "--paid", "买家会员名"])
    assert "tb_" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--storefront", "pc_stor"], "--storefront pc_stor | no such storefront | did you mean pc_store?"),
        (["--since", "2025"], "--since 2025 | is no month | write it as 2027-01"),
        (["--until", "2026-04"], "--until 2026-04 | is after the last order | give 2026-03 at the latest"),
        (
            ["--buyer", "ID"],
            "orders.csv:1 ID | no column of buyers | name it with --buyer; there are: 订单编号",
        ),
    ],
)
def test_mistakes_exit_with_2(more: list[str], message: str, capsys: pytest.CaptureFixture):
    assert main([*BASE, *more, "--lang", "en"]) == 2
    assert message in capsys.readouterr().err
