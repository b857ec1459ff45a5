"""Compare two versions, or a version with the present parameters: by parameter, and by line and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from artplan.operating import checked, load
from artplan.plan.plan import Plan
from artplan.plan.read.resolved import resolved
from artplan.plan.written.calendar import period_name
from artplan.plan.written.faults import PlanFault, fault_at
from artplan.statement import STATEMENT
from artplan.study.compare.answer import Difference
from artplan.study.compare.compare import differences
from artplan.study.variance.variance import LINES
from artplan.versions.answer import FORECAST, Figures, VersionComparison, VersionTotal
from artplan.versions.figures import figures_of, labels_of
from artplan.versions.read import NOW, VERSIONS, hash_of, plan_of, read_version

FLOWS = {row.line: row.sign for row in STATEMENT}
CASH = "cash_closing"  # at the end of the year


# A forecast knows the lines of the ledger: both sides are compared by these.
OF_LEDGER = {line: sign for line, sign in FLOWS.items() if line in LINES}


@dataclass(frozen=True)
class _Side:
    plan: Plan
    figures: Figures
    months: tuple[str, ...]


def compare_versions(one: str, other: str, *, folder: Path = VERSIONS) -> VersionComparison:
    """Compare two versions. one, other: their ids; one of them may be `now`, the present scenario.

    Raises PlanFault for versions that are not there or were altered, and for parameters that this program
    cannot read.
    """
    if one == other == NOW:
        raise PlanFault([fault_at("compare", NOW, "versions.twice_now")])
    versions = {name: read_version(name, folder=folder) for name in (one, other) if name != NOW}
    sides = {
        name: _Side(plan_of(each).plan, each.figures, each.card.months) for name, each in versions.items()
    }
    if NOW in (one, other):
        sides[NOW] = _present(next(iter(versions.values())).card.scenario)
    before, after = sides[one], sides[other]
    flows = OF_LEDGER if any(each.card.kind == FORECAST for each in versions.values()) else FLOWS
    common = [month for month in before.months if month in after.months]
    return VersionComparison(
        one,
        other,
        (*differences(before.plan, after.plan), *_tables(before.plan.folder, after.plan.folder)),
        tuple(common),
        totals(before.figures, after.figures, common, before.plan.sections.plan.first_fiscal_month, flows),
        tuple(sorted({*before.months, *after.months} - {*common})),
        labels_of((*FLOWS, CASH)),
    )


def totals(
    one: Figures,
    other: Figures,
    months: Sequence[str],
    first_fiscal_month: int,
    flows: Mapping[str, int] = FLOWS,
) -> tuple[VersionTotal, ...]:
    """Return the statement's lines by fiscal year, and cash at its end; lines without amounts are left out.

    months: those that count, in order. flows: the lines of the statement that are compared, with their signs.
    """
    years: dict[str, list[str]] = {}
    for month in months:
        years.setdefault(period_name(month, "year", first_fiscal_month), []).append(month)
    rows = [
        VersionTotal(line, sign, year, _sum(one, line, span), _sum(other, line, span))
        for year, span in years.items()
        for line, sign, span in (*((line, sign, span) for line, sign in flows.items()), (CASH, 0, span[-1:]))
    ]
    return tuple(each for each in rows if each.one or each.other)


def _sum(figures: Figures, line: str, months: Sequence[str]) -> float:
    return sum(figures.get(line, {}).get(month, 0.0) for month in months)


def _present(scenario: str) -> _Side:
    plan = load(scenario)
    figures, _ = figures_of(plan.run())
    return _Side(checked(resolved(plan.plan)).plan, figures, plan.plan.months)


def _tables(one: Path, other: Path) -> tuple[Difference, ...]:
    """Return the statutory tables that differ, by the first signs of their hashes."""
    old, new = (
        {each.name: each for each in (folder / "statutory").glob("*.yaml")} for folder in (one, other)
    )
    hashes = [
        (
            name,
            *(hash_of(tables[name].read_bytes())[:12] if name in tables else None for tables in (old, new)),
        )
        for name in sorted({*old, *new})
    ]
    return tuple(
        Difference(f"statutory/{name}", "choice", before, after, "")
        for name, before, after in hashes
        if before != after
    )
