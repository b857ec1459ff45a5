"""A fixed sample of mutants, and those that are no mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from random import Random

import yaml

from tests.mutants.turns import Mutant

EQUIVALENT = Path(__file__).parent / "equivalent.yaml"
KEYS = ("module", "where", "kind", "was", "becomes")


def drawn(mutants: Iterable[Mutant], by: str, count: int, seed: int) -> list[Mutant]:
    """So many mutants, as many of each kind (or module) as there are; all of them where `count` is 0."""
    groups: dict[str, list[Mutant]] = defaultdict(list)
    for each in mutants:
        groups[getattr(each, by)].append(each)
    for name, several in groups.items():
        Random(f"{seed} {name}").shuffle(several)
    result: list[Mutant] = []
    while any(groups.values()):
        result += [several.pop() for several in groups.values() if several]
    return result[: count or None]


@cache
def entries() -> list[dict[str, str]]:
    """Mutants that are no mistake, by patterns, each with the reason."""
    return list(yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")))


def fits(mutant: Mutant, entry: dict[str, str]) -> bool:
    said = {key: getattr(mutant, key) for key in KEYS}
    said["module"] = mutant.module.rpartition(".")[2]
    return all(fnmatchcase(said[key], entry[key]) for key in KEYS if key in entry)


def why_equivalent(mutant: Mutant) -> str:
    """Why no test can notice the mutant; empty where the file does not say so."""
    return next((entry["why"] for entry in entries() if fits(mutant, entry)), "")
