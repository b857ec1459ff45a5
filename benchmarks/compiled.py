"""The limit: the traced formulas of a plan as one C function, with the plan's sizes built in.

    kernel = Kernel.of(program, data)           # writes, compiles and loads it
    kernel.run(data)["net_profit"]              # what program.run(data) gives, months by cases

Cases go in tiles of a few, so that all lines of a tile stay in the processor's cache, and the innermost loop
of every formula is one over the tile. What no varying input reaches is worked out beforehand, as the engine
itself does. Sums go member by member, and pow, exp and log are the C library's vector ones: results differ
from numpy's in the last digits, no more. Division by zero is not looked for.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from artplan.engine.evaluate import Program, Values
from artplan.engine.steps import EngineStep
from artplan.plan.inputs.build import Inputs
from benchmarks.formulas import HEAD, TILE, Formulas
from benchmarks.places import Place, Room, of_two_cases

# Strict arithmetic, no -ffast-math: numpy's is strict too. -fno-... says that nobody reads errno or flags.
COMPILE = ["cc", "-O3", "-march=native", "-fopenmp-simd", "-fno-math-errno", "-fno-trapping-math"]
LIBRARY = ["-shared", "-fPIC"]
BLOCK = 1024  # cases a thread takes at a time


@dataclass(frozen=True)
class Kernel:
    """fixed: all numbers that do not vary, end to end; inputs: the names of the arrays that do.

    outputs: each asked line that varies, with its months; scratch: numbers that one tile needs.
    """

    function: Callable[..., None]
    fixed: np.ndarray
    inputs: tuple[str, ...]
    outputs: Mapping[str, int]
    scratch: int

    @staticmethod
    def of(program: Program, data: Inputs) -> Kernel:
        """data: any cases of the plan; what varies in them is what the kernel lets vary."""
        places, fixed, scratch = _places(program, data)
        formulas = Formulas(program.model, places, data)
        inputs = tuple(name for name, place in places.items() if place.kind == "input")
        kept = [name for name in program.kept if places[name].kind == "line"]
        source = "\n".join([HEAD, *formulas.groupings(), _function(program, formulas, places, inputs, kept)])
        outputs = {name: places[name].months for name in kept}
        return Kernel(_compiled(source), fixed, inputs, outputs, scratch)

    def run(self, data: Inputs, block: int = BLOCK, threads: int = 1) -> Values:
        """The asked lines that vary, (month, case). Cases and blocks must fill whole tiles."""
        arrays = [np.ascontiguousarray(data.arrays[name]) for name in self.inputs]
        cases = arrays[0].shape[-1]
        if cases % TILE or block % TILE:
            raise ValueError(f"{cases} cases in blocks of {block} are not whole tiles of {TILE}")
        result = {name: np.empty((months, cases)) for name, months in self.outputs.items()}
        given, taken = (_pointers(each) for each in (arrays, list(result.values())))

        def work(start: int) -> None:
            scratch = np.empty(self.scratch)
            stop = min(start + block, cases)
            self.function(_pointer(self.fixed), given, taken, _pointer(scratch), start, stop, cases)

        starts = range(0, cases, block)
        if threads == 1:
            for start in starts:
                work(start)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, starts))
        return result


def _places(program: Program, data: Inputs) -> tuple[dict[str, Place], np.ndarray, int]:
    """Where each name's numbers stand; the fixed numbers; how many a tile of varying lines takes."""
    names = [name for step in program.steps for name in step.names]
    values = of_two_cases(program.model, names, data)
    places: dict[str, Place] = {}
    fixed, filled = [], 0
    for name in sorted(program.model.reach(names)):
        array = values[name]
        if array.shape[-1] > 1:
            places[name] = Place("input", 0, array.shape[:-2], array.shape[-2])
        else:
            places[name] = Place("fixed", filled, array.shape[:-2], array.shape[-2])
            fixed.append(array.ravel())
            filled += array.size
    room = Room()
    for step in program.steps:
        if places[step.names[0]].kind == "input":
            places |= _laid_out(step, values, room)
            for name in (*step.done, *(each for each in step.names if each not in step.kept)):
                if places[name].kind == "line":
                    room.give_back(places[name].offset, places[name].length)
    return places, np.concatenate(fixed), room.size


def _laid_out(step: EngineStep, values: Values, room: Room) -> dict[str, Place]:
    """A loop's lines that nobody looks at afterwards hold this month and the one before, no more."""
    result = {}
    for name in step.names:
        shape = values[name].shape
        months = shape[-2] if name in step.kept else min(2, shape[-2])
        place = Place("line", 0, shape[:-2], months, turns=months < shape[-2])
        result[name] = replace(place, offset=room.take(place.length))
    return result


def _function(
    program: Program,
    formulas: Formulas,
    places: Mapping[str, Place],
    inputs: Sequence[str],
    kept: Sequence[str],
) -> str:
    """All steps in order for one tile after another."""
    given = [f"const double *restrict x_{name} = given[{at}];" for at, name in enumerate(inputs)]
    lines = [*_steps(program, formulas, places)]
    for at, name in enumerate(kept):
        lines.append(f"for (int m = 0; m < {places[name].months}; m++) {{")
        lines.append(f"SIMD taken[{at}][m * n + s + c] = {places[name].number(name, {}, 'm')}; }}")
    head = "void plan(const double *restrict f, const double **given, double **taken, double *restrict w,"
    tiles = f"for (long s = start; s < stop; s += {TILE}) {{"
    return "\n".join([head, "          long start, long stop, long n) {", *given, tiles, *lines, "}}"])


def _steps(program: Program, formulas: Formulas, places: Mapping[str, Place]) -> Iterator[str]:
    months = len(formulas.data.months)
    for step in program.steps:
        if places[step.names[0]].kind != "line":
            continue
        if len(step.names) == 1:
            yield from formulas.line(step.names[0])
            continue
        yield f"for (int m = 0; m < {months}; m++) {{"
        for name in step.names:
            yield from formulas.month(name)
        yield "}"


def _compiled(source: str) -> Callable[..., None]:
    with tempfile.TemporaryDirectory() as folder:
        written, library = Path(folder) / "plan.c", Path(folder) / "plan.so"
        written.write_text(source, encoding="utf-8")
        subprocess.run([*COMPILE, *LIBRARY, str(written), "-o", str(library), "-lmvec", "-lm"], check=True)
        function = ctypes.CDLL(str(library)).plan
    numbers, lists = ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)
    function.argtypes = [numbers, lists, lists, numbers, *[ctypes.c_long] * 3]
    function.restype = None
    return function


def _pointer(array: np.ndarray) -> int:
    return int(array.ctypes.data)


def _pointers(arrays: Sequence[np.ndarray]) -> ctypes.Array[ctypes.c_void_p]:
    return (ctypes.c_void_p * len(arrays))(*[_pointer(array) for array in arrays])
