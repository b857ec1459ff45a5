"""A value without a source on which it rests whether the plan earns anything."""

from __future__ import annotations

from collections.abc import Iterator

from artplan.findings.answer import Finding
from artplan.findings.subject import Subject
from artplan.study.uncertainty.answer import Sensitivity

PROFIT = "net_profit"


def deciding(subject: Subject, placeholders: Sensitivity) -> Iterator[Finding]:
    """The heaviest placeholder, where a tenth of it turns the plan's profit into a loss."""
    table, profit = placeholders.tornado[PROFIT], float(subject.result.by_month(PROFIT).sum())
    if not len(table) or profit <= 0:
        return
    worst = table[["low", "high"]].min(axis=1)
    path = str(worst.idxmin())
    if worst[path] <= 0:
        yield Finding(
            "deciding_placeholder", profit - float(worst[path]), "profit", path, "11_uncertainty",
            amounts={"profit": float(worst[path])},
        )  # fmt: skip
