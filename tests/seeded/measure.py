"""How many of the seeded errors a plan's notes point at: `python -m tests.seeded.measure` prints the table.

A note points at an error where it names the parameter that was changed: as its own path, as one of the
parameters that its text refers to, or as the field of all members. A refusal at the parameter points at it
as well.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import artplan
from artplan.plan.read.chain import plan_names
from artplan.plan.written.faults import PlanFault
from artplan.plausibility.notes import plausibility_notes
from artplan.result import Result
from artplan.study.compare.compare import differences
from tests.seeded.seeds import PARAMS, Seed, planned, put_in, strays
from tests.shop import SHIPPED


@dataclass(frozen=True)
class Found:
    """What points at an error. alone: the plan's own notes; beside: the changes since a former run."""

    seed: Seed
    alone: tuple[str, ...]
    beside: bool


def of_planned() -> Iterator[Found]:
    before = artplan.load("base", folder=PARAMS)
    with tempfile.TemporaryDirectory() as folder:
        for seed in planned():
            try:
                result = artplan.load("base", folder=put_in(seed, Path(folder))).run()
            except PlanFault as fault:
                refused = tuple(str(each) for each in fault.faults if _names(seed, each.path, ""))
                yield Found(seed, refused, bool(refused))
            else:
                yield _found(seed, result, before)


def of_strays(count: int, seed: int = 1) -> Iterator[Found]:
    before = artplan.load("base", folder=PARAMS)
    for stray, result in strays(count, seed):
        yield _found(stray, result, before)


def _found(seed: Seed, result: Result, before: artplan.OperatingPlan) -> Found:
    notes = (*result.plan.notes, *plausibility_notes(result))
    alone = tuple(str(note) for note in notes if _names(seed, note.path, str(note.message)))
    changed = any(_names(seed, each.path, "") for each in differences(before.plan, result.plan))
    return Found(seed, alone, changed)


def _names(seed: Seed, path: str, text: str) -> bool:
    words = text.replace(",", " ").replace(";", " ").split()
    return any(
        path == each or path.startswith(f"{each}.") or fnmatch(each, path) or each in words
        for each in seed.changed
    )


def false_notes() -> dict[str, int]:
    """The number of notes on each plan that comes with artplan, which are taken to be sound."""
    names = plan_names(SHIPPED, cases=True)
    return {name: len(plausibility_notes(artplan.load(name, folder=SHIPPED).run())) for name in names}


def row(name: str, found: Iterable[Found]) -> str:
    every = list(found)
    alone = sum(bool(each.alone) for each in every)
    beside = sum(bool(each.alone) or each.beside for each in every)
    missed = [each.seed.name for each in every if not each.alone]
    return f"{name}: {len(every)} errors, {alone} alone, {beside} with a former run\n  missed alone: {missed}"


def main() -> None:
    print(row("planned", of_planned()))
    for seed in range(1, 6):
        print(row(f"strays {seed}", of_strays(100, seed)))
    noted = {name: count for name, count in false_notes().items() if count}
    print(f"notes on sound plans: {noted}, most {max(noted.values(), default=0)}")


if __name__ == "__main__":
    main()
