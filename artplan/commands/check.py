"""The command `artplan check`: show the results of the plan's error and alert checks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text

if TYPE_CHECKING:
    from artplan.checks import Check
    from artplan.operating import OperatingPlan
    from artplan.result import Result


KINDS = ("error", "alert")


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "check", text("help.check.brief", lang), text("help.check.about", lang)
    )
    options.add_scenarios(command, lang)
    options.add_set(command, lang)
    options.add_lang(command, lang)
    options.add_json(command, lang)
    command.add_argument("--effects", action="store_true", help=text("help.check.effects", lang))
    command.add_argument("--changed", action="store_true", help=text("help.check.changed", lang))
    options.add_out(command, text("help.check.out", lang, default=options.OUT), lang)
    command.add_argument("--dead-inputs", action="store_true", help=text("help.check.dead_inputs", lang))
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.pipeline.plans import loaded, worked_out

    plans = loaded(*options.scenarios(chosen))
    results = worked_out(plans, chosen.lang)
    checks = {name: result.checks() for name, result in results.items()}
    if chosen.json:
        sheets = [
            _sheet(name, result, checks[name], chosen.lang) | _extra_record(chosen, plans[name])
            for name, result in results.items()
        ]
        options.print_json(sheets)
    else:
        from artplan.report.words.plans import shown_names

        for name, result in results.items():
            lang = chosen.lang or result.plan.language
            print(_show(shown_names(results, lang)[name], result, checks[name], lang), end="\n\n")
            for part in _extras(chosen, plans[name], lang):
                print(part, end="\n\n")
    failed = any(check.state == "failed" for each in checks.values() for check in each)
    return int(failed or len(results) < len(plans))


def _extras(chosen: argparse.Namespace, plan: OperatingPlan, lang: str) -> Iterator[str]:
    """Yield the additional parts that the options ask for."""
    from artplan.commands import effects

    if chosen.effects:
        yield effects.show_effects(effects.effects_of(plan), plan.plan, lang)
    if chosen.changed:
        yield effects.show_changed(effects.changed_of(plan, chosen.out), plan.plan, chosen.out, lang)
    if chosen.dead_inputs:
        from artplan.study.compare.unread import dead_inputs

        yield effects.show_dead(dead_inputs(plan), lang)


def _extra_record(chosen: argparse.Namespace, plan: OperatingPlan) -> dict[str, Any]:
    from artplan.commands import effects

    record: dict[str, Any] = {}
    if chosen.effects:
        book = effects.effects_of(plan)
        record["effects"] = None if book is None else book.record()
    if chosen.changed:
        comparison = effects.changed_of(plan, chosen.out)
        record["changed"] = None if comparison is None else comparison.record()["attributions"]
    if chosen.dead_inputs:
        from artplan.study.compare.unread import dead_inputs

        dead = dead_inputs(plan)
        record["dead_inputs"] = [{"path": path, "place": place} for path, place in dead.dead]
    return record


def _of_kind(checks: list[Check], kind: str) -> list[Check]:
    """Return the checks of a kind, error or alert, with the failed ones first."""
    return sorted((each for each in checks if each.kind == kind), key=lambda each: each.passed)


def _noted(result: Result, lang: str) -> list[str]:
    """Return the notes on values that are allowed and yet unlikely."""
    from artplan.plausibility.notes import plausibility_notes

    return [note.text(lang) for note in plausibility_notes(result)]


def _sheet(name: str, result: Result, checks: list[Check], lang: str | None) -> dict[str, Any]:
    kinds = {
        f"{kind}s": [{**check.record(), "unit": result.unit(check.name)} for check in _of_kind(checks, kind)]
        for kind in KINDS
    }
    return {
        "scenario": name,
        "parameter_hash": result.plan.hash,
        **kinds,
        "placeholders": len(result.plan.placeholders),
        "notes": [note.text(lang or result.plan.language) for note in result.plan.notes],
        "plausibility": _noted(result, lang or result.plan.language),
    }


def _show(name: str, result: Result, checks: list[Check], lang: str) -> str:
    from artplan.commands import terminal

    parts = [f"{name}  {result.plan.hash[:12]}", *(_section(result, kind, checks, lang) for kind in KINDS)]
    noted = _noted(result, lang)
    if noted:
        heading, meant = (
            text(f"plausibility.{key}", lang, count=len(noted)) for key in ("heading", "meant_so")
        )
        parts.append("\n".join([heading, *noted, meant]))
    return "\n\n".join([*parts, terminal.placeholders(result, lang)])


def _section(result: Result, kind: str, checks: list[Check], lang: str) -> str:
    from artplan.commands import terminal
    from artplan.report.words.checks import where

    shown = _of_kind(checks, kind)
    wrong = sum(not check.passed for check in shown)
    rows = [
        (
            text(f"commands.check.{check.state}", lang),
            result.label(check.name, lang),
            where(result, check, lang),
            *_size(result, check, lang),
        )
        for check in shown
    ]
    head = text(f"commands.check.{kind}s", lang, count=len(shown), wrong=wrong)
    return f"{head}\n{terminal.table(rows, left=3, behind=1)}"


def _size(result: Result, check: Check, lang: str) -> tuple[str, str]:
    """Return the amount of a failed check and its unit; empty strings for a passed check."""
    from artplan.commands import terminal
    from artplan.report.words.format import percent, shown_unit
    from artplan.texts.units import unit_label

    unit = shown_unit(check.name, result.unit(check.name))
    if check.passed:
        return "", ""
    if unit == "share":
        return percent(check.worst), ""
    return terminal.number(check.worst, unit), "" if unit == "1" else unit_label(unit, lang)
