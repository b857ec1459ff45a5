"""The command `artplan version`: freeze a plan, look at frozen versions, compare them with each other."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

if TYPE_CHECKING:
    from artplan.report.tables.table import Table
    from artplan.versions.answer import FrozenVersion


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "version", text("help.version.brief", lang), text("help.version.about", lang)
    )
    parts = command.add_subparsers(title=text("help.commands", lang), metavar="COMMAND", required=True)
    frozen = options.add_part(parts, "version", "freeze", freeze_version, lang)
    frozen.add_argument("id", metavar="ID", help=text("help.version.id", lang))
    options.add_scenario(frozen, lang)
    frozen.add_argument(
        "--approved-by", required=True, metavar="NAME", help=text("help.version.approved_by", lang)
    )
    frozen.add_argument("--why", required=True, metavar="REASON", help=text("help.version.why", lang))
    options.add_part(parts, "version", "list", list_versions, lang)
    show = options.add_part(parts, "version", "show", show_version, lang)
    show.add_argument("id", metavar="ID", help=text("help.version.id", lang))
    both = options.add_part(parts, "version", "compare", compare, lang)
    both.add_argument("one", metavar="A", help=text("help.version.one", lang))
    both.add_argument("other", metavar="B", help=text("help.version.other", lang))
    options.add_part(parts, "version", "accuracy", show_accuracy, lang)


def freeze_version(chosen: argparse.Namespace) -> int:
    from artplan.versions.freeze import freeze

    version = freeze(chosen.id, chosen.scenario, chosen.approved_by, chosen.why)
    if chosen.json:
        options.print_json(version.card.record())
        return 0
    lang = chosen.lang or of_environment()
    said = {"version": version.card.id, "folder": version.folder.as_posix(), "hash": version.card.hash}
    print(text("versions.frozen", lang, **said))
    return 0


def list_versions(chosen: argparse.Namespace) -> int:
    from artplan.plan.written.faults import PlanFault
    from artplan.versions.read import read_versions

    versions, faults = read_versions()
    if chosen.json:
        options.print_json([each.card.record() for each in versions])
    elif not faults:
        _refuse_none(versions)
    if versions and not chosen.json:
        from artplan.report.tables.studies import versions as tables

        cards = [each.card for each in versions]
        print(_shown(tables.versions(cards, chosen.lang or of_environment()), left=len(tables.LISTED)))
    if faults:
        raise PlanFault(faults)
    return 0


def show_version(chosen: argparse.Namespace) -> int:
    from artplan.versions.answer import FORECAST
    from artplan.versions.compare import totals
    from artplan.versions.figures import labels_of
    from artplan.versions.read import read_version

    version = read_version(chosen.id)
    card, lang = version.card, chosen.lang or of_environment()
    rows = totals(version.figures, version.figures, card.months, card.first_fiscal_month)
    record, said = (
        (None, [text("versions.not_recalculated", lang)])
        if card.kind == FORECAST
        else _recalculated(version, lang)
    )
    if chosen.json:
        years = [{"line": each.line, "year": each.year, "amount": each.one} for each in rows]
        options.print_json({**card.record(), "totals": years, "recalculated": record})
        return 0
    from artplan.report.tables.studies import versions as tables

    labels = labels_of(tuple(each.line for each in rows))
    about = _shown(tables.card(card, lang), left=2, head=False)
    print("\n\n".join([about, _shown(tables.statement(card, rows, labels, lang)), *said]))
    return 0


def _recalculated(version: FrozenVersion, lang: str) -> tuple[dict[str, Any], list[str]]:
    """Return what a version's parameters give today, as a record and in sentences."""
    from artplan.plan.written.faults import PlanFault
    from artplan.report.tables.studies.versions import recalculated
    from artplan.versions.figures import labels_of
    from artplan.versions.recalculate import recalculate

    try:
        answer = recalculate(version)
    except PlanFault as fault:
        faults = [each.text(lang) for each in fault.faults]
        return {"unreadable": faults}, [text("versions.unreadable", lang, count=len(faults), first=faults[0])]
    labels = labels_of(tuple(each.line for each in answer.changes[:1]))
    return answer.record(), recalculated(answer, labels, lang)


def compare(chosen: argparse.Namespace) -> int:
    from artplan.versions.compare import compare_versions

    answer = compare_versions(chosen.one, chosen.other)
    if chosen.json:
        options.print_json(answer.record())
        return 0
    from artplan.report.tables.studies import versions as tables

    lang = chosen.lang or of_environment()
    parts = [_shown(tables.parameters(answer, lang), left=3), _shown(tables.totals(answer, lang), left=2)]
    if answer.left_out:
        months = text("list.comma", lang).join(answer.left_out)
        parts.append(text("versions.left_out", lang, months=months))
    print("\n\n".join(parts))
    return 0


def show_accuracy(chosen: argparse.Namespace) -> int:
    from artplan.actuals.closed import closed_amounts
    from artplan.plan.written.faults import PlanFault
    from artplan.versions.accuracy import accuracy
    from artplan.versions.figures import labels_of
    from artplan.versions.read import read_versions

    versions, faults = read_versions()
    if faults:
        raise PlanFault(faults)
    _refuse_none(versions)
    answer = accuracy(versions, actuals := closed_amounts())
    if not answer.lines:
        raise options.wrong("accuracy", "", "versions.none_compared")
    if chosen.json:
        options.print_json(answer.record())
        return 0
    from artplan.report.tables.studies import versions as tables

    lang = chosen.lang or of_environment()
    months = text("list.comma", lang).join(sorted(actuals))
    labels = labels_of(tuple(each.line for each in answer.lines))
    reading = text("versions.reading", lang, months=months)
    print(f"{_shown(tables.accuracy(answer, labels, lang))}\n\n{reading}")
    return 0


def _refuse_none(versions: list[FrozenVersion]) -> None:
    if not versions:
        from artplan.versions.read import VERSIONS

        raise options.wrong(str(VERSIONS), "", "versions.none_frozen")


def _shown(table: Table, left: int = 1, head: bool = True) -> str:
    """Return a table with its caption. left: columns of words. head: whether its columns have headings."""
    from artplan.commands import terminal

    heads = [tuple(column.head for column in table.columns)] if head else []
    rows = [*heads, *(each.cells for each in table.rows)]
    return f"{table.caption}\n{terminal.table(rows, left=left)}" if len(rows) > len(heads) else table.caption
