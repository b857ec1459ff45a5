"""JSON Schemas of the parameter files, by which editors complete names and show labels and units.

One schema serves the base plan's files, scenarios and cases; statutory tables have three of their own.
Conditions between values (a post's department exists, a table covers the horizon) are not in a schema; they
are checked when the plan is read.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from artplan.plan.leaf.leaf import Leaf
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.holidays import HolidayFile
from artplan.plan.statutory.tables import CityFile
from artplan.plan.statutory.tax_file import TaxFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SETTINGS = {
    "type": "object",
    "title": "设定 / Settings",
    "description": "Path to value: a value, x1.5, +10%, +2000, a mapping (adds a member) or null (removes). "
    "Numbers are in the parameter's own unit.",
}
WORDS = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Words"}]}
NAME = {**WORDS, "title": "名称 / Name", "description": "For readers; commands take the name of the file."}
EXTENDS = {"type": "string", "title": "基于 / Extends", "description": "base, or another scenario or case."}


class _Generator(GenerateJsonSchema):
    """A leaf's neutral value is shown as the number it is."""

    def encode_default(self, dft: Any) -> Any:
        return dft.value if isinstance(dft, Leaf) else super().encode_default(dft)


def schema() -> dict[str, Any]:
    """The schema of a file in base/, scenarios/ or cases/: any of the sections, or `extends` and `set`."""
    whole = _of(Sections, "artplan plan")
    whole.pop("required", None)
    whole["properties"] = {
        "extends": EXTENDS,
        "name": NAME,
        "describe": {**WORDS, "title": "说明 / Description"},
        "set": SETTINGS,
        **whole["properties"],
    }
    return whole


def city_schema() -> dict[str, Any]:
    """The schema of a city's statutory tables."""
    return _of(CityFile, "artplan statutory tables of a city")


def tax_schema() -> dict[str, Any]:
    """The schema of the tax tables."""
    return _of(TaxFile, "artplan tax tables")


def holiday_schema() -> dict[str, Any]:
    """The schema of the notices of days off."""
    return _of(HolidayFile, "artplan days off")


def _of(model: type[BaseModel], title: str) -> dict[str, Any]:
    result = model.model_json_schema(schema_generator=_Generator)
    return {"$schema": DIALECT, **result, "title": title}
