"""The insurance of the cities in which people are: whose tables a plan reads, and the schemes of each.

Everybody is insured in the plan's city, unless the row or a change of it names another one. A scheme is one
of a city: that of the plan's city is called as in its table (`pension`), that of another city with the city
(`pension@shanghai`), so that each has its floor, cap, rates and rounding, and people move between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from artplan.plan.schema.contributions import Contributions
from artplan.plan.schema.fields import Words
from artplan.plan.schema.root import Sections
from artplan.plan.statutory import tables as statutory
from artplan.plan.statutory.gaps import Gap, faults_of_gaps, gaps
from artplan.plan.statutory.read import read_tables
from artplan.plan.statutory.tables import CityFile, SchemeEntry, Use
from artplan.plan.written.faults import Fault, fault_at, shown
from artplan.plan.written.yaml_tree import YamlNode, nearest
from artplan.texts.closest import suggest

NOWHERE = "none"
OF_ALL = ("tax", "holidays")  # files that are no city's
# Returns the file and line of a path in the plan, for faults.
Where = Callable[[str], str]


@dataclass(frozen=True)
class CityScheme:
    """A scheme of a city. name: as in the city's table. entries: by month, None where it does not exist."""

    name: str
    city: str
    city_name: Words
    entries: Sequence[SchemeEntry | None]


@dataclass(frozen=True)
class Schemes:
    """What a plan takes from the cities' tables.

    members: by member of the dimension. uses: the tables. uncharged: months in which there is none.
    """

    members: Mapping[str, CityScheme] = field(default_factory=dict)
    uses: Mapping[str, Use] = field(default_factory=dict)
    uncharged: Sequence[Gap] = ()


def cities(sections: Sections) -> dict[str, str]:
    """The cities whose tables the plan reads, the plan's own first; each with the path that names it."""
    said = {sections.contributions.city: "contributions.city"}
    for name, row in sections.positions.items():
        said.setdefault(row.city or NOWHERE, f"positions.{name}.city")
        for day, change in row.changes.items():
            said.setdefault(change.city or NOWHERE, f"positions.{name}.changes.{day}.city")
    return {city: path for city, path in said.items() if city != NOWHERE}


def schemes(
    sections: Sections, months: Sequence[str], folder: Path, where: Where, faults: list[Fault]
) -> Schemes:
    """The schemes of all cities; whatever scheme the plan names must be one of them. Adds to the faults."""
    firm = sections.contributions
    if firm.city == NOWHERE and any(firm.burden_rate.values):
        paths = cities(sections).values()
        faults += [fault_at(where(path), path, "schema.city_and_burden") for path in paths]
    read = {city: (path, _city(city, path, folder, where, faults)) for city, path in cities(sections).items()}
    members: dict[str, CityScheme] = {}
    uses: dict[str, Use] = {}
    uncharged: list[Gap] = []
    for city, (path, opened) in read.items():
        if opened is None:
            continue
        file, tree = opened
        for name, entries in statutory.schemes_by_month(file, months).items():
            member = name if city == firm.city else f"{name}@{city}"
            members[member] = CityScheme(name, city, file.city, entries)
            uses |= statutory.uses(f"statutory.{city}.{name}", entries, months, _place(tree, name))
        early = _uncharged(firm, list(gaps(file, months)), tree.file, path, where, faults)
        uses |= {use.path: use for use in (gap.use(city, tree.place) for gap in early)}
        uncharged += early
    if all(opened for _, opened in read.values()):
        known = [
            name for _, opened in read.values() if opened for name in statutory.scheme_entries(opened[0])
        ]
        faults += _no_schemes(sections, members, known, where)
    return Schemes(members, uses, uncharged)


def _uncharged(
    firm: Contributions, early: Sequence[Gap], file: str, path: str, where: Where, faults: list[Fault]
) -> list[Gap]:
    """The months without a table in which the plan charges nothing; all others are faults."""
    said = firm.uncharged_without_table
    silent = [gap for gap in early if gap.scheme not in said]
    faults += [
        fault_at(where(path), path, "statutory.no_months", **values)
        for values in faults_of_gaps(silent, file)
    ]
    return [gap for gap in early if gap.scheme in said]


def _no_schemes(
    sections: Sections, members: Mapping[str, CityScheme], known: Sequence[str], where: Where
) -> Iterator[Fault]:
    """Yield a fault for every scheme that the plan names and its cities do not have."""
    firm = sections.contributions
    named: list[tuple[str, str, Sequence[str]]] = [
        (f"contributions.{key}.{name}", name, list(members))
        for key in ("employer_rates", "employee_rates")
        for name in getattr(firm, key)
    ]
    named += [("contributions.uncharged_without_table", name, known) for name in firm.uncharged_without_table]
    names = list(dict.fromkeys(each.name for each in members.values()))
    if names:  # where there are no contributions at all, it does not matter for whom they are said
        named += [(f"{path}.{name}", name, names) for path, name in _insured(sections)]
    for here, name, there in named:
        if name not in there:
            value, near = shown(name), suggest(name, there, "schemes")
            yield fault_at(where(here), here, "statutory.no_scheme", value=value, near=near)


def _insured(sections: Sections) -> Iterator[tuple[str, str]]:
    """The schemes in which people are said to be insured or not, each with the path that says so."""
    for row_name, row in sections.positions.items():
        said = {f"positions.{row_name}.insured": row.insured}
        for day, change in row.changes.items():
            said[f"positions.{row_name}.changes.{day}.insured"] = change.insured or {}
        yield from ((path, name) for path, given in said.items() for name in given)


def _city(
    city: str, path: str, folder: Path, where: Where, faults: list[Fault]
) -> tuple[CityFile, YamlNode] | None:
    known = sorted({file.stem for file in (folder / "statutory").glob("*.yaml")} - set(OF_ALL))
    if city in known:
        return read_tables(folder / "statutory" / f"{city}.yaml", CityFile, faults)
    near = suggest(city, [*known, NOWHERE], "there_are")
    faults.append(fault_at(where(path), path, "statutory.no_city", value=shown(city), near=near))
    return None


def _place(tree: YamlNode, name: str) -> Callable[[SchemeEntry], str]:
    return lambda entry: nearest(tree, ("tables", entry.table, "schemes", name)).place
