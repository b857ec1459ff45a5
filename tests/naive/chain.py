"""The whole chain, month by month, as plain Python: a second model of the same business.

It knows no rule, no engine and no array of artplan; only the inputs of a plan and what the lines are said
to mean. No line is taken from the model: all of them are worked out here. What is not looked at:

ONES_WITH_A_UNIT        inputs that are 1 in every plan and only turn one unit into another
FLAGS_OF_CHECKS         flags that say no more than the plan's members do, or that only a check reads

Check lines that must hold are stated as 0. A plan that gives anything else that was never looked at is
refused as NotModelled.
"""

from __future__ import annotations

from typing import Any

from tests.naive import (
    advertising,
    ahead,
    artists,
    books,
    capital,
    commission,
    customers,
    fees,
    headcount,
    ledger,
    list_price,
    pay,
    people,
    prices,
    provision,
    returns,
    sales,
    scorecards,
    stock,
    targets,
    tax,
    traffic,
    vat,
    views,
    withheld,
)
from tests.naive.month import Given, Month, NotModelled

ONES_WITH_A_UNIT = (
    "a_person",
    "a_piece",
    "an_item",
    "most_clicks",
    "most_visits",
    "most_orders",
    "most_enquiries",
)
FLAGS_OF_CHECKS = ("age_is_new", "is_festival_month", "age_is_oldest", "age_passed", "is_last_month_since")
STEPS = (
    targets.season,
    targets.storefront_targets,
    targets.campaign_targets,
    people.heads,
    people.persons,
    people.joiners_and_leavers,
    people.by_state,
    headcount.rows,
    headcount.stints,
    headcount.posts,
    people.learning,
    prices.products,
    prices.campaigns,
    traffic.followers,
    traffic.prices,
    traffic.placements,
    traffic.visits,
    traffic.by_channel_and_storefront,
    returns.rates,
    sales.demand,
    sales.wanted,
    stock.supply,
    sales.dispatch,
    sales.sold,
    list_price.shares,
    returns.of_products,
    list_price.list_prices,
    stock.sales,
    vat.status,
    vat.relief,
    stock.pieces,
    advertising.commission,
    advertising.spend,
    sales.sales_rates,
    customers.orders_again,
    sales.customers,
    customers.cohorts,
    artists.taxes,
    stock.products,
    people.work_for_next_month,
    commission.commission,
    pay.wages,
    scorecards.rate_of_last_score,
    pay.performance,
    pay.gross_pay,
    pay.thirteenth_month,
    withheld.declared_pay,
    pay.joining_and_leaving,
    withheld.contributions,
    withheld.wage_tax,
    pay.payroll,
    pay.payroll_cash,
    ahead.deposits,
    fees.fees,
    fees.overheads,
    fees.annual_fees,
    capital.assets,
    capital.loans,
    capital.licences_and_training,
    capital.beside_operations,
    vat.vat,
    provision.provision,
    artists.stamp_duty,
    artists.added_back,
    tax.budget,
    tax.income_tax,
    tax.margins,
    tax.bands,
    books.first_morning,
    books.settlement,
    artists.withheld,
    books.taxes,
    books.cash,
    books.balance_sheet,
    books.indirect_cash_flow,
    ledger.expenses,
    ledger.profits,
    ledger.assets_at_cost,
    ledger.loans_by_term,
    views.product_contribution_margins,
    views.storefront_contribution_margins,
    views.channel_contribution_margins,
    customers.value,
    views.break_even,
    views.money_needed,
    views.an_order,
    views.management_table,
    views.visits_carried_over,
    scorecards.indicators,
    scorecards.scores,
    scorecards.ranks,
    scorecards.grades,
)


def work_out(given: Given, known: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """All months of the plan: line, member, value.

    known: inputs that are looked at in a fuller plan; in this one nobody may be there whom they concern.
    """
    past: list[dict[str, Any]] = []
    _ones_are_one(given)
    for number in range(len(given.months)):
        month = Month(given, number, past)
        for step in STEPS:
            step(month)
        past.append(month.now)
    unseen = [name for name in given.never_read() if name not in known and name not in FLAGS_OF_CHECKS]
    if unseen:
        raise NotModelled(f"given, but not modelled: {', '.join(unseen)}")
    return past


def _ones_are_one(given: Given) -> None:
    first = Month(given, 0, [])
    for name in ONES_WITH_A_UNIT:
        if first.of(name) != 1 or len(given.values[name][""]) > 1:
            raise NotModelled(f"{name} is not 1")
