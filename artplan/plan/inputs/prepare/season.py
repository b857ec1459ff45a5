"""Last year's January and February compared with this year's by distance from the Spring Festival.

A day corresponds to the day of last year at the same distance from the festival. A day whose counterpart lies
outside last year's January and February counts as an average day of its own month.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.inputs.form import Input, indices, rows, squeezed
from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import festival
from artplan.plan.schema.season import Season
from artplan.plan.written import calendar

FESTIVAL_MONTHS = ("01", "02")

INPUTS = (
    Input("is_festival_month", "1", ("base_month",), "春节相邻月份", "Around the Spring Festival", "last"),
    Input(
        *("lunar_weight", "1", ("base_month", "festival_month"), "按农历归月比例", "Lunar weight", "last"),
        "What part of last year's month falls to this year's: day by day from the festival, or by name.",
    ),
)
Weights = dict[tuple[int, int], float]  # keyed by (last year's month, this year's month)


def arrays(plan: Plan) -> dict[str, Numbers]:
    season = plan.sections.season
    last_year = season.last_year or int(plan.months[0][:4]) - 1
    shares = day_shares(season, last_year)

    @cache
    def of_year(year: int) -> Weights:
        return weights(shares, last_year, year) if season.compare == "lunar" else {(1, 1): 1.0, (2, 2): 1.0}

    result = np.zeros((12, 2, len(plan.months), 1))
    for place, month in enumerate(plan.months):
        for (then, now), weight in of_year(int(month[:4])).items():
            result[now - 1, then - 1, place] = weight
    return {
        "is_festival_month": rows([(float(month <= 2),) for month in range(1, 13)], 1),
        "lunar_weight": squeezed(result),
    }


def groupings() -> dict[tuple[str, str], Indices]:
    return {("festival_month", "base_month"): indices([0, 1])}


def day_shares(season: Season, year: int) -> dict[date, float]:
    """Return each day's share of its January or February, from last year's daily sales, else equal shares."""
    result = {}
    for month in (f"{year}-01", f"{year}-02"):
        days = calendar.each_day(calendar.first_day(month), calendar.last_day(month))
        sold = [season.last_year_days.get(day.isoformat(), 0.0) for day in days]
        alike = not any(sold)
        for day, amount in zip(days, sold, strict=True):
            result[day] = 1 / len(days) if alike else amount / sum(sold)
    return result


def weights(shares: dict[date, float], last_year: int, year: int) -> Weights:
    """Return the share of last year's January and February that falls in this year's."""
    moved = festival("spring_festival", last_year) - festival("spring_festival", year)
    result = {(then, now): 0.0 for then in (1, 2) for now in (1, 2)}
    for month in (f"{year}-01", f"{year}-02"):
        now = calendar.calendar_month(month)
        for day in calendar.each_day(calendar.first_day(month), calendar.last_day(month)):
            twin = day + moved
            if twin in shares:
                result[twin.month, now] += shares[twin]
            else:
                result[now, now] += 1 / calendar.days_in(f"{last_year}-{month[5:]}")
    return result
