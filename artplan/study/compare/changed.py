"""What changed since a former state of the same plan, each change with its own effect on profit and cash."""

from __future__ import annotations

from artplan.operating import OperatingPlan
from artplan.plan.variants.steps import between
from artplan.study.compare.answer import Comparison
from artplan.study.compare.compare import compare
from artplan.study.defaults import ALL_ORDERS, CHANGED


def changed(before: OperatingPlan, after: OperatingPlan) -> Comparison:
    """Compare two states of a plan by profit and cash; the effects of the changes add up to the difference.

    Many changes are attributed in the order of the file, since a reader waits. Raises PlanFault where the
    states cannot be compared.
    """
    many = len(between(before.plan, after.plan).steps) > ALL_ORDERS
    return compare(before, after, CHANGED, in_order=many)
