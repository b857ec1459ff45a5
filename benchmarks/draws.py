"""Measure many draws of the base plan against C, and draws of a part of it against other libraries.

Only the evaluation is timed. The draws are those of `artplan simulate`, for the lines that it reads, and are
made in advance. C and artplan alternate after enough draws for each to fill the caches with its own data; the
figure is the median of these turns.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median

import numpy as np

from artplan import model as compiled
from artplan import operating
from artplan.engine.program import Program
from artplan.machine import library
from artplan.plan.inputs import build as inputs
from artplan.study.cases.points import BLOCK
from artplan.study.cases.space import Space
from artplan.study.uncertainty.draws import Draws
from artplan.study.uncertainty.simulate import CHANCES, TOGETHER
from benchmarks import peers
from benchmarks.compiled import Kernel
from benchmarks.figure import Figure, timed

TURN = 5 * BLOCK  # number of draws in a turn
SAME = 1e-9  # relative to the value, or to a thousandth of the line's largest value if that is larger
LINES = ("net_profit", "cash_closing")


@dataclass(frozen=True)
class Plan:
    """The program of a simulation and its draws."""

    program: Program
    space: Space
    drawn: Draws

    @staticmethod
    def of(draws: int) -> Plan:
        plan = operating.load("base")
        lines = dict.fromkeys([*LINES, *(line for read, _ in CHANCES.values() for line in read)])
        program = compiled.program(tuple(lines), inputs.references(plan.plan))
        space = Space.of(plan)
        return Plan(program, space, Draws.of(space, "latin", 1, draws, {}))

    def turns(self) -> Iterator[list[inputs.Inputs]]:
        """Yield the inputs of each turn, in blocks of draws."""
        whole = self.drawn.points.draws // BLOCK
        for first in range(0, whole, TURN // BLOCK):
            blocks = range(first, min(first + TURN // BLOCK, whole))
            yield [self.space.inputs(self.drawn.values(block)) for block in blocks]


def against_c(draws: int) -> list[Figure]:
    """Measure the whole plan on one core and on two; empty if there is no C compiler."""
    if not shutil.which("cc"):
        print("no C compiler here: the limit is not measured", file=sys.stderr)
        return []
    plan = Plan.of(draws)
    first = plan.space.inputs(plan.drawn.values(0))
    kernel = Kernel.of(plan.program, first)
    assert_same(kernel, plan.program, first)
    seconds: dict[tuple[str, int], list[float]] = {}
    for blocks in plan.turns():
        for threads, clock in ((1, time.process_time), (2, time.perf_counter)):
            for name, work in (("C", kernel.run), ("artplan", plan.program.run)):
                start = clock()
                for data in blocks:
                    work(data, TOGETHER, threads)
                seconds.setdefault((name, threads), []).append((clock() - start) / len(blocks) / BLOCK)
    return [_figure(seconds, threads, draws) for threads in (1, 2)]


def _figure(seconds: dict[tuple[str, int], list[float]], threads: int, draws: int) -> Figure:
    mine, limit = seconds["artplan", threads], seconds["C", threads]
    times = median(one / other for one, other in zip(mine, limit, strict=True))
    cores = {1: "1 core", 2: "2 cores"}[threads]
    name = f"{draws:,} draws, {cores}"
    most = 4 if library() is None else 1.5
    return Figure(name, sum(mine) / len(mine) * draws, times, "times C", most)


def assert_same(kernel: Kernel, program: Program, data: inputs.Inputs) -> None:
    """Assert that C and artplan give the same results."""
    theirs, mine = kernel.run(data), program.run(data)
    for name, numbers in theirs.items():
        size = np.maximum(np.abs(mine[name]), np.abs(mine[name]).max() * 1e-3)
        worst = float((np.abs(numbers - mine[name]) / size).max())
        assert worst < SAME, f"{name}: C and artplan differ by {worst:g}"


def against_peers() -> list[Figure]:
    """Measure the funnel in pandas and in modelx, one draw at a time.

    They are compared with a block of draws in artplan on one core.
    """
    plan = Plan.of(BLOCK)
    data = plan.space.inputs(plan.drawn.values(0))
    part = peers.Part.of(plan.program.model, data)
    program = Program.of(plan.program.model, peers.LINES)
    mine = timed(lambda: program.run(data, TOGETHER, 1), 11) / BLOCK
    result = [_peer("pandas", peers.in_pandas(part), part, data, program, mine)]
    if find_spec("modelx"):
        result.append(_peer("modelx", peers.in_modelx(part), part, data, program, mine))
    else:
        print("modelx is not installed (pip install modelx): left out", file=sys.stderr)
    return result


def _peer(
    name: str, peer: peers.Peer, part: peers.Part, data: inputs.Inputs, program: Program, mine: float
) -> Figure:
    few = 20
    given = [part.draw(data, draw) for draw in range(few)]
    assert peers.agrees(part, peer, data, program.run(data)), f"{name} and artplan differ"
    seconds = timed(lambda: [peer(each) for each in given], 3) / few
    return Figure(f"funnel, a draw in {name}", seconds, seconds / mine, "times artplan", None)


def memory(draws: int) -> Figure:
    """Measure the time and the peak memory of a whole simulation in a new process.

    The simulation includes the tables and the drivers.
    """
    message = (
        "import resource, sys; from artplan.cli import main; "
        f"code = main(['simulate', '--draws', '{draws}', '--json']); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )
    start = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", message], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    megabytes = int(run.stderr.split()[-1]) / 1024
    return Figure(f"artplan simulate, {draws:,} draws", seconds, megabytes, "MB at most", 400)
