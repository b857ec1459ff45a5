"""Forecast the fiscal year: closed months as the ledger has them, then the model from its closing balances.

    answer = forecast(artplan.load("base"), {"2027-01": {...}, "2027-02": {...}, "2027-03": {...}})

The open months are worked out by the same rules as the plan, month by month, from the openings of `seam`. A
year whose months went as planned has a forecast equal to the plan. The open months may follow another
scenario (`rest`); what is uncertain about them is drawn as in `simulate`, from the same openings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from artplan.engine.arrays import Arrays
from artplan.operating import OperatingPlan
from artplan.plan.inputs.form import from_month
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.result import Result
from artplan.study import SEED
from artplan.study.forecast.answer import BalanceForecast, Forecast, LineForecast
from artplan.study.forecast.closed_months import BALANCE, PLACE, ClosedMonths
from artplan.study.forecast.follow import followed_plan
from artplan.study.forecast.outlook import CASH, PROFIT, by_month, outlook
from artplan.study.forecast.seam import Amounts
from artplan.study.variance.variance import LINES, statement_of
from artplan.texts.catalogue import LANGUAGES


def forecast(
    plan: OperatingPlan,
    actuals: Mapping[str, Amounts],
    after: str = "",
    *,
    rest: OperatingPlan | None = None,
    follow: Mapping[str, float] | None = None,
    draws: int = 0,
    seed: int = SEED,
) -> Forecast:
    """Forecast the fiscal year of the last closed month.

    actuals: by month its amounts by line, in CNY: costs and balances of sources of funds positive. after: the
    last closed month, by default the last of the actuals. rest: the plan that the open months follow, of the
    same months; by default the same. follow: by parameter, what its planned value is multiplied by in
    the open months; the plan's decisions are then held. draws: of the uncertain parameters, for the bands.

    Raises PlanFault for months without actuals, for a ledger whose balance sheet does not balance, and for a
    rest of other months.
    """
    going_on = followed_plan(rest or plan, follow) if follow else rest or plan
    closed = ClosedMonths.of(plan.run(), actuals, after)
    result, after, year, so_far = closed.planned, closed.after, closed.year, closed.so_far
    modelled = result if going_on is plan else _alike(going_on.run(), result)
    openings, placed = closed.openings(modelled)
    opened = _opened(modelled, closed.at, openings)
    cash = {month: actuals[month].get(CASH, 0.0) for month in year if month <= after}
    left = len(year) - len(cash)
    ratios = follow or {}
    return Forecast(
        after,
        year,
        _figures({month: actuals[month] for month in cash}, opened, year),
        _statement(result, so_far, opened, year, after),
        _balance(result, actuals[after], opened, year[-1]),
        _cash(result, cash, opened[CASH], year),
        placed,
        outlook(going_on, openings, closed.at, left, so_far[PROFIT], draws, seed, ratios) if draws else None,
        {line: {lang: result.label(line, lang) for lang in LANGUAGES} for line in (*LINES, *BALANCE)},
        result.plan,
        going_on.plan.name,
        dict(ratios),
    )


def _alike(rest: Result, result: Result) -> Result:
    """Return the rest. Raises PlanFault where it has other months than the plan."""
    if rest.months != result.months:
        raise PlanFault([fault_at(PLACE, rest.plan.name, "forecast.other_months")])
    return rest


def _opened(result: Result, at: int, openings: Arrays) -> dict[str, dict[str, float]]:
    """Return the statement and the balances of the open months, by line and month."""
    left = from_month(result.data, at)
    values = result.program.resume(left, openings)
    return {
        line: dict(zip(left.months, by_month(values[line], len(left.months))[:, 0].tolist(), strict=True))
        for line in (*LINES, *BALANCE)
    }


def _figures(
    closed: Mapping[str, Amounts], opened: Mapping[str, Mapping[str, float]], year: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Return every line by month: of closed months as the ledger has it, of open ones as forecast."""
    known = {month: {**amounts, **statement_of(amounts)} for month, amounts in closed.items()}
    return {
        line: {month: known[month].get(line, 0.0) if month in known else row[month] for month in year}
        for line, row in opened.items()
    }


def _statement(
    result: Result,
    so_far: Amounts,
    opened: Mapping[str, Mapping[str, float]],
    year: Sequence[str],
    after: str,
) -> tuple[LineForecast, ...]:
    """Return the lines that have an amount anywhere, and all results."""
    rows = (
        LineForecast(
            line, sign, float(result.total(line)[list(year)].sum()), so_far[line],
            sum(opened[line][month] for month in year if month > after))
        for line, sign in LINES.items()
    )  # fmt: skip
    return tuple(each for each in rows if not each.sign or any((each.budget, each.actual, each.rest)))


def _balance(
    result: Result, actual: Amounts, opened: Mapping[str, Mapping[str, float]], last: str
) -> tuple[BalanceForecast, ...]:
    rows = (
        BalanceForecast(line, actual.get(line, 0.0), float(result.total(line)[last]), opened[line][last])
        for line in BALANCE
    )
    return tuple(each for each in rows if any((each.actual, each.budget, each.forecast)))


def _cash(
    result: Result, actual: Amounts, opened: Amounts, year: Sequence[str]
) -> dict[str, tuple[float, float]]:
    budget = result.total(CASH)
    return {month: (float(budget[month]), (actual if month in actual else opened)[month]) for month in year}
