"""What a frozen version holds, and the answers to what is asked of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from artplan.plan.written.calendar import period_name
from artplan.study.compare.answer import Difference

Figures = Mapping[str, Mapping[str, float]]  # by line and month, in the line's unit
Labels = Mapping[str, Mapping[str, str]]  # of lines, in `zh` and `en`


@dataclass(frozen=True)
class VersionCard:
    """What `version.json` says of a version.

    day: when it was frozen, as `2026-12-20`. program: the version of artplan that computed it. months: of the
    plan. parameter_hash: the plan's. files: the SHA-256 of every other file, by path in the version's folder.
    hash: the SHA-256 of all this.
    """

    id: str
    scenario: str
    day: str
    approved_by: str
    why: str
    program: str
    months: tuple[str, ...]
    first_fiscal_month: int
    parameter_hash: str
    files: Mapping[str, str]
    hash: str

    def record(self) -> dict[str, Any]:
        """The card as plain data for JSON."""
        return asdict(self) | {"months": list(self.months)}

    def year(self, month: str) -> str:
        """The fiscal year in which a month lies."""
        return period_name(month, "year", self.first_fiscal_month)


CARD = tuple(each.name for each in fields(VersionCard))


@dataclass(frozen=True)
class FrozenVersion:
    """A version as it was frozen; folder: where it stands. units: of the lines."""

    card: VersionCard
    figures: Figures
    units: Mapping[str, str]
    folder: Path


@dataclass(frozen=True)
class LineChange:
    """A line that the program now computes otherwise; month, frozen, now: where the difference is largest."""

    line: str
    unit: str
    month: str
    frozen: float
    now: float


@dataclass(frozen=True)
class Recalculation:
    """The frozen parameters computed by the program of today.

    changes: the lines that differ by more than rounding, the largest amount of money first. gone: lines that
    the program no longer has.
    """

    program: str
    changes: tuple[LineChange, ...]
    gone: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        return {
            "program": self.program,
            "changes": [vars(each) for each in self.changes],
            "gone": list(self.gone),
        }


@dataclass(frozen=True)
class VersionTotal:
    """A line of the statement over a fiscal year, or cash at its end, in CNY. sign: as in the statement."""

    line: str
    sign: int
    year: str
    one: float
    other: float

    @property
    def difference(self) -> float:
        """The second less the first, in CNY."""
        return self.other - self.one


@dataclass(frozen=True)
class VersionComparison:
    """Two versions side by side.

    one, other: their ids, or `now`. parameters: those that differ. months: that both have. totals: of these
    months, by fiscal year. left_out: months that only one of them has.
    """

    one: str
    other: str
    parameters: tuple[Difference, ...]
    months: tuple[str, ...]
    totals: tuple[VersionTotal, ...]
    left_out: tuple[str, ...]
    labels: Labels

    def record(self) -> dict[str, Any]:
        """The comparison as plain data for JSON."""
        return {
            "one": self.one,
            "other": self.other,
            "parameters": [
                {"path": each.path, "kind": each.kind, "one": each.old, "other": each.new}
                for each in self.parameters
            ],
            "totals": [vars(each) | {"difference": each.difference} for each in self.totals],
            "months_left_out": list(self.left_out),
        }


@dataclass(frozen=True)
class LineAccuracy:
    """How well versions forecast a line that many months ahead.

    lead: months from that of freezing to the forecast one. count: forecasts compared. absolute_error: mean
    of |forecast - actual| / |actual|; bias: mean of (forecast - actual) / |actual|, above 0 for forecasts
    that were too high; both leave out months whose actual is 0, and are None without any other. mean_error:
    mean of forecast - actual, in CNY.
    """

    line: str
    lead: int
    count: int
    absolute_error: float | None
    bias: float | None
    mean_error: float
