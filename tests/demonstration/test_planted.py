"""Reconciling the twin set of invented exports shows the three differences that were planted in January."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from artplan.actuals.imports import import_files
from artplan.actuals.reconcile.answer import SourceComparison
from artplan.actuals.reconcile.reconcile import reconcile
from artplan.demonstration.exports import make_exports
from tests.shop import SHIPPED

# Ad reports are Tmall's, invoices those of all platforms; the ledger's pay has contributions beside it.
BESIDE = {"advertising_spend", "payroll"}


def differing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]
) -> dict[str, SourceComparison]:
    """January's comparisons that do not agree, by name."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    monkeypatch.chdir(folder)
    for month in ("2027-01", "2027-02"):
        import_files(sorted(Path("exports", month).iterdir()), month)
    compared = reconcile("2027-01").compared
    return {each.name: each for each in compared if each.difference and each.name not in BESIDE}


def test_the_clean_set_agrees_to_the_cent(files, tmp_path, monkeypatch):
    assert differing(tmp_path, monkeypatch, files) == {}


def test_the_planted_differences_are_found_with_their_sizes(tmp_path, monkeypatch):
    shown = differing(tmp_path, monkeypatch, make_exports(SHIPPED, planted=True))
    missing, doubled, early = Decimal("330.00"), Decimal("16.50"), Decimal("1060.00") / Decimal("1.06")
    assert {name: each.difference for name, each in shown.items()} == {
        "sale_by_order": missing,
        "alipay_movement": doubled - missing,
        "alipay_balance": doubled - missing,
        "advertising_cost": early,
    }
    assert [cause.name for cause in shown["sale_by_order"].causes] == ["only_in_bill"]
    assert [cause.name for cause in shown["advertising_cost"].causes] == ["booked_before"]
