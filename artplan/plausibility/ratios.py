"""A few ratios between parameters, or between a parameter and a line of the result, that have a usual size.

Each note stands at the parameter that is most often wrong and names the others.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from artplan.plan.plan import Plan
from artplan.plan.schema.campaigns import Campaign
from artplan.plan.written.notes import Note
from artplan.plausibility import facts
from artplan.plausibility.numbers import remark
from artplan.result import Result
from artplan.texts.message import listed

# Ratios that are told as they are; all others are told in percent.
TIMES = ("months_of_payments", "pieces_wanted_of_supplied", "price_of_reference", "campaign_of_everyday")


def notes(result: Result) -> Iterator[Note]:
    plan = result.plan
    yield from _costs(plan)
    yield from _pieces(result)
    yield from _shares_of_sales(result)
    yield from _opening_cash(result)
    yield from _visits(result)
    yield from _campaigns(plan)


def _ratio(plan: Plan, name: str, paths: tuple[str, ...], above: float, below: float) -> Iterator[Note]:
    """A note where `above` by `below` is not usual; it stands at the first path and names the others."""
    band = facts.ratios()[name]
    if below > 0 and not band.holds(above / below):
        low, high, ratio = (_written(each, name) for each in (band.low, band.high, above / below))
        values = {"low": low, "high": high, "ratio": ratio, "source": band.source}
        values["paths"] = listed(paths[1:])
        yield Note(plan.place_of(paths[0]), paths[0], remark(name, **values))


def _written(ratio: float, name: str) -> str:
    return f"{ratio:,.3g}" if name in TIMES else f"{ratio * 100:,.3g}%"


def _costs(plan: Plan) -> Iterator[Note]:
    for name, product in plan.sections.products.items():
        paths = (f"products.{name}.unit_cost", f"products.{name}.price")
        yield from _ratio(plan, "cost_of_price", paths, product.unit_cost.at(0), product.price.at(0))
        if any(product.price.values):
            paths = (f"products.{name}.price", f"products.{name}.reference_price")
            now, then = product.price.at(0), product.reference_price.at(0)
            yield from _ratio(plan, "price_of_reference", paths, now, then)


def _pieces(result: Result) -> Iterator[Note]:
    """Pieces that the sales call for, beside those in stock and bought."""
    wanted = _by_member(result, "pieces_wanted")
    for name, product in result.plan.sections.products.items():
        path = f"products.{name}"
        paths = tuple(f"{path}.{field}" for field in ("price", "purchases", "stock_start", "sales_share"))
        months = len(result.months)
        supplied = product.stock_start.at(0) + sum(product.purchases.at(month) for month in range(months))
        if any(product.purchases.values) and not any(product.cover_months.values):
            yield from _ratio(result.plan, "pieces_wanted_of_supplied", paths, wanted[name], supplied)


def _shares_of_sales(result: Result) -> Iterator[Note]:
    sales = float(result.by_month("gross_sales_total").sum())
    for name, paid in _by_member(result, "overhead_paid").items():
        if any(result.plan.sections.overheads[name].amount.values):
            paths = (f"overheads.{name}.amount",)
            yield from _ratio(result.plan, "overhead_of_sales", paths, paid, sales)
    for name, loan in result.plan.sections.loans.items():
        yield from _ratio(result.plan, "loan_of_sales", (f"loans.{name}.amount",), loan.amount.at(0), sales)


def _opening_cash(result: Result) -> Iterator[Note]:
    payments = float(result.by_month("operating_payments").mean())
    cash = result.plan.sections.plan.opening.cash.at(0)
    yield from _ratio(result.plan, "months_of_payments", ("plan.opening.cash",), cash, payments)


def _visits(result: Result) -> Iterator[Note]:
    """What a visit costs beside what it sells, and the spend beside the spend that the price was seen at."""
    plan, spend = result.plan, _by_member(result, "placement_spend")
    visits = _by_member(result, "visits_by_channel")
    for name, channel in plan.sections.channels.items():
        shop = plan.sections.storefronts[channel.storefront]
        sells = visits[name] * shop.conversion_rate.at(0) * shop.average_order_value.at(0)
        if "fee" in channel.prices_by:
            paths = (f"channels.{name}.fee", f"channels.{name}.visits")
            yield from _ratio(
                plan,
                "visit_of_its_sales",
                paths,
                float(np.mean(channel.fee.values)) * len(plan.months),
                sells,
            )
        if channel.reference_spend.given:
            reference = channel.reference_spend.at(0) * len(plan.months)
            paths = (f"channels.{name}.reference_spend", f"channels.{name}.mix")
            bought = sum(each for placement, each in spend.items() if placement.split("@")[0] == name)
            yield from _ratio(plan, "spend_of_reference", paths, bought, reference)


def _campaigns(plan: Plan) -> Iterator[Note]:
    for name, campaign in plan.sections.campaigns.items():
        path, shop = f"campaigns.{name}", plan.sections.storefronts[campaign.storefront]
        paths = (f"{path}.sales_target", f"storefronts.{campaign.storefront}.sales_target_year")
        day = campaign.sales_target.at(0) / campaign.days
        everyday = shop.sales_target_year.at(0) / 365
        yield from _ratio(plan, "campaign_of_everyday", paths, day, everyday)
        paths = (f"{path}.last_year_sales", "season.last_year_sales")
        yield from _ratio(
            plan, "campaign_of_last_year", paths, campaign.last_year_sales.at(0), _month(plan, campaign)
        )


def _month(plan: Plan, campaign: Campaign) -> float:
    """Last year's sales in the calendar month of the campaign's start."""
    return plan.sections.season.last_year_sales.at(campaign.start.month - 1)


def _by_member(result: Result, line: str) -> dict[str, float]:
    """The line over all months, by member."""
    values = result.array(line)[..., 0].sum(axis=-1)
    return dict(zip((name for (name,) in result.rows(line)), map(float, values), strict=True))
