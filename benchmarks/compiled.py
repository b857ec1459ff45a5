"""The lower limit of the evaluation time: the formulas of a plan as one C function with fixed array sizes.

    kernel = Kernel.of(program, data)           # writes, compiles and loads it
    kernel.run(data)["net_profit"]              # what program.run(data) gives, months by cases

Cases are evaluated in small tiles, so that all lines of a tile fit into the processor's cache. The innermost
loop of every formula runs over the cases of the tile. As in the engine, values that depend on no varying
input are computed in advance. Sums are computed member by member, and pow, exp and log are the vector
versions of the C library, so results differ from numpy's in the last digits only. Division by zero is not
detected.
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

from artplan.engine.data import Values
from artplan.engine.program import Program
from artplan.engine.steps import EngineStep
from artplan.plan.inputs.build import Inputs
from benchmarks.formulas import HEAD, TILE, Formulas
from benchmarks.places import Place, Room, of_two_cases

# Strict arithmetic like numpy's, no -ffast-math. The -fno options state that errno and flags are not read.
COMPILE = ["cc", "-O3", "-march=native", "-fopenmp-simd", "-fno-math-errno", "-fno-trapping-math"]
LIBRARY = ["-shared", "-fPIC"]
BLOCK = 1024  # cases that a thread evaluates at a time


@dataclass(frozen=True)
class Kernel:
    """The compiled function and its arguments.

    fixed: all values that do not vary, concatenated. inputs: the names of the varying input arrays. outputs:
    the number of months of each requested line that varies. scratch: the number of values that one tile
    needs.
    """

    function: Callable[..., None]
    fixed: np.ndarray
    inputs: tuple[str, ...]
    outputs: Mapping[str, int]
    scratch: int

    @staticmethod
    def of(program: Program, data: Inputs) -> Kernel:
        """Compile the kernel of a program.

        data: any cases of the plan. The kernel accepts other values for the inputs that vary in them.
        """
        places, fixed, scratch = _places(program, data)
        formulas = Formulas(program.model, places, data)
        inputs = tuple(name for name, place in places.items() if place.kind == "input")
        kept = [name for name in program.kept if places[name].kind == "line"]
        source = "\n".join([HEAD, *formulas.groupings(), _function(program, formulas, places, inputs, kept)])
        outputs = {name: places[name].months for name in kept}
        return Kernel(_compiled(source), fixed, inputs, outputs, scratch)

    def run(self, data: Inputs, block: int = BLOCK, threads: int = 1) -> Values:
        """Return the requested lines that vary, with shape (month, case).

        The number of cases and the block size must be multiples of the tile size.
        """
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
    """Return the location of each name's values, the fixed values, and the number of values in a tile."""
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
    """Return the location of each line of a step.

    A line of a loop that is not needed afterwards keeps only the current and the previous month.
    """
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
    """Return the C function, which executes all steps in order for one tile after another."""
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
