"""Measure what the tests notice: mutants of the rules or the studies, those that survive, and the score.

    python -m tests.mutants                       400 mutants of the rules
    python -m tests.mutants study --sample 60     mutants of the studies' numerics, by their own quick tests
    python -m tests.mutants --line cash_closing   all mutants of a line that was added or changed
    python -m tests.mutants --sample 0            all mutants of the rules: some ten minutes

It fails where the score is below what is asked (LEAST). A survivor is a test that is missing, or no mistake
at all: then equivalent.yaml says why.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from artplan.model import model
from tests.fixed_plans import PLANS
from tests.mutants import study
from tests.mutants.rule_turns import rule_mutants
from tests.mutants.rules import REFUSED, SAME, Plan, noticed_by
from tests.mutants.sample import drawn, why_equivalent
from tests.mutants.turns import Mutant
from tests.mutants.under_test import SECONDS, naming, turns_red

LEAST = {"rules": 0.97, "study": 0.90}
BY_PLANS = 0.94  # of the rules' mutants, refused or noticed on a fixed plan, without the other tests
Outcome = tuple[Mutant, str]  # refused, plan, test, equivalent, or survives


def of_rules(line: str, count: int, seed: int) -> Iterator[Outcome]:
    plans = [Plan.of(name, load()) for name, load in PLANS.items()]
    made = [each for each in rule_mutants(model()) if line in ("", each.where)]
    for mutant in drawn(made, "kind", count, seed):
        noticed = noticed_by(mutant, plans)
        if noticed == SAME:
            continue
        if noticed:
            yield mutant, noticed if noticed == REFUSED else "plan"
        else:
            yield mutant, _by_tests(mutant, naming(mutant.where))


def of_studies(function: str, count: int, seed: int) -> Iterator[Outcome]:
    made = [each for each in study.study_mutants() if function in ("", each.where)]
    for mutant in drawn(made, "module", count, seed):
        yield mutant, _by_tests(mutant, [study.TESTS[mutant.module]], study.SECONDS)


def _by_tests(mutant: Mutant, runs: list[tuple[str, ...]], seconds: int = SECONDS) -> str:
    if why_equivalent(mutant):
        return "equivalent"
    return "test" if any(turns_red(mutant, tests, seconds) for tests in runs) else "survives"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("room", nargs="?", choices=LEAST, default="rules")
    parser.add_argument("--sample", type=int, default=400, help="how many mutants; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--line", default="", help="only those of this line, or function of a study")
    chosen = parser.parse_args(arguments)
    outcomes = []
    made = of_rules if chosen.room == "rules" else of_studies
    for mutant, outcome in made(chosen.line, chosen.sample, chosen.seed):
        outcomes.append((mutant, outcome))
        if outcome == "survives":
            print(mutant, flush=True)
    return told(chosen.room, outcomes)


def told(room: str, outcomes: list[Outcome]) -> int:
    """Print the outcomes by kind and the score; 1 where it is too low."""
    columns = ("refused", "plan", "test", "equivalent", "survives")
    print(f"{'':18}" + "".join(f"{column:>11}" for column in columns))
    for kind in (*sorted({mutant.kind for mutant, _ in outcomes}), "all"):
        counts = Counter(outcome for mutant, outcome in outcomes if kind in (mutant.kind, "all"))
        print(f"{kind:18}" + "".join(f"{counts[column]:>11}" for column in columns))
    real = len(outcomes) - counts["equivalent"]
    score = (real - counts["survives"]) / max(real, 1)
    by_plans = (counts["refused"] + counts["plan"]) / max(real, 1)
    print(f"{room}: {score:.1%} of {real} mutants noticed (at least {LEAST[room]:.0%})")
    if room == "rules":
        print(f"by the engine and fixed plans alone {by_plans:.1%} (at least {BY_PLANS:.0%})")
    return int(score < LEAST[room] or (room == "rules" and by_plans < BY_PLANS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
