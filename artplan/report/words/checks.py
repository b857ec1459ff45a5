"""Where a check did not pass, in words."""

from __future__ import annotations

from artplan.checks import Check
from artplan.result import Result
from artplan.texts.catalogue import text

MISSED, TARGET, SOLD = "alert_target", "sales_target_by_storefront", "gross_sales_by_storefront"


def where(result: Result, check: Check, lang: str) -> str:
    """Return labels of the members and the month; empty for a check that passed.

    A target that was missed is set against the month's target and against the whole plan's.
    """
    names = zip(result.per(check.name), check.members, strict=False)
    labels = " / ".join(result.plan.label(dimension, member, lang) for dimension, member in names)
    place = " ".join(filter(None, (labels, check.month)))
    missed = check.name == MISSED and not check.passed
    return place + _against_the_plan(result, check, lang) if missed else place


def _against_the_plan(result: Result, check: Check, lang: str) -> str:
    """Say how much of the month's target is missing, and how the whole plan stands to its own."""
    row, at = result.members["storefront"].index(check.members[0]), result.months.index(check.month)
    target, sold = (result.array(name)[row, :, 0] for name in (TARGET, SOLD))
    whole = sold.sum() / target.sum() - 1
    key = "above" if whole >= 0 else "below"
    share = f"{check.worst / target[at]:.1%}"
    return text(f"checks.target.{key}", lang, share=share, whole=f"{abs(whole):.1%}")
