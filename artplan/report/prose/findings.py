"""The sentences on what endangers a plan: what is met, each finding, and the decision that it calls for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from artplan.findings.answer import Finding, Judged
from artplan.report.prose.telling import Teller
from artplan.report.words.format import heads
from artplan.report.words.parameters import parameter
from artplan.texts.catalogue import text

PARAMETERS = ("deciding_placeholder",)  # of these, the parameter is whom it concerns
OVERLOAD = "_overload"  # kinds whose sentences name a post to hire for


@dataclass(frozen=True)
class Said:
    """A finding in words: the trouble, the decision, and the notebook that shows more."""

    trouble: str
    decision: str
    page: str


def judged(t: Teller, figures: Sequence[Judged]) -> list[str]:
    """Return a sentence on what is missed, if anything is, and one on what is met."""
    sentences = []
    for key, kept in (("missed", False), ("met", True)):
        names = [_figure(t, each) for each in figures if each.met == kept and not _aimless(each)]
        if names:
            sentences.append(_say(t, key, figures=text("list.comma", t.lang).join(names)))
    return sentences


def _aimless(each: Judged) -> bool:
    """Return whether the plan sets no target for the figure, so that there is nothing to be met."""
    return isnan(each.target)


def _figure(t: Teller, each: Judged) -> str:
    value, target = (heads(v) if each.figure == "heads" else t.money(v) for v in (each.value, each.target))
    return _say(t, f"figure.{each.figure}", value=value, target=target)


def finding(t: Teller, each: Finding) -> Said:
    """Return the finding in words."""
    plan = t.result.plan
    if each.kind in PARAMETERS:
        who = parameter(plan, each.parameter, t.lang)
    else:
        who = t.member(each.dimension, each.member) if each.member else ""
    words: Mapping[str, str] = {
        "who": t.inside(who) if each.kind.endswith(OVERLOAD) else who,
        "loss": t.money(each.weight),
        "months": _months(t, each.months),
        "since": t.month(each.months[0]) if each.months else "",
        **{name: t.money(amount) for name, amount in each.amounts.items()},
    }
    trouble, decision = (_say(t, f"{each.kind}.{part}", **words) for part in ("said", _decision(each)))
    return Said(trouble, decision, each.page)


def _decision(each: Finding) -> str:
    """Return which sentence on the decision fits: a hire that pays, one that does not, or nobody to hire."""
    if not each.kind.endswith(OVERLOAD):
        return "decide"
    if "saves" not in each.amounts:
        return "nobody"
    return "decide" if each.amounts["saves"] > each.amounts["cost"] else "dear"


def _months(t: Teller, months: Sequence[str]) -> str:
    """Return the months as people say them: November, from March to June, in 5 months from March on."""
    whole = t.result.months
    if not months:
        return ""
    if len(months) == len(whole) > 1:
        return _say(t, "all_months")
    first, last = t.month(months[0]), t.month(months[-1])
    if len(months) == 1:
        return _say(t, "in_month", month=first)
    if whole.index(months[-1]) - whole.index(months[0]) == len(months) - 1:
        return _say(t, "from_to", first=first, last=last)
    return _say(t, "some_months", first=first, count=len(months))


def _say(t: Teller, key: str, **words: object) -> str:
    return text(f"findings.{key}", t.lang, **words)
