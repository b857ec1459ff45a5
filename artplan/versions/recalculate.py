"""Compute the frozen parameters with the program of today: where it has other rules, figures differ."""

from __future__ import annotations

from collections.abc import Mapping

from artplan import __version__
from artplan.study.ranking import MONEY, dust
from artplan.versions.answer import FrozenVersion, LineChange, Recalculation
from artplan.versions.figures import figures_of
from artplan.versions.read import plan_of


def recalculate(version: FrozenVersion) -> Recalculation:
    """Compare the frozen figures with those that the frozen parameters give today.

    Raises PlanFault where this program cannot read the parameters.
    """
    result = plan_of(version).run()
    now, _ = figures_of(result)
    changes = [
        change
        for line in version.figures
        if line in now and (change := _change(version, line, now[line], result.tolerance()))
    ]
    changes.sort(key=lambda each: (each.unit != MONEY, -abs(each.now - each.frozen), each.line))
    return Recalculation(
        __version__, tuple(changes), tuple(line for line in version.figures if line not in now)
    )


def _change(version: FrozenVersion, line: str, now: Mapping[str, float], allowed: float) -> LineChange | None:
    """Return the line's largest difference; None where all are within rounding."""
    frozen, unit = version.figures[line], version.units[line]
    months = sorted(frozen.keys() | now.keys())
    month = max(months, key=lambda each: abs(now.get(each, 0.0) - frozen.get(each, 0.0)), default="")
    one, other = frozen.get(month, 0.0), now.get(month, 0.0)
    size = max(abs(one), abs(other))
    if abs(other - one) <= dust(size, unit, allowed):
        return None
    return LineChange(line, unit, month, one, other)
