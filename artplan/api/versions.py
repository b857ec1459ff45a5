"""Frozen versions of plans and forecasts: list, read and compare them, and measure how well they forecast.

`artplan version freeze` and `artplan forecast --freeze` write them. `folder` is where they stand, by default
`./versions`.

>>> import artplan
>>> [version.card.id for version in artplan.frozen_versions()]
[]
"""

from __future__ import annotations

from pathlib import Path

from artplan.actuals.closed import CLOSED, closed_amounts
from artplan.plan.written.faults import PlanFault
from artplan.versions import accuracy, compare, read
from artplan.versions.answer import ForecastAccuracy, FrozenVersion, VersionComparison


def frozen_versions(*, folder: Path | str = read.VERSIONS) -> list[FrozenVersion]:
    """Return all versions, by the day of freezing. Raises PlanFault for every file that was altered.

    >>> import artplan
    >>> artplan.frozen_versions(folder="no/such/folder")
    []
    """
    versions, altered = read.read_versions(folder=Path(folder))
    if altered:
        raise PlanFault(altered)
    return versions


def frozen_version(name: str, *, folder: Path | str = read.VERSIONS) -> FrozenVersion:
    """Read a version by its id. Raises PlanFault where there is none, and where a file was altered.

    >>> import artplan, tempfile
    >>> from artplan.versions.freeze import freeze
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = freeze("2027-B0", "base", "Li", "the board approved", folder=Path(place))
    ...     version = artplan.frozen_version("2027-B0", folder=place)
    >>> version.card.kind, version.card.approved_by
    ('plan', 'Li')
    >>> bool(version.frame().loc["cash_closing", "2027-12"] > 0)
    True
    """
    return read.read_version(name, folder=Path(folder))


def compare_versions(one: str, other: str, *, folder: Path | str = read.VERSIONS) -> VersionComparison:
    """Compare two versions by parameter, and by line and fiscal year.

    one, other: their ids; one of them may be `now`, the present scenario. A forecast is compared by the lines
    that a ledger knows. Raises PlanFault for versions that are not there or were altered, and for parameters
    that this program cannot read.

    >>> import artplan, tempfile
    >>> from artplan.versions.freeze import freeze
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = freeze("2027-B0", "base", "Li", "the board approved", folder=Path(place))
    ...     answer = artplan.compare_versions("2027-B0", "now", folder=place)
    >>> answer.parameters, float(answer.table()["difference"].abs().max())
    ((), 0.0)
    """
    return compare.compare_versions(one, other, folder=Path(folder))


def forecast_accuracy(*, folder: Path | str = read.VERSIONS, closed: Path | str = CLOSED) -> ForecastAccuracy:
    """Measure by the closed months how well versions forecast, by line and by the months looked ahead.

    closed: the folder of the closed months. Raises PlanFault for altered versions, and for files of closed
    months that no close has written.

    >>> import artplan
    >>> artplan.forecast_accuracy().lines  # no version is frozen
    ()
    """
    return accuracy.accuracy(frozen_versions(folder=folder), closed_amounts(Path(closed)))
