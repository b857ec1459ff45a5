"""Damaged and hostile workbooks, each given to `artplan import` in a process of its own.

`python -m tests.hostile.workbooks` makes 500 by a seed and prints the verdict on each kind; it ends with 1 if
one of them crashed, hung, was accepted absurdly, or was refused although it can be read.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from artplan.cli import main as artplan
from tests.hostile.spoilt import READ, REFUSED, Case, edited_book
from tests.hostile.workbook_copies import COPIES
from tests.hostile.workbook_files import FILES
from tests.hostile.workbook_kinds import CELLS, EDITS
from tests.shop import SHOP

KINDS = (*CELLS, *COPIES, *FILES)
SECONDS, MEGABYTES = 20, 1_000  # of one import
WAIT = 60  # seconds by the clock, for one that works nothing and ends never
PARAMS = SHOP
GOOD = (READ, REFUSED)
VERDICTS = (*GOOD, "crash", "hang", "absurd", "misleading", "lost")


@dataclass(frozen=True)
class Ended:
    """What an import ended with. set: what its scenario sets, None if it wrote none."""

    code: int
    told: str
    set: Mapping[str, float] | None
    megabytes: int


def trial(case: Case, shop: Path) -> Ended:
    """Import a workbook in a process of its own, with bounded time."""
    file, scenario = Path("trial.xlsx"), Path("params/scenarios/trial.yaml")
    os.chdir(shop)
    for old in (file, scenario):
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink(missing_ok=True)
    case.make(file)
    before = sorted(map(str, shop.parent.rglob("*")))
    child = os.fork()
    if child == 0:
        _import(["import", str(file), "--lang=en", *(case.arguments or ["--name=trial"])])
    _, status, used = os.wait4(child, 0)
    told = Path("../../told").read_text("utf-8", errors="replace")
    code = os.waitstatus_to_exitcode(status)
    written = sorted(set(map(str, shop.parent.rglob("*"))) - set(before))
    assert code == 0 or not written, f"wrote {written}, though it ended with {code}"
    assert written in ([], [str(shop / scenario)]), written
    settings = yaml.safe_load(scenario.read_text("utf-8"))["set"] if scenario.exists() else None
    return Ended(code, told, settings, used.ru_maxrss // 1024)


def _import(arguments: list[str]) -> None:
    """Run the command in this process, and end it."""
    told = os.open("../../told", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(told, 1)
    os.dup2(told, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (6_000_000_000, 6_000_000_000))
    signal.alarm(WAIT)
    code = 70
    try:
        code = artplan(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def verdict(case: Case, ended: Ended, edits: Mapping[str, float] = EDITS) -> str:
    """Return what became of a workbook; only `read` and `refused` are good."""
    if ended.code in (-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL) or ended.megabytes > MEGABYTES:
        return "hang"
    if ended.code not in (0, 2) or "Traceback" in ended.told:
        return "crash"
    if ended.code == 2:
        lines = ended.told.splitlines()
        if not lines or any(line.count(" | ") < 2 for line in lines):
            return "misleading"
        return "lost" if case.fate == READ else REFUSED
    found = ended.set or {}
    others = [path for path in edits.keys() | found.keys() if edits.get(path) != found.get(path)]
    finite = all(abs(value) < float("inf") for value in found.values())
    return READ if case.fate != REFUSED and len(others) <= case.slack and finite else "absurd"


def campaign(seed: int, count: int, loud: bool = False) -> dict[str, Counter[str]]:
    """Try so many workbooks, of all kinds in turn, and return the verdicts by kind."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        good = edited_book("base", EDITS, Path(folder))
        shop = Path(folder) / "around" / "shop"
        shutil.copytree(PARAMS, shop / "params")
        try:
            for number in range(count):
                kind = KINDS[number % len(KINDS)]
                case = kind(good, Random(f"{seed} {number}"))
                ended = trial(case, shop)
                found = verdict(case, ended)
                table[kind.__name__][found] += 1
                if loud or found not in GOOD:
                    print(f"{number} {kind.__name__}: {found} ({case.fate})\n  {ended.told[:400].strip()}")
        finally:
            os.chdir(here)
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--loud", action="store_true", help="print what each import tells")
    chosen = parser.parse_args()
    table = campaign(chosen.seed, chosen.count, chosen.loud)
    print(f"{'':32}" + "".join(f"{name:>11}" for name in VERDICTS))
    for kind, found in table.items():
        print(f"{kind.replace('_', ' '):32}" + "".join(f"{found[name] or '':>11}" for name in VERDICTS))
    sums = sum(table.values(), Counter())
    print(f"{sums.total():<32}" + "".join(f"{sums[name]:>11}" for name in VERDICTS))
    return int(any(sums[name] for name in VERDICTS if name not in GOOD))


if __name__ == "__main__":
    sys.exit(main())
