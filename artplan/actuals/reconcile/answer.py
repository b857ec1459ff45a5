"""The answer of `artplan actuals reconcile`: comparisons of two sources each, and the bridge to the ledger.

A cause is a set of records with an amount of its own. It explains its part of the difference, or it is where
the difference lies but somebody has to look into it, or it is merely possible: known by its amount, but
nothing shows that the difference comes from it. What none of the first two accounts for is unexplained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

Standing = Literal["explained", "open", "possible"]
ZERO = Decimal(0)
SHOWN_PLACES = 5  # of a cause's records, the largest first


@dataclass(frozen=True)
class Cause:
    """Records that account for a part of a difference, or may do so.

    name: its text, `reconcile.cause.NAME`. amount: in CNY, with its sign in the difference. count: of rows
    or orders. places: files and lines of the largest, at most five.
    """

    name: str
    amount: Decimal
    count: int
    standing: Standing = "open"
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceSum:
    """What a source says. amount: in CNY. count: rows or orders behind it. accounts: of the ledger."""

    source: str
    amount: Decimal
    count: int
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """A sentence on a comparison, `reconcile.remark.NAME` with its values."""

    name: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class SourceComparison:
    """Two sources that say the same. matched: the number of orders that agree, and their sum on the left."""

    name: str
    left: SourceSum
    right: SourceSum
    causes: tuple[Cause, ...] = ()
    remarks: tuple[Remark, ...] = ()
    matched: tuple[int, Decimal] | None = None

    @property
    def difference(self) -> Decimal:
        """The left sum less the right one, in CNY."""
        return self.left.amount - self.right.amount

    @property
    def unexplained(self) -> Decimal:
        """What of the difference no cause accounts for, in CNY."""
        return rest(self.difference, self.causes)


@dataclass(frozen=True)
class Uncompared:
    """A comparison for which an export is missing. lacking: the sources."""

    name: str
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class BridgeStep:
    """A step from what customers paid to the ledger's revenue; its amount, in CNY, adds to those above it."""

    name: str
    amount: Decimal
    source: str
    count: int


@dataclass(frozen=True)
class Bridge:
    """From what customers paid to the revenue in the ledger. lacking: sources of steps that are left out."""

    steps: tuple[BridgeStep, ...]
    revenue: SourceSum
    lacking: tuple[str, ...] = ()

    @property
    def unexplained(self) -> Decimal:
        """The ledger's revenue less the sum of the steps, in CNY."""
        return self.revenue.amount - sum((each.amount for each in self.steps), ZERO)


@dataclass(frozen=True)
class Reconciliation:
    """A month's comparisons, those for which an export is missing, and the bridge, if it can be drawn."""

    month: str
    compared: tuple[SourceComparison, ...]
    uncompared: tuple[Uncompared, ...]
    bridge: Bridge | None

    @property
    def settled(self) -> bool:
        """Whether nothing is unexplained and no cause has to be looked into."""
        loose = (each.standing == "open" for comparison in self.compared for each in comparison.causes)
        rests = [each.unexplained for each in self.compared]
        return not any(loose) and not any([*rests, self.bridge.unexplained if self.bridge else ZERO])

    def record(self) -> Mapping[str, Any]:
        """The answer as plain data for JSON."""
        return {
            "month": self.month,
            "settled": self.settled,
            "comparisons": [_comparison(each) for each in self.compared],
            "not_compared": [_plain(each) for each in self.uncompared],
            "bridge": _bridge(self.bridge) if self.bridge else None,
        }


def rest(difference: Decimal, causes: Iterable[Cause]) -> Decimal:
    """Return what of a difference no cause accounts for; causes that are merely possible do not."""
    return difference - sum((each.amount for each in causes if each.standing != "possible"), ZERO)


def weighed(difference: Decimal, causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Return the causes; a possible one becomes open where it alone is exactly what remains.

    Possible causes of a difference that is accounted for are left out, and so are those of no amount, unless
    orders that cancel out stand behind it.
    """
    kept = [each for each in causes if each.amount or (each.places and each.standing != "possible")]
    remains = rest(difference, kept)
    if not remains:
        return tuple(each for each in kept if each.standing != "possible")
    fitting = [each for each in kept if each.standing == "possible" and each.amount == remains]
    if len(fitting) == 1:
        kept = [replace(each, standing="open") if each is fitting[0] else each for each in kept]
        return tuple(each for each in kept if each.standing != "possible")
    return tuple(kept)


def largest(places: Iterable[tuple[Decimal, str]]) -> tuple[str, ...]:
    """Return the places of the largest amounts, at most five."""
    ordered = sorted(places, key=lambda each: abs(each[0]), reverse=True)
    return tuple(place for _, place in ordered[:SHOWN_PLACES])


def _comparison(each: SourceComparison) -> dict[str, Any]:
    matched = {"count": each.matched[0], "amount": float(each.matched[1])} if each.matched else None
    return {
        "name": each.name,
        "left": _plain(each.left),
        "right": _plain(each.right),
        "difference": float(each.difference),
        "matched": matched,
        "causes": [_plain(cause) for cause in each.causes],
        "unexplained": float(each.unexplained),
        "remarks": [{"name": remark.name, **remark.words} for remark in each.remarks],
    }


def _bridge(bridge: Bridge) -> dict[str, Any]:
    return {
        "steps": [_plain(each) for each in bridge.steps],
        "revenue": _plain(bridge.revenue),
        "unexplained": float(bridge.unexplained),
        "lacking": list(bridge.lacking),
    }


def _plain(each: object) -> dict[str, Any]:
    def data(value: object) -> object:
        return (
            float(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
        )

    return {name: data(value) for name, value in vars(each).items()}
