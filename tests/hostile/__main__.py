"""Try hostile inputs and print the verdicts by group.

python -m tests.hostile [--seed 1] [--count 150] [--part 1/2]

An interrupt (Ctrl-C) prints the verdicts so far; cases of all groups come mixed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator

import artplan
from tests.hostile import inputs, places, values
from tests.hostile.inputs import PARAMS, Hostile
from tests.hostile.verdict import VERDICTS, verdict

GROUPS: dict[Callable[[random.Random, int], Iterator[Hostile]], int] = {
    inputs.leaf_values: 620,
    inputs.texts_and_keys: 380,
    inputs.encodings: 280,
    places.bombs: 26,
    places.file_system: 330,
    inputs.scenario_files: 170,
    values.ends: 620,
    values.absurd: 280,
    values.settings: 200,
    values.studies: 210,
}
FAILED = ("absurd", "crash", "hang")


def cases(seed: int, count: int | None, part: int, parts: int) -> list[Hostile]:
    """The Nth of M parts of the cases of a seed, or of so many of them."""
    every = [
        case for make, many in GROUPS.items() for case in make(random.Random(f"{seed} {make.__name__}"), many)
    ]
    random.Random(seed).shuffle(every)
    return every[:count][part - 1 :: parts]


def tried(every: list[Hostile]) -> dict[str, Counter[str]]:
    table: dict[str, Counter[str]] = {}
    try:
        for case in every:
            word, why = verdict(case)
            table.setdefault(case.group, Counter())[word] += 1
            if word in FAILED:
                print(f"{word}  {case.group}  {case.what!a}\n    {why!a}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        pass
    return table


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.hostile")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--count", type=int, help="so many of all cases")
    asked.add_argument("--part", default="1/1", metavar="N/M", help="the Nth of M parts of the cases")
    chosen = asked.parse_args()
    part, parts = map(int, chosen.part.split("/"))
    artplan.load("base", folder=PARAMS).run()  # what every case needs is made once, before it is copied
    table = tried(cases(chosen.seed, chosen.count, part, parts))
    print(f"{'':<28}" + "".join(f"{word:>10}" for word in ("all", *VERDICTS)))
    table["all"] = sum(table.values(), Counter())
    for group, counts in table.items():
        row = (counts.total(), *(counts[word] for word in VERDICTS))
        print(f"{group:<28}" + "".join(f"{each:>10,}" for each in row))
    return int(any(table["all"][word] for word in FAILED))


if __name__ == "__main__":
    sys.exit(main())
