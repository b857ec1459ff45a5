"""The command `artplan actuals`: import the exports of a month, and see what there is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from artplan.commands import options
from artplan.texts.catalogue import text
from artplan.texts.language import of_environment

if TYPE_CHECKING:
    from artplan.actuals.imports import FileImport


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "actuals", text("help.actuals.brief", lang), text("help.actuals.about", lang)
    )
    parts = command.add_subparsers(title=text("help.commands", lang), metavar="COMMAND", required=True)
    bring = options.add_command(
        parts, "import", text("help.actuals.import_brief", lang), text("help.actuals.import_about", lang)
    )
    bring.add_argument(
        "files", nargs="+", type=options.path(lang), metavar="FILE", help=text("help.actuals.files", lang)
    )
    bring.add_argument("--month", metavar="YYYY-MM", help=text("help.actuals.month", lang))
    bring.set_defaults(act=import_files)
    status = options.add_command(
        parts, "status", text("help.actuals.status_brief", lang), text("help.actuals.status_about", lang)
    )
    status.set_defaults(act=show_status)
    mapping = options.add_command(
        parts, "map", text("help.actuals.map_brief", lang), text("help.actuals.map_about", lang)
    )
    mapping.add_argument("month", metavar="YYYY-MM", help=text("help.variance.month", lang))
    mapping.set_defaults(act=propose_mapping)
    for part in (bring, status, mapping):
        options.add_lang(part, lang)
        options.add_json(part, lang)


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
    from artplan.actuals.store.store import STORE, files, months, opened

    if not STORE.is_file():
        raise options.wrong(str(STORE), "", "actuals.nothing_imported")
    readers = known_readers(OWN_READERS)
    with opened() as store:
        counted, kept = months(store), files(store)
    if chosen.json:
        options.print_json({
            "months": [{"month": m, "reader": name, "records": count} for m, name, count in counted],
            "files": [vars(each) for each in kept],
        })  # fmt: skip
        return 0
    from artplan.commands import terminal

    lang = chosen.lang or of_environment()
    names = {name: reader.name.model_dump()[lang] for name, reader in readers.items()}
    heads = [text(f"actuals.{key}", lang) for key in ("month", "export", "records")]
    rows = [(month, names.get(name, name), f"{count:,}") for month, name, count in counted]
    shown = [text(f"actuals.{key}", lang) for key in ("file", "imported", "records")]
    brought = [(each.name, each.imported, f"{each.records:,}") for each in kept]
    print("\n\n".join([terminal.table([heads, *rows]), terminal.table([shown, *brought])]))
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
