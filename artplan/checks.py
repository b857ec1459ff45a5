"""The outcome of the model's check lines: an error or an alert passes if it is 0 but for rounding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from artplan.engine.arrays import Numbers
from artplan.engine.line import Line
from artplan.plan.leaf.leaf import HALF_A_CENT

# The rounding error of sums that cancel, as a part of the largest of these lines; the workbook uses the same.
DUST = 1e-12
SIZES = ("gross_sales_total", "payments_total", "assets_total")


@dataclass(frozen=True)
class Check:
    """The outcome of a check line.

    kind: `error` (the model is inconsistent) or `alert` (the business is in trouble). worst: the largest
    absolute value, in the line's unit. members, month: where that is, empty for a check that passed.

    >>> import artplan
    >>> all(check.passed for check in artplan.load("base").run().checks() if check.kind == "error")
    True
    """

    name: str
    kind: str
    passed: bool
    worst: float
    members: tuple[str, ...] = ()
    month: str = ""

    @property
    def state(self) -> str:
        """`passed`, `failed` (of kind `error`) or `alert`."""
        if self.passed:
            return "passed"
        return "failed" if self.kind == "error" else "alert"

    @property
    def where(self) -> str:
        """The members' names and the month of the worst value; empty for a check that passed."""
        return " ".join(filter(None, (" / ".join(self.members), self.month)))

    def record(self) -> dict[str, object]:
        """The outcome as plain data for JSON."""
        entries = {"name": self.name, "kind": self.kind, "state": self.state, "passed": self.passed}
        return {**entries, "worst": self.worst, "where": self.where}


def tolerance(amounts: Iterable[float]) -> float:
    """How far from 0 a check may be, in CNY: half a cent, or DUST of the largest amount if that is more."""
    return max([HALF_A_CENT, *(DUST * amount for amount in amounts)])


def outcome(
    line: Line, values: Numbers, rows: Sequence[tuple[str, ...]], months: Sequence[str], allowed: float
) -> Check:
    """The outcome of a check line.

    values: the line, shape (member, month). rows: the members of each row. allowed: the tolerance.
    """
    sizes = abs(values)
    worst = float(sizes.max(initial=0.0))
    if worst <= allowed:
        return Check(line.name, line.check, True, worst)
    row, column = divmod(int(sizes.argmax()), len(months))
    return Check(line.name, line.check, False, worst, rows[row], months[column])
