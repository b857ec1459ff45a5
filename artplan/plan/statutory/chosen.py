"""The statutory tables that a plan uses: read, checked, and selected for each month of its horizon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from artplan.plan.schema.fields import Section
from artplan.plan.schema.holidays import Holidays
from artplan.plan.schema.root import Sections
from artplan.plan.statutory import tables as statutory
from artplan.plan.statutory.cities import CityScheme, Where, cities, schemes
from artplan.plan.statutory.gaps import Gap
from artplan.plan.statutory.holidays import HolidayFile, holidays, said_of_days
from artplan.plan.statutory.read import read_tables
from artplan.plan.statutory.tables import CityFile, Dated, Use, by_month
from artplan.plan.statutory.tax_file import TaxFile
from artplan.plan.statutory.taxes import TABLES
from artplan.plan.written.faults import Fault, fault_at
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.message import message

NATIONAL: Mapping[str, type[Section]] = {"tax": TaxFile, "holidays": HolidayFile}


@dataclass(frozen=True)
class Law:
    """The scheme entries and the tax table entries that apply in each month.

    schemes: by member of the dimension. taxes: each table's entry by month, for all of `TABLES`; empty if the
    plan takes nothing from the table. holidays: days off by year, if the plan counts days by them. uses: the
    tables that the plan uses, by path. uncharged: the months without a table in which nothing is charged.
    """

    schemes: Mapping[str, CityScheme] = field(default_factory=dict)
    taxes: Mapping[str, Sequence[Any]] = field(default_factory=lambda: dict.fromkeys(TABLES, ()))
    holidays: Mapping[str, Holidays] = field(default_factory=dict)
    uses: Mapping[str, Use] = field(default_factory=dict)
    uncharged: Sequence[Gap] = ()


def read_law(
    sections: Sections, months: Sequence[str], folder: Path, where: Where
) -> tuple[Law, list[Fault]]:
    faults: list[Fault] = []
    insurance = schemes(sections, months, folder, where, faults)
    taxes, tax_uses = _taxes(sections, months, folder, where, faults)
    days, day_uses = holidays(sections, months, folder, where, faults)
    used = {**insurance.uses, **tax_uses, **day_uses}
    return Law(insurance.members, taxes, days, used, insurance.uncharged), faults


def wanted(sections: Sections) -> tuple[object, ...]:
    """Return what the choice of tables rests on: cities, with the paths that name them, taxes, days off."""
    taxes = {name for name, table in TABLES.items() if table.wanted(sections)}
    return cities(sections), taxes, said_of_days(sections)


def uncharged(law: Law, where: Where) -> Iterator[Note]:
    """Yield a note for every scheme that the plan does not charge in months without a table."""
    yield from (gap.note(where("contributions.uncharged_without_table")) for gap in law.uncharged)


def faults_of_tables(data: Mapping[str, Any], folder: Path) -> list[Fault]:
    """Return the faults of the tables themselves, for a plan that has faults of its own."""
    faults: list[Fault] = []
    said = {city for section in ("contributions", "positions") for city in _cities(data.get(section))}
    for path in sorted((folder / "statutory").glob("*.yaml")):
        if path.stem in (*said, *NATIONAL):
            read_tables(path, NATIONAL.get(path.stem, CityFile), faults)
    return faults


def _cities(data: Any) -> Iterator[str]:
    """Yield whatever is said to be a city, also from a day on."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if key == "city":
            yield from map(str, value.values() if isinstance(value, dict) else [value])
        else:
            yield from _cities(value)


def _begun(
    entries: Sequence[Dated], months: Sequence[str], path: str, file: str, where: Where, faults: list[Fault]
) -> None:
    """Add a fault if the plan begins before the first table."""
    first = min((entry.since for entry in entries), default=None)
    if months and (first is None or months[0] < first):
        begins = first or message("statutory.no_table")
        faults.append(
            fault_at(where(path), path, "statutory.too_early", month=months[0], file=file, first=begins)
        )


def _taxes(
    sections: Sections, months: Sequence[str], folder: Path, where: Where, faults: list[Fault]
) -> tuple[dict[str, Sequence[Any]], dict[str, Use]]:
    """Return the taxes by month, each only if the plan takes it from the statutory tables."""
    tables = {name: table for name, table in TABLES.items() if table.wanted(sections)}
    picked: dict[str, Sequence[Any]] = dict.fromkeys(TABLES, ())
    read = read_tables(folder / "statutory" / "tax.yaml", TaxFile, faults) if tables else None
    if read is None:
        return picked, {}
    file, tree = read
    uses: dict[str, Use] = {}
    for name, table in tables.items():
        entries, steps = table.entries(file, sections), table.steps(sections)
        held = [sections.pay.tax_month(month) if table.of_pay else month for month in months]
        _begun(entries, held, table.parameter, tree.file, where, faults)
        picked[name] = by_month(entries, held)
        if steps[0] not in file.model_fields_set:  # a file of before the table was known
            continue
        path = ".".join(("statutory.tax", *steps))
        uses |= statutory.uses(path, picked[name], held, _place(tree, steps, entries))
    return picked, uses


def _place(tree: YamlNode, steps: tuple[str, ...], entries: Sequence[Dated]) -> Callable[[Dated], str]:
    return lambda entry: nearest(tree, (*steps, entries.index(entry))).place
