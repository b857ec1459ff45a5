"""Paragraphs on the scorecards and on performance pay."""

from __future__ import annotations

from artplan.report.prose.telling import Teller, times
from artplan.report.tables.appraisal import appraisal_figures
from artplan.report.words.format import number


def appraisal(t: Teller) -> list[str]:
    """The best and the worst scorecard, months below the limit, total performance pay."""
    result = appraisal_figures(t.result)
    if not len(result):
        return [t.say("appraisal.none")]
    average = result["average"].astype(float)
    first = t.say(
        "appraisal.whole",
        count=t.counted("scorecard", len(result)),
        best=t.inside(t.member("scorecard", average.idxmax())),
        most=number(float(average.max()), 1),
        worst=t.inside(t.member("scorecard", average.idxmin())),
        least=number(float(average.min()), 1),
    )
    bad = [t.member("scorecard", each) for each in result.index if result["bad_months"][each]]
    below = t.say("appraisal.bad", names=t.listed(bad)) if bad else t.say("appraisal.good")
    return [t.join((first, below)), _pay(t, float(result["pay"].sum()))]


def _pay(t: Teller, paid: float) -> str:
    full = float(
        (t.result.frame("performance_pay_full_per_head") * t.result.frame("stint_heads")).to_numpy().sum()
    )
    if not full:
        return t.say("appraisal.no_pay")
    sentences = [t.say("appraisal.pay", paid=t.money(paid), bonus=t.money(t.sum("bonus_earned_total")))]
    share = t.result.total("bonus_paid_share")
    cut = int((share < 0.9999).sum())
    if cut:
        sentences.append(
            t.say("appraisal.capped", months=t.counted("month", cut), least=times(float(share.min())))
        )
    return t.join(sentences)
