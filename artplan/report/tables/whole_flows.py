"""A statement in whole numbers: rows add up across, results follow downwards, nothing stays nothing.

Seen as water it is easy: a row's amount runs through its months into the results below. Round a circle of
brooks that are not whole, more in one and less in the next, until one of them is; whatever ran into a place
still runs out of it. No brook leaves its two neighbouring whole numbers, and one that is whole never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from artplan.engine.arrays import Numbers

NEARLY = 1e-7  # what is no more than this from a whole number is one
Edge = tuple[int, int]


def whole_statement(rows: Numbers, totals: Numbers, results: Numbers) -> Numbers:
    """Rows x periods in whole numbers that add up to the rows' whole totals.

    results: for each row how many results stand above it. The sum of all rows down to a result is next to
    the exact one in every period, and the same as the result above where all rows between them are 0.
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
    """The row with its fractions raised or lowered in proportion, so that it adds up to a whole total."""
    near = np.round(row)
    row = np.where(np.abs(row - near) < NEARLY, near, row)
    floors = np.floor(row)
    parts = row - floors
    room, spare = int((parts > 0).sum()), total - floors.sum()
    beyond = spare - min(max(spare, 0), room)
    floors[int(np.argmax(np.abs(row)))] += beyond  # a total further off than rounding explains
    spare, have = spare - beyond, parts.sum()
    if spare > have:
        parts = np.where(parts > 0, parts + (1 - parts) * (spare - have) / (room - have), 0)
    elif have:
        parts *= spare / have
    return np.asarray(floors + parts)


def _strays(flow: Numbers, exact: Numbers, circle: list[Edge], step: float) -> float:
    """How far a step takes the circle's flows from the exact ones, squared."""
    return float(sum((flow[each] + sign * step - exact[each]) ** 2 for each, sign in circle))


def _whole(edges: Sequence[Edge], amounts: Numbers, nodes: int) -> Numbers:
    """Flows between nodes, made whole circle by circle; what runs into a node runs out of it, as before."""
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
    """Edges that are not whole, from node to node until one is met again; -1 where one is walked upstream."""
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
    """How far it is to the next whole number, upwards or downwards."""
    return float(np.ceil(amount) - amount if sign > 0 else amount - np.floor(amount))
