"""The studies whose numerics are measured, each with the quick tests that are its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.mutants.turns import Mutant, mutants

ROOT = Path(__file__).parents[2]
HERE = "artplan.study"
SECONDS = 30  # of the processor: these tests take a few; what goes on for longer has lost its end
TESTS = {
    f"{HERE}.cases.space": ("tests/study/test_cases.py", "tests/study/test_moving.py"),
    f"{HERE}.allocate.s_shaped": ("tests/study/test_boxes.py", "tests/study/test_s_shaped.py"),
    f"{HERE}.allocate.hill": (
        "tests/study/test_hill.py",
        "tests/study/test_boxes.py",
        "tests/study/test_s_shaped.py",
    ),
    f"{HERE}.allocate.problem": ("tests/study/test_allocation.py",),
    f"{HERE}.allocate.newton": ("tests/study/test_newton.py", "tests/study/test_allocation.py"),
    f"{HERE}.seek.roots": ("tests/study/test_roots.py", "tests/study/test_root_rounds.py"),
    f"{HERE}.uncertainty.distributions": ("tests/study/test_distributions.py",),
}


def study_mutants() -> Iterator[Mutant]:
    """All mutants of these modules by the general mistakes."""
    for module in TESTS:
        yield from mutants(module, ROOT / (module.replace(".", "/") + ".py"))
