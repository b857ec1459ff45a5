"""The origin of an input: a parameter with its file and line, a statutory table, or preparation.

`inputs.lineage` gives the parameter. A statutory number is looked up in the tables by the input's name, since
the tables are not parameters of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from artplan.plan.plan import Plan
from artplan.plan.statutory.tables import Use
from artplan.plan.statutory.taxes import TABLES, table_of
from artplan.result import Result
from artplan.study.explain.answer import Origin


@dataclass(frozen=True)
class Behind:
    """Looks up the origin of the inputs of a result."""

    result: Result

    @property
    def plan(self) -> Plan:
        return self.result.plan

    def of(
        self, name: str, members: tuple[tuple[str, str], ...], index: tuple[int, ...], month: int
    ) -> Origin:
        """Return the origin of an input, given its members, its index in the array, and the month."""
        parameter = self.result.origins.get((name, index))
        if parameter:
            return self._parameter(parameter.path, parameter.place)
        use = self._table(name, dict(members), month)
        return self._statutory(use) if use else Origin("prepared")

    def _parameter(self, path: str, place: int) -> Origin:
        leaf = self.plan.leaves[path]
        kind: Any = "default" if not leaf.given else "placeholder" if leaf.placeholder else "given"
        quoted = leaf.published
        return Origin(
            kind,
            path,
            at_home(leaf.place),
            leaf.source or "",
            self._title(leaf.source),
            leaf.note or "",
            place=place,
            published=quoted,
            quoted=self._title(quoted.source if quoted else None),
        )

    def _title(self, source: str | None) -> str:
        known: Mapping[str, Any] = self.plan.sections.sources
        return str(known[source].title) if source and source in known else ""

    def _table(self, name: str, members: Mapping[str, str], month: int) -> Use | None:
        """Return the statutory table from which the month's input comes, or None if there is none."""
        if name.startswith("scheme_"):
            scheme = self.plan.law.schemes[members["scheme"]]
            entries: Any = scheme.entries
            begins = f"statutory.{scheme.city}.{scheme.name}."
        elif table := table_of(name):
            entries = self.plan.law.taxes[table]
            begins = ".".join(("statutory.tax", *TABLES[table].steps(self.plan.sections), ""))
        else:
            return None
        entry = entries[month] if month < len(entries) else None
        uses = self.plan.law.uses.items()
        result = [use for path, use in uses if entry and path.startswith(begins) and use.since == entry.since]
        return result[0] if result else None

    def _statutory(self, use: Use) -> Origin:
        until = (use.until or "") if use.beyond else ""
        note = use.doubtful or ""
        place, source, sure = at_home(use.place), use.source or "", use.confidence or ""
        return Origin("statutory", use.path, place, source, note=note, until=until, confidence=sure)


def at_home(place: str) -> str:
    """Return the file's path from `params/` on, independent of the machine."""
    head, _, tail = place.replace("\\", "/").partition("params/")
    return f"params/{tail}" if tail else head
