"""The opening balance sheet of the next plan: every account as the year closes, to the cent.

Accounts are rounded to cents so that they balance, none by a whole cent. Interest that is owed is paid
with the suppliers. What is prepaid, fixed assets and loans go on in equal parts, over the months that the
last month's part would take.
"""

from __future__ import annotations

from collections.abc import Mapping

from artplan.next_year.answer import Transition
from artplan.next_year.carried import advertising_left
from artplan.next_year.noted import Noted, rounded
from artplan.plan.read.yaml_edit import Keys
from artplan.plan.schema.opening import ASSETS, Opening
from artplan.plan.schema.root import Sections
from artplan.plan.written.calendar import number
from artplan.study.forecast.year_end import YearEnd

ACCOUNTS: Mapping[str, tuple[str, ...]] = {
    "cash": ("cash_closing",),
    "vat_credit": ("vat_credit_closing",),
    "receivable": ("receivable_total_closing",),
    "deposits": ("deposits_closing",),
    "stock": ("inventory_closing",),
    "prepaid": ("prepaid_closing",),
    "fixed_assets": ("fixed_assets_closing",),
    "artists_payable": ("artists_payable_closing",),
    "suppliers_payable": ("suppliers_payable_closing", "interest_payable_closing"),
    "payroll_payable": ("payroll_payable_closing",),
    "vat_payable": ("vat_payable_closing",),
    "income_tax_payable": ("income_tax_payable_closing",),
    "withheld_tax_payable": ("withheld_tax_payable_closing",),
    "customer_deposits": ("customer_deposits_closing",),
    "loans": ("loans_current_closing", "loans_later_closing"),
    "paid_in_capital": ("paid_in_closing",),
    "surplus_reserve": ("surplus_reserve_closing",),
}
BESIDE = "retained_earnings"  # what balances the accounts
# Where an account with money on the wrong side goes: an opening is not below 0.
BELOW_ZERO = {
    "vat_payable": "vat_credit",
    "receivable": "suppliers_payable",
    "artists_payable": "receivable",
    "withheld_tax_payable": "receivable",
}
DETAILED = ("stock", "customer_deposits")
CENT = 0.01
LONGEST = {"prepaid_months": 120, "fixed_assets_months": 600, "loans_months": 600}


def opening(end: YearEnd, noted: Noted) -> Transition:
    """Return the settings of `plan.opening`; what it does not state any more is removed."""
    amounts = {name: sum(map(end.total, lines)) for name, lines in ACCOUNTS.items()}
    for name, other in BELOW_ZERO.items():
        below = max(-amounts[name], 0)
        amounts |= {each: amounts[each] + below for each in (name, other)}
    more = sum(fee_refunds(end).values()) - sum(thirteenth_months(end).values())
    amounts[BESIDE] = more + sum(amount * _side(name) for name, amount in amounts.items())
    amounts = _in_cents(amounts, more)
    brought = end.total("advertising_brought_closing") + advertising_left(end)
    amounts["advertising_brought_forward"] = rounded("CNY", brought)
    given = {name: amount for name, amount in amounts.items() if amount or name == "cash"}
    cards = noted.cards({_path(name): amount for name, amount in given.items()})
    months = {_path(name): count for name, count in _months(end, amounts).items()}
    rate = noted.cards({_path("loans_rate"): _rate(end)} if amounts["loans"] else {})
    changes = cards | months | rate
    return Transition(changes, frozenset(set(map(_path, Opening.model_fields)) - changes.keys()))


def _path(name: str) -> Keys:
    return ("plan", "opening", name)


def _side(name: str) -> int:
    return 1 if name in ASSETS else -1


def _in_cents(exact: Mapping[str, float], more: float) -> dict[str, float]:
    """Round the accounts; where they then lack cents, those that were rounded most take one each.

    more: assets less liabilities beside these accounts, in whole cents.
    """
    amounts = {name: rounded("CNY", amount) for name, amount in exact.items()}
    gap = round((more + sum(amount * _side(name) for name, amount in amounts.items())) / CENT)
    to = 1 if gap > 0 else -1

    def too_much(name: str) -> float:
        return (amounts[name] - exact[name]) * _side(name) * to

    # What products and storefronts say of these two adds up to the account as it is.
    movable = sorted(
        (name for name in amounts if amounts[name] and name not in DETAILED), key=too_much, reverse=True
    )
    for name in movable[: abs(gap)]:
        amounts[name] = rounded("CNY", amounts[name] - to * _side(name) * CENT)
    return amounts


def fee_refunds(end: YearEnd) -> dict[str, float]:
    """Return by storefront the refund of its annual fee that is booked and not yet received, in CNY."""
    earned = end.by_member("annual_fee_refund_earned_closing")
    return {name: rounded("CNY", amount) for name, amount in earned.items()}


def thirteenth_months(end: YearEnd) -> dict[str, float]:
    """Return by position the 13th month that is accrued and not yet paid, in CNY; nothing where none is."""
    plan = end.result.plan
    if plan.sections.pay.thirteenth_month != "accrued":
        return {}
    amounts = end.by_member("thirteenth_month_closing")
    result = dict.fromkeys(plan.sections.positions, 0.0)
    for each in plan.persons:
        result[each.position] += amounts[each.name]
    modelled = sum(result.values())
    scale = end.total("bonus_accrued_closing") / modelled if modelled else 0.0  # the ledger's account
    return {name: rounded("CNY", amount * scale) for name, amount in result.items()}


def _months(end: YearEnd, amounts: Mapping[str, float]) -> dict[str, int]:
    """Return over how many months what the opening holds is used up, written off and paid back."""
    parts = {
        "prepaid_months": (amounts["prepaid"], end.total("prepaid_used")),
        "fixed_assets_months": (amounts["fixed_assets"], end.total("depreciation_total")),
    }
    months = {key: round(amount / part) for key, (amount, part) in parts.items() if amount and part > 0}
    if amounts["loans"]:
        months["loans_months"] = _loan_months(end)
    return {key: min(max(count, key != "loans_months"), LONGEST[key]) for key, count in months.items()}


def _loans(end: YearEnd) -> list[tuple[float, float, int]]:
    """Return of each loan, and of those of before the plan, what is owed, the rate, and the months left."""
    sections = end.result.plan.sections
    at = end.result.months.index(end.last)
    before, now = sections.plan.opening, number(end.last)
    owed = end.by_member("loan_closing")
    loans = [
        (owed[name], each.rate.at(at), each.term_months - (now - number(each.month)))
        for name, each in sections.loans.items()
    ]
    left = max(before.loans_months - at - 1, 0)
    return [*loans, (end.total("loans_before_closing"), before.loans_rate.at(at), left)]


def _rate(end: YearEnd) -> float:
    loans = _loans(end)
    return sum(owed * rate for owed, rate, _ in loans) / (sum(owed for owed, _, _ in loans) or 1)


def _loan_months(end: YearEnd) -> int:
    loans = _loans(end)
    return round(sum(owed * left for owed, _, left in loans) / (sum(owed for owed, _, _ in loans) or 1))


def gone(sections: Sections, start: str) -> frozenset[Keys]:
    """Return assets and loans of before the new plan, which are part of its opening accounts."""
    assets = (("assets", name) for name, each in sections.assets.items() if each.month < start)
    loans = (("loans", name) for name, each in sections.loans.items() if each.month < start)
    return frozenset([*assets, *loans])
