"""Random people: rows that grow and shrink, people who change posts, pay and hours inside months."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.money_plans import amounts, shares

Sections = dict[str, Any]
DAY_ONE, DAY_LAST = date(2026, 6, 1), date(2028, 6, 30)
PLANS = ("scheme", "other")
KINDS = ("full_time", "part_time", "service", "intern", "retired")


def crews(months: list[str]) -> st.SearchStrategy[Any]:
    """How many they are: always the same, or more and fewer from one month to the next, as 1, 3, 2."""
    heads = st.integers(1, 3) | st.sampled_from([0, 0.5, 2.25])
    steps = st.dictionaries(st.sampled_from(months).map(lambda month: f"{month}-01"), heads, max_size=4)
    table = st.builds(lambda first, later: {"2026-01-01": first, **later}, heads, steps)
    return st.one_of(st.integers(1, 3), table)


@st.composite
def changes(draw: st.DrawFn, posts: list[str], months: list[str], start: str | None) -> Sections:
    """On firsts of months, inside months, several in one, on the first day in post, outside the plan."""
    month = draw(st.sampled_from(months))
    days = st.one_of(
        st.sampled_from(months).map(lambda month: f"{month}-01"),
        st.integers(2, 28).map(lambda day: f"{month}-{day:02d}"),
        st.dates(DAY_ONE, DAY_LAST).map(str),
        st.just(start or "2027-01-01"),
    )
    what: dict[str, st.SearchStrategy[Any]] = {
        "post": st.sampled_from(posts),
        "base_pay": amounts(0, 40_000) | st.just({"2026-01-01": 9_000, f"{month}-01": 12_000}),
        "full_time_share": amounts(0.1, 1),
        "performance_pay_share": shares,
        "performance_rate": amounts(0, 2),
        "commission": st.sampled_from(PLANS),
        "commission_sales_share": shares,
        "employment": st.sampled_from(KINDS),
    }
    return draw(st.dictionaries(days, st.fixed_dictionaries({}, optional=what), max_size=4))


def _not_the_end(day: date) -> str:
    """The day, or the 28th: no leap day, from which years cannot be counted back."""
    return str(day.replace(day=min(day.day, 28)))


@st.composite
def positions(draw: st.DrawFn, posts: list[str], months: list[str]) -> Sections:
    start = draw(st.none() | st.dates(min_value=DAY_ONE, max_value=DAY_LAST).map(str))
    end = draw(st.none() | st.dates(min_value=DAY_ONE, max_value=DAY_LAST).map(str))
    if start and end and end < start:
        start, end = end, start
    return {
        "post": draw(st.sampled_from(posts)),
        "people": draw(crews(months)),
        "base_pay": draw(amounts(0, 40_000)),
        "full_time_share": draw(amounts(0.1, 1)),
        "performance_pay_share": draw(shares),
        "hiring_cost": draw(amounts(0, 5_000)),
        "service_since": draw(st.dates(date(2021, 1, 1), DAY_ONE).map(_not_the_end)),
        "changes": draw(changes(posts, months, start)),
        **draw(staffing(start is not None)),
        **({"start": start} if start else {}),
        **({"end": end} if end else {}),
    }


@st.composite
def staffing(draw: st.DrawFn, dated: bool) -> Sections:
    """What a position may say beyond pay and dates; sometimes nothing."""
    work = st.sampled_from(["enquiries_per_head", "orders_per_head", "returns_per_head", "sales_per_head"])
    sized = st.fixed_dictionaries(
        {
            "on": st.sampled_from(["average", "peak"]),
            "rounding": st.sampled_from(["up", "nearest", "down", "none"]),
        },
        optional={"held": st.sampled_from([0, 2, 3.5])},
    )
    optional: dict[str, st.SearchStrategy[Any]] = {
        "employment": st.sampled_from(KINDS),
        "commission": st.sampled_from(PLANS),
        "commission_sales_share": shares,
        "sized_by": st.builds(lambda kind, how: {kind: 5_000, **how}, work, sized),
        "leaver_rate": amounts(0, 0.2),
        "backfill_months": st.integers(0, 11),
        "severance_months": amounts(0, 3),
        "severance": st.sampled_from(["entered", "by_service"]),
        "average_wage": st.sampled_from([0, 3_000]),
        "training_cost": amounts(0, 1_000),
        "special_deductions": amounts(0, 3_000),
        "ramp_months": st.integers(0, 12),
        "thirteenth_month_share": amounts(0, 2),
        "thirteenth_month_earned": amounts(0, 9_000),
    }
    if dated:
        optional |= {"probation_months": st.integers(0, 6), "probation_pay_share": shares}
    return draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def insured(draw: st.DrawFn, row: Sections) -> None:
    """Some have a pension in any case or in none, or a city of their own, from the first or a change on."""
    for says in (row, *row["changes"].values()):
        says |= draw(st.sampled_from([{}, {}, {"insured": {"pension": draw(st.booleans())}}]))
        says |= draw(
            st.sampled_from([{}, {}, {}, {"city": "chengdu"}, {"city": "hangzhou"}, {"city": "none"}])
        )


@st.composite
def pay_policies(draw: st.DrawFn) -> Sections:
    policy: dict[str, st.SearchStrategy[Any]] = {
        "period_first_day": st.sampled_from([1, 21, 26]),
        "raise_rate": amounts(-0.1, 0.2),
        "raise_month": st.integers(1, 12),
        "thirteenth_month_share": amounts(0, 2),
        "thirteenth_month": st.sampled_from(["accrued", "when_paid"]),
        "thirteenth_month_paid_in": st.integers(1, 12),
        "thirteenth_month_covers": st.sampled_from(["with_own_month", "until_last_month"]),
        "thirteenth_month_leaver_share": shares,
        "paid_next_month": shares,
        "contributions_paid_next_month": shares,
        "high_temperature_allowance": amounts(0, 300),
        "high_temperature_months": st.lists(st.integers(1, 12), max_size=6),
        "union_fee_rate": amounts(0, 0.02),
        "welfare_rate": amounts(0, 0.14),
        "thirteenth_month_tax": st.sampled_from(["merged", "apart", "better"]),
        "special_deductions": amounts(0, 3_000),
        "severance": st.sampled_from(["entered", "by_service"]),
        "average_wage": amounts(0, 6_000),
        "wage_tax_by": st.sampled_from(["earned", "paid"]),
        "wage_tax": st.sampled_from(["cumulative", "none"]),
    }
    return draw(st.fixed_dictionaries({}, optional=policy))


@st.composite
def commission_plans(draw: st.DrawFn) -> Sections:
    bands = draw(st.sampled_from(["sales", "attainment"]))
    edges = sorted(draw(st.lists(st.just(0.0) | amounts(0, 2), min_size=1, max_size=3)))
    bonuses: list[Sections] = [{}, {}, {"amount": 500}]
    bonus = st.sampled_from([*bonuses, {"amount_per_point": 30}] if bands == "attainment" else bonuses)
    floor, size = ("floor", 100_000) if bands == "sales" else ("floor_share", 1)
    return {
        "way": draw(st.sampled_from(["slab", "progressive"])),
        "base": draw(st.sampled_from(["gross_sales", "sales_kept"])),
        "bands": bands,
        "period": draw(st.sampled_from(["month", "quarter", "half_year", "year"])),
        "shared_by": draw(st.sampled_from(["person", "pool"])),
        "tiers": [{floor: edge * size, "rate": draw(amounts(0, 0.1)), **draw(bonus)} for edge in edges],
        "edge": draw(st.sampled_from(["lower", "upper"])),
        **draw(st.fixed_dictionaries({}, optional={"cap": amounts(0, 5_000), "quota": amounts(0, 1e5)})),
    }
