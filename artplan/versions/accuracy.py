"""How well frozen versions forecast what then happened, by line and by the months that they looked ahead.

A plan looks ahead from the month in which it was frozen, a forecast from its last closed month: what the
ledger knew by then is no forecast, on whatever day it was frozen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from artplan.plan.written.calendar import number
from artplan.study.variance.variance import LINES, Amounts, statement_of
from artplan.versions.answer import (
    FORECAST,
    ForecastAccuracy,
    FormerForecast,
    FormerForecasts,
    FrozenVersion,
    LineAccuracy,
    VersionCard,
)

CENT = 0.01  # a month below has no percentage
CASH, PROFIT = "cash_closing", "net_profit"
Pair = tuple[str, float, float]  # the version's id, its forecast and the actual, in CNY


def accuracy(versions: Sequence[FrozenVersion], actuals: Mapping[str, Amounts]) -> ForecastAccuracy:
    """Compare the months of versions with actuals, from net revenue to net profit.

    actuals: by closed month its amounts by line, in CNY. Months that a version does not look ahead to are
    left out; that in which a plan was frozen has a lead of 0.
    """
    pairs: dict[tuple[str, int], list[Pair]] = {}
    for month, amounts in sorted(actuals.items()):
        happened = statement_of(amounts)
        for version in versions:
            if not _looks_ahead(version.card, month):
                continue
            lead = _lead(version.card, month)
            for line in LINES:
                forecast = version.figures.get(line, {}).get(month, 0.0)
                if forecast or happened[line]:
                    pairs.setdefault((line, lead), []).append((version.card.id, forecast, happened[line]))
    order = list(LINES)
    return ForecastAccuracy(
        tuple(
            _accuracy(line, lead, pairs[line, lead])
            for line, lead in sorted(pairs, key=lambda each: (order.index(each[0]), each[1]))
        )
    )


def former_forecasts(
    versions: Sequence[FrozenVersion], actuals: Mapping[str, Amounts]
) -> FormerForecasts | None:
    """Return what frozen forecasts said of the fiscal year of the last closed month, by their last month.

    actuals: by closed month its amounts by line, in CNY. Returns None where there is no such forecast.
    """
    last = max(actuals, default="")
    of_year = [each for each in versions if each.card.kind == FORECAST and last in each.card.months]
    rows = [_former(each, actuals) for each in sorted(of_year, key=lambda each: each.card.after)]
    return FormerForecasts(rows[0].card.year(last), tuple(rows)) if rows else None


def _lead(card: VersionCard, month: str) -> int:
    return number(month) - number(card.after or card.day[:7])


def _looks_ahead(card: VersionCard, month: str) -> bool:
    return month in card.months and _lead(card, month) >= (1 if card.kind == FORECAST else 0)


def _accuracy(line: str, lead: int, pairs: Sequence[Pair]) -> LineAccuracy:
    rates = _rates(pairs)
    return LineAccuracy(
        line,
        lead,
        len(pairs),
        fmean(map(abs, rates)) if rates else None,
        fmean(rates) if rates else None,
        fmean(forecast - actual for _, forecast, actual in pairs),
        tuple(dict.fromkeys(name for name, *_ in pairs)),
    )


def _former(version: FrozenVersion, actuals: Mapping[str, Amounts]) -> FormerForecast:
    card, profit = version.card, version.figures.get(PROFIT, {})
    since = tuple(month for month in sorted(actuals) if _looks_ahead(card, month))
    pairs = [(card.id, profit.get(month, 0.0), statement_of(actuals[month])[PROFIT]) for month in since]
    rates = _rates(pairs)
    return FormerForecast(
        card,
        sum(profit.values()),
        version.figures.get(CASH, {}).get(card.months[-1], 0.0),
        since,
        sum(forecast for _, forecast, _ in pairs),
        sum(actual for *_, actual in pairs),
        fmean(map(abs, rates)) if rates else None,
    )


def _rates(pairs: Sequence[Pair]) -> list[float]:
    """Return the differences in parts of the actual, without months that have none."""
    return [(forecast - actual) / abs(actual) for _, forecast, actual in pairs if abs(actual) >= CENT]
