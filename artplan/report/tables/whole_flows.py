"""Rounding a statement to whole numbers: rows add up across, results follow downwards, a 0 stays 0.

The statement is a network: each row's amount flows through its months into the results below. While an edge
has a fractional flow, find a cycle of such edges and add and subtract the same amount along it until the flow
of one edge is whole. This keeps the balance of inflow and outflow at every node. No flow leaves the interval
between its two neighbouring whole numbers, and a whole flow never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from artplan.engine.arrays import Numbers

NEARLY = 1e-7  # a number within this distance of a whole number counts as whole
Edge = tuple[int, int]


def whole_statement(rows: Numbers, totals: Numbers, results: Numbers) -> Numbers:
    """Round rows x periods to whole numbers that add up to the rows' whole totals.

    results: for each row, the number of results above it.
    In every period, the sum of all rows above a result is one of the two whole numbers next to the exact sum.
    It equals the result before if all rows between the two are 0.
    """
    exact = np.array([_to_total(row, total) for row, total in zip(rows, totals, strict=True)])
    count, periods = exact.shape
    place = results[:, None] * periods + np.arange(periods) + count
    edges: list[Edge] = [(row, int(node)) for row in range(count) for node in place[row]]
    amounts = [exact.ravel()]
    last = int(results.max(initial=0))
    end = count + (last + 1) * periods
    for result in range(last + 1):
        here = count + result * periods + np.arange(periods)
        edges += [(int(node), end if result == last else int(node) + periods) for node in here]
        amounts.append(exact[results <= result].sum(axis=0))
    return _whole(edges, np.concatenate(amounts), end + 1)[: exact.size].reshape(exact.shape)


def _to_total(row: Numbers, total: float) -> Numbers:
    """Scale the fractional parts of a row so that it adds up to a whole total."""
    near = np.round(row)
    row = np.where(np.abs(row - near) < NEARLY, near, row)
    floors = np.floor(row)
    parts = row - floors
    room, spare = int((parts > 0).sum()), total - floors.sum()
    beyond = spare - min(max(spare, 0), room)
    floors[int(np.argmax(np.abs(row)))] += beyond  # a total that differs by more than rounding explains
    spare, have = spare - beyond, parts.sum()
    if spare > have:
        parts = np.where(parts > 0, parts + (1 - parts) * (spare - have) / (room - have), 0)
    elif have:
        parts *= spare / have
    return np.asarray(floors + parts)


def _strays(flow: Numbers, exact: Numbers, circle: list[Edge], step: float) -> float:
    """Return the sum of squared deviations from the exact flows after a step along the cycle."""
    return float(sum((flow[each] + sign * step - exact[each]) ** 2 for each, sign in circle))


def _whole(edges: Sequence[Edge], amounts: Numbers, nodes: int) -> Numbers:
    """Make the flows between nodes whole, cycle by cycle, keeping the balance at every node."""
    flow = amounts.copy()
    open_: list[set[int]] = [set() for _ in range(nodes)]
    for edge, ends in enumerate(edges):
        for node in ends:
            open_[node].add(edge)

    def settle(edge: int) -> None:
        if abs(flow[edge] - np.round(flow[edge])) < NEARLY:
            flow[edge] = np.round(flow[edge])
            for node in edges[edge]:
                open_[node].discard(edge)

    for edge in range(len(edges)):
        settle(edge)
    for edge, (node, _) in enumerate(edges):
        while edge in open_[node]:
            circle = list(_circle(edges, open_, node))
            up = min(_room(flow[each], sign) for each, sign in circle)
            down = min(_room(flow[each], -sign) for each, sign in circle)
            step = min(up, -down, key=lambda step: _strays(flow, amounts, circle, step))
            for each, sign in circle:
                flow[each] += sign * step
                settle(each)
    return flow + 0.0


def _circle(edges: Sequence[Edge], open_: Sequence[set[int]], node: int) -> Iterator[tuple[int, int]]:
    """Yield a cycle of edges with fractional flows; the sign is -1 for an edge walked backwards."""
    met, path, last = {node: 0}, [], -1
    while True:
        last = min(open_[node] - {last})
        here, there = edges[last]
        path.append((last, 1 if here == node else -1))
        node = there if here == node else here
        if node in met:
            yield from path[met[node] :]
            return
        met[node] = len(path)


def _room(amount: float, sign: int) -> float:
    """Return the distance to the next whole number above (positive sign) or below (negative sign)."""
    return float(np.ceil(amount) - amount if sign > 0 else amount - np.floor(amount))
