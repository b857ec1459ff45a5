"""`artplan schema`: the JSON Schema of the parameter files, for editors."""

from __future__ import annotations

import argparse
import json

from artplan.commands import options


def add(commands: options.Commands) -> None:
    command = commands.add_parser(
        "schema", help="the JSON Schema of the parameter files, for editors",
        description="Prints the JSON Schema of the files under base/, scenarios/ and cases/, or of "
        "statutory/CITY.yaml (city) or statutory/tax.yaml (tax).")  # fmt: skip
    command.add_argument("files", nargs="?", choices=("plan", "city", "tax"), default="plan")
    command.set_defaults(act=act)


def act(chosen: argparse.Namespace) -> int:
    from artplan.plan.read import json_schema

    schemas = {"plan": json_schema.schema, "city": json_schema.city_schema, "tax": json_schema.tax_schema}
    print(json.dumps(schemas[chosen.files](), ensure_ascii=False, indent=2))
    return 0
