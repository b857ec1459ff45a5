"""The additional output of `artplan check`: effects of overrides and changes, parameters without effect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from artplan.commands import terminal
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.operating import OperatingPlan
    from artplan.plan.plan import Plan
    from artplan.study.compare.answer import Comparison, Ledger
    from artplan.study.compare.unread import DeadInputs


def show_effects(answer: Ledger | None, plan: Plan, lang: str) -> str:
    """Return the effect of each override as text, and the names of overrides without effect."""
    from artplan.report.tables.studies.ledger import effects
    from artplan.report.words.plans import plan_name

    if answer is None:
        return text("ledger.nothing", lang, name=plan_name(plan, lang))
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


def changed_of(plan: OperatingPlan, out: Path) -> Comparison | None:
    """Return what changed since the plan's last run in the output folder; None if nothing did."""
    from artplan.pipeline.outputs import former, staging

    return former.changes_since(out / staging.folder_name(plan.plan.name), plan.plan)


def show_changed(comparison: Comparison | None, plan: Plan, out: Path, lang: str) -> str:
    """Return the changes as text, each with its effect; a sentence if there are none or no former run."""
    from artplan.pipeline.outputs import staging
    from artplan.report.tables.studies.changed import changes
    from artplan.report.words.plans import plan_name

    table = changes(comparison, plan, lang) if comparison is not None else None
    if table is not None and table.rows:
        return "\n".join(
            [text("changed.heading", lang), table.caption, terminal.laid_out(table, behind=True)]
        )
    manifest = staging.former_manifest(out / staging.folder_name(plan.name))
    same = table is not None or (manifest is not None and manifest.get("parameter_hash") == plan.hash)
    name = plan_name(plan, lang)
    return text("changed.none" if same else "changed.no_run", lang, name=name, folder=out.as_posix())
