"""The paragraphs that say what a study found; each takes its answer, or nothing where it does not apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from artplan.report.prose.telling import Teller, times
from artplan.report.tables.allocate import sentences
from artplan.report.words import parameters as words
from artplan.report.words.format import percent, short, shown_unit, signed
from artplan.report.words.steps import Steps, plan_names
from artplan.study.allocate.answer import Proposal
from artplan.study.compare.answer import Comparison, Ledger
from artplan.study.seek.answer import Sought
from artplan.study.sweep.answer import Swept
from artplan.study.uncertainty.answer import Sensitivity, Simulation
from artplan.texts.catalogue import text

LINE = "net_profit"


def comparison(t: Teller, found: Comparison) -> list[str]:
    """How each figure changes, and the two steps that do most of it."""
    steps, (first, last) = Steps(found.before.plan, found.after.plan, t.lang), plan_names(found)
    if not found.steps:
        return [t.say("comparison.same", before=first, after=last)]
    told = []
    for each in found.attributions:
        unit = shown_unit(each.figure.line, each.figure.unit)
        ends = {"start": short(each.before, unit, t.lang), "end": short(each.after, unit, t.lang)}
        line = t.inside(words.measure(each.figure, found.after.plan, t.lang))
        largest = [
            t.say(
                "comparison.step",
                step=steps.label(effect.step),
                amount=signed(short(effect.amount, unit, t.lang)),
            )
            for effect in each.largest()[:2]
        ]
        told.append(t.say("comparison.change", before=first, after=last, line=line, **ends))
        told.append(t.say("comparison.largest", steps=t.clauses(largest)) if largest else "")
    return [t.join(told), t.say(f"comparison.{found.attributions[0].way}")]


def effects(t: Teller, found: Ledger) -> list[str]:
    """How many overrides there are, which does most alone, and which do nothing."""
    steps = Steps(found.before, found.after, t.lang)
    best = max(found.entries, key=lambda each: abs(each.alone[LINE]))
    told = [
        t.say(
            "effects.count", plan=found.plan, base=found.base, count=t.counted("override", len(found.entries))
        ),
        t.say("effects.most", step=steps.label(best.step), amount=signed(t.money(best.alone[LINE]))),
    ]
    idle = [steps.label(each.step) for each in found.entries if each.idle]
    return [t.join([*told, t.say("effects.idle", names=t.listed(idle)) if idle else t.say("effects.all")])]


def sweep(t: Teller, found: Swept) -> list[str]:
    """The span of each line, and at how many points it is below 0."""
    told = [t.say("sweep.points", count=f"{len(found.rows):,}", plan=found.scenarios[0])]
    for measure, numbers in zip(found.measures, found.numbers.T, strict=True):
        unit = words.unit(measure)
        ends = [short(float(each), unit, t.lang) for each in (numbers.min(), numbers.max())]
        name = words.measure(measure, found.plan, t.lang)
        told.append(t.say("sweep.span", measure=name, low=ends[0], high=ends[1]))
        below = int((numbers < 0).sum())
        told.append(t.say("sweep.below", count=below) if below else t.say("sweep.never"))
    return [t.join(told)]


def sensitivity(t: Teller, found: Sensitivity) -> list[str]:
    """The inputs that move the profit most."""
    table, plan = found.tornado[LINE], found.plan
    told = [t.say("sensitivity.plan", amount=t.money(found.stands[LINE]))]
    for path, row in table.head(2).iterrows():
        name = words.parameter(plan, str(path), t.lang)
        ends = {side: t.money(float(row[side])) for side in ("low", "high")}
        told.append(t.say("sensitivity.one", name=name, **ends))
    lost = [
        words.parameter(plan, str(path), t.lang)
        for path, row in table.iterrows()
        if min(row["low"], row["high"]) < 0
    ]
    told.append(t.say("sensitivity.lost", names=t.listed(lost)) if lost else t.say("sensitivity.safe"))
    return [t.join(told)]


def seek(t: Teller, found: Sought) -> list[str]:
    """Where the target is met, or how near it can be come to; of a percentile, how precise it is."""
    unit, factor = words.unit(found.measure), found.factor
    said: dict[str, Any] = {
        "measure": words.sought(found, t.lang),
        "by": words.parameter(found.plan, found.path, t.lang),
        "target": short(found.target, unit, t.lang),
    }
    told = [
        t.say("seek.asked", **said, now=short(found.now, unit, t.lang), present=_at(found.present, factor))
    ]
    for root in found.solutions:
        change = words.change(root.number, found.present) or _at(root.number, factor)
        told.append(t.say("seek.met", at=_at(root.number, factor), change=change))
    if found.answer.flat:
        told.append(t.say("seek.flat", **said))
    elif not found.solutions:
        value = short(found.nearest.value, unit, t.lang)
        told.append(t.say("seek.unmet", at=_at(found.nearest.number, factor), value=value))
    if found.drawn:
        errors = {
            "error": short(max(found.drawn.errors.values()), unit, t.lang),
            "draws": f"{found.drawn.draws:,}",
        }
        told.append(t.say("seek.precision", **errors))
    return [t.join(told)]


def _at(number: float, factor: bool) -> str:
    return f"x{number:.4g}" if factor else f"{number:.6g}"


def simulation(t: Teller, found: Simulation) -> list[str]:
    """Mean and tenths of the profit, what may go wrong, and what the spread comes from."""
    low, high = (found.percentile(LINE, each)[0] for each in (10, 90))
    amounts = {
        "mean": float(found.samples[LINE].mean()), "low": low, "high": high, "plan": found.stands[LINE],
    }  # fmt: skip
    told = {name: t.money(each) for name, each in amounts.items()}
    first = t.say("simulation.spread", draws=f"{found.draws:,}", count=len(found.inputs), **told)
    dry, loss = (percent(found.chances[each]) for each in ("cash_below_zero", "loss"))
    path, _, share = next(found.drivers[LINE].itertuples())
    name = words.parameter(found.plan, str(path), t.lang)
    return [
        t.join((first, t.say("simulation.risk", dry=dry, loss=loss))),
        t.say("simulation.driver", name=name, share=times(share)),
    ]


def allocation(t: Teller, found: Proposal) -> list[str]:
    """What the division brings against the present one, and what binds it."""
    before, after = (float(found.outcomes[each][found.goal]) for each in ("present", "proposed"))
    goal = text(f"allocate.goal.{found.goal}", t.lang)
    amounts = {"before": t.money(before), "after": t.money(after), "change": signed(t.money(after - before))}
    first = t.say("allocation.outcome", total=t.money(found.total), goal=goal, **amounts)
    return [first, t.join(sentences(found, t.lang))]


PROSE: Mapping[str, Callable[[Teller, Any], list[str]]] = {
    "comparison": comparison,
    "effects": effects,
    "sweep": sweep,
    "sensitivity": sensitivity,
    "seek": seek,
    "percentile": seek,
    "simulation": simulation,
    "allocation": allocation,
}
