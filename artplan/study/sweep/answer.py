"""The answer of `artplan.sweep`: one number for each point and measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.plan import Plan
from artplan.plan.written.yaml_text import flow
from artplan.writing.table import csv_text
from artplan.writing.whole import write_whole

if TYPE_CHECKING:
    import pandas as pd

    from artplan.study.terms.measure import Measure


@dataclass(frozen=True)
class Axis:
    """A swept parameter and its values, in the forms of a scenario.

    place: the file and line that lists it.
    """

    path: str
    values: tuple[Any, ...]
    place: str

    @property
    def shown(self) -> tuple[Any, ...]:
        """The values for a table: numbers and texts as they are, anything else as YAML."""
        return tuple(
            value
            if isinstance(value, int | float | str) and not isinstance(value, bool)
            else flow(value)
            if value is not None
            else "null"
            for value in self.values
        )


@dataclass(frozen=True)
class Swept:
    """The table of a sweep.

    how: `grid` (every combination) or `together` (the first values of all axes, the second ones, ...). plans:
    the scenarios as they are without the sweep. rows: (point, 1 + axis), positions of the scenario and of
    each axis's value. numbers: (point, measure), in the measures' units, nan where the plan has no value.
    parts, kept: how many parts there were, and how many came from a folder.

    >>> import artplan
    >>> swept = artplan.sweep("conversion_and_click_price")
    >>> swept.columns[0], swept.numbers.shape == (len(swept.rows), len(swept.measures))
    ('scenario', True)
    """

    name: str
    how: str
    plans: tuple[Plan, ...]
    scenarios: tuple[str, ...]
    axes: tuple[Axis, ...]
    measures: tuple[Measure, ...]
    rows: Indices
    numbers: Numbers
    parts: int = 1
    kept: int = 0

    @property
    def plan(self) -> Plan:
        """The first of the plans."""
        return self.plans[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's column names: scenario, the parameters' paths, the measures."""
        return ("scenario", *(axis.path for axis in self.axes), *(each.text for each in self.measures))

    def setting(self, point: int) -> tuple[str, dict[str, Any]]:
        """The scenario of a point and its overrides: `artplan.load(*swept.setting(7))` loads that plan.

        Raises IndexError for a point beyond the last.
        """
        scenario, *places = self.rows[point]
        settings = {axis.path: axis.values[at] for axis, at in zip(self.axes, places, strict=True)}
        return self.scenarios[scenario], settings

    def points(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the table: scenario, value of each parameter, number of each measure."""
        rows = [self.scenarios, *(axis.shown for axis in self.axes)]
        for places, numbers in zip(self.rows, self.numbers, strict=True):
            yield (*(names[at] for names, at in zip(rows, places, strict=True)), *map(float, numbers))

    def frame(self) -> pd.DataFrame:
        """The sweep as a table, one row a point; the last parameter of the file varies fastest."""
        import pandas as pd

        return pd.DataFrame(list(self.points()), columns=list(self.columns))

    def write(self, path: Path) -> None:
        """Write the table as CSV in UTF-8 with a byte order mark; numbers in full, nan as an empty cell.

        Raises OSError if the system cannot write it; a former file is then unchanged.
        """
        write_whole(path, csv_text([self.columns, *self.points()]))

    def write_parquet(self, path: Path) -> None:
        """Write the table as parquet, for many points.

        Raises ImportError without pyarrow (extra `scale`), and OSError as `write` does.
        """
        lines = [each.text for each in self.measures]
        names = [each for each in self.columns if each not in lines]
        how: Mapping[str, Any] = {"use_dictionary": names, "use_byte_stream_split": lines}
        content = self.frame().to_parquet(engine="pyarrow", compression="zstd", index=False, **how)
        write_whole(path, content)

    def record(self) -> dict[str, Any]:
        """The sweep as plain data for JSON; null for nan."""
        names = self.columns
        points: list[Mapping[str, Any]] = [
            {name: each if each == each else None for name, each in zip(names, row, strict=True)}
            for row in self.points()
        ]
        return {
            "sweep": self.name,
            "how": self.how,
            "scenarios": list(self.scenarios),
            "over": {axis.path: list(axis.shown) for axis in self.axes},
            "lines": [{"line": each.text, "unit": each.card.unit} for each in self.measures],
            "points": points,
            "parts": {"worked_out": self.parts - self.kept, "there_already": self.kept},
            "placeholders": len(self.plan.placeholders),
        }
