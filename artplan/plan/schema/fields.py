"""The kinds of field of a section, declared for pydantic.

`leaf(...)` declares a number: unit, Chinese and English label, range, neutral value and the input of the
rules that takes it. This declaration is schema, default and documentation at the same time. `Ref` is the name
of a member of another section, `Words` a text in both languages, `Day` a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from artplan.plan.leaf import leaf as leaves
from artplan.plan.leaf.leaf import Leaf, LeafSpec
from artplan.plan.leaf.reading import LeafTroubles, Reading, read
from artplan.plan.leaf.uncertain import WANTED
from artplan.plan.written import calendar
from artplan.plan.written.faults import shown
from artplan.plan.written.text import one_line
from artplan.texts.closest import suggest
from artplan.texts.message import message, said

REQUIRED: Any = ...
# One distribution by name, as `leaf/uncertain.py` reads it.
UNCERTAIN: dict[str, Any] = {
    "type": "object",
    "properties": {name: {"type": "array", "description": form} for name, form in WANTED.items()},
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
}
ID_PATTERN = r"^[a-z][a-z0-9_]*$"
Expense = Literal["administrative", "selling"]  # which of the two a cost is in the statutory forms


class Section(BaseModel):
    """A part of the plan: it has only the declared keys and is immutable after reading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        arbitrary_types_allowed=True,
        defer_build=True,  # the validator of the whole plan is built at once, not one for each part first
    )


def refused(key: str, /, **values: object) -> PydanticCustomError:
    """Return an error that carries the catalogue's fault and remedy for the key `faults.<key>`."""
    fault, remedy = said(key, **values)
    return PydanticCustomError("plan", "plan", {"fault": fault, "remedy": remedy})


def leaf(
    unit: str,
    *,
    zh: str,
    en: str,
    describe: str = "",
    feeds: str | None = None,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    default: float | None = REQUIRED,
    blank: float | None = None,
    rolls: str = "average",
    by: str = "month",
    most: float | None = None,
    per: str | None = None,
    one_off: bool = False,
) -> Any:
    """Declare a number of a section.

    With `default=None` the number is optional, and another value is used in its place. most: the greatest
    value, where it is not an end of the parameter's range that a reader should see. per: what the input that
    the number feeds varies by, where it is not the section's dimension. one_off: of an amount per month,
    whether it falls in single months; a card may state any other amount per month by the year.
    """
    spec = LeafSpec(unit, zh, en, describe, feeds, ge, gt, le, blank, rolls, by, most, per, one_off)
    absent = default if default is None or default is REQUIRED else leaves.default(spec, default)
    info: Any = Field(default=absent, title=f"{zh} / {en}", description=_describe(spec, default))
    info.metadata.append(spec_schema(spec))
    return info


def _describe(spec: LeafSpec, default: Any) -> str:
    absent = "" if default is None or default is REQUIRED else f" Default {default:g}."
    unit = spec.unit if spec.of_year is None else f"{spec.unit}, or in a card {spec.of_year.unit}"
    return " ".join(part for part in (spec.describe, f"Unit: {unit}.") if part) + absent


@dataclass(frozen=True)
class LeafSchema:
    """The pydantic type of a leaf, which delegates to `reading.read`."""

    spec: LeafSpec

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return json_schema(self.spec)

    def validate(self, raw: Any, info: core_schema.ValidationInfo) -> Leaf:
        if isinstance(raw, Leaf):
            return raw
        try:
            return read(raw, self.spec, info.context or Reading())
        except LeafTroubles as error:
            raise PydanticCustomError("leaf", "leaf", {"troubles": error.troubles}) from None


def spec_schema(spec: LeafSpec) -> LeafSchema:
    return LeafSchema(spec)


def json_schema(spec: LeafSpec) -> dict[str, Any]:
    """Return the JSON Schema of a leaf in all its forms, for editors."""
    value = _number(spec)
    keys = r"^(0?[1-9]|1[0-2]|Q[1-4]|H[12])$" if spec.by == "calendar" else r"^\d{4}-\d{2}(-\d{2})?$"
    table = _table(keys, value)
    forms = [value, table, _card({"anyOf": [value, table]}, value, spec.unit, ["value"])]
    if spec.of_year is not None:
        by_year = _number(spec.of_year)
        dated = _table(r"^\d{4}-\d{2}-\d{2}$", by_year)
        forms.append(_card({"anyOf": [by_year, dated]}, by_year, spec.of_year.unit, ["value", "unit"]))
    return {"anyOf": forms}


def _number(spec: LeafSpec) -> dict[str, Any]:
    least = "minimum" if spec.gt is None else "exclusiveMinimum"
    number: dict[str, Any] = {"type": "number", least: spec.lowest, "maximum": spec.highest}
    share = {"type": "string", "pattern": r"^(\d+(\.\d*)?|\.\d+)%$"}
    return {"anyOf": [number, share]} if spec.percent else number


def _table(keys: str, value: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "patternProperties": {keys: value},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _card(value: dict[str, Any], number: dict[str, Any], unit: str, required: list[str]) -> dict[str, Any]:
    ends = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    return {
        "type": "object",
        "properties": {
            "value": value,
            "unit": {"const": unit},
            "source": {"type": "string"},
            "note": {"type": "string"},
            "uncertain": UNCERTAIN,
            "published": {
                "type": "object",
                "properties": {"range": ends, "source": {"type": "string"}, "note": {"type": "string"}},
                "required": ["range", "source"],
                "additionalProperties": False,
            },
        },
        "required": required,
        "additionalProperties": False,
    }


def specs(model: type[BaseModel]) -> dict[str, LeafSpec]:
    """Return the leaves that a section declares, by field name."""
    result = {name: spec_of(info.metadata) for name, info in model.model_fields.items()}
    return {name: spec for name, spec in result.items() if spec is not None}


def spec_of(metadata: list[Any]) -> LeafSpec | None:
    return next((item.spec for item in metadata if isinstance(item, LeafSchema)), None)


Text = Annotated[str, AfterValidator(one_line)]


class Words(Section):
    """A text in both languages; a plain text is used for both."""

    zh: Text = Field(description="The text in Chinese.")
    en: Text = Field(description="The text in English.")

    @model_validator(mode="before")
    @classmethod
    def _both(cls, raw: Any) -> Any:
        return {"zh": raw, "en": raw} if isinstance(raw, str) else raw

    def get(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


@dataclass(frozen=True)
class Ref:
    """The name of a member of another section (`posts`, `channels`, ...)."""

    section: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self.validate, handler(source))

    def validate(self, name: str, info: core_schema.ValidationInfo) -> str:
        ids = info.context.ids if info.context else None
        if ids is not None and name not in ids.get(self.section, ()):
            near = suggest(name, ids.get(self.section, ()), self.section)
            kind = message(f"kind.{self.section}")
            raise refused("schema.no_member", kind=kind, value=shown(name), near=near)
        return name


def _day(raw: Any) -> date:
    if isinstance(raw, date):
        return raw
    day = calendar.read_day(raw)
    if day is None:
        raise _undated("schema.no_day", raw)
    return day


def _month(raw: Any) -> str:
    if not calendar.is_month(raw):
        raise _undated("schema.no_month", raw)
    return str(raw)


def _undated(key: str, raw: Any) -> PydanticCustomError:
    years = {"first": calendar.FIRST_YEAR, "last": calendar.LAST_YEAR}
    outside = calendar.year_outside(raw)
    return refused("schema.year" if outside else key, value=shown(raw), **(years if outside else {}))


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
DayKey = Annotated[
    str,
    BeforeValidator(lambda raw: _day(raw).isoformat()),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Month = Annotated[
    str, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}$"})
]


def _id(raw: Any, info: ValidationInfo) -> str:
    text = str(raw)
    if not text or not text.isascii() or not text[0].islower() or not text.replace("_", "a").isalnum():
        raise refused("schema.no_name", value=shown(raw))
    if text != text.lower():
        raise refused("schema.capitals", value=shown(raw), small=text.lower())
    if text.startswith("everyday_"):
        raise refused("schema.taken", value=shown(raw))
    return text


Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
SourceId = Annotated[str, Field(min_length=1)]


def share_by_name(zh: str, en: str) -> LeafSchema:
    """Return the schema of a share from 0 to 1 in a mapping by name."""
    return LeafSchema(LeafSpec("1", zh, en, ge=0, le=1))
