"""How well frozen versions forecast what then happened, by line and by the months that they looked ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from artplan.plan.written.calendar import number
from artplan.study.variance.variance import LINES, Amounts, statement_of
from artplan.versions.answer import FrozenVersion, LineAccuracy

CENT = 0.01  # a month below has no percentage


def accuracy(versions: Sequence[FrozenVersion], actuals: Mapping[str, Amounts]) -> tuple[LineAccuracy, ...]:
    """Compare the months of versions with actuals, from net revenue to net profit.

    actuals: by closed month its amounts by line, in CNY. A month before that of the freezing is no forecast
    and is left out; the month of the freezing itself has a lead of 0.
    """
    pairs: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for month, amounts in sorted(actuals.items()):
        happened = statement_of(amounts)
        for version in versions:
            lead = number(month) - number(version.card.day[:7])
            if lead < 0 or month not in version.card.months:
                continue
            for line in LINES:
                forecast = version.figures.get(line, {}).get(month, 0.0)
                if forecast or happened[line]:
                    pairs.setdefault((line, lead), []).append((forecast, happened[line]))
    order = list(LINES)
    return tuple(
        _accuracy(line, lead, pairs[line, lead])
        for line, lead in sorted(pairs, key=lambda each: (order.index(each[0]), each[1]))
    )


def _accuracy(line: str, lead: int, pairs: list[tuple[float, float]]) -> LineAccuracy:
    rates = [(forecast - actual) / abs(actual) for forecast, actual in pairs if abs(actual) >= CENT]
    return LineAccuracy(
        line,
        lead,
        len(pairs),
        fmean(map(abs, rates)) if rates else None,
        fmean(rates) if rates else None,
        fmean(forecast - actual for forecast, actual in pairs),
    )
