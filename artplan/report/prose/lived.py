"""The paragraphs on what happened: the last closed month, its drivers, and what the year comes to."""

from __future__ import annotations

from artplan.report.prose.telling import Teller
from artplan.report.tables.studies.variance_by_drivers import sentences
from artplan.report.words.days import month_label
from artplan.report.words.format import percent, signed
from artplan.study.forecast.answer import Forecast
from artplan.study.variance.answer import DriverVariance, LineVariance, Variance
from artplan.texts.catalogue import text

SHOWN = 3  # lines to look at first
KINDS = ("storefront", "channel", "product", "people")
FIGURES = ("net_revenue", "contribution_margin", "net_profit")


def month(t: Teller, answer: Variance) -> list[str]:
    """The month's figures against the plan, what to look at first, and the year to date."""
    rows = {each.line: each for each in answer.statement}
    compared = [
        t.say(
            "month.figure", line=t.label(line), actual=t.money(rows[line].actual),
            budget=t.money(rows[line].budget), difference=signed(t.money(rows[line].difference)))
        for line in FIGURES
    ]  # fmt: skip
    first = t.say("month.compared", month=month_label(answer.month, t.lang), figures=t.clauses(compared))
    bad = sorted((each for each in answer.statement if _costs_profit(each)), key=lambda each: _effect(each))
    worst = [
        t.say("month.line", line=t.label(each.line), amount=signed(t.money(_effect(each))))
        for each in bad[:SHOWN]
    ]
    looked = t.say("month.look", lines=t.clauses(worst)) if worst else t.say("month.spared")
    so_far = rows["net_revenue"].completion
    done = [t.say("month.completion", share=percent(so_far), count=len(answer.to_date))] if so_far else []
    return [first, looked, *done]


def _effect(each: LineVariance) -> float:
    """Return what the line's difference does to net profit, in CNY."""
    return each.sign * each.difference


def _costs_profit(each: LineVariance) -> bool:
    return _effect(each) <= -1


def drivers(t: Teller, answer: DriverVariance) -> list[str]:
    """What the measured drivers make of net profit, which weigh most, and what was not measured."""
    profit = next(each for each in answer.flexed if each.line == "net_profit")
    amounts = {name: t.money(getattr(profit, name)) for name in ("budget", "flexed", "actual")}
    month = month_label(answer.months[-1], t.lang)
    first = t.say("drivers.flexed", month=month, **amounts)
    effects = zip(answer.groups, profit.effects, strict=True)
    moved = sorted((each for each in effects if abs(each[1]) >= 1), key=lambda each: -abs(each[1]))
    most = [
        t.say(
            "drivers.group",
            group=t.inside(text(f"variance.group.{group}", t.lang)),
            amount=signed(t.money(effect)),
        )
        for group, effect in moved[:SHOWN]
    ]
    weighed = t.say("drivers.most", groups=t.clauses(most)) if most else t.say("drivers.as_planned")
    kinds = {each.kind for each in answer.factors}
    lacking = [t.say(f"drivers.lacking.{kind}") for kind in KINDS if kind not in kinds]
    return [first, weighed, t.join([*lacking, *sentences(answer, t.lang)])]


def forecast(t: Teller, answer: Forecast) -> list[str]:
    """What the year comes to against its budget, the cash at its end and at its lowest, and the range."""
    profit = next(each for each in answer.statement if each.line == "net_profit")
    amounts = {
        "forecast": t.money(profit.forecast), "budget": t.money(profit.budget),
        "difference": signed(t.money(profit.difference)), "actual": t.money(profit.actual),
        "rest": t.money(profit.rest)}  # fmt: skip
    first = t.say("forecast.profit", after=month_label(answer.after, t.lang), **amounts)
    low, least = answer.lowest
    planned, closing = answer.cash[answer.months[-1]]
    second = t.say("forecast.cash", closing=t.money(closing), difference=signed(t.money(closing - planned)),
                   month=month_label(low, t.lang), low=t.money(least))  # fmt: skip
    if answer.outlook is None:
        return [first, second]
    band = answer.outlook.bands[0]
    ends = {"low": t.money(band.p10), "high": t.money(band.p90)}
    loss = percent(answer.outlook.chance_of_loss)
    return [first, second, t.say("forecast.range", draws=f"{answer.outlook.draws:,}", loss=loss, **ends)]
