"""Cash below what must be kept, needless loans, stock that does not sell, licences that fall due, a loss."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from artplan.findings.answer import Finding
from artplan.findings.subject import Subject

YEAR = 12


def below_break_even(subject: Subject) -> Iterator[Finding]:
    """A loss in all: what sales contribute does not carry the costs that do not depend on them."""
    contribution, before_tax, profit = (
        float(subject.result.by_month(line).sum())
        for line in ("contribution_margin", "profit_before_tax", "net_profit")
    )
    yield Finding(
        "below_break_even", -profit, "profit", "overheads", "05_annual_budget",
        months=subject.months_below("net_profit"),
        amounts={"total": -profit, "contribution": contribution, "fixed": contribution - before_tax},
    )  # fmt: skip


def low_cash(subject: Subject) -> Iterator[Finding]:
    """The month in which cash is furthest below the reserve."""
    above, cash = (subject.result.by_month(line) for line in ("cash_above_reserve", "cash_closing"))
    at = int(above.argmin())
    yield Finding(
        "cash_below_zero" if cash[at] < 0 else "cash_below_reserve", -float(above[at]), "cash",
        "plan.cash_reserve", "05_annual_budget", months=(subject.result.months[at],),
        amounts={"gap": -float(above[at]), "cash": float(cash[at]), "reserve": float(cash[at] - above[at])},
    )  # fmt: skip


def needless_loans(subject: Subject) -> Iterator[Finding]:
    """Loans without which cash would never have come below the reserve: their interest."""
    result = subject.result
    above = result.by_month("cash_above_reserve")
    paid = np.cumsum(result.array("loan_interest_paid")[..., 0], axis=1)
    for place, loan in enumerate(result.members["loan"]):
        closing = result.array("loan_closing")[place, :, 0]
        if (above - closing + paid[place]).min() < 0 or not closing.any():
            continue
        interest = float(result.array("loan_interest")[place, :, 0].sum())
        yield Finding(
            "needless_loan", interest, "profit", f"loans.{loan}", "09_statements", "loan", loan,
            subject.months_above("loan_closing", loan), {"loan": float(closing.max())},
        )  # fmt: skip


def unsold_stock(subject: Subject) -> Iterator[Finding]:
    """Pieces at the end beyond what a year's sales take, at cost."""
    result = subject.result
    closing, sold = result.array("pieces_closing")[:, -1, 0], result.array("pieces_sold")[..., 0]
    a_year = sold[:, -YEAR:].sum(axis=1) * YEAR / min(YEAR, len(result.months))
    for place, product in enumerate(result.members["product"]):
        if closing[place] <= a_year[place]:
            continue
        value = float(result.array("stock_value_closing")[place, -1, 0])
        yield Finding(
            "unsold_stock", value * float(1 - a_year[place] / closing[place]), "cash", f"products.{product}",
            "07_stock_and_campaigns", "product", product, result.months[-1:], {"stock": value},
        )  # fmt: skip


def licences_due(subject: Subject) -> Iterator[Finding]:
    """Licences that are issued or renewed within the plan: what they cost, and when."""
    for licence, paid in subject.by_member("licence_paid").items():
        months = subject.months_above("licence_paid", licence)
        yield Finding(
            "licence_due", paid, "cash", f"licences.{licence}", "05_annual_budget", "licence", licence, months
        )
