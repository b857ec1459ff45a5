"""The days off of each year that a plan needs: its own, else those of the notices in holidays.yaml.

A month without a notice is a fault, since a notice moves working days between months. The plan lifts it with
a table of its own for the year, which may be empty: weekends only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pydantic import Field

from artplan.plan.schema.fields import Section
from artplan.plan.schema.holidays import Holidays
from artplan.plan.schema.organisation import Source
from artplan.plan.schema.root import Sections
from artplan.plan.statutory.cities import Where
from artplan.plan.statutory.read import read_tables
from artplan.plan.statutory.tables import Dated, Use, uses
from artplan.plan.written import calendar
from artplan.plan.written.faults import Fault, fault_at
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message

PATH = "plan.day_count"


class Notice(Dated, Holidays):
    """The days off of the months for which a notice was published."""


class HolidayFile(Section):
    sources: dict[str, Source] = Field(default_factory=dict)
    years: tuple[Notice, ...] = Field(strict=False, min_length=1)


def said_of_days(sections: Sections) -> object:
    """What the choice of notices rests on, besides the plan's months."""
    return sections.plan.day_count, sections.plan.holidays, sections.pay.period_first_day


def holidays(
    sections: Sections, months: Sequence[str], folder: Path, where: Where, faults: list[Fault]
) -> tuple[Mapping[str, Holidays], dict[str, Use]]:
    """The days off by year, and the notices that they are taken from; nothing where the plan needs none."""
    own = sections.plan.holidays
    if sections.plan.day_count != "holidays":
        return {}, {}
    first = calendar.pay_period(months[0], sections.pay.period_first_day)[0]
    needed = dict.fromkeys([calendar.month_of(first), *months])
    lacking = [month for month in needed if month[:4] not in own]
    read = read_tables(folder / "statutory" / "holidays.yaml", HolidayFile, faults) if lacking else None
    if read is None:
        return own, {}
    file, tree = read
    notices = [_notice(file, month) for month in lacking]
    missing = [month for month, notice in zip(lacking, notices, strict=True) if notice is None]
    if missing:
        span = message("statutory.span", first=missing[0], last=missing[-1]) if missing[1:] else missing[0]
        values = {"span": span, "file": tree.file, "year": missing[0][:4]}
        faults.append(fault_at(where(PATH), PATH, "statutory.no_notice", **values))
    used = {month[:4]: each for month, each in zip(lacking, notices, strict=True) if each is not None}
    places = uses("statutory.holidays", notices, lacking, _place(tree, file))
    return {**used, **own}, places


def _notice(file: HolidayFile, month: str) -> Notice | None:
    return next((each for each in file.years if each.since <= month <= (each.until or month)), None)


def _place(tree: YamlNode, file: HolidayFile) -> Callable[[Notice], str]:
    return lambda notice: nearest(tree, ("years", file.years.index(notice))).place
