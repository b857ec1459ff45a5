"""Collect the findings of a plan, the heaviest first.

    findings(artplan.load("base"))

What a finding needs to ask of another plan goes through the model (`subject.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from artplan.engine.faults import NumberFault
from artplan.findings.answer import Finding
from artplan.findings.assumptions import PROFIT, deciding
from artplan.findings.money import (
    below_break_even,
    licences_due,
    low_cash,
    needless_loans,
    unsold_stock,
)
from artplan.findings.people import empty_seats, overloads
from artplan.findings.sales import losing_channels, losing_products, losing_storefronts, missed_targets
from artplan.findings.subject import LEAST, Subject
from artplan.operating import OperatingPlan
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from artplan.study.uncertainty.answer import Sensitivity
from artplan.study.uncertainty.weights import of_placeholders

Look = Callable[[Subject], Iterable[Finding]]

LOOKS: tuple[Look, ...] = (
    below_break_even,
    losing_channels,
    losing_products,
    losing_storefronts,
    missed_targets,
    overloads,
    empty_seats,
    low_cash,
    needless_loans,
    unsold_stock,
    licences_due,
)
OVERLOADS = ("enquiries_overload", "parcels_overload")
LOSSES = (*OVERLOADS, "losing_channel", "losing_product", "losing_storefront", "returns_eat_profit")
# What follows from what.
FOLLOWS = {
    ("missed_target",): OVERLOADS,
    ("below_break_even",): (*LOSSES, "missed_target", "needless_loan"),
    ("cash_below_reserve", "cash_below_zero"): ("unsold_stock",),
}
SHARE = 0.0005  # of sales: what weighs less is no finding of this plan


def findings(
    plan: OperatingPlan, result: Result | None = None, placeholders: Sensitivity | None = None
) -> tuple[Finding, ...]:
    """Return what endangers a plan, the heaviest first; those of one weight by kind and member.

    result: of all lines of the plan, if it is there already. placeholders: likewise, how far each moves net
    profit. A trouble that weighs less than 100 yuan, or than a two thousandth of the sales, is left out.
    What needs an evaluation that the plan does not admit is left out, too.
    """
    subject = Subject(plan, result or plan.run())
    least = max(LEAST, SHARE * float(subject.result.by_month("gross_sales_total").sum()))
    seen = [each for look in LOOKS for each in _of(look, subject)]
    seen += _of(lambda each: deciding(each, placeholders or of_placeholders(plan, [PROFIT])), subject)
    return tuple(
        sorted(
            (each for each in _beside_causes(seen) if each.weight >= least),
            key=lambda each: (-round(each.weight, 2), each.kind, each.member),
        )
    )


def _beside_causes(seen: Sequence[Finding]) -> list[Finding]:
    """Return the findings, what follows from others with the weight that those leave unexplained.

    A target is missed because nobody had time for the orders, a loss and a lack of cash come from what loses.
    """
    result = [each for each in seen if each.weight > 0]
    for kinds, causes in FOLLOWS.items():
        whole = sum(each.weight for each in result if each.kind in kinds)
        known = sum(each.weight for each in result if each.kind in causes)
        left = max(1 - known / whole, 0.0) if whole else 1.0
        result = [replace(each, weight=each.weight * left) if each.kind in kinds else each for each in result]
    return result


def _of(look: Look, subject: Subject) -> list[Finding]:
    try:
        return list(look(subject))
    except (PlanFault, NumberFault):  # decisions that cannot be held, or not finite under another setting
        return []
