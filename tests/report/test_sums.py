"""Sums that the report lays out in rows hold every term of the line they add up to, and no other."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from artplan.engine.additive import parts_of
from artplan.model import model
from artplan.report.tables.money import CASH_IN, CASH_OUT
from artplan.report.tables.post_costs import PAY_LINES

MIRRORS = {"pay_by_parts": PAY_LINES.values(), "receipts_total": CASH_IN, "payments_total": CASH_OUT}
OPENED = ("debt_service",)  # shown by its own terms


@pytest.mark.parametrize(("line", "shown"), MIRRORS.items(), ids=list(MIRRORS))
def test_the_rows_are_the_terms_of_their_line(line: str, shown: Iterable[str]):
    told, rows = dict(parts_of(model(), line)), set(shown)
    for name in told.keys() & set(OPENED):
        told = {**told, **dict(parts_of(model(), name))}
        del told[name]
    assert set(told.values()) == {1}
    assert not told.keys() - rows, f"left out of {line}: {sorted(told.keys() - rows)}"
    assert not rows - told.keys(), f"not in {line}: {sorted(rows - told.keys())}"
