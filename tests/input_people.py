"""Random people in all the forms a file may take: seats that come and go, bands with gaps, scorecards."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from artplan.plan.written.calendar import first_day
from tests.plan_forms import Sections, Within, any_of, numbers, one_of, percents, shares

STATUTORY = Path(__file__).parents[1] / "params" / "statutory"
CITIES = ("hangzhou", "shanghai", "chengdu", "shenzhen", "beijing", "guangzhou")  # each has a pension


@st.composite
def changes(draw: st.DrawFn, within: Within, own: date | None) -> Sections:
    """On the firsts of months, inside months, several in one, on the first day in post, out of the plan."""
    first = st.sampled_from(within.months).map(first_day)
    near = st.builds(lambda day, more: day + timedelta(days=more), first, st.integers(0, 5))
    days = st.one_of(first, near, near, within.days, st.just(own or first_day(within.months[0])))
    what = any_of(
        post=one_of("lead", "agent"),
        commission=one_of("team", "lead"),
        base_pay=within.running(numbers, "CNY/person"),
        full_time_share=within.varying(percents),
        performance_pay_share=percents,
        performance_rate=within.varying(shares),
        commission_sales_share=shares,
        employment=one_of("full_time", "service", "retired"),
        city=one_of(*CITIES, "none"),
    )
    return draw(st.dictionaries(days.map(lambda day: day.isoformat()), what, max_size=4))


@st.composite
def positions(draw: st.DrawFn, within: Within) -> Sections:
    start, end = sorted([draw(within.days), draw(within.days)])
    dates = draw(st.sampled_from([{}, {"start": start}, {"end": end}, {"start": start, "end": end}]))
    own: dict[str, st.SearchStrategy[Any]] = {
        "employment": one_of("full_time", "part_time", "intern"),
        "people": within.varying(st.integers(0, 3)),
        "contribution_pay": within.running(numbers, "CNY/person"),
        "thirteenth_month_earned": numbers,
        "raise_rate": within.varying(shares),
        "probation_pay_share": percents,
        "thirteenth_month_share": numbers,
        "severance": one_of("entered", "by_service"),
        "average_wage": within.running(numbers, "CNY/person"),
        "leaver_rate": within.varying(percents),
        "backfill_months": st.integers(0, 11),
        "ramp_months": st.integers(0, 12),
        "commission": one_of("team", "lead"),
        "sized_by": any_of(
            orders_per_head=within.running(numbers, "order/person"),
            on=one_of("average", "peak"),
            rounding=one_of("up", "nearest", "down", "none"),
            held=within.varying(numbers),
        ),
    }
    long_ago = st.dates(date(1999, 1, 1), start).map(lambda day: day.isoformat())
    if "start" in dates:
        own |= {"probation_months": st.integers(0, 6), "service_since": long_ago}
    row = {
        "post": draw(one_of("lead", "agent")),
        **({} if "start" in dates else {"service_since": draw(long_ago)}),
        "base_pay": draw(within.running(numbers, "CNY/person")),
        "changes": draw(changes(within, dates.get("start"))),
        **{key: day.isoformat() for key, day in dates.items()},
        **draw(any_of(**own)),
    }
    for day, change in row["changes"].items():
        for name in [name for name in change if _dated(row.get(name), day)]:
            del change[name]
    return row


def _dated(raw: object, day: str) -> bool:
    """Whether the row's own table gives the day too, which is a fault."""
    table = raw["value"] if isinstance(raw, dict) and "value" in raw else raw
    return isinstance(table, dict) and day in table


def pay(within: Within) -> st.SearchStrategy[Sections]:
    return any_of(
        period_first_day=st.integers(1, 28),
        severance=one_of("entered", "by_service"),
        average_wage=within.running(numbers, "CNY/person"),
        raise_rate=within.varying(shares),
        raise_month=st.integers(1, 12),
        probation_months=st.integers(0, 6),
        backfill_months=st.integers(0, 11),
        leaver_rate=one_of(0, "2%"),
        thirteenth_month=one_of("accrued", "when_paid"),
        thirteenth_month_paid_in=st.integers(1, 12),
        thirteenth_month_covers=one_of("with_own_month", "until_last_month"),
        high_temperature_allowance=within.running(numbers, "CNY/person"),
        high_temperature_months=st.lists(st.integers(1, 12), max_size=12),
        high_temperature_posts=st.lists(one_of("lead", "agent"), max_size=2),
        union_fee_rate=within.varying(shares),
        welfare_rate=within.varying(shares),
        wage_tax_by=one_of("earned", "paid"),
        wage_tax=one_of("cumulative", "none"),
    )


def schemes(sections: Sections) -> list[str]:
    """All schemes of the cities in which the plan's people are."""
    rows = [sections["contributions"], *sections["positions"].values()]
    changes = [change for row in rows for change in row.get("changes", {}).values()]
    cities = {each["city"] for each in (*rows, *changes) if each.get("city", "none") != "none"}
    return sorted({name for city in cities for table in tables(city) for name in table["schemes"]})


@cache
def tables(city: str) -> list[Sections]:
    return list(yaml.safe_load((STATUTORY / f"{city}.yaml").read_text(encoding="utf-8"))["tables"])


@st.composite
def contributions(draw: st.DrawFn, within: Within) -> Sections:
    city = draw(one_of(*CITIES, "none"))
    rates = st.just({"pension": draw(within.varying(percents))} if city in CITIES else {})
    return {
        "city": city,
        **draw(
            any_of(
                cut_off_day=st.integers(1, 31),
                reset_month=st.integers(1, 12),
                employer_rates=rates,
                employee_rates=rates,
                base=one_of("entered", "current", "last_year_average"),
                staff_last_year=numbers,
            )
        ),
    }


@st.composite
def commissions(draw: st.DrawFn, within: Within) -> Sections:
    bands = draw(one_of("sales", "attainment"))
    part = "_share" if bands == "attainment" else ""
    edges = sorted(draw(st.lists(numbers, min_size=5, max_size=5)))
    tiers: list[Sections] = [{f"floor{part}": edges[0], "rate": draw(within.varying(shares))}]
    for low, high in ((edges[1], edges[2]), (edges[3], edges[4])):
        tiers.append({f"floor{part}": low, f"ceiling{part}": high, "rate": draw(shares)})
    if draw(st.booleans()):
        tiers[0][f"ceiling{part}"] = draw(one_of(edges[0], edges[1]))
    if bands == "attainment":
        tiers[-1] |= draw(any_of(amount_per_point=within.varying(numbers)))
    return {
        "way": draw(one_of("slab", "progressive")),
        "bands": bands,
        "tiers": tiers[: draw(st.integers(1, 3))],
        **draw(
            any_of(
                base=one_of("gross_sales", "sales_kept"),
                period=one_of("month", "quarter", "half_year", "year"),
                shared_by=one_of("person", "pool"),
                storefronts=st.just(["gallery"]),
                gap=one_of("zero", "lower", "upper"),
                edge=one_of("lower", "upper"),
                quota=within.running(numbers, "CNY"),
                cap=numbers,
            )
        ),
    }


@st.composite
def indicators(draw: st.DrawFn, within: Within) -> Sections:
    kind = draw(one_of("deduction", "bonus_malus", "accrual", "attainment", "bands", "category"))
    if kind == "category":
        category = draw(within.varying(one_of("fine", "fair")).filter(lambda raw: "value" not in raw))
        by_day = isinstance(category, dict) and all(len(day) > 7 for day in category)
        points = {"fine": 50, "fair": draw(within.varying(st.integers(0, 50)))}
        return {"kind": kind, "categories": points, "category": category if by_day else "fine"}
    better = draw(one_of("higher", "lower")) if kind != "attainment" else "higher"
    result: Sections = {"kind": kind, "value": draw(within.varying(numbers)), "better": better}
    result["counted"] = draw(one_of("month", "average_day", "every_day"))
    if kind == "bands":
        edges = sorted(draw(st.sets(st.integers(0, 9), min_size=1, max_size=3)), reverse=better == "lower")
        return {**result, "bands": [{"at": at, "points": draw(st.integers(0, 50))} for at in edges]}
    result |= draw(one_of({"target": draw(within.varying(numbers))}, {"target_is": "month_before"}))
    if kind == "attainment":
        return {**result, "most_share": 1.5}
    result |= {"step": draw(numbers), "compared": draw(one_of("amount", "share"))}
    result["steps"] = draw(one_of("full", "started", "proportional"))
    own: Sections = {
        "deduction": {"floor": 9, "deduct": draw(within.varying(numbers))},
        "bonus_malus": {"most_added": 5, "most_deducted": draw(within.varying(numbers))},
        "accrual": {"start": 20, "add": 3},
    }
    return {**result, **own[kind]}


@st.composite
def appraisals(draw: st.DrawFn, within: Within) -> Sections:
    card = {"posts": ["lead"], "positions": ["seat_0"], "pay_by": "grade", "grade_before": "fine"}
    pay = [{"at_least": 0, "rate": 0}, {"above": 60, "slope": 0.01, "beyond": draw(st.integers(0, 50))}]
    other = {"posts": ["agent"], **draw(any_of(pay=st.just(pay), score_before=numbers))}
    below = draw(st.integers(0, 100))
    return {
        "appraisal": draw(
            any_of(grades_by=one_of("score", "rank"), bonus_from_gross_profit=within.varying(percents))
        ),
        "scorecards": draw(one_of({"card": card, "other": other}, {"other": other, "card": card})),
        "indicators": {
            f"{name}_{n}": {"scorecard": name, "points": 50, **draw(indicators(within))}
            for name in ("card", "other")
            for n in range(2)
        },
        "grades": {
            "fair": {"at_least": 0, "pay_rate": draw(within.varying(shares)), "share": below / 100},
            "fine": {"at_least": 80, "pay_rate": 1, "share": (100 - below) / 100},
        },
    }
