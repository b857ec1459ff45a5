"""The additional output of `artplan check`: the effects of overrides, and parameters without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artplan.commands import terminal
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.study.compare.answer import Ledger
    from artplan.study.compare.unread import DeadInputs


def show_effects(answer: Ledger | None, name: str, lang: str) -> str:
    """Return the effect of each override as text, and the names of overrides without effect."""
    from artplan.report.tables.studies.ledger import effects

    if answer is None:
        return text("ledger.nothing", lang, name=name)
    table = effects(answer, lang)
    parts = [f"{table.caption}\n{terminal.laid_out(table)}"]
    idle = [entry.step.name for entry in answer.entries if entry.idle]
    if idle:
        parts.append(text("ledger.idle", lang, names=text("list.comma", lang).join(idle)))
    return "\n".join(parts)


def show_dead(result: DeadInputs, lang: str) -> str:
    """Return the parameters that affect no line, with file and line number."""
    if not result.dead:
        return text("dead_inputs.none", lang, count=result.tried)
    head = text("dead_inputs.some", lang, count=result.tried, dead=len(result.dead))
    return f"{head}\n{terminal.table([(place, path) for path, place in result.dead], left=2)}"


def effects_of(plan: OperatingPlan) -> Ledger | None:
    """Return the effects of the plan's overrides; None for a plan without overrides."""
    from artplan.study.compare.effects import ledger

    written = plan.plan.written
    return ledger(plan) if written is not None and any(written.layers) else None
