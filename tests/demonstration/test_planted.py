"""Reconciling the twin set of invented exports shows the three differences that were planted in January."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from artplan.actuals.imports import import_files
from artplan.actuals.reconcile.answer import Reconciliation, SourceComparison
from artplan.actuals.reconcile.reconcile import reconcile

BESIDE = {"payroll"}  # the ledger's pay has contributions beside it


def january(folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]) -> Reconciliation:
    """January of the set, reconciled without the months beside it."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    monkeypatch.chdir(folder)
    import_files(sorted(Path("exports", "2027-01").iterdir()), "2027-01")
    return reconcile("2027-01")


def differing(answer: Reconciliation) -> dict[str, SourceComparison]:
    """The comparisons that do not agree, by name."""
    return {each.name: each for each in answer.compared if each.difference and each.name not in BESIDE}


def test_the_clean_set_agrees_to_the_cent_and_its_bridge_reaches_the_revenue(files, tmp_path, monkeypatch):
    answer = january(tmp_path, monkeypatch, files)
    assert differing(answer) == {} and answer.uncompared == ()
    assert {each.left.source for each in answer.compared} == {
        *("tmall_orders", "wechat_shop_orders", "douyin_orders", "tmall_account", "alipay", "wechat_shop"),
        *("douyin", "xiaohongshu", "wechat_pay", "bank", "wanxiang", "tencent_ads", "qianchuan", "juguang"),
        *("invoices", "payroll"),
    }
    bridge = answer.bridge
    assert bridge is not None and bridge.unexplained == 0 and bridge.lacking == ()
    assert bridge.revenue.accounts == ("5001 主营业务收入",)
    assert [each.source for each in bridge.steps if each.name == "paid"] == [
        *("sycm_shop", "wechat_shop_analytics", "douyin_analytics", "xiaohongshu_analytics", "wechat_trades"),
    ]


def test_the_planted_differences_are_found_with_their_sizes(planted_files, tmp_path, monkeypatch):
    shown = differing(january(tmp_path, monkeypatch, planted_files))
    missing, doubled, early = Decimal("330.00"), Decimal("16.50"), Decimal("1060.00") / Decimal("1.06")
    assert {name: each.difference for name, each in shown.items()} == {
        "sale_by_order": missing,
        "alipay_movement": doubled - missing,
        "alipay_balance": doubled - missing,
        "advertising_spend": -Decimal("1060.00"),
        "advertising_cost": early,
    }
    assert [cause.name for cause in shown["sale_by_order"].causes] == ["only_in_bill"]
    assert [cause.name for cause in shown["advertising_cost"].causes] == ["booked_before"]
