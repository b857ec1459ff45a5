"""The paragraphs on the studies' answers; each takes an answer, or None if the study does not apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from artplan.report.prose import lived
from artplan.report.prose.stress import stress
from artplan.report.prose.telling import Teller, times
from artplan.report.tables.studies.allocate import sentences
from artplan.report.words import parameters as words
from artplan.report.words.format import percent, short, shown_unit, signed
from artplan.report.words.plans import compared_names, ledger_names, plan_name
from artplan.report.words.state import state
from artplan.report.words.steps import Steps
from artplan.study.allocate.answer import Proposal
from artplan.study.compare.answer import Comparison, Ledger
from artplan.study.seek.answer import Sought
from artplan.study.sweep.answer import Swept
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.texts.catalogue import text

LINE = "net_profit"


def comparison(t: Teller, answer: Comparison) -> list[str]:
    """The change of each figure, and the two steps with the largest effect on it."""
    steps = Steps(answer.before.plan, answer.after.plan, t.lang)
    first, last = compared_names(answer, t.lang)
    if not answer.steps:
        return [t.say("comparison.same", before=first, after=last)]
    parts = []
    for each in answer.attributions:
        unit = shown_unit(each.figure.line, each.figure.unit)
        ends = {"start": short(each.before, unit, t.lang), "end": short(each.after, unit, t.lang)}
        line = t.inside(words.measure(each.figure, answer.after.plan, t.lang))
        largest = [
            t.say(
                "comparison.step",
                step=steps.label(effect.step),
                amount=signed(short(effect.amount, unit, t.lang)),
            )
            for effect in each.largest()[:2]
        ]
        parts.append(t.say("comparison.change", before=first, after=last, line=line, **ends))
        parts.append(t.say("comparison.largest", steps=t.clauses(largest)) if largest else "")
    held = t.say(f"comparison.{'committed' if answer.committed else 'planning'}", before=first, after=last)
    return [t.join(parts), t.join((held, t.say(f"comparison.{answer.attributions[0].way}")))]


def effects(t: Teller, answer: Ledger) -> list[str]:
    """The number of overrides, the one with the largest effect alone, and those without effect."""
    steps, (base, plan) = Steps(answer.before, answer.after, t.lang), ledger_names(answer, t.lang)
    best = max(answer.entries, key=lambda each: abs(each.alone[LINE]))
    parts = [
        t.say(
            "effects.count",
            plan=plan,
            base=base,
            count=t.counted("override", len(answer.entries)),
        ),
        t.say("effects.most", step=steps.label(best.step), amount=signed(t.money(best.alone[LINE]))),
    ]
    idle = [steps.label(each.step) for each in answer.entries if each.idle]
    return [t.join([*parts, t.say("effects.idle", names=t.listed(idle)) if idle else t.say("effects.all")])]


def sweep(t: Teller, answer: Swept) -> list[str]:
    """The range of each line, and the number of points at which it is below 0."""
    parts = [t.say("sweep.points", count=f"{len(answer.rows):,}", plan=plan_name(answer.plan, t.lang))]
    for measure, numbers in zip(answer.measures, answer.numbers.T, strict=True):
        unit = words.unit(measure)
        ends = [short(float(each), unit, t.lang) for each in (numbers.min(), numbers.max())]
        name = words.measure(measure, answer.plan, t.lang)
        parts.append(t.say("sweep.span", measure=name, low=ends[0], high=ends[1]))
        below = int((numbers < 0).sum())
        parts.append(t.say("sweep.below", count=below) if below else t.say("sweep.never"))
    return [t.join(parts)]


def sensitivity(t: Teller, answer: Sensitivity) -> list[str]:
    """The inputs with the largest effect on profit."""
    table, plan = answer.tornado[LINE], answer.plan
    parts = [t.say("sensitivity.plan", amount=t.money(answer.stands[LINE])), _state(t, answer)]
    for path, row in table.head(2).iterrows():
        name = words.parameter(plan, str(path), t.lang)
        ends = {side: t.money(float(row[side])) for side in ("low", "high")}
        parts.append(t.say("sensitivity.one", name=name, **ends))
    lost = [
        words.parameter(plan, str(path), t.lang)
        for path, row in table.iterrows()
        if min(row["low"], row["high"]) < 0
    ]
    parts.append(t.say("sensitivity.lost", names=t.listed(lost)) if lost else t.say("sensitivity.safe"))
    return [t.join(parts)]


def seek(t: Teller, answer: Sought) -> list[str]:
    """The values at which the target is met, or the nearest one; for a percentile also its precision."""
    unit, factor = words.unit(answer.measure), answer.factor
    said: dict[str, Any] = {
        "measure": words.sought(answer, t.lang),
        "by": words.parameter(answer.plan, answer.path, t.lang),
        "target": short(answer.target, unit, t.lang),
    }
    parts = [
        t.say(
            "seek.question", **said, now=short(answer.now, unit, t.lang), present=_at(answer.present, factor)
        )
    ]
    for root in answer.solutions:
        change = words.change(root.number, answer.present) or _at(root.number, factor)
        parts.append(t.say("seek.met", at=_at(root.number, factor), change=change))
    if answer.answer.flat:
        parts.append(t.say("seek.flat", **said))
    elif not answer.solutions:
        value = short(answer.nearest.value, unit, t.lang)
        parts.append(t.say("seek.unmet", at=_at(answer.nearest.number, factor), value=value))
    if answer.drawn:
        errors = {
            "error": short(max(answer.drawn.errors.values()), unit, t.lang),
            "draws": f"{answer.drawn.draws:,}",
            "state": state(answer.drawn, t.lang),
        }
        parts.append(t.say("seek.precision", **errors))
    return [t.join(parts)]


def _at(number: float, factor: bool) -> str:
    return f"x{number:.4g}" if factor else f"{number:.6g}"


def _state(t: Teller, answer: Simulation | Sensitivity) -> str:
    return t.say("sensitivity.committed" if answer.committed else "sensitivity.planning")


def simulation(t: Teller, answer: Simulation) -> list[str]:
    """Mean and percentiles of profit, the risks, and the input that causes most of the spread."""
    low, high = (answer.percentile(LINE, each)[0] for each in (10, 90))
    amounts = {
        "mean": float(answer.samples[LINE].mean()), "low": low, "high": high, "plan": answer.stands[LINE],
    }  # fmt: skip
    entries = {name: t.money(each) for name, each in amounts.items()}
    first = t.say("simulation.spread", draws=f"{answer.draws:,}", count=len(answer.inputs), **entries)
    events = {"dry": "cash_below_zero", "loss": "loss", "missed": "sales_target_missed"}
    risks = {name: percent(answer.chances[event]) for name, event in events.items()}
    path, _, share = next(answer.drivers[LINE].itertuples())
    name = words.parameter(answer.plan, str(path), t.lang)
    return [
        t.join((first, _state(t, answer), t.say("simulation.risk", **risks))),
        t.say("simulation.driver", name=name, share=times(share)),
    ]


def allocation(t: Teller, answer: Proposal) -> list[str]:
    """The outcome of the proposed budget against the present one, and the limits that bind it."""
    before, after = (float(answer.outcomes[each][answer.goal]) for each in ("present", "proposed"))
    goal = text(f"allocate.goal.{answer.goal}", t.lang)
    amounts = {"before": t.money(before), "after": t.money(after), "change": signed(t.money(after - before))}
    first = t.say("allocation.outcome", total=t.money(answer.total), goal=goal, **amounts)
    return [first, t.join(sentences(answer, t.lang))]


PROSE: Mapping[str, Callable[[Teller, Any], list[str]]] = {
    "comparison": comparison,
    "effects": effects,
    "sweep": sweep,
    "sensitivity": sensitivity,
    "seek": seek,
    "percentile": seek,
    "simulation": simulation,
    "stress": stress,
    "allocation": allocation,
    "month": lived.month,
    "drivers": lived.drivers,
    "forecast": lived.forecast,
}
