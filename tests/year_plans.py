"""Random years that began before a plan: what it brings of them, and the losses of years that have ended."""

from __future__ import annotations

from hypothesis import strategies as st

from artplan.plan.written.calendar import calendar_month
from tests.money_plans import Sections, amounts, optionally


def year_of_wages() -> st.SearchStrategy[Sections]:
    """What a position brings of the calendar year."""
    return optionally(
        taxable_pay_ytd_start=amounts(-20_000, 200_000),
        wage_tax_withheld_start=amounts(0, 5_000),
        year_pay_start=amounts(0, 300_000),
        year_months_start=st.integers(0, 9),
    )


PERIODS = {"quarter": 3, "half_year": 6, "year": 12}


def commission_at(position: Sections, start: str) -> str | None:
    """The commission plan that the position is under when the plan begins."""
    changes = sorted(position.get("changes", {}).items())
    earlier = [change for day, change in changes if day <= f"{start}-01" and "commission" in change]
    return (earlier or [position])[-1].get("commission")


def period_of_commission(start: str, by: Sections | None, begins: str) -> st.SearchStrategy[Sections]:
    """What a position brings of its commission plan's period, if that began before the plan."""
    length = PERIODS.get((by or {}).get("period", "month"), 1)
    if by is None or begins >= start or (calendar_month(start) - 1) % length == 0:
        return st.just({})
    return optionally(
        commission_sales_start=amounts(-20_000, 300_000),
        commission_quota_start=amounts(0, 300_000),
        commission_paid_start=amounts(0, 5_000),
    )


def year_of_business(taxed: bool) -> st.SearchStrategy[Sections]:
    """What the opening brings of the fiscal year."""
    tax = {"income_tax_ytd": amounts(0, 1e5)} if taxed else {}
    return optionally(profit_ytd=amounts(-1e6, 4e6), net_revenue_ytd=amounts(0, 6e6), **tax)


def period_of_vat(tax: Sections) -> st.SearchStrategy[Sections]:
    """What the opening brings of the quarter, where a small-scale taxpayer files by it."""
    if tax.get("vat_period") == "month":
        return st.just({})
    return optionally(vat_period_sales=amounts(0, 400_000), vat_period_output=amounts(0, 4_000))


def year_of_the_fee() -> st.SearchStrategy[Sections]:
    """What a storefront brings of the annual fee's year."""
    return optionally(
        annual_fee_start=amounts(0, 60_000),
        fee_sales_ytd_start=amounts(0, 1e6),
        annual_fee_refund_start=amounts(0, 30_000),
    )


@st.composite
def orders_of_before(draw: st.DrawFn, sections: Sections, months: list[str]) -> None:
    """Orders agreed before the plan with their deposits, which stand in a balance sheet that balances."""
    paid = 0.0
    for shop in sections["storefronts"].values():
        due = draw(st.dictionaries(st.sampled_from(months), amounts(0, 20_000), min_size=1, max_size=3))
        share = draw(amounts(0, 1))
        shop["deliveries_before"] = due
        shop["deposits_before"] = {month: share * price for month, price in due.items()}
        paid += share * sum(due.values())
    account = paid + draw(st.sampled_from([1, 700]))  # of orders that are delivered after the plan
    sections["plan"].setdefault("opening", {})["customer_deposits"] = account
    sections["plan"]["opening"] |= draw(optionally(surplus_reserve=amounts(0, 20_000)))
    balance(sections)


def balance(sections: Sections) -> None:
    """Retained earnings are what the opening balance sheet leaves, where one is given."""
    opening = sections["plan"].get("opening", {})
    if "customer_deposits" not in opening:
        return
    has = sum(shop.get("annual_fee_refund_start", 0) for shop in sections["storefronts"].values())
    has += sum(product.get("stock_value_start", 0) for product in sections["products"].values())
    owes = opening["customer_deposits"]
    if sections["pay"].get("thirteenth_month", "accrued") == "accrued":
        owes += sum(each.get("thirteenth_month_earned", 0) for each in sections["positions"].values())
    opening["retained_earnings"] = has - owes - opening.get("surplus_reserve", 0)


@st.composite
def losses(draw: st.DrawFn, start: str, begins: int) -> Sections:
    """Of any of the five fiscal years before the plan's first."""
    year = int(start[:4]) - (calendar_month(start) < begins)
    ago = draw(st.sets(st.integers(1, 5)))
    return {f"loss_{n}": {"year": year - n, "amount": draw(amounts(0, 2e5))} for n in sorted(ago)}
