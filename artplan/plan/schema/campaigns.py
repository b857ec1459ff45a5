"""Campaigns with dates that may hang on a festival: `start: spring_festival -14d`.

Festivals of the lunar calendar move from year to year. An anchored date is that of the first such festival
on or after the plan's first day; a year after the name (`spring_festival 2028 +3d`) picks another one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from artplan.plan import calendar
from artplan.plan.faults import shown, suggest
from artplan.plan.schema import sales
from artplan.plan.schema.fields import fault

# The holiday that a festival begins with, and the days from there.
FESTIVALS = {
    "spring_festival": ("Chinese New Year (Spring Festival)", 0),
    "lantern_festival": ("Chinese New Year (Spring Festival)", 14),
    "tomb_sweeping": ("Tomb-Sweeping Day", 0),
    "dragon_boat": ("Dragon Boat Festival", 0),
    "mid_autumn": ("Mid-Autumn Festival", 0),
}
ANCHOR = re.compile(r"(?P<festival>[a-z_]+)( (?P<year>\d{4}))?( ?(?P<days>[-+]\d{1,3})d)?")
PATTERN = rf"^(\d{{4}}-\d{{2}}-\d{{2}}|({'|'.join(FESTIVALS)})( \d{{4}})?( ?[-+]\d{{1,3}}d)?)$"


@lru_cache(maxsize=64)
def festival(name: str, year: int) -> date:
    """The festival's first day in the year."""
    import holidays  # takes a tenth of a second: only for plans that ask for it

    wanted, days = FESTIVALS[name]
    found = holidays.country_holidays("CN", years=year, language="en_US")
    first = min(day for day, called in found.items() if wanted in called.split("; "))
    return first + timedelta(days=days)


def _day(raw: Any, info: ValidationInfo) -> date:
    if isinstance(raw, date):
        return raw
    day = calendar.read_day(raw)
    if day is not None:
        return day
    match = ANCHOR.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise fault(f"{shown(raw)} is no day", "write a day such as 2027-03-15, or spring_festival -14d")
    if match["festival"] not in FESTIVALS:
        raise fault(
            f"no festival {shown(match['festival'])}", suggest(match["festival"], FESTIVALS, "festivals")
        )
    return _anchored(match["festival"], match["year"], info) + timedelta(days=int(match["days"] or 0))


def _anchored(name: str, year: str | None, info: ValidationInfo) -> date:
    months: tuple[str, ...] = info.context.months if info.context else ()
    if year is None and not months:
        raise fault(f"{name} of which year?", f"mend plan.start, or write {name} 2027")
    try:
        if year is not None:
            return festival(name, int(year))
        first = calendar.first_day(months[0])
        return min(day for day in (festival(name, first.year + n) for n in (0, 1)) if day >= first)
    except ValueError:
        raise fault(f"{name}: its date is not known for that year", "write the day itself") from None


AnchoredDay = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": PATTERN})]


class Campaign(sales.Campaign):
    start: AnchoredDay
    end: AnchoredDay
