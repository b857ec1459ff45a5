"""Paragraphs on break-even, cash, the balance sheet, contribution margins and the statutory statements."""

from __future__ import annotations

import numpy as np

from artplan.engine.arrays import Numbers
from artplan.report.prose.telling import Teller, times
from artplan.report.tables.statements import CONTRIBUTORS
from artplan.report.words.format import number


def break_even(t: Teller) -> list[str]:
    """Break-even sales, the plan's distance from them, and the month that recovers all losses."""
    revenue, needed = t.sum("net_revenue"), float(t.result.by_member("break_even_sales").iloc[0])
    if revenue <= 0 or not needed > 0:
        return [t.say("break_even.none")]
    kind = "above" if revenue >= needed else "below"
    gap = abs(revenue - needed)
    first = t.say(
        f"break_even.{kind}",
        needed=t.money(needed),
        revenue=t.money(revenue),
        gap=t.money(gap),
        rate=times(gap / revenue),
    )
    so_far = t.result.total("cumulated_result_closing")
    return [t.join((first, _earned_back(t, so_far.to_numpy())))]


def _earned_back(t: Teller, so_far: Numbers) -> str:
    if so_far[-1] <= 0:
        return t.say("break_even.not_yet", amount=t.money(-float(so_far[-1])))
    below = np.flatnonzero(so_far <= 0)
    if not len(below):
        return t.say("break_even.always")
    return t.say("break_even.since", month=t.month(t.result.months[int(below[-1]) + 1]))


def cash_flow(t: Teller) -> list[str]:
    """Operating, investing and financing cash flow; the lowest cash and the shortest runway."""
    kinds = {kind: t.sum(f"cash_from_{kind}") for kind in ("operating", "investing", "financing")}
    first = t.say("cash_flow.whole", **{kind: t.money(amount) for kind, amount in kinds.items()})
    closing = t.result.total("cash_closing")
    low = t.say("cash_flow.low", low=t.money(float(closing.min())), month=t.month(str(closing.idxmin())))
    months = t.result.total("runway_months")
    burning = months[t.result.total("cash_burn") > 0]
    if not len(burning):
        return [t.join((first, low, t.say("cash_flow.no_burn")))]
    shortest = t.say(
        "cash_flow.runway",
        count=t.counted("month", len(burning)),
        month=t.month(str(burning.idxmin())),
        lasts=number(float(burning.min()), 1),
    )
    return [t.join((first, low, shortest))]


def balance(t: Teller) -> list[str]:
    """Assets at the end, and the liabilities and equity that finance them."""
    ends = {
        name: t.money(float(t.result.total(line).iloc[-1]))
        for name, line in {
            "assets": "assets_total",
            "cash": "cash_closing",
            "stock": "inventory_closing",
            "liabilities": "liabilities_total",
            "equity": "equity_total",
        }.items()
    }
    first = t.say("balance.whole", month=t.month(t.result.months[-1]), **ends)
    worst = float(t.result.total("equity_total").min())
    return [t.join((first, t.say("balance.short", amount=t.money(worst)) if worst < 0 else ""))]


def contribution_margin(t: Teller) -> list[str]:
    """The product, channel and storefront that contribute most, and those with a negative margin."""
    whole = t.sum("contribution_margin")
    message, losing = [], []
    for dimension, line in CONTRIBUTORS.items():
        result = t.result.frame(line).sum(axis=1)
        if len(result) > 1 and result.max() > 0:
            name = t.member(dimension, result.idxmax())
            message.append(
                t.say(f"contribution_margin.{dimension}", name=name, amount=t.money(float(result.max())))
            )
        losing += [t.member(dimension, each) for each in result.index if result[each] < -0.5]
    if not message:
        return [t.say("contribution_margin.none")]
    first = t.say("contribution_margin.whole", whole=t.money(whole))
    minus = t.say("contribution_margin.losing", names=t.listed(losing)) if losing else ""
    return [t.join((first, *message, minus))]


def statutory(t: Teller) -> list[str]:
    """How the statutory statements are laid out, and how their operating profit follows from the budget's."""
    bridge = t.say(
        "statutory.bridge",
        ebit=t.money(t.sum("operating_profit")),
        interest=t.money(t.sum("finance_expenses")),
        operating=t.money(t.sum("statutory_operating_profit")),
        income=t.money(t.sum("non_operating_income")),
        expenses=t.money(t.sum("non_operating_expenses")),
        profit=t.money(t.sum("statutory_profit_before_tax")),
    )
    standard = t.result.plan.sections.plan.accounting_standard
    other = [t.say("statutory.enterprise")] if standard == "enterprise" else []
    return [t.say("statutory.layout"), *other, bridge]
