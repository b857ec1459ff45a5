"""Paragraphs on the plan as a whole, its profit, cash, budget and tax."""

from __future__ import annotations

from artplan.report.prose.telling import Teller, times
from artplan.report.words.plans import plan_name
from artplan.statement import STATEMENT


def about(t: Teller) -> list[str]:
    """The plan's title, period and description, and how many of its values have no source."""
    plan = t.result.plan
    title = plan.title.get(t.lang)
    first = t.say("about.plan", title=title, period=t.period(), name=plan_name(plan, t.lang))
    described = t.say("about.describe", words=plan.describe.get(t.lang)) if plan.describe else ""
    changed = (
        t.say("about.overrides", count=t.counted("override", len(plan.overrides))) if plan.overrides else ""
    )
    count = len(plan.placeholders)
    rests = (
        t.say("about.placeholders", count=t.counted("placeholder", count))
        if count
        else t.say("about.sourced")
    )
    return [t.join((first, described, changed)), rests]


def profit(t: Teller) -> list[str]:
    """Sales, revenue and net profit; the best and the worst month."""
    sales, revenue, left = t.sum("gross_sales_total"), t.sum("net_revenue"), t.sum("net_profit")
    months = t.result.total("net_profit")
    if not sales and not revenue:
        return [t.say("profit.no_sales", loss=t.money(-left)) if left < 0 else t.say("profit.nothing")]
    outcome = "gain" if left > 0 else "loss" if left < 0 else "even"
    first = t.say(
        f"profit.{outcome}",
        sales=t.money(sales),
        revenue=t.money(revenue),
        amount=t.money(abs(left)),
        margin=times(abs(left) / revenue if revenue else 0.0),
    )
    if len(months) == 1:
        return [first]
    best, worst, losing = months.idxmax(), months.idxmin(), int((months < 0).sum())
    extremes = t.say(
        "profit.extremes",
        best=t.month(str(best)),
        most=t.money(float(months.max())),
        worst=t.month(str(worst)),
        least=t.money(float(months.min())),
    )
    if losing == 0:
        tail = t.say("profit.no_loss")
    elif losing == len(months):
        tail = t.say("profit.all_loss")
    else:
        tail = t.say(
            "profit.some_loss", losing=t.counted("month", losing), months=t.counted("month", len(months))
        )
    return [first, t.join((extremes, tail, _break_even(t)))]


def _break_even(t: Teller) -> str:
    """The month from which the cumulated profit stays at or above 0; "" if there is no such month."""
    so_far = t.result.total("net_profit").cumsum()
    below = so_far[so_far < 0]
    if not len(below) or so_far.iloc[-1] < 0:
        return ""
    later = [month for month in so_far.index if month > below.index[-1]]
    return t.say("profit.break_even", month=t.month(str(later[0]))) if later else ""


def cash(t: Teller) -> list[str]:
    """Cash at the start, at its lowest and at the end; the gap to be financed if it falls below 0."""
    closing = t.result.total("cash_closing")
    start, low, end = (
        float(t.result.total("cash_opening").iloc[0]),
        float(closing.min()),
        float(closing.iloc[-1]),
    )
    lowest = t.month(str(closing.idxmin()))
    first = t.say("cash.path", start=t.money(start), end=t.money(end), low=t.money(low), month=lowest)
    below = int((closing < 0).sum())
    if below:
        return [t.join((first, t.say("cash.below", months=t.counted("month", below), gap=t.money(-low))))]
    costs = t.sum("payments_total") / len(closing)
    if costs <= 0:
        return [first]
    reach = low / costs
    return [
        t.join((first, t.say("cash.above", months=t.counted("month", round(reach, 1)), costs=t.money(costs))))
    ]


def target(t: Teller) -> list[str]:
    """Gross sales against the target."""
    sales, aim = t.sum("gross_sales_total"), t.sum("sales_target_total")
    if not aim:
        return [t.say("target.none", sales=t.money(sales))]
    short_ = aim - sales
    if abs(short_) <= 0.005 * aim:
        return [t.say("target.met", aim=t.money(aim), sales=t.money(sales))]
    kind = "missed" if short_ > 0 else "passed"
    return [
        t.say(
            f"target.{kind}",
            aim=t.money(aim),
            sales=t.money(sales),
            gap=t.money(abs(short_)),
            rate=times(sales / aim),
        )
    ]


def budget(t: Teller) -> list[str]:
    """The result at each stage of the statement, and the largest costs."""
    revenue = t.sum("net_revenue")
    if not revenue:
        return [t.say("budget.no_revenue")]
    stages = {name: t.sum(name) for name in ("gross_profit", "contribution_margin", "operating_profit")}
    shares = {f"{name}_share": times(amount / revenue) for name, amount in stages.items()}
    amounts = {name: t.money(amount) for name, amount in stages.items()}
    first = t.say("budget.stages", revenue=t.money(revenue), **amounts, **shares)
    costs = {row.line: t.sum(row.line) for row in STATEMENT if row.sign < 0}
    biggest = sorted((name for name in costs if costs[name] > 0), key=lambda name: -costs[name])[:3]
    named = [t.say("budget.one_cost", name=t.label(name), amount=t.money(costs[name])) for name in biggest]
    return [first, t.say("budget.costs", costs=t.listed(named))] if named else [first]


def quarters(t: Teller) -> list[str]:
    """The best and the worst quarter, by sales and by profit."""
    sales, left = (t.result.total(name, "quarter") for name in ("gross_sales_total", "net_profit"))
    if len(sales) < 2 or not sales.sum():
        return [t.say("quarters.none")]
    return [
        t.say(
            "quarters.whole",
            best=sales.idxmax(),
            most=t.money(float(sales.max())),
            share=times(float(sales.max() / sales.sum())),
            worst=sales.idxmin(),
            least=t.money(float(sales.min())),
            gain=left.idxmax(),
            profit=t.money(float(left.max())),
            lag=left.idxmin(),
            low=t.money(float(left.min())),
        )
    ]


def worst_month(t: Teller) -> list[str]:
    """The month with the lowest net profit, which the explanation below the paragraph analyses."""
    months = t.result.total("net_profit")
    return [
        t.say("worst_month.whole", month=t.month(str(months.idxmin())), amount=t.money(float(months.min())))
    ]


def tax(t: Teller) -> list[str]:
    """VAT, surcharges and income tax."""
    due = {name: t.sum(name) for name in ("vat_due", "surcharges", "income_tax")}
    if not any(due.values()):
        return [t.say("tax.none")]
    first = t.say("tax.due", **{name: t.money(amount) for name, amount in due.items()})
    gross = t.sum("operating_profit")
    rate = (
        t.say("tax.rate", rate=times(due["income_tax"] / gross))
        if gross > 0 and due["income_tax"] > 0
        else ""
    )
    return [t.join((first, rate))]


def health(t: Teller) -> list[str]:
    """Failed checks and raised alerts."""
    checks = t.result.checks()
    errors = [each for each in checks if each.kind == "error"]
    broken = [each for each in errors if not each.passed]
    alerts = [each for each in checks if each.kind == "alert" and not each.passed]
    if broken:
        first = t.say("health.broken", names=t.listed(t.label(each.name) for each in broken))
    else:
        first = t.say("health.sound", count=t.counted("check", len(errors)))
    if not alerts:
        return [t.join((first, t.say("health.calm")))]
    return [t.join((first, t.say("health.alerts", names=t.listed(t.label(each.name) for each in alerts))))]
