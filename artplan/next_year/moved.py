"""What repeats, moved by a year: numbers by month, campaigns with their days, the season's base.

What the old plan says of a month of the new one holds there. Beyond it, running amounts of a month (spend,
visits, targets of the month), and values that rise and fall within the year, are those of the month a year
earlier. A value that only rises or only falls (prices, rates, heads) is as at the end. Amounts that fall in
single months do not repeat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from artplan.next_year.answer import Settings, Transition
from artplan.next_year.noted import Noted
from artplan.plan.leaf.leaf import MONTHS_OF_YEAR, Leaf, LeafSpec, is_card
from artplan.plan.read.yaml_edit import Keys
from artplan.plan.schema.campaigns import ANCHOR, Campaign
from artplan.plan.schema.paths import follow
from artplan.plan.schema.root import Sections
from artplan.plan.written.calendar import day_of_next_year, from_number, horizon, is_month, month_of, number
from artplan.study.forecast.year_end import YearEnd

YEAR = 12
Number = float | dict[str, float]


def moved(end: YearEnd, noted: Noted) -> Transition:
    """Return the settings of the months of the new plan."""
    plan = end.result.plan
    months = horizon(end.next, max(YEAR, len(plan.months)))
    result = Transition({("plan", "start"): end.next, ("plan", "months"): len(months)})
    result |= Transition(
        {}, frozenset(("plan", "days", day) for day in plan.sections.plan.days if day < end.next)
    )
    for path, leaf in plan.leaves.items():
        result |= _of_leaf(tuple(path.split(".")), leaf, plan.months, months)
    return result | _season(end, noted) | _campaigns(end, noted)


def _of_leaf(path: Keys, leaf: Leaf, old: Sequence[str], new: Sequence[str]) -> Transition:
    spec = follow(Sections, path)[-1].spec
    table = leaf.written.get("value") if is_card(leaf.written) else leaf.written
    if spec is None or leaf.by != "month" or not isinstance(table, dict):
        return Transition()
    times = MONTHS_OF_YEAR if leaf.by_year else 1
    values = [times * _value(leaf, spec, month, old) for month in new]
    if not any(values):
        return Transition({}, frozenset({path})) if spec.one_off else Transition({path: 0})
    return Transition({path: _written(values, new, by_month=is_month(next(iter(table))), blank=spec.blank)})


def _value(leaf: Leaf, spec: LeafSpec, month: str, old: Sequence[str]) -> float:
    if month in old:
        return leaf.at(old.index(month))
    if spec.one_off:
        return 0.0
    if spec.blank is None and not _turns(leaf.values):
        return leaf.at(len(old) - 1)
    before = from_number(number(month) - YEAR)
    return _value(leaf, spec, before, old) if before >= old[0] else leaf.at(0)


def _turns(values: Sequence[float]) -> bool:
    """Return whether the values both rise and fall."""
    pairs = list(pairwise(values))
    return any(b > a for a, b in pairs) and any(b < a for a, b in pairs)


def _written(values: Sequence[float], months: Sequence[str], by_month: bool, blank: float | None) -> Number:
    """Return the values by month or from a day on, as the old file has it; one that never changes as such."""
    if len(set(values)) == 1 and not by_month:
        return values[0]
    if by_month:
        pairs = zip(months, values, strict=True)
        return {month: value for month, value in pairs if blank is None or value != blank}
    steps = [at for at in range(len(values)) if at == 0 or values[at] != values[at - 1]]
    return {f"{months[at]}-01": values[at] for at in steps}


def _season(end: YearEnd, noted: Noted) -> Transition:
    """Return this year's sales as the next one's last year, where the plan goes by those."""
    season = end.result.plan.sections.season
    if not season.last_year_sales.given:
        return Transition()
    sales = end.values["gross_sales_total"]
    by_month = {
        str(int(month[5:])): round(float(each), 2) for month, each in zip(end.months, sales, strict=True)
    }
    path = ("season", "last_year_sales")
    card = {"value": by_month, "unit": "CNY", "note": noted.note}
    changes: Settings = {path: card} if sales.any() and len(by_month) == YEAR else {}
    if season.last_year is not None:
        changes["season", "last_year"] = int(end.last[:4])
    days = frozenset({("season", "last_year_days")} if season.last_year_days else ())
    return Transition(changes, days)


def _campaigns(end: YearEnd, noted: Noted) -> Transition:
    """Return campaigns of the year a year later, unless the old plan has its own campaigns then."""
    plan, result = end.result.plan, Transition()
    data: Mapping[str, Any] = plan.written.data if plan.written else {}
    sales = dict(
        zip(end.result.members["campaign"], end.values["gross_sales"].sum(axis=-1).tolist(), strict=True)
    )
    for name, campaign in plan.sections.campaigns.items():
        path = ("campaigns", name)
        if month_of(campaign.end) >= end.next:
            continue
        if month_of(day_of_next_year(campaign.start)) in plan.months:
            result |= Transition({}, frozenset({path}))
            continue
        result |= Transition(_dates(path, campaign, data["campaigns"][name]))
        if campaign.last_year_sales.given:
            own = (*path, "last_year_sales")
            result |= Transition({own: noted.card(own, sales[name])})
    return result


def _dates(path: Keys, campaign: Campaign, written: Mapping[str, Any]) -> Settings:
    """Return the campaign's days a year later; a day that hangs on a festival moves with it."""
    changes: Settings = {}
    for key in ("start", "end", "balance_due"):
        anchor = ANCHOR.fullmatch(str(written.get(key, "")))
        if anchor is None and key in written:
            changes[*path, key] = day_of_next_year(getattr(campaign, key)).isoformat()
        elif anchor is not None and anchor["year"]:
            changes[*path, key] = written[key].replace(anchor["year"], str(int(anchor["year"]) + 1))
    for key in ("day_weights", "day_shares"):
        days = getattr(campaign, key)
        if days:
            changes[*path, key] = {
                day_of_next_year(date.fromisoformat(day)).isoformat(): each for day, each in days.items()
            }
    return changes
