"""Errors that planners make, to measure how many of them a plan's notes point at.

`errors.toml` has errors as people describe them, each an edit of a parameter file. `strays` draws errors at
random: one number of the base plan, or one month of it, is too large or too small by a factor, and the year's
profit moves by at least a twentieth.
"""

from __future__ import annotations

import random
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import artplan
from artplan.engine.faults import NumberFault
from artplan.operating import OperatingPlan
from artplan.plan.leaf.leaf import Leaf, is_card
from artplan.plan.written.faults import PlanFault
from artplan.result import Result
from tests.shop import SHOP

PARAMS = SHOP  # whose base plan is the one that the errors were written down for
FACTORS = (10, 12, 100, 1000, 1 / 10, 1 / 12, 1 / 100, 1 / 1000)
MOVES = 0.05  # of the year's profit


@dataclass(frozen=True)
class Seed:
    """An error by name. changed: the parameters that a note has to name."""

    name: str
    what: str
    changed: tuple[str, ...]


def planned() -> list[Seed]:
    return [Seed(name, each["what"], tuple(each["changed"])) for name, each in _written().items()]


def _written() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("errors.toml").read_text("utf-8"))


def put_in(seed: Seed, folder: Path) -> Path:
    """Copy the parameters into the folder, with the error in them."""
    edit = _written()[seed.name]
    params = shutil.copytree(PARAMS, folder / seed.name / "params")
    file = params / "base" / edit["file"]
    text = file.read_text("utf-8")
    assert text.count(edit["find"]) == 1, seed.name
    file.write_text(text.replace(edit["find"], edit["put"].lstrip("\n")), "utf-8")
    return params


def strays(count: int, seed: int = 1) -> Iterator[tuple[Seed, Result]]:
    """Random errors that a plan accepts and that move its profit, each with the result of its plan."""
    base = artplan.load("base", folder=PARAMS)
    before, chosen = base.run(), random.Random(seed)
    given = [path for path, leaf in base.plan.leaves.items() if leaf.given]
    size, met = abs(before.year("net_profit")) * MOVES, set[str]()
    while len(met) < count:
        path, factor = chosen.choice(given), chosen.choice(FACTORS)
        named, raw = _times(base.plan.leaves[path], factor, chosen)
        result = _moved(base, before, {path: raw})
        name = f"{path}{named} x {factor:.4g}"
        if result and name not in met and abs(result.year("net_profit") - before.year("net_profit")) >= size:
            met.add(name)
            yield Seed(name, name, (path,)), result


def _times(leaf: Leaf, factor: float, chosen: random.Random) -> tuple[str, Any]:
    """The number as the file writes it, or one month of its table, times the factor."""
    card = dict(leaf.written) if is_card(leaf.written) else {"value": leaf.written}
    named, value = "", card["value"]
    if isinstance(value, dict):
        named = chosen.choice(list(value))
        card["value"] = {**value, named: value[named] * factor}
        named = f".{named}"
    else:
        card["value"] = value * factor
    return named, card


def _moved(base: OperatingPlan, before: Result, changes: dict[str, Any]) -> Result | None:
    """The result of the changed plan; None where it is refused."""
    try:
        plan = artplan.load("base", changes, folder=PARAMS, after=base)
        return plan.run(after=before)
    except (PlanFault, NumberFault):
        return None
