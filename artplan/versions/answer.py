"""What a frozen version holds, and the answers to what is asked of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from artplan.plan.written.calendar import period_name
from artplan.study.compare.answer import Difference

if TYPE_CHECKING:
    import pandas as pd

PLAN: Literal["plan"] = "plan"
FORECAST: Literal["forecast"] = "forecast"
Figures = Mapping[str, Mapping[str, float]]  # by line and month, in the line's unit
Labels = Mapping[str, Mapping[str, str]]  # of lines, in `zh` and `en`


@dataclass(frozen=True)
class VersionCard:
    """What `version.json` says of a version.

    day: when it was frozen, as `2026-12-20`. program: the version of artplan that computed it. months: of the
    plan, or of the year that is forecast. parameter_hash: the plan's; of a forecast, that of the plan of its
    open months. files: the SHA-256 of every other file, by path in the version's folder. hash: the SHA-256 of
    all this.

    kind: `plan` or `forecast`. Of a forecast alone, after: its last closed month; rest: the scenario of its
    open months; settings: what was set in it, as `PATH=VALUE`; follow: by parameter, what its planned value
    is multiplied by.
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
    kind: str = PLAN
    after: str = ""
    rest: str = ""
    settings: tuple[str, ...] = ()
    follow: Mapping[str, float] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The card as plain data for JSON."""
        return asdict(self) | {"months": list(self.months), "settings": list(self.settings)}

    def year(self, month: str) -> str:
        """The fiscal year in which a month lies."""
        return period_name(month, "year", self.first_fiscal_month)


# What every card says, and what the card of a forecast says beside it.
CARD = tuple(each.name for each in fields(VersionCard) if each.default is each.default_factory is MISSING)
OF_FORECAST = tuple(each.name for each in fields(VersionCard) if each.name not in CARD)


@dataclass(frozen=True)
class FrozenVersion:
    """A version as it was frozen; folder: where it stands. units: of the lines.

    >>> import artplan
    >>> [version.frame().shape for version in artplan.frozen_versions()]  # no version is frozen
    []
    """

    card: VersionCard
    figures: Figures
    units: Mapping[str, str]
    folder: Path

    def frame(self) -> pd.DataFrame:
        """The figures: a row for each line and a column for each month, in the line's unit."""
        import pandas as pd

        return pd.DataFrame(self.figures, index=list(self.card.months)).T


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

    >>> cash = VersionTotal("cash_closing", 0, "2027", 100.0, 140.0)
    >>> answer = VersionComparison("2027-B0", "now", (), ("2027-12",), (cash,), (), {})
    >>> answer.table()["difference"].tolist()
    [40.0]
    """

    one: str
    other: str
    parameters: tuple[Difference, ...]
    months: tuple[str, ...]
    totals: tuple[VersionTotal, ...]
    left_out: tuple[str, ...]
    labels: Labels

    def table(self) -> pd.DataFrame:
        """The totals: line, year, both amounts and their difference, in CNY."""
        import pandas as pd

        rows = [(each.line, each.year, each.one, each.other, each.difference) for each in self.totals]
        return pd.DataFrame(rows, columns=["line", "year", "one", "other", "difference"])

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

    lead: months from that of freezing a plan, or from a forecast's last closed month, to the forecast one.
    count: forecasts compared. absolute_error: mean of |forecast - actual| / |actual|; bias: mean of
    (forecast - actual) / |actual|, above 0 for forecasts that were too high; both leave out months whose
    actual is 0, and are None without any other. mean_error: mean of forecast - actual, in CNY. versions: the
    ids of those compared.
    """

    line: str
    lead: int
    count: int
    absolute_error: float | None
    bias: float | None
    mean_error: float
    versions: tuple[str, ...]


@dataclass(frozen=True)
class ForecastAccuracy:
    """How well versions forecast the closed months, by line and by the months that they looked ahead.

    >>> profit = LineAccuracy("net_profit", 1, 2, 0.2, -0.1, -50.0, ("2027-F1", "2027-F2"))
    >>> ForecastAccuracy((profit,)).table()[["line", "lead", "count"]].values.tolist()
    [['net_profit', 1, 2]]
    """

    lines: tuple[LineAccuracy, ...]

    def table(self) -> pd.DataFrame:
        """A row for each line and lead, with the fields of `LineAccuracy`."""
        import pandas as pd

        return pd.DataFrame([vars(each) for each in self.lines], columns=ACCURACY)

    def record(self) -> list[dict[str, Any]]:
        """The answer as plain data for JSON."""
        return [vars(each) | {"versions": list(each.versions)} for each in self.lines]


ACCURACY = tuple(each.name for each in fields(LineAccuracy))


@dataclass(frozen=True)
class FormerForecast:
    """What a frozen forecast said of its year, and how the months went that have closed since; in CNY.

    card: of its version. profit, cash: net profit of the year, and cash at its end. since: the months that
    have closed since; forecast, actual: their net profit. error: mean of |forecast - actual| / |actual| of
    the net profit of these months, None without one whose actual is not 0.
    """

    card: VersionCard
    profit: float
    cash: float
    since: tuple[str, ...]
    forecast: float
    actual: float
    error: float | None

    @property
    def difference(self) -> float:
        """The forecast less the actual of the months that have closed since, in CNY."""
        return self.forecast - self.actual


@dataclass(frozen=True)
class FormerForecasts:
    """The frozen forecasts of a fiscal year, the first one first."""

    year: str
    rows: tuple[FormerForecast, ...]
