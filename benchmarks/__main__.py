"""How fast is it? Each figure is the median of several runs on this machine, beside its limit.

A figure is printed as it comes. Exit code 1 where a limit is missed or a figure could not be had.

python -m benchmarks              all
python -m benchmarks --small      once and little of each: whether it runs at all, without limits
python -m benchmarks --quick      without the run of all notebooks and without many draws
python -m benchmarks --draws 1000000    so many draws of the base plan, against C and in memory
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from artplan import model as compiled
from artplan import operating
from artplan.machine import engine
from artplan.plan.inputs import build as inputs
from artplan.report.workbook.write import write
from artplan.study.allocate import division as allocation
from artplan.study.uncertainty.sensitivity import sensitivity
from benchmarks import commands, draws, engines, notebooks
from benchmarks.figure import Figure, timed, verdict

DRAWS = 102_400


@dataclass(frozen=True)
class Size:
    """The size of the measurements: numbers of cases, draws and notebooks, and of repetitions.

    once: run each measurement once instead of several times.
    """

    cases: tuple[int, ...] = (1_000, 10_000)
    draws: int = DRAWS
    months: int = 36
    channels: int = 500
    notebooks: tuple[int, int] = (6, 4)  # number of notebooks, number of scenarios
    once: bool = False

    def often(self, times: int) -> int:
        """Return the number of repetitions to run: `times`, or 1 if `once`."""
        return 1 if self.once else times


SMALL = Size((64,), draws.BLOCK, 14, 20, (1, 1), True)


def tornado(size: Size) -> list[Figure]:
    """Measure the evaluation of the base plan with each of its parameters low and high.

    One figure is relative to reading and evaluating one plan, the other to evaluating it only.
    """
    plan = operating.load("base")
    data, program = inputs.build(plan.plan), compiled.program(None, inputs.references(plan.plan))
    count = len(sensitivity(plan, all_given=True).tornado["net_profit"])
    seconds = timed(lambda: sensitivity(plan, all_given=True), size.often(7))
    read_and_run = timed(lambda: operating.load("base").run(), size.often(11))
    run = timed(lambda: program.run(data), size.often(41))
    name = f"tornado of {count} parameters"
    return [
        Figure(name, seconds, seconds / read_and_run, "times one plan, read and run", 10),
        Figure(name, seconds, seconds / run, "times one plan, evaluation alone", None),
    ]


def divided_budget(size: Size, months: int) -> Figure:
    """Measure the allocation of a budget to channels and months.

    The cumulative spend up to each month is limited.
    """
    channels = size.channels
    rng, count = np.random.default_rng(7), channels * months
    weights = allocation.months_of(np.tile(np.arange(months), channels), months)
    most = np.linspace(0.3, 21.0, months) * 1_000 * channels
    problem = allocation.Problem(
        names=[str(each) for each in range(count)],
        reference=rng.uniform(1e3, 1e5, channels).repeat(months),
        price=rng.uniform(0.5, 10, channels).repeat(months),
        elasticity=rng.uniform(0.4, 0.95, channels).repeat(months),
        value=rng.uniform(3, 60, count),
        total=20_000.0 * channels,
        limits=allocation.cash_rows(weights, most.tolist(), [f"cash {each}" for each in range(months)]),
    )
    assert abs(allocation.allocate(problem).gap) < 1e-9
    seconds = timed(lambda: allocation.allocate(problem), size.often(21))
    name = f"allocation, {channels} channels x {months} months"
    return Figure(name, seconds, seconds * 1e3, "ms", 50 if (channels, months) == (500, 12) else None)


def load_base(size: Size) -> Figure:
    seconds = timed(lambda: inputs.build(operating.load("base").plan), size.often(11))
    return Figure("reading and checking the base plan", seconds, seconds * 1e3, "ms", None)


def command(size: Size, name: str, *arguments: str, limit: float | None = None) -> Figure:
    """Measure a command, with a new process for each run."""
    seconds = timed(
        lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True), size.often(7)
    )
    return Figure(name, seconds, seconds, "s", limit)


def workbook(months: int) -> Figure:
    """Measure writing the base plan as a workbook of formulas.

    The limit of 200 µs for each formula corresponds to 5,000 formulas a second.
    """
    result = operating.load("base", {"plan.months": months}).run()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        written = write(result, Path(folder) / "plan.xlsx", "zh", "0")
        seconds = time.perf_counter() - start
    count = sum(written.formulas.values())
    return Figure(f"workbook, {count:,} formulas", seconds, seconds / count * 1e6, "µs per formula", 200)


def all_notebooks(count: int, scenarios: int) -> list[Figure]:
    """Measure rendering notebooks to pages in several ways.

    Each way's figure is its overhead, which is its time minus that of the cells themselves.
    """
    own, ways = notebooks.measured(2, count, scenarios)
    plain, command_lines, ours, together = ways.values()
    assert len({(way.pages, way.pictures) for way in (plain, ours, together)}) == 1, ways
    overhead, unit = ours.overhead(own), "times artplan's overhead"
    result = [
        Figure(f"{name}, {way.pages} pages", way.seconds, way.overhead(own) / overhead, unit, None)
        for name, way in ways.items()
    ]
    for name, way, limit in (("papermill's", plain, 1 / 10), ("the command lines'", command_lines, 1 / 20)):
        part = overhead / way.overhead(own)
        result.append(Figure(f"artplan's overhead of {name}", overhead, part, "of it", limit))
    return result


def benchmarks(size: Size, quick: bool) -> Iterator[tuple[str, Callable[[], Figure | list[Figure]]]]:
    """Yield the name and the function of each measurement.

    The name is printed if the measurement fails.
    """
    yield "reading", lambda: load_base(size)
    for months in (12, size.months):
        yield f"one plan of {months} months", partial(engines.one_plan, months, size.often(41))
    for cases in size.cases:
        yield f"{cases} cases", partial(engines.many_cases, cases, size.often(5))
    yield "workbook", lambda: workbook(size.months)
    yield "tornado", lambda: tornado(size)
    yield "allocation", lambda: divided_budget(size, 12)
    for name in commands.COMMANDS:
        if not (quick or size is SMALL) or name in commands.SHORT:
            yield name, partial(commands.cpu_seconds, name, size.often(3))
    yield "--help", lambda: command(size, "artplan --help", "-m", "artplan", "--help", limit=0.3)
    yield (
        "import",
        lambda: command(size, "import artplan, load the facade", "-c", "import artplan; artplan.load"),
    )
    if not quick:
        # Compiling the C code takes minutes.
        yield "draws against C", lambda: draws.against_c(size.draws) if size is not SMALL else []
        yield "draws against peers", draws.against_peers
        yield "memory", lambda: draws.memory(size.draws)
        yield "notebooks", lambda: all_notebooks(*size.notebooks)


def measured(size: Size, quick: bool) -> tuple[list[Figure], list[str]]:
    """Return the figures, each printed as soon as it is measured, and the names of measurements that failed.

    A failure does not stop the other measurements.
    """
    figures: list[Figure] = []
    failed: list[str] = []
    for name, measure in benchmarks(size, quick):
        try:
            result = measure()
        except Exception:
            print(f"{name}: could not be measured\n{traceback.format_exc()}", file=sys.stderr, flush=True)
            failed.append(name)
            continue
        for each in result if isinstance(result, list) else [result]:
            print(each.line(), flush=True)
            figures.append(each)
    return figures, failed


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without many draws and all notebooks")
    parser.add_argument("--small", action="store_true", help="once and little of each: does it run at all")
    parser.add_argument("--draws", type=int, default=DRAWS, metavar="N", help=f"default: {DRAWS}")
    parser.add_argument(
        "--out", type=Path, default=Path("outputs/benchmarks.json"), help="where the JSON goes"
    )
    arguments = parser.parse_args(given)
    if arguments.draws < draws.BLOCK:
        parser.error(f"--draws {arguments.draws}: at least one block of {draws.BLOCK} is needed")
    size = SMALL if arguments.small else replace(Size(), draws=arguments.draws)
    figures, failed = measured(size, arguments.quick)
    _write(figures, failed, arguments.out)
    if failed:
        print(f"could not be measured: {', '.join(failed)}")
    return int(bool(failed)) if arguments.small else max(verdict(figures), int(bool(failed)))


def _write(figures: list[Figure], failed: list[str], out: Path) -> None:
    machine = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "engine": engine(),
        "lines": len(compiled.model().lines),
    }
    record = {"machine": machine, "figures": [asdict(each) for each in figures], "failed": failed}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
