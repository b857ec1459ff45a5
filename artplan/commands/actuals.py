"""The command `artplan actuals`: import the exports of a month, compare and close it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.commands.reconcile import show_reconciliation
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

if TYPE_CHECKING:
    from artplan.actuals.imports import FileImport


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "actuals", text("help.actuals.brief", lang), text("help.actuals.about", lang)
    )
    parts = command.add_subparsers(title=text("help.commands", lang), metavar="COMMAND", required=True)
    bring = _part(parts, "import", import_files, lang)
    bring.add_argument(
        "files", nargs="+", type=options.path(lang), metavar="FILE", help=text("help.actuals.files", lang)
    )
    bring.add_argument("--month", metavar="YYYY-MM", help=text("help.actuals.month", lang))
    _part(parts, "status", show_status, lang)
    mapping = _part(parts, "map", propose_mapping, lang)
    compared = _part(parts, "reconcile", show_reconciliation, lang)
    compared.add_argument("--strict", action="store_true", help=text("help.actuals.strict", lang))
    shut, again = (
        _part(parts, name, act, lang) for name, act in (("close", close_month), ("reopen", reopen_month))
    )
    for each in (mapping, compared, shut, again):
        each.add_argument("month", metavar="YYYY-MM", help=text("help.variance.month", lang))
    for each in (shut, again):
        each.add_argument("--by", required=True, metavar="NAME", help=text("help.actuals.by", lang))
    again.add_argument("--why", required=True, metavar="REASON", help=text("help.actuals.why", lang))


def _part(
    parts: options.Commands, name: str, act: Callable[[argparse.Namespace], int], lang: str
) -> argparse.ArgumentParser:
    return options.add_part(parts, "actuals", name, act, lang)


def import_files(chosen: argparse.Namespace) -> int:
    from artplan.actuals import imports

    answers = imports.import_files(chosen.files, chosen.month)
    if chosen.json:
        options.print_json({"files": [_record(each) for each in answers]})
    else:
        lang = chosen.lang or of_environment()
        print("\n".join(line for each in answers for line in _lines(each, lang)))
    return 0


def _record(answer: FileImport) -> dict[str, Any]:
    sheets = [
        {"reader": sheet.reader["en"], "rows": sheet.rows, **vars(sheet.added),
         "sums": {name: float(total) for name, total in sheet.sums.items()}}
        for sheet in answer.sheets
    ]  # fmt: skip
    return {"file": answer.name, "known": answer.known, "sheets": sheets, "skipped": list(answer.skipped)}


def _lines(answer: FileImport, lang: str) -> list[str]:
    if answer.known:
        return [text("actuals.known", lang, file=answer.name)]
    lines = []
    for sheet in answer.sheets:
        counts = {name: f"{count:,}" for name, count in vars(sheet.added).items()}
        lines.append(text("actuals.read", lang, file=answer.name, reader=sheet.reader[lang],
                          rows=f"{sheet.rows:,}", **counts))  # fmt: skip
        lines += [f"    {name}  {total:,.2f}" for name, total in sheet.sums.items()]
    return [*lines, *(text("actuals.skipped", lang, sheet=each) for each in answer.skipped)]


def show_status(chosen: argparse.Namespace) -> int:
    from artplan.actuals.imports import OWN_READERS
    from artplan.actuals.readers.known import known_readers
    from artplan.actuals.store.store import STORE, closed_months, events, files, months, opened

    if not STORE.is_file():
        raise options.wrong(str(STORE), "", "actuals.nothing_imported")
    readers = known_readers(OWN_READERS)
    with opened() as store:
        counted, kept, closed, happened = months(store), files(store), closed_months(store), events(store)
    if chosen.json:
        options.print_json({
            "months": [{"month": m, "reader": name, "records": count} for m, name, count in counted],
            "closed": sorted(closed),
            "events": [vars(each) for each in happened],
            "files": [vars(each) for each in kept],
        })  # fmt: skip
        return 0
    from artplan.commands import terminal

    lang = chosen.lang or of_environment()
    names = {name: reader.name.model_dump()[lang] for name, reader in readers.items()}
    heads = [text(f"actuals.{key}", lang) for key in ("month", "state", "export", "records")]
    state = {month: text(f"actuals.{'closed' if month in closed else 'open'}", lang) for month, *_ in counted}
    rows = [(month, state[month], names.get(name, name), f"{count:,}") for month, name, count in counted]
    shown = [text(f"actuals.{key}", lang) for key in ("file", "imported", "records")]
    brought = [(each.name, each.imported, f"{each.records:,}") for each in kept]
    said = [text(f"actuals.event.{each.what}", lang, **vars(each)) for each in happened]
    tables = [terminal.table([heads, *rows]), terminal.table([shown, *brought])]
    print("\n\n".join([*tables, *(["\n".join(said)] if said else [])]))
    return 0


def propose_mapping(chosen: argparse.Namespace) -> int:
    from artplan.actuals.month import proposed_mapping
    from artplan.plan.written.yaml_text import flow

    proposed = proposed_mapping(chosen.month)
    if chosen.json:
        options.print_json([vars(each) for each in proposed])
        return 0
    lang = chosen.lang or of_environment()
    print(f"# {text('actuals.mapping', lang, month=chosen.month)}\naccounts:")
    for each in proposed:
        print(f"  {'' if each.known else '# '}{flow(each.account)}: {each.line}")
    return 0


def close_month(chosen: argparse.Namespace) -> int:
    from artplan.actuals.close import close
    from artplan.actuals.closed import CLOSED, closed_drivers
    from artplan.operating import load
    from artplan.study.variance.measures import measurable

    result = close(chosen.month, chosen.by, measurable(load().plan))
    if chosen.json:
        lines = {line: float(amount) for line, amount in result.lines.items()}
        measured = closed_drivers()[result.month].amounts.items()
        drivers = {name: {member: float(each) for member, each in row.items()} for name, row in measured}
        options.print_json({"month": result.month, "lines": lines, "drivers": drivers})
    else:
        said = {"month": result.month, "folder": CLOSED.as_posix()}
        print(text("actuals.closing", chosen.lang or of_environment(), **said))
    return 0


def reopen_month(chosen: argparse.Namespace) -> int:
    from artplan.actuals.close import reopen

    months = reopen(chosen.month, chosen.by, chosen.why)
    if chosen.json:
        options.print_json({"reopened": months})
    else:
        lang = chosen.lang or of_environment()
        print(text("actuals.reopening", lang, months=text("list.comma", lang).join(months)))
    return 0
