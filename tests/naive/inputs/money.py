"""Money beside the trade: opening balance sheet, assets, loans, licences, and the bands that alerts watch."""

from __future__ import annotations

from typing import Any

from tests.naive.inputs.book import Book, Values, apart, day_one, value_of

ACCOUNTS = (
    *("receivable", "deposits", "stock", "prepaid", "fixed_assets", "artists_payable", "suppliers_payable"),
    *(
        "payroll_payable",
        "vat_payable",
        "income_tax_payable",
        "customer_deposits",
        "loans",
        "paid_in_capital",
    ),
    *("surplus_reserve", "retained_earnings"),
)
WATCHED = ("gross_margin_rate", "net_margin_rate", "advertising_share", "payroll_share")
FAR = 1e9  # where there is no lowest or highest


def inputs(book: Book) -> Values:
    result: Values = {**opening(book), **limits(book)}
    result["view_deposits_as_cost"] = {"": book.same(book.all("view").get("deposits_as_cost", False))}
    for name in ("asset_bought", "asset_sold", "depreciation_share", "licence_due"):
        result[name] = {}
    for asset, says in book.all("assets").items():
        since = months_since(book, says["month"])
        life = says["life_months"]
        known = since[0] <= 0  # what was bought before is part of the opening balance sheet
        result["asset_bought"][asset] = book.when([n == 0 for n in since])
        gone = says.get("sold_month", "9999-12")
        result["asset_sold"][asset] = [float(known and here) for here in book.in_month(gone)]
        result["depreciation_share"][asset] = [
            1 / life if known and 1 <= n <= life and month <= day_one(gone) else 0.0
            for n, month in zip(since, book.months, strict=True)
        ]
    for licence, says in book.all("licences").items():
        every = says.get("renewal_months", 0)
        result["licence_due"][licence] = book.when(
            [n == 0 or (n > 0 and every > 0 and n % every == 0) for n in months_since(book, says["due"])]
        )
    result.update(loans(book))
    return result


def months_since(book: Book, month: str) -> list[int]:
    return [apart(day_one(month), each) for each in book.months]


LOAN = (
    *("drawn", "due_share", "instalment_due", "instalments", "ends", "payment_due", "period_months"),
    *("due_share_ahead", "instalments_ahead", "ends_ahead"),
)


def loans(book: Book) -> Values:
    result: Values = {f"loan_{name}": {} for name in LOAN}
    for loan, says in book.all("loans").items():
        since = months_since(book, says["month"])
        if since[0] > 0:  # of before the plan: part of its opening
            since = [-1] * len(since)
        every, term, grace = (
            says.get("payment_every_months", 1),
            says["term_months"],
            says.get("grace_months", 0),
        )
        way = says.get("repayment", "bullet")
        payments = list(range(every, term + 1, every))
        of_principal = {"bullet": [term]}.get(way, [n for n in payments if n > grace])
        parts = len([n for n in payments if n > grace])
        equal = way == "equal_instalments"
        shares = {n: 0 if equal else 1 / len(of_principal) for n in of_principal}
        within = [[due for due in of_principal if 0 <= n < due <= n + 12] for n in since]
        for name, months in {
            "drawn": book.when([n == 0 for n in since]),
            "due_share": [float(shares.get(n, 0)) for n in since],
            "instalment_due": book.when([equal and n in of_principal for n in since]),
            "instalments": book.same(parts),
            "ends": book.when([n == term for n in since]),
            "payment_due": book.when([n in payments for n in since]),
            "period_months": book.same(every),
            "due_share_ahead": [float(sum(shares[n] for n in soon)) for soon in within],
            "instalments_ahead": [float(len(soon)) if equal else 0.0 for soon in within],
            "ends_ahead": book.when([term in soon for soon in within]),
        }.items():
            result[f"loan_{name}"][loan] = months
    return result


def opening(book: Book) -> Values:
    """Whether it is a balance sheet, and how what stands in it is used up."""
    says: dict[str, Any] = book.plan.get("opening", {})
    entered = says.get("paid_in_capital")
    return {
        "is_enterprise_standard": {"": book.same(book.plan.get("accounting_standard") == "enterprise")},
        "capital_entered": {"": book.same(any(account in says for account in ACCOUNTS))},
        "paid_in_entered": {"": book.same(0) if entered is None else book.numbers(value_of(entered))},
        "prepaid_start_share": {"": equally(book, says.get("prepaid_months", 12))},
        "fixed_assets_start_share": {"": equally(book, says.get("fixed_assets_months", 60))},
        "loans_start_share": {"": equally(book, says.get("loans_months", 0))},
        "loans_start_current_share": {"": book.same(of_the_first_year(says.get("loans_months", 0)))},
        "loans_start_share_ahead": {"": in_a_year(book, says.get("loans_months", 0))},
    }


def equally(book: Book, months: int) -> list[float]:
    return [1 / months if n < months else 0.0 for n in range(len(book.months))]


def of_the_first_year(months: int) -> float:
    """What part of all months the first twelve are."""
    return len(range(months)[:12]) / months if months else 0.0


def in_a_year(book: Book, months: int) -> list[float]:
    """What part twelve months pay of what is then left."""
    left = [len(range(n + 1, months)) for n in range(len(book.months))]
    return [len(range(each)[:12]) / each if each else 0.0 for each in left]


def limits(book: Book) -> Values:
    result: Values = {}
    for rate in WATCHED:
        says = book.all("limits").get(rate, {})
        result[f"{rate}_lowest"] = {"": book.numbers(says.get("lowest"), -FAR)}
        result[f"{rate}_highest"] = {"": book.numbers(says.get("highest"), FAR)}
    return result
