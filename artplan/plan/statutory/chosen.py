"""The statutory tables that a plan uses: read, checked, and selected for each month of its horizon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from artplan.plan.schema.contributions import Contributions
from artplan.plan.schema.refusals import faults_of
from artplan.plan.schema.root import Sections
from artplan.plan.statutory import tables as statutory
from artplan.plan.statutory.gaps import Gap, faults_of_gaps, gaps
from artplan.plan.statutory.tables import CityFile, Dated, SchemeEntry, Use, by_month
from artplan.plan.statutory.taxes import TABLES, TaxFile
from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.plan.written.files import read_file
from artplan.plan.written.notes import Note
from artplan.plan.written.yaml_tree import YamlNode, nearest, plain
from artplan.texts.closest import suggest
from artplan.texts.message import message

File = TypeVar("File", bound=BaseModel)
# Returns the file and line of a path in the plan, for faults.
Where = Callable[[str], str]


@dataclass(frozen=True)
class Law:
    """The scheme entries and the tax table entries that apply in each month.

    schemes: each scheme's entry by month. taxes: each table's entry by month, for all of `TABLES`; empty if
    the plan takes nothing from the table. uses: the tables that the plan uses, by path. uncharged: the months
    without a table in which the plan charges nothing.
    """

    schemes: Mapping[str, Sequence[SchemeEntry | None]] = field(default_factory=dict)
    taxes: Mapping[str, Sequence[Any]] = field(default_factory=lambda: dict.fromkeys(TABLES, ()))
    uses: Mapping[str, Use] = field(default_factory=dict)
    uncharged: Sequence[Gap] = ()


def read_law(
    sections: Sections, months: Sequence[str], folder: Path, where: Where
) -> tuple[Law, list[Fault]]:
    faults: list[Fault] = []
    schemes, scheme_uses, uncharged = _schemes(sections.contributions, months, folder, where, faults)
    taxes, tax_uses = _taxes(sections, months, folder, where, faults)
    return Law(schemes, taxes, {**scheme_uses, **tax_uses}, uncharged), faults


def uncharged(law: Law, where: Where) -> Iterator[Note]:
    """Yield a note for every scheme that the plan does not charge in months without a table."""
    yield from (gap.note(where("contributions.uncharged_without_table")) for gap in law.uncharged)


def faults_of_tables(data: Mapping[str, Any], folder: Path) -> list[Fault]:
    """Return the faults of the tables themselves, for a plan that has faults of its own."""
    faults: list[Fault] = []
    contributions = data.get("contributions")
    city = contributions.get("city") if isinstance(contributions, dict) else None
    for path in sorted((folder / "statutory").glob("*.yaml")):
        if path.stem in (city, "tax"):
            _read(path, TaxFile if path.stem == "tax" else CityFile, faults)
    return faults


def _read(path: Path, model: type[File], faults: list[Fault]) -> tuple[File, YamlNode] | None:
    before = len(faults)
    tree = read_file(path, faults)
    if tree is None:
        return None
    try:
        file = model.model_validate(plain(tree))
    except ValidationError as error:
        faults += faults_of(error, model, tree)
        return None
    faults += _unknown_sources(tree, tree.value.get("sources"))
    return (file, tree) if len(faults) == before else None


def _unknown_sources(node: YamlNode, sources: YamlNode | None, path: tuple[str, ...] = ()) -> list[Fault]:
    """Return a fault for every `source:` of a statutory file that its `sources` do not list."""
    known = list(sources.value) if sources is not None and isinstance(sources.value, dict) else []
    result: list[Fault] = []
    items = node.value.items() if isinstance(node.value, dict) else enumerate(node.value)
    for key, child in items:
        here = (*path, str(key))
        if key == "source" and child.value not in known and child.value is not None:
            value, near = shown(child.value), suggest(str(child.value), known, "sources")
            result.append(
                fault_at(child.place, ".".join(here), "statutory.no_source", value=value, near=near)
            )
        elif isinstance(child.value, dict | list) and here != ("sources",):
            result += _unknown_sources(child, sources, here)
    return result


def _schemes(
    contributions: Contributions, months: Sequence[str], folder: Path, where: Where, faults: list[Fault]
) -> tuple[Mapping[str, Sequence[SchemeEntry | None]], dict[str, Use], list[Gap]]:
    """Return the city's schemes by month; the firm's own rates must belong to schemes that exist."""
    city = contributions.city
    read = None if city == "none" else _city(city, folder, where, faults)
    if read is None and city != "none":
        return {}, {}, []
    chosen: Mapping[str, Sequence[SchemeEntry | None]] = {}
    uses: dict[str, Use] = {}
    uncharged: list[Gap] = []
    known: Sequence[str] = ()
    if read is not None:
        file, tree = read
        chosen, known = statutory.schemes_by_month(file, months), list(statutory.scheme_entries(file))
        for name, entries in chosen.items():
            uses |= statutory.uses(f"statutory.{city}.{name}", entries, months, _scheme_place(tree, name))
        uncharged = _uncharged(contributions, list(gaps(file, months)), tree.file, where, faults)
        missing = [gap.use(city, tree.place) for gap in uncharged]
        uses |= {use.path: use for use in missing}
    _no_schemes(contributions, chosen, known, where, faults)
    return chosen, uses, uncharged


def _uncharged(
    contributions: Contributions, early: Sequence[Gap], file: str, where: Where, faults: list[Fault]
) -> list[Gap]:
    """Return the months without a table in which the plan charges nothing; all others are faults."""
    said = contributions.uncharged_without_table
    silent = [gap for gap in early if gap.scheme not in said]
    path = "contributions.city"
    faults += [
        fault_at(where(path), path, "statutory.no_months", **values)
        for values in faults_of_gaps(silent, file)
    ]
    return [gap for gap in early if gap.scheme in said]


def _no_schemes(
    contributions: Contributions,
    chosen: Mapping[str, Any],
    known: Sequence[str],
    where: Where,
    faults: list[Fault],
) -> None:
    """Add a fault for every scheme that the plan names and the city does not have."""
    named = [
        (f"contributions.{key}.{name}", name, list(chosen))
        for key in ("employer_rates", "employee_rates")
        for name in getattr(contributions, key)
    ]
    path = "contributions.uncharged_without_table"
    named += [(path, name, list(known)) for name in contributions.uncharged_without_table]
    for here, name, there in named:
        if name not in there:
            value, near = shown(name), suggest(name, there, "schemes")
            faults.append(fault_at(where(here), here, "statutory.no_scheme", value=value, near=near))


def _city(city: str, folder: Path, where: Where, faults: list[Fault]) -> tuple[CityFile, YamlNode] | None:
    known = sorted({path.stem for path in (folder / "statutory").glob("*.yaml")} - {"tax"})
    if city in known:
        return _read(folder / "statutory" / f"{city}.yaml", CityFile, faults)
    path, near = "contributions.city", suggest(city, [*known, "none"], "there_are")
    faults.append(fault_at(where(path), path, "statutory.no_city", value=shown(city), near=near))
    return None


def _scheme_place(tree: YamlNode, name: str) -> Callable[[SchemeEntry], str]:
    return lambda entry: nearest(tree, ("tables", entry.table, "schemes", name)).place


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
    wanted = {name: table for name, table in TABLES.items() if table.wanted(sections)}
    picked: dict[str, Sequence[Any]] = dict.fromkeys(TABLES, ())
    read = _read(folder / "statutory" / "tax.yaml", TaxFile, faults) if wanted else None
    if read is None:
        return picked, {}
    file, tree = read
    uses: dict[str, Use] = {}
    for name, table in wanted.items():
        entries, steps = table.entries(file, sections), table.steps(sections)
        _begun(entries, months, table.parameter, tree.file, where, faults)
        picked[name] = by_month(entries, months)
        path = ".".join(("statutory.tax", *steps))
        uses |= statutory.uses(path, picked[name], months, _place(tree, steps, entries))
    return picked, uses


def _place(tree: YamlNode, steps: tuple[str, ...], entries: Sequence[Dated]) -> Callable[[Dated], str]:
    return lambda entry: nearest(tree, (*steps, entries.index(entry))).place
