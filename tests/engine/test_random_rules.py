"""The compiled library against numpy on random rules: every word, all shapes, numbers and faults."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from artplan.engine import vocabulary as say
from artplan.engine.expression import name
from artplan.engine.faults import NumberFault
from artplan.engine.line import line, opening
from artplan.engine.tiles.layout import TILE
from tests.engine.tiny import Card, Numbers, model_of, work_out

INPUTS = {
    "rate": Card(),
    "price": Card("1", ("channel",)),
    "stock": Card("1", ("channel", "age")),
    "share": Card("1", ("campaign",)),
}
CASES = [1, 2, TILE - 1, TILE, TILE + 1, 2 * TILE + 3]
MEMBERS = ("pc", "mobile", "live")
ORDER = ("channel", "age", "campaign", "mover")


Word = tuple[Any, frozenset[str]]
TWO: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "minimum": say.minimum,
    "maximum": say.maximum,
    "half_up": say.round_half_up,
    "up": say.round_up,
    "down": say.round_down,
    "<": lambda a, b: say.where(a < b, a, b),
    "<=": lambda a, b: say.where(a <= b, 1, a),
    ">": lambda a, b: say.where(a > b, b, 2),
    ">=": lambda a, b: say.where(a >= b, b, a),
    "some": lambda a, b: say.where(say.some(a), a, b),
}
ONE: dict[str, Callable[[Any], Any]] = {"exp": say.exp, "log": say.log, "negative": lambda a: -a}


@st.composite
def words(draw: st.DrawFn, lines: dict[str, Any], depth: int = 3) -> Word:
    """A formula over the given names, and its dimensions; one that moves members stands on a name."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        if draw(st.integers(0, 3)) == 0:
            return draw(st.sampled_from([0, 1, 2.5, -3])), frozenset()
        each = draw(st.sampled_from(sorted(lines)))
        return say_across(draw, lines[each], frozenset(INPUTS[each].per))
    kind = draw(st.sampled_from([*TWO, *ONE, "ratio", "between"]))
    (a, of_a), (b, of_b), (c, of_c) = (draw(words(lines, depth - 1)) for _ in range(3))
    a = lines["rate"] * a  # a number alone is no formula
    if kind in TWO:
        return TWO[kind](a, b), of_a | of_b
    if kind in ONE:
        return ONE[kind](a), of_a
    return (say.ratio if kind == "ratio" else say.between)(a, b, c), of_a | of_b | of_c


def say_across(draw: st.DrawFn, read: Any, dims: frozenset[str]) -> Word:
    """The name itself, or summed, taken through a grouping or aged."""
    ways: list[Callable[[], Word]] = [lambda: (read, dims)]
    if "channel" in dims:
        ways.append(lambda: (say.total(read, "channel"), dims - {"channel"}))
        ways.append(lambda: (say.total(read * read, "channel"), dims - {"channel"}))
        ways.append(lambda: (say.of(read, by="channel", per="campaign"), dims - {"channel"} | {"campaign"}))
        ways.append(lambda: (say.of(read, by="channel"), dims - {"channel"}))
    if "campaign" in dims:
        ways.append(lambda: (say.total(read, "campaign", by="channel"), dims - {"campaign"} | {"channel"}))
        ways.append(lambda: (say.total(read, "campaign", by="mover"), dims - {"campaign"} | {"mover"}))
    if "age" in dims:
        ways.append(lambda: (say.aged(read), dims))
    return draw(st.sampled_from(ways))()


@st.composite
def numbers(draw: st.DrawFn) -> Numbers:
    """Months, members and cases in every number, values with zeros among them."""
    months, cases = (
        draw(st.integers(1, 3)),
        draw(st.sampled_from([1, 2, TILE - 1, TILE, TILE + 1, 2 * TILE + 3])),
    )
    members = {
        "channel": MEMBERS[: draw(st.integers(1, 3))],
        "age": ("new", "old", "older")[: draw(st.integers(1, 3))],
        "campaign": ("spring", "sale")[: draw(st.integers(0, 2))],
        "mover": ("here", "there"),
    }
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    values = draw(st.sampled_from([(0.5, 1, 2, 3), (0, 1, -1, 2.5), (-2, 0.01, 700, 1e5)]))

    def array(card: Card) -> np.ndarray:
        shape = [len(members[dim]) for dim in card.per]
        axes = [draw(st.sampled_from([1, months])), draw(st.sampled_from([1, cases]))]
        return rng.choice(values, size=(*shape, *axes))

    groupings = {
        ("campaign", "channel"): rng.integers(-1, len(members["channel"]), len(members["campaign"])),
        ("campaign", "mover"): rng.integers(-1, 2, (len(members["campaign"]), months)),
        ("month", "channel"): rng.integers(-1, len(members["channel"]), months),
    }
    names = ("2027-01", "2027-02", "2027-03")[:months]
    return Numbers({each: array(card) for each, card in INPUTS.items()}, names, members, groupings)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_random_rules_come_to_the_same_or_to_the_same_fault(data: st.DataObject) -> None:
    """A line of a random rule, and a loop that adds it up from month to month."""
    value, dims = data.draw(words({each: name(each) for each in INPUTS}))
    per = tuple(dim for dim in ORDER if dim in dims)
    traced = name("rate") * value
    model = model_of(
        {**INPUTS, "order": Card("1", ORDER)},
        result=line("1", zh="", per=per)(lambda rate, price, stock, share: traced),
        rated=line("1", zh="", per=per)(lambda rate, result: say.rate(rate, result)),
        before=opening("closing", first="result", zh=""),
        closing=line("1", zh="", per=per)(lambda before, result: say.between(before + result, -1e9, 1e9)),
    )
    with suppress(NumberFault):
        work_out(model, data.draw(numbers()))
