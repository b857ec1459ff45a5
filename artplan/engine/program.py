"""A program: the steps that some lines need, evaluated by a library or by numpy.

    program = Program.of(model, ["net_profit"])      # only the steps that are needed
    program.run(data)["net_profit"]                  # shape: the line's dimensions, month, case

The library (`tiles`) is faster; numpy is the reference, and says what is wrong where a word gives no number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from artplan.engine.arrays import Arrays, Numbers
from artplan.engine.data import Data
from artplan.engine.evaluate import FIRST, Numpy, strict
from artplan.engine.faults import ModelFault
from artplan.engine.model import Model
from artplan.engine.resumed import resumed, resumed_data
from artplan.engine.steps import EngineStep, kept_with, steps_of
from artplan.engine.tiles import run as tiles
from artplan.engine.tiles.library import Library
from artplan.texts.closest import nearest

BLOCK = 1024  # cases that are worked out together
THREADS = 2  # blocks at a time, unless told otherwise: numpy and the library leave Python to others meanwhile


@dataclass(frozen=True, eq=False)
class Program:
    """The steps that the requested lines need; compared by identity.

    requested: the requested lines. kept: these, and the parts from which recomputed lines are rolled up to
    quarters and years. library: what evaluates the steps; numpy does without one.
    """

    model: Model
    requested: tuple[str, ...]
    kept: tuple[str, ...]
    steps: tuple[EngineStep, ...]
    library: Library | None = None

    @staticmethod
    def of(model: Model, lines: Iterable[str] | None = None, library: Library | None = None) -> Program:
        """The program for all lines, or for the named ones with their dependencies.

        Raises ModelFault for an unknown name.
        """
        wanted = tuple(model.lines) if lines is None else tuple(lines)
        for name in wanted:
            if name not in model.lines:
                raise ModelFault(f"no line '{name}': {nearest(name, model.lines)}")
        kept = kept_with(model, wanted)
        return Program(model, wanted, kept, steps_of(model, model.reach(wanted), kept), library)

    @property
    def numpy(self) -> Numpy:
        """The steps for numpy."""
        return Numpy(self.model, self.steps, self.kept)

    def run(self, data: Data, block: int = BLOCK, threads: int = THREADS) -> Arrays:
        """Evaluate the kept lines: arrays by name, shape (dimensions..., month 1 or T, case 1 or N).

        block: cases evaluated together. threads: blocks evaluated at a time, which changes no number. Raises
        NumberFault for NaN, infinity, overflow or a division by zero, and ModelFault for data of other
        references than the model's.
        """
        if self.library is None:
            return self.numpy.run(data, block, threads)
        return tiles.run(self.library, self, data, block, threads)

    @cached_property
    def resumed(self) -> Program:
        """The program for the same lines whose openings begin with inputs (`engine/resumed.py`)."""
        return Program.of(resumed(self.model), self.requested, self.library)

    def resume(self, data: Data, openings: Arrays) -> Arrays:
        """Evaluate like `run`, from the middle of a plan, with these openings in the first month.

        data: of the months that are left. openings: of every opening by name, shape (dimensions..., 1, case 1
        or N). Raises NumberFault as `run` does.
        """
        return self.resumed.run(resumed_data(data, openings))

    @property
    def keeps_all(self) -> bool:
        """Whether every evaluated line is kept, which `again` requires."""
        return len(self.kept) == sum(len(step.names) for step in self.steps)

    def again(self, data: Data, before: Data, known: Arrays) -> Arrays:
        """Evaluate like `run`, given the results for other data: only what a changed input reaches.

        known: what `run` returned for `before`, by a program with `keeps_all`, possibly with the inputs. Both
        data have one case and the same months, members and groupings; this is not checked. The library works
        everything out in less time than the comparison takes. Raises NumberFault as `run` does.
        """
        if self.library is not None:
            return self.run(data)
        changed = {name for name, array in data.arrays.items() if not _equal(array, before.arrays[name])}
        values = {**known, **data.arrays}
        if not changed:
            return {name: known[name] for name in self.kept}
        values |= self.numpy.given(data)
        with strict():
            for step in self.steps:
                if changed.isdisjoint(step.reads):
                    continue
                self.numpy.step(step, values, data, FIRST)
                changed.update(name for name in step.kept if not _equal(values[name], known[name]))
        return {name: values[name] for name in self.kept}


def _equal(one: Numbers, other: Numbers) -> bool:
    return one is other or (one.shape == other.shape and bool((one == other).all()))
