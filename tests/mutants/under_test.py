"""Run tests of the project with a mutant in its module's place, each in a fork of this process.

A fork has numpy and the other packages in memory already; artplan and its tests it imports anew, with the
mutant among them.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import re
import resource
import signal
import sys
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.mutants.turns import Mutant

ROOT = Path(__file__).parents[2]
EXAMPLES = ("tests/rules/test_*.py", "tests/cases/test_*.py")
FIRING = "tests/test_checks_fire.py"
PACKAGES = ("hypothesis.strategies", "numpy", "pandas", "pydantic", "scipy.stats", "yaml")
SECONDS = 900  # of the processor, that the tests may take with a mutant
FAILED = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


class InPlace(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the mutant instead of its module, before the files on the path are looked at."""

    def __init__(self, module: str, source: str) -> None:
        self.module, self.source = module, source

    def find_spec(self, name: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, f"mutant of {self.module}", "exec"), vars(module))


def turns_red(mutant: Mutant, tests: Iterable[str], seconds: int = SECONDS) -> bool:
    """Whether one of the quick tests fails, or does not end.

    tests: arguments of pytest; without any, nothing fails.
    """
    for name in PACKAGES:
        import_module(name)
    arguments = list(tests)
    if not arguments:
        return False
    child = multiprocessing.get_context("fork").Process(target=_run, args=(mutant, arguments, seconds))
    child.start()
    child.join()
    if child.exitcode == -signal.SIGXCPU:
        return True
    if child.exitcode not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED, *FAILED):
        raise RuntimeError(f"pytest {' '.join(arguments)} ended with {child.exitcode} for {mutant}")
    return child.exitcode in FAILED


def _run(mutant: Mutant, arguments: list[str], seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    os.chdir(ROOT)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    for name in [each for each in sys.modules if each.partition(".")[0] in ("artplan", "tests")]:
        del sys.modules[name]
    sys.meta_path.insert(0, InPlace(mutant.module, mutant.source()))
    quiet = ["-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist"]
    os._exit(pytest.main([*quiet, *arguments]))


@cache
def naming(line: str) -> list[tuple[str, ...]]:
    """Arguments of pytest for the examples that name the line: whole files, and whether a check fires."""
    word = re.compile(rf"\b{line}\b")
    files = [path for pattern in EXAMPLES for path in sorted(ROOT.glob(pattern))]
    named = tuple(str(path.relative_to(ROOT)) for path in files if word.search(path.read_text("utf-8")))
    fires = line.startswith(("check_", "alert_"))
    return [each for each in (named, (FIRING, "-k", line) if fires else ()) if each]
