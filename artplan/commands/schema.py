"""The command `artplan schema`: print the JSON Schema of the parameter files, for editors."""

from __future__ import annotations

import argparse

from artplan.commands import options
from artplan.texts.catalogue import text

FILES = ("plan", "city", "tax", "holidays")


def add(commands: options.Commands, lang: str) -> None:
    command = options.add_command(
        commands, "schema", text("help.schema.brief", lang), text("help.schema.about", lang)
    )
    command.add_argument(
        "files", nargs="?", choices=FILES, default=FILES[0],
        help=text("help.schema.files", lang, default=FILES[0]))  # fmt: skip
    options.add_lang(command, lang)
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.plan.read import json_schema

    schemas = {
        "plan": json_schema.schema,
        "city": json_schema.city_schema,
        "tax": json_schema.tax_schema,
        "holidays": json_schema.holiday_schema,
    }
    options.print_json(schemas[chosen.files]())
    return 0
