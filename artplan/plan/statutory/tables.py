"""Statutory tables: values fixed by law, by city and by month.

`params/statutory/<city>.yaml` holds social insurance and housing fund, `params/statutory/tax.yaml` VAT,
surcharges and income tax. Each table has the months for which it was published, and a source. A month after
the last table uses the last table, which then counts as a placeholder; a month before a scheme's first table
has no table, which is a fault unless the plan says that it is not charged (`gaps`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from artplan.plan.schema.fields import Section, Words, refused
from artplan.plan.schema.organisation import Source
from artplan.plan.schema.states import Employment
from artplan.plan.written.calendar import is_month, read_day
from artplan.plan.written.faults import shown
from artplan.plan.written.gate import MOST

Kind = Literal["social_insurance", "housing_fund", "levy"]
Confidence = Literal["high", "medium", "low"]
CONFIDENCE = "high: quotes of the notice agree; medium: pages agree; low: one page, or pages disagree."
KINDS: tuple[str, ...] = ("social_insurance", "housing_fund", "levy")


def _month(raw: Any) -> str:
    if read_day(raw) is not None and str(raw).endswith("-01"):
        return str(raw)[:7]
    if not is_month(raw):
        raise refused("statutory.no_month", value=shown(raw))
    return str(raw)


def _bound(raw: Any) -> Any:
    """Return a floor or cap; one derived from the average wage is rounded half up to the yuan."""
    if not isinstance(raw, dict):
        return raw
    known = {"average_wage_year": 12, "average_wage_month": 1}
    wage = next((name for name in known if name in raw), None)
    numbers = [raw.get(wage), raw.get("times")] if wage else []
    if wage is None or set(raw) != {wage, "times"} or not all(map(_bounded, numbers)):
        raise refused("statutory.derived")
    return float(int(raw[wage] / known[wage] * raw["times"] + 0.5))


def _bounded(number: Any) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number <= MOST


Since = Annotated[
    str, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}$"})
]
Rate = Annotated[float, Field(ge=0, le=1)]
Money = Annotated[float, Field(ge=0, le=MOST)]
Step = Annotated[float, Field(ge=0, le=1e6)]
DERIVED = {
    "type": "object",
    "properties": {name: {"type": "number"} for name in ("average_wage_year", "average_wage_month", "times")},
    "required": ["times"],
    "additionalProperties": False,
}
Bound = Annotated[
    float,
    BeforeValidator(_bound),
    Field(ge=0, le=MOST),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": MOST}, DERIVED]}),
]


class Dated(Section):
    """A value published for a period; without `until` it holds until a newer one begins."""

    since: Since = Field(alias="from")
    until: Since | None = None
    source: str | None = None
    note: str | None = None
    doubtful: str | None = Field(default=None, description="Why the value is not certain.")
    confidence: Confidence | None = Field(default=None, description=CONFIDENCE)

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.until is not None and self.until < self.since:
            raise refused("statutory.ends_before", since=self.since, until=self.until)
        return self


class Scheme(Section):
    """One insurance or fund. Its own period and source override those of its table."""

    name: Words
    kind: Kind
    floor: Bound = 0.0
    cap: Bound = Field(description="A number, or average_wage_year (or average_wage_month) and times.")
    employer_rate: Rate = 0.0
    employee_rate: Rate = 0.0
    employer_fixed: Money = 0.0
    employee_fixed: Money = 0.0
    rounding_step: Annotated[Step, Field(gt=0)] = 0.01
    rounds: Literal["half_up", "up"] = "half_up"
    covers: tuple[Employment, ...] = Field(
        default=("full_time",), strict=False, description="The kinds of employment for which it is owed."
    )
    reset_month: int | None = Field(
        default=None,
        ge=1,
        le=12,
        description="The calendar month in which last year's average comes in; the plan's, unless given.",
    )
    since: Since | None = Field(default=None, alias="from")
    until: Since | None = None
    source: str | None = None
    note: str | None = None
    doubtful: str | None = Field(default=None, description="Why the value is not certain.")
    confidence: Confidence | None = Field(default=None, description="The table's, unless given.")

    @model_validator(mode="after")
    def _in_order(self) -> Scheme:
        if self.cap < self.floor:
            raise refused("statutory.cap_below_floor", cap=f"{self.cap:g}", floor=f"{self.floor:g}")
        return self


class SchemeTable(Dated):
    schemes: dict[str, Scheme]
    ended: tuple[str, ...] = Field(
        default=(), strict=False, description="Schemes that exist no more, such as one merged into another."
    )


class CityFile(Section):
    city: Words
    sources: dict[str, Source] = Field(default_factory=dict)
    tables: tuple[SchemeTable, ...] = Field(strict=False, min_length=1)


@dataclass(frozen=True)
class Use:
    """A table that the plan uses; `beyond`: also after the months for which it was published.

    missing: there is no table for these months, and the plan charges nothing in them.
    """

    path: str
    place: str
    source: str | None
    since: str
    until: str | None
    beyond: bool
    doubtful: str | None = None
    confidence: Confidence | None = None
    missing: bool = False

    @property
    def placeholder(self) -> bool:
        return self.beyond or self.source is None


def by_month(entries: Sequence[Any], months: Sequence[str]) -> list[Any]:
    """Return the entry in force in each month: the latest that has begun, None before the first."""
    ordered = sorted(entries, key=lambda entry: entry.since)
    return [_latest(ordered, month) for month in months]


def _latest(ordered: Sequence[Any], month: str) -> Any:
    begun = [entry for entry in ordered if entry.since <= month]
    return begun[-1] if begun else None


@dataclass(frozen=True)
class SchemeEntry:
    """A scheme of one table, with its own period if it gives one, else the table's."""

    scheme: Scheme
    since: str
    until: str | None
    source: str | None
    table: int
    confidence: Confidence | None = None

    @property
    def doubtful(self) -> str | None:
        return self.scheme.doubtful


def scheme_entries(file: CityFile) -> dict[str, list[SchemeEntry]]:
    """Return all entries of each scheme."""
    result: dict[str, list[SchemeEntry]] = {}
    for index, table in enumerate(file.tables):
        for name, scheme in table.schemes.items():
            own = scheme.since is not None or scheme.until is not None
            since = scheme.since or table.since
            until = scheme.until if own else table.until
            source, confidence = scheme.source or table.source, scheme.confidence or table.confidence
            entry = SchemeEntry(scheme, since, until, source, index, confidence)
            result.setdefault(name, []).append(entry)
    return result


def schemes_by_month(file: CityFile, months: Sequence[str]) -> dict[str, list[SchemeEntry | None]]:
    """Return each scheme's entries by month, None for a month without it; only schemes of these months."""
    chosen: dict[str, list[SchemeEntry | None]] = {}
    for name, entries in scheme_entries(file).items():
        ends = [table.since for table in file.tables if name in table.ended]
        picked = by_month(entries, months)
        kept = [_kept(entry, ends, month) for entry, month in zip(picked, months, strict=True)]
        if any(kept):
            chosen[name] = kept
    return chosen


def _kept(entry: SchemeEntry | None, ends: Sequence[str], month: str) -> SchemeEntry | None:
    """Return the entry, or None if the scheme has ended by the month.

    A scheme goes on after the months for which its table was published, until a table lists it as ended.
    """
    if entry is None or any(entry.since < end <= month for end in ends):
        return None
    return entry


def _over(entry: Any, month: str) -> bool:
    return entry is not None and entry.until is not None and month > entry.until


def uses(
    path: str, entries: Sequence[Any], months: Sequence[str], place: Callable[[Any], str]
) -> dict[str, Use]:
    """Return the tables used, each once, under a path that ends in the month in which the table begins."""
    result: dict[str, Use] = {}
    for entry, month in zip(entries, months, strict=True):
        if entry is None:
            continue
        key = f"{path}.{entry.since}"
        before = result.get(key)
        late = _over(entry, month) or (before is not None and before.beyond)
        period, sure = (entry.since, entry.until), (entry.doubtful, entry.confidence)
        result[key] = Use(key, place(entry), entry.source, *period, late, *sure)
    return result
