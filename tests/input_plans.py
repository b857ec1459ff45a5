"""Random plans that say much in few members: dates, tables and choices in all the forms a file may take.

They are made for what the rules are given, not to be evaluated: part months, campaigns by days, taxes of
one's own beside tables, a season by the moon.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from artplan.plan.written.calendar import calendar_month, days_in, from_number, horizon, number
from tests.input_people import appraisals, commissions, contributions, pay, positions, schemes
from tests.money_plans import terms_of_loan
from tests.plan_forms import Sections, Within, any_of, numbers, one_of, percents, shares
from tests.year_plans import commission_at, period_of_commission

SHOPS = ("shop", "gallery")


@st.composite
def storefronts(draw: st.DrawFn, within: Within) -> Sections:
    paid, back = sorted([draw(within.months_around), draw(within.months_around)])
    steps = [{"sales": sales, "share": sales / 1000} for sales in sorted(draw(st.lists(numbers, max_size=3)))]
    deposit = [
        *({}, {"deposit_month": paid}, {"deposit_month": paid, "deposit_returned_month": back}),
        {"deposit_returned_month": draw(st.sampled_from(within.months))},
    ]
    return {
        **draw(st.sampled_from(deposit)),
        "conversion_rate": draw(within.varying(percents)),
        "average_order_value": draw(within.varying(numbers)),
        "sales_target_share": draw(st.integers(1, 4)),
        **draw(
            any_of(
                driven_by=one_of("target", "spend"),
                natural_visits_by=one_of("share", "forecast", "entered"),
                paid_visit_share=percents,
                making_months=within.varying(one_of(0, 0.5, 1, 2.25, 12)),
                order_deposit_share=within.varying(percents),
                order_forfeit_rate=within.varying(percents),
                coupon_rate=within.varying(percents),
                platform_subsidy_rate=within.varying(percents),
                return_delay=within.varying(st.integers(0, 720).map(lambda value: value / 4)),
                refund_only_rate=within.varying(one_of(0, 0.125, 0.25)),
                refund_only_delay=within.varying(st.integers(0, 720).map(lambda value: value / 4)),
                refund_before_dispatch_rate=within.varying(one_of(0, 0.125, 0.25)),
                refund_before_dispatch_delay=within.varying(st.integers(0, 80).map(lambda value: value / 4)),
                refunds_before=within.varying(numbers),
                freight_insurance_rate=within.varying(one_of(0, 0.125, 1)),
                freight_insurance_covers=within.varying(one_of(0, 0.125, 1)),
                settlement_days=within.varying(st.integers(0, 180)),
                payment_fee_borne_by=one_of("shop", "buyer", "artist"),
                annual_fee=numbers,
                annual_fee_month=within.months_around,
                annual_fee_refunds=st.just(steps),
                deposit=numbers,
                deposit_booked_as=one_of("asset", "cost"),
                dealer_is=one_of("agent", "buyer"),
            )
        ),
    }


@st.composite
def channels(draw: st.DrawFn, within: Within, shop: str) -> Sections:
    kind = draw(one_of("click", "fee", "owned", "sale", ["fee", "sale"], ["fee", "click"]))
    click = {"cost_per_click": draw(within.varying(numbers)), "mix": draw(within.varying(shares))}
    entered = {
        "visits": draw(within.running(numbers, "visit")),
        **draw(any_of(return_factor=within.varying(shares))),
    }
    sale = {
        "commission_rate": draw(within.varying(percents)),
        **draw(
            any_of(commission_on=one_of("kept", "paid", "placed"), conversion_rate=within.varying(percents))
        ),
    }
    return {
        "storefront": shop,
        "prices_by": kind,
        "goes_on": draw(st.booleans()),
        **(click if "click" in kind else entered),
        **(sale if "sale" in kind else {}),
    }


@st.composite
def campaigns(draw: st.DrawFn, within: Within, sells: dict[str, str], visited: dict[str, str]) -> Sections:
    shop = draw(one_of(*SHOPS))
    start = draw(within.days)
    end = start + timedelta(days=draw(st.integers(0, 70)))
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    heavy = draw(st.sets(st.sampled_from(days), max_size=3))
    some = {end.isoformat(): 1, **{day.isoformat(): draw(st.integers(0, 9)) for day in sorted(heavy - {end})}}
    part = {day: weight / 30 for day, weight in some.items()} if len(some) < len(days) else {}
    festival = draw(one_of("spring_festival", "lantern_festival", "lantern_festival 2027"))
    away = draw(st.integers(0, 40))
    when = draw(
        one_of(
            {"start": start.isoformat(), "end": end.isoformat(), "day_weights": some},
            {"start": start.isoformat(), "end": end.isoformat(), "day_shares": part},
            {"start": f"{festival} -{away}d", "end": f"{festival} +{draw(st.integers(0, 20))}d"},
        )
    )
    later = draw(st.integers(0, 130))
    by_date = when["start"][0].isdigit()
    due = (start + timedelta(days=later)).isoformat() if by_date else f"{festival} +{later}d"
    placed, came = (
        st.dictionaries(st.just(each[shop]), within.varying(numbers)) if shop in each else st.just({})
        for each in (sells, visited)
    )
    optional = any_of(
        inside=st.booleans(),
        driven_by=one_of("target", "spend"),
        natural_visits_by=one_of("share", "forecast", "entered"),
        conversion_rate=percents,
        average_order_value=within.varying(numbers),
        paid_visit_share=percents,
        return_rate=within.varying(one_of(0, 0.125, 0.5)),
        refund_only_rate=within.varying(one_of(0, 0.125, 0.25)),
        refund_before_dispatch_rate=within.varying(one_of(0, 0.125, 0.25)),
        discount_rate=percents,
        coupon_rate=within.varying(percents),
        platform_subsidy_rate=within.varying(percents),
        order_deposit_share=within.varying(percents),
        order_forfeit_rate=within.varying(percents),
        balance_due=st.just(due),
        mix=placed,
        spend=placed,
        visits=came,
    )
    return {"storefront": shop, **when, **draw(optional)}


@st.composite
def seasons(draw: st.DrawFn) -> Sections:
    months = {month: draw(st.integers(1, 40)) for month in range(1, 13)}
    way = draw(one_of("none", "ratios", "periods", "sales", "lunar", "lunar by day"))
    if way == "periods":
        keys = draw(one_of(("Q1", "Q2", "Q3", "Q4"), ("H1", "H2")))
        table = {key: draw(st.integers(1, 40)) for key in keys}
        return {draw(one_of("shares", "last_year_sales")): table, **draw(any_of(share_step=st.just(0.01)))}
    if way in ("none", "ratios"):
        return {} if way == "none" else {"shares": {str(month): value for month, value in months.items()}}
    result: Sections = {"last_year_sales": {str(month): value for month, value in months.items()}}
    if way != "sales":
        result |= {"compare": "lunar", **draw(any_of(last_year=st.integers(2014, 2027)))}
    if way == "lunar by day":
        year = result["last_year"] = draw(st.integers(2014, 2027))
        days = [date(year, 2, 1) + timedelta(days=n) for n in range(days_in(f"{year}-02"))]
        result["last_year_days"] = {day.isoformat(): draw(st.integers(1, 9)) for day in days}
    return result


@st.composite
def products(draw: st.DrawFn, within: Within) -> Sections:
    supply = draw(one_of("unlimited", "unique", "edition", "open"))
    ages = within.varying(st.integers(0, 44).map(lambda value: value / 4))
    later = any_of(lead_time=ages, write_down_after=ages, cover_months=ages)
    kinds = one_of("royalty", "service", "manuscript", "property")
    taxed = any_of(
        artist_tax_borne_by=one_of("artist", "shop"),
        artists_per_month=within.varying(st.integers(1, 9)),
        artist_withholding_rate=within.varying(shares.map(lambda share: share / 2)),
        artist_invoice=one_of("none", "general"),
        artist_vat_rate=within.varying(one_of(0.01, 0.03)),
    )
    return {
        "sales_share": draw(percents),
        "supply": supply,
        **(draw(taxed) | {"artist_kind": draw(kinds)} if draw(st.booleans()) else {}),
        "price": draw(numbers),
        **draw(one_of({}, {"agent": True}, {"agent": True, "vat_base": "commission"})),
        **draw(any_of(share_on=one_of("discounted", "list_price"))),
        **draw(any_of(return_factor=one_of(0.5, 2), returned_saleable_share=within.varying(one_of(0, 0.5)))),
        **(draw(later) if supply != "unlimited" else {}),
        **({"run": 9} if supply == "edition" else {}),
    }


@st.composite
def tax(draw: st.DrawFn, within: Within) -> Sections:
    tiers = [
        {"floor": 0, "ceiling": 9, "rate": draw(within.varying(shares))},
        {"floor": 9, "ceiling": 99, "rate": 1},
    ]
    payer = draw(any_of(taxpayer=one_of("small_scale", "general", "none")))
    if payer.get("taxpayer") == "small_scale":
        payer |= draw(any_of(general_from=within.months_around))
    return payer | draw(
        any_of(
            profit_tax=one_of("small_low_profit", "flat", "entered", "none"),
            vat_rate=within.varying(percents),
            service_rate=within.varying(percents),
            small_scale_rate=within.varying(percents),
            surcharge_relief=within.varying(percents),
            special_invoice_share=within.varying(percents),
            vat_period=one_of("quarter", "month"),
            above_limit=one_of("general", "small_scale"),
            vat_exempt_sales=within.running(numbers, "CNY"),
            surcharge_rate=within.varying(percents),
            small_scale_limit=numbers,
            small_profit_limit=within.varying(numbers),
            full_rate=percents,
            stamp_duty=one_of("statutory", "none"),
            advertising_limit_share=within.varying(one_of(0.1, 0.3)),
            tiers=st.just(tiers),
            loss_years=within.varying(st.integers(16, 40).map(lambda value: value / 4)),
        )
    )


@st.composite
def bought(draw: st.DrawFn, month: st.SearchStrategy[str]) -> Sections:
    first, last = sorted([draw(month), draw(month)])
    sale = any_of(sold_for=numbers, sale_vat_rate=percents)
    return {"month": first, **({"sold_month": last, **draw(sale)} if draw(st.booleans()) else {})}


@st.composite
def money(draw: st.DrawFn, within: Within) -> Sections:
    month, months = within.months_around, st.integers(1, 20)
    loan = {
        "amount": draw(numbers),
        "month": draw(month),
        **draw(terms_of_loan()),
    }
    paid, back = sorted([draw(month), draw(month)])
    rent = any_of(
        paid_every_months=st.integers(1, 14),
        paid_from=month,
        input_vat_rate=within.varying(shares),
        lease=st.booleans(),
        deposit=numbers,
        expense=one_of("selling", "administrative"),
    )
    amount = st.one_of(numbers, numbers.map(lambda value: {"value": value, "unit": "CNY/year"}))
    spent = draw(any_of(expense=one_of("selling", "administrative")))
    held = ({}, {"deposit_month": paid}, {"deposit_month": paid, "deposit_returned_month": back})
    return {
        "overheads": {"rent": {"amount": draw(amount), **draw(rent), **draw(st.sampled_from(held))}},
        "assets": {
            "desk": {"cost": draw(numbers), "life_months": draw(months), **draw(bought(month)), **spent}
        },
        "loans": {"bank": loan},
        "licences": {
            "trade": {"cost": draw(numbers), "due": draw(month), "renewal_months": draw(st.integers(0, 9))}
        },
        "terms": draw(any_of(artists_days=within.varying(st.integers(0, 180)), carriers_days=shares)),
        "view": draw(any_of(deposits_as_cost=st.booleans())),
        "limits": draw(
            any_of(
                net_margin_rate=any_of(lowest=within.varying(shares)),
                payroll_share=any_of(highest=within.varying(shares)),
            )
        ),
    }


@st.composite
def losses(draw: st.DrawFn, fiscal_year: int) -> Sections:
    years = draw(st.sets(st.integers(fiscal_year - 4, fiscal_year - 1), max_size=2))
    return {f"of_{year}": {"year": year, "amount": draw(numbers)} for year in sorted(years)}


@st.composite
def days_off(draw: st.DrawFn, months: tuple[str, ...]) -> Sections:
    """Tables of all years but those whose notice is known, which may have one too."""
    result = {}
    first, last = int(months[0][:4]) - 1, int(months[-1][:4])
    for year in range(first, last + 1):
        some = st.lists(st.dates(date(year, 1, 1), date(year, 12, 31)).map(str), max_size=9)
        table = any_of(off=some, worked=some, statutory=some)
        if year not in (2025, 2026) or draw(st.booleans()):
            result[str(year)] = draw(table)
    return {"holidays": result}


@st.composite
def horizons(draw: st.DrawFn, months: tuple[str, ...]) -> Sections:
    part = draw(st.sampled_from(months))
    return {
        "start": months[0],
        "months": len(months),
        "days": draw(one_of({}, {part: draw(st.integers(1, days_in(part)))})),
        **draw(any_of(accounting_standard=one_of("small", "enterprise"))),
        **draw(any_of(day_count=one_of("calendar", "working", "thirty", "holidays"))),
        **draw(days_off(months)),
        "opening": draw(any_of(prepaid_months=st.integers(1, 9), loans_months=st.integers(0, 40))),
    }


@st.composite
def input_plans(draw: st.DrawFn) -> Sections:
    """A plan of up to thirty months, from July 2024 to the spring of 2028."""
    start = from_number(draw(st.integers(number("2024-07"), number("2028-03"))))
    months = horizon(start, draw(st.integers(1, 30)))
    within, fiscal = Within(months), draw(st.integers(1, 12))
    sold = {f"{shop}_ads": draw(channels(within, shop)) for shop in SHOPS}
    bought = {says["storefront"]: name for name, says in sold.items() if "click" in says["prices_by"]}
    visited = {says["storefront"]: name for name, says in sold.items() if "visits" in says}
    seats = [draw(positions(within)) for _ in range(draw(st.integers(1, 3)))]
    scales = {name: draw(commissions(within)) for name in ("team", "lead")}
    for seat in seats:
        by = scales.get(commission_at(seat, start) or "")
        seat |= draw(period_of_commission(start, by, seat.get("start", "")))
    sections = {
        "plan": {"first_fiscal_month": fiscal, **draw(horizons(months))},
        "departments": {"sales": draw(any_of(expense=one_of("selling", "administrative")))},
        "posts": {
            "lead": {"department": "sales", **draw(any_of(planned_headcount=st.integers(0, 3)))},
            "agent": {"department": "sales", "reports_to": "lead"},
        },
        "positions": {f"seat_{n}": seat for n, seat in enumerate(seats)},
        "pay": draw(pay(within)),
        "contributions": draw(contributions(within)),
        "commissions": scales,
        "storefronts": {shop: draw(storefronts(within)) for shop in SHOPS},
        "channels": sold,
        "campaigns": {
            f"campaign_{n}": draw(campaigns(within, bought, visited)) for n in range(draw(st.integers(0, 2)))
        },
        "season": {**draw(seasons()), **draw(any_of(company_target_year=numbers))},
        "products": {"prints": draw(products(within))},
        "tax": draw(tax(within)),
        "losses": draw(losses(int(start[:4]) - (calendar_month(start) < fiscal))),
        **draw(money(within)),
        **draw(appraisals(within)),
    }
    # the random plans begin before some of the tables
    sections["contributions"]["uncharged_without_table"] = schemes(sections)
    return sections
