"""A year's days off as the State Council's notice arranges them: for pay by working days of the month."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from artplan.plan.schema.fields import Day, Section, refused
from artplan.plan.written import calendar
from artplan.plan.written.faults import shown


def _year(raw: Any) -> str:
    if not calendar.is_month(f"{raw}-01"):
        raise refused("schema.no_calendar_year", value=shown(raw))
    return str(raw)


Year = Annotated[str, BeforeValidator(_year), WithJsonSchema({"type": "string", "pattern": r"^\d{4}$"})]


class Holidays(Section):
    """Days that differ from Monday to Friday; a year without any is one of weekends only."""

    off: tuple[Day, ...] = Field(
        default=(), strict=False, description="Days off, weekends may be among them."
    )
    worked: tuple[Day, ...] = Field(
        default=(), strict=False, description="Weekend days that are worked in exchange."
    )
    statutory: tuple[Day, ...] = Field(
        default=(),
        strict=False,
        description="Statutory holidays (法定节假日), which are paid; 13 a year from 2025 on.",
    )
