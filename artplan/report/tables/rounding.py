"""Rounding for display, so that the parts shown add up to the total shown.

For one row: the largest remainder method (Hamilton's; Balinski & Young 1982, Fair Representation). For a
table whose rows and columns both have totals: controlled rounding (Cox & Ernst 1982, INFOR 20). It rounds the
totals first, then each cell to one of its two neighbours so that rows and columns add up; a 0 stays 0 as far
as that allows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from artplan.engine.arrays import Booleans, Indices, Numbers
from artplan.report.words.format import rounded

Amounts = Sequence[float] | Numbers


def largest_remainder(values: Amounts, decimals: int = 0, total: float | None = None) -> Numbers:
    """Round each value down or up so that they add up to their rounded total, or to the given one.

    The remaining units go to the largest remainders (Hamilton's method); a value of 0 gets none if there are
    other values.
    """
    step = 10.0**decimals
    scaled = np.asarray(values, dtype=float) * step
    aim = rounded(float(scaled.sum())) if total is None else rounded(total * step)
    floors = np.floor(scaled + 1e-7)
    parts = scaled - floors
    spare = int(aim - floors.sum())
    # The values nearest to the next unit get one first and whole numbers last; a 0 stays 0.
    amounts = np.flatnonzero(scaled) if scaled.any() else np.arange(scaled.size)
    for place in _in_turn(amounts[np.argsort(-parts[amounts], kind="stable")], spare):
        floors[place] += np.sign(spare)
    return floors / step + 0.0


def add_up(
    cells: Numbers, decimals: int = 0, rows: Amounts | None = None, columns: Amounts | None = None
) -> Numbers:
    """Round a table (rows x columns) so that it adds up to its rounded row and column totals.

    The totals may be given, for example as rows of a statement that are rounded already; they must agree.
    """
    step = 10.0**decimals
    scaled = np.asarray(cells, dtype=float) * step
    if not scaled.size:
        return scaled
    row_totals = largest_remainder(scaled.sum(axis=1) if rows is None else np.asarray(rows) * step)
    wanted = scaled.sum(axis=0) if columns is None else np.asarray(columns) * step
    column_totals = largest_remainder(wanted, total=float(row_totals.sum()))
    shown = np.array(
        [largest_remainder(row, total=sum_) for row, sum_ in zip(scaled, row_totals, strict=True)]
    )
    return _columns_mended(shown, scaled, column_totals) / step + 0.0


def _columns_mended(shown: Numbers, exact: Numbers, totals: Numbers) -> Numbers:
    """Move units within rows until the columns add up too; every cell stays next to its exact value."""
    while True:
        gaps = totals - shown.sum(axis=0)
        if not gaps.any():
            return shown
        may_rise, may_fall = exact - shown > 1e-7, shown - exact > 1e-7
        steps = _path(may_rise, may_fall, gaps) or [_least_harm(shown, exact, gaps)]
        for row, more, less in steps:
            shown[row, more] += 1
            shown[row, less] -= 1


def _path(may_rise: Booleans, may_fall: Booleans, gaps: Numbers) -> list[tuple[int, int, int]]:
    """Return the shortest chain of moves from a column that is too low to one that is too high.

    A move is (row, column to raise, column to lower). The list is empty if there is no chain.
    """
    start = int(np.argmax(gaps))
    came: dict[int, tuple[int, int, int]] = {}
    waiting = [start]
    for column in waiting:
        for row in np.flatnonzero(may_rise[:, column]):
            for other in map(int, np.flatnonzero(may_fall[row])):
                if other != start and other not in came:
                    came[other] = (int(row), column, other)
                    waiting.append(other)
        ends = [each for each in came if gaps[each] < 0]
        if ends:
            chain = [came[ends[0]]]
            while chain[-1][1] != start:
                chain.append(came[chain[-1][1]])
            return chain
    return []


def _least_harm(shown: Numbers, exact: Numbers, gaps: Numbers) -> tuple[int, int, int]:
    """Return the move that deviates least from the exact values, if no chain is left.

    It avoids cells with the exact value 0, if possible.
    """
    more, less = int(np.argmax(gaps)), int(np.argmin(gaps))
    hurt = (shown[:, more] - exact[:, more]) - (shown[:, less] - exact[:, less])
    zeros = np.isclose(exact[:, more], 0) | np.isclose(exact[:, less], 0)
    return int(np.argmin(hurt + 1e3 * zeros)), more, less


def _in_turn(order: Indices, spare: int) -> list[int]:
    """Return the first `spare` places, cycling through the order; from its end if `spare` is negative."""
    turns = order if spare >= 0 else order[::-1]
    return [int(turns[each % len(turns)]) for each in range(abs(spare))] if len(turns) else []
