"""What a stress test says: which shocks end in a loss, and which the plan would not survive."""

from __future__ import annotations

from collections.abc import Sequence

from artplan.plan.leaf.leaf import HALF_A_CENT
from artplan.report.prose.telling import Teller
from artplan.report.words.shocks import shock_label
from artplan.study.uncertainty.answer import FOLLOWING, Stress
from artplan.texts.catalogue import text


def stress(t: Teller, answer: Stress) -> list[str]:
    """The plan, the state it is in, the shocks that end in a loss, and those that take all its cash."""
    cash, month = answer.stands["cash_low"], t.month(answer.stands["cash_low_month"])
    profit = t.money(answer.stands["net_profit"])
    parts = [t.say("stress.plan", profit=profit, cash=t.money(cash), month=month)]
    parts.append(t.say("stress.already") if cash <= -HALF_A_CENT else "")
    held = any(answer.committed(str(name)) for name in answer.shocks.index)
    parts.append(t.say("sensitivity.committed") if held else "")
    parts.append(t.say("stress.planning") if FOLLOWING in answer.shocks.index else "")
    lost = _each(t, answer, "lost", answer.losing)
    ends = [t.say("stress.loss", shocks=t.listed(lost)) if lost else t.say("stress.no_loss")]
    ends += _each(t, answer, "sinks", answer.sinking) or [t.say("stress.survived")]
    return [t.join(parts), t.join(ends)]


def sinking(t: Teller, answer: Stress) -> str:
    """One sentence on the shocks under which cash falls below zero; "" if it does under none."""
    shocks = _each(t, answer, "gap", answer.sinking)
    return t.say("stress.sinking", shocks=text("list.comma", t.lang).join(shocks)) if shocks else ""


def _each(t: Teller, answer: Stress, key: str, names: Sequence[str]) -> list[str]:
    said, rows = [], answer.shocks.to_dict("index")
    for name in names:
        each = rows[name]
        profit, cash = (t.money(each[figure]) for figure in ("net_profit", "cash_low"))
        amounts = {"profit": profit, "cash": cash, "month": t.month(each["cash_low_month"])}
        said.append(t.say(f"stress.{key}", shock=t.inside(shock_label(name, t.lang)), **amounts))
    return said
