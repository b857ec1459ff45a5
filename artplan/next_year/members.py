"""What storefronts, channels, products and overheads bring into the next plan."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.next_year.answer import Settings, Transition
from artplan.next_year.noted import Noted, rounded
from artplan.next_year.opening import fee_refunds
from artplan.plan.display.labels import EVERYDAY
from artplan.plan.read.yaml_edit import Keys
from artplan.plan.schema.storefronts import Storefront
from artplan.plan.written.calendar import from_number, number
from artplan.study.forecast.year_end import YearEnd

LEAST = 0.01  # CNY: less is no amount
CENTS, DUST = 100, 1e-6
OF_FEE_YEAR = ("annual_fee_start", "fee_sales_ytd_start")
BEFORE = {  # by parameter of storefronts: what of campaigns' states falls due after the year
    "refunds_before": "refunds_due_closing",
    "deliveries_before": "orders_ahead_closing",
    "deposits_before": "order_deposits_held_closing",
}


def members(end: YearEnd, noted: Noted) -> Transition:
    """Return the settings of all members but positions."""
    parts = [_storefronts(end, noted), _channels(end, noted), _products(end, noted), _schedules(end)]
    result = Transition()
    for part in parts:
        result |= part
    return result


def _storefronts(end: YearEnd, noted: Noted) -> Transition:
    shops = end.result.plan.sections.storefronts
    plain = {
        "customers_start": end.by_member("customers_closing"),
        "annual_fee_refund_start": fee_refunds(end),
        "annual_fee_start": end.by_member("annual_fee_current_closing"),
        "fee_sales_ytd_start": end.by_member("fee_sales_ytd_closing"),
    }
    visits = _of_last_month(end, "visits_by_storefront", "last_month_visits", "storefronts")
    cards: Settings = noted.cards(visits)
    removed: set[Keys] = set()
    for name, shop in shops.items():
        for key, values in plain.items():
            path = ("storefronts", name, key)
            if values[name] > 0 and (key not in OF_FEE_YEAR or not _due(end, shop)):
                cards[path] = noted.card(path, values[name])
            else:
                removed.add(path)
    for key, line in BEFORE.items():
        for name, amounts in _by_month(end, key, line).items():
            path = ("storefronts", name, key)
            if amounts:
                cards[path] = {"value": amounts, "unit": "CNY/month", "note": noted.note}
            else:
                removed.add(path)
    return Transition(cards, frozenset(removed))


def _due(end: YearEnd, shop: Storefront) -> bool:
    """Return whether an annual fee is paid in the new plan's first month, or there is none."""
    if not any(shop.annual_fee.values):
        return True
    paid = number(shop.annual_fee_month or end.result.months[0])
    return (number(end.next) - paid) % 12 == 0


def _by_month(end: YearEnd, key: str, line: str) -> dict[str, dict[str, float]]:
    """Return by storefront what falls due in each month of the new plan, in CNY."""
    result, sections = end.result, end.result.plan.sections
    ahead = end.closing(line)
    if key == "deliveries_before":
        ahead = ahead * end.closing("order_value")[:, None]
    due: dict[str, Numbers] = {name: np.zeros(ahead.shape[-1] - 1) for name in sections.storefronts}
    for row, campaign in enumerate(result.members["campaign"]):
        own = sections.campaigns.get(campaign)
        of = own.storefront if own else campaign.removeprefix(EVERYDAY)
        due[of] = due[of] + ahead[row, -2::-1]  # the place before the last one is due next month
    at = result.months.index(end.last) + 1
    for name, shop in sections.storefronts.items():
        for place, month in enumerate(result.months[at : at + len(due[name])]):
            due[name][place] += getattr(shop, key).at(result.months.index(month))
    return {name: _table(end, amounts) for name, amounts in due.items()}


def _table(end: YearEnd, amounts: Numbers) -> dict[str, float]:
    """Return the amounts by month in cents, rounded down: deposits are no more than their account."""
    months = [from_number(number(end.next) + place) for place in range(len(amounts))]
    return {
        month: floor(each * CENTS + DUST) / CENTS
        for month, each in zip(months, amounts.tolist(), strict=True)
        if each >= LEAST
    }


def _of_last_month(end: YearEnd, line: str, key: str, section: str) -> dict[Keys, float]:
    """Return last month's figures of the members whose plan uses them."""
    values = end.by_member(line)
    given = getattr(end.result.plan.sections, section)
    return {(section, name, key): values[name] for name, each in given.items() if getattr(each, key).given}


def _channels(end: YearEnd, noted: Noted) -> Transition:
    channels, followers = end.result.plan.sections.channels, end.by_member("followers_closing")
    given: dict[Keys, float] = {
        ("channels", name, "followers_start"): followers[name] for name in channels if followers[name]
    }
    given |= _of_last_month(end, "visits_by_channel", "last_month_visits", "channels")
    cards: Settings = noted.cards(given)
    history = end.result.plan.sections.history
    if history.days.given:
        days = end.result.plan.sections.plan.days_in(end.last)
        cards["history", "days"] = noted.card(("history", "days"), days)
    return Transition(cards)


def _products(end: YearEnd, noted: Noted) -> Transition:
    """Return what is in stock, with what refunds bring back and artists send, at the cost of the account."""
    pieces, back, sent = end.by_member("pieces_closing"), _pieces_back(end), consigned_on_order(end)
    cost = _stock_values(end)
    left = end.by_member("edition_left_closing")
    cards: Settings = {}
    removed: set[Keys] = set()
    for name, product in end.result.plan.sections.products.items():
        if not product.stocked:
            continue
        values = {"stock_start": pieces[name] + back[name] + sent[name], "stock_value_start": cost[name]}
        if product.supply == "edition":
            values["run"] = max(left[name] - sent[name], 0.0)
            if values["run"] < LEAST:  # nothing is left to order
                removed |= {("products", name, key) for key in ("run", "purchases", "cover_months")}
        for key, value in values.items():
            path = ("products", name, key)
            if value or getattr(product, key).given:
                cards[path] = noted.card(path, max(value, 0.0))
    return Transition({path: card for path, card in cards.items() if path not in removed}, frozenset(removed))


def consigned_on_order(end: YearEnd) -> dict[str, float]:
    """Return by product the pieces that artists have been asked for; those bought on order have a price."""
    products, pieces = end.result.plan.sections.products, end.closing("pieces_on_order_closing").sum(axis=-1)
    return {
        name: each if products[name].procurement == "consigned" else 0.0
        for name, each in zip(end.result.members["product"], pieces.tolist(), strict=True)
    }


def _pieces_back(end: YearEnd) -> Mapping[str, float]:
    due = end.closing("pieces_due_back_closing").sum(axis=-1)
    saleable = due * (1 - end.closing("refund_lost_share"))
    return dict(zip(end.result.members["product"], saleable.tolist(), strict=True))


def _stock_values(end: YearEnd) -> dict[str, float]:
    """Return the stock by product in whole cents that are no more than the account."""
    values = {name: rounded("CNY", each) for name, each in end.by_member("stock_value_closing").items()}
    over = sum(values.values()) - rounded("CNY", end.total("inventory_closing"))
    if over > 0 and values:
        most = max(values, key=lambda name: values[name])
        values[most] = rounded("CNY", values[most] - over)
    return values


def _schedules(end: YearEnd) -> Transition:
    """Return the months of payments that would otherwise begin with the plan."""
    sections, first = end.result.plan.sections, end.result.months[0]
    moved = (number(end.next) - number(first)) % 12
    changes: Settings = {}
    for name, shop in sections.storefronts.items():
        if any(shop.deposit.values) and shop.deposit_month is None:
            changes["storefronts", name, "deposit_month"] = first
        if any(shop.annual_fee.values) and shop.annual_fee_month is None and moved:
            changes["storefronts", name, "annual_fee_month"] = first
    for name, each in sections.overheads.items():
        if any(each.deposit.values) and each.deposit_month is None:
            changes["overheads", name, "deposit_month"] = each.deposit_paid(first)
        if each.paid_from is None and each.paid_every_months > 1:
            changes["overheads", name, "paid_from"] = first
    return Transition(changes)
