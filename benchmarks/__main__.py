"""How fast is it? Each figure is the median of several runs on this machine, beside its limit.

Exit code 1 where a limit is missed.

python -m benchmarks              all
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
from dataclasses import asdict
from pathlib import Path

import numpy as np

from artplan import model as compiled
from artplan import operating
from artplan.engine.evaluate import Program
from artplan.plan.inputs import build as inputs
from artplan.report.workbook.write import write
from artplan.study.allocate import division as allocation
from artplan.study.uncertainty.sensitivity import sensitivity
from benchmarks import draws, notebooks
from benchmarks.figure import Figure, timed, told

SCENARIOS = ["base", "lean", "growth", "double11"]
DRAWS = 102_400
# Inputs that a founder is unsure of; in a run of many cases each draws its own factor.
UNSURE = (
    "conversion_rate",
    "average_order_value",
    "cost_per_click",
    "return_rate",
    "base_pay",
    "sales_target_year",
)


def one_plan(months: int) -> Figure:
    plan = operating.load("base", {"plan.months": months}).plan
    data, program = inputs.build(plan), compiled.program(None, inputs.references(plan))
    seconds = timed(lambda: program.run(data), 41)
    per_line = seconds / len(compiled.model().lines) * 1e6
    return Figure(
        f"one plan, {months} months", seconds, per_line, "µs per line", 40 if months == 12 else None
    )


def many_cases(cases: int) -> Figure:
    """Net profit and cash of so many cases, against one case of the same program."""
    plan = operating.load("base").plan
    data, model = inputs.build(plan), compiled.model(inputs.references(plan))
    program = Program.of(model, ["net_profit", "cash_closing"])
    rng = np.random.default_rng(7)
    arrays = dict(data.arrays)
    for name in UNSURE:
        arrays[name] = arrays[name][..., :1] * rng.uniform(0.9, 1.0, cases)
    varied = inputs.Inputs(data.months, data.members, arrays, data.groupings)
    one = timed(lambda: program.run(data), 41)
    seconds = timed(lambda: program.run(varied), 5)
    return Figure(
        f"{cases:,} cases, 12 months",
        seconds,
        seconds / one,
        "times one plan",
        150 if cases == 10_000 else None,
    )


def tornado() -> list[Figure]:
    """Every given parameter of the base plan low and high, against one plan: read and run, or run alone."""
    plan = operating.load("base")
    data, program = inputs.build(plan.plan), compiled.program(None, inputs.references(plan.plan))
    count = len(sensitivity(plan, all_given=True).tornado["net_profit"])
    seconds = timed(lambda: sensitivity(plan, all_given=True), 7)
    read_and_run = timed(lambda: operating.load("base").run(), 11)
    run = timed(lambda: program.run(data), 41)
    name = f"tornado of {count} parameters"
    return [
        Figure(name, seconds, seconds / read_and_run, "times one plan, read and run", 10),
        Figure(name, seconds, seconds / run, "times one plan, evaluation alone", None),
    ]


def divided_budget(channels: int, months: int) -> Figure:
    """A budget divided among channels and months, with what may be spent up to each month."""
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
    seconds = timed(lambda: allocation.allocate(problem), 21)
    name = f"allocation, {channels} channels x {months} months"
    return Figure(name, seconds, seconds * 1e3, "ms", 50 if (channels, months) == (500, 12) else None)


def load_base() -> Figure:
    seconds = timed(lambda: inputs.build(operating.load("base").plan), 11)
    return Figure("reading and checking the base plan", seconds, seconds * 1e3, "ms", None)


def command(name: str, *arguments: str, limit: float | None = None) -> Figure:
    """A whole process, started anew each time."""
    seconds = timed(lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True), 7)
    return Figure(name, seconds, seconds, "s", limit)


def workbook() -> Figure:
    """Three years of the base plan as live formulas: 5,000 a second are 200 µs each."""
    result = operating.load("base", {"plan.months": 36}).run()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        written = write(result, Path(folder) / "plan.xlsx", "zh", "0")
        seconds = time.perf_counter() - start
    count = sum(written.formulas.values())
    return Figure(f"workbook, {count:,} formulas", seconds, seconds / count * 1e6, "µs per formula", 200)


def all_notebooks() -> list[Figure]:
    """Six notebooks of four scenarios rendered to pages; what each way takes beyond the cells' own work."""
    own, ways = notebooks.measured(2)
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


def many_draws(count: int) -> list[Figure]:
    return [*draws.against_c(count), *draws.against_peers(), draws.memory(count)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without many draws and all notebooks")
    parser.add_argument("--draws", type=int, default=DRAWS, metavar="N", help=f"default: {DRAWS}")
    parser.add_argument(
        "--out", type=Path, default=Path("outputs/benchmarks.json"), help="where the JSON goes"
    )
    arguments = parser.parse_args()
    if arguments.draws < draws.BLOCK:
        parser.error(f"--draws {arguments.draws}: at least one block of {draws.BLOCK} is needed")
    figures = [
        load_base(),
        one_plan(12),
        one_plan(36),
        many_cases(1_000),
        many_cases(10_000),
        workbook(),
        *tornado(),
        divided_budget(500, 12),
        command("artplan --help", "-m", "artplan", "--help", limit=0.3),
        command("import artplan, load the facade", "-c", "import artplan; artplan.load"),
        *([] if arguments.quick else many_draws(arguments.draws)),
        *([] if arguments.quick else all_notebooks()),
    ]
    print("\n".join(each.line() for each in figures))
    machine = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "lines": len(compiled.model().lines),
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps({"machine": machine, "figures": [asdict(each) for each in figures]}, indent=1)
    arguments.out.write_text(written + "\n", encoding="utf-8")
    return told(figures)


if __name__ == "__main__":
    sys.exit(main())
