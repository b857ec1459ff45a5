"""What a sweep came to: a number of each line for each point. It is held here, not worked out."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artplan.engine.arrays import Indices, Numbers
from artplan.plan.plan import Plan
from artplan.plan.written.yaml_text import flow

if TYPE_CHECKING:
    import pandas as pd

    from artplan.study.asked.measure import Measure

BOM = "\ufeff"  # tells a spreadsheet that the text is UTF-8


@dataclass(frozen=True)
class Axis:
    """A parameter and the values it takes, as a scenario would write them; place: where it is listed."""

    path: str
    values: tuple[Any, ...]
    place: str

    @property
    def told(self) -> tuple[Any, ...]:
        """The values for a table: numbers and texts as they are, anything else as it is written."""
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
    """rows: for each point which scenario, then which value of each axis; numbers: (point, measure).

    plan: the first of the plans. parts: how many there were, and how many of them were there already.
    """

    name: str
    how: str
    plan: Plan
    scenarios: tuple[str, ...]
    axes: tuple[Axis, ...]
    measures: tuple[Measure, ...]
    rows: Indices
    numbers: Numbers
    parts: int = 1
    kept: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        return ("scenario", *(axis.path for axis in self.axes), *(each.text for each in self.measures))

    def setting(self, point: int) -> tuple[str, dict[str, Any]]:
        """The scenario of a point and what it sets: `artplan.load(*swept.setting(7))` is that plan."""
        scenario, *places = self.rows[point]
        settings = {axis.path: axis.values[at] for axis, at in zip(self.axes, places, strict=True)}
        return self.scenarios[scenario], settings

    def points(self) -> Iterator[tuple[Any, ...]]:
        """The table's rows: scenario, value of each parameter, number of each line."""
        told = [self.scenarios, *(axis.told for axis in self.axes)]
        for places, numbers in zip(self.rows, self.numbers, strict=True):
            yield (*(names[at] for names, at in zip(told, places, strict=True)), *map(float, numbers))

    def frame(self) -> pd.DataFrame:
        """A row for each point, in the order of the file: the last parameter changes first."""
        import pandas as pd

        return pd.DataFrame(list(self.points()), columns=list(self.columns))

    def write(self, path: Path) -> None:
        """The table as CSV, numbers in full."""
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(BOM)
            table = csv.writer(file, lineterminator="\n")
            table.writerow(self.columns)
            table.writerows([each if each == each else "" for each in row] for row in self.points())

    def write_parquet(self, path: Path) -> None:
        """The table for many points; needs pyarrow (the extra `scale`)."""
        lines = [each.text for each in self.measures]
        names = [each for each in self.columns if each not in lines]
        how: Mapping[str, Any] = {"use_dictionary": names, "use_byte_stream_split": lines}
        self.frame().to_parquet(path, engine="pyarrow", compression="zstd", index=False, **how)

    def record(self) -> dict[str, Any]:
        """For JSON; a point without a number has null."""
        names = self.columns
        points: list[Mapping[str, Any]] = [
            {name: each if each == each else None for name, each in zip(names, row, strict=True)}
            for row in self.points()
        ]
        return {
            "sweep": self.name,
            "how": self.how,
            "scenarios": list(self.scenarios),
            "over": {axis.path: list(axis.told) for axis in self.axes},
            "lines": [{"line": each.text, "unit": each.card.unit} for each in self.measures],
            "points": points,
            "parts": {"worked_out": self.parts - self.kept, "there_already": self.kept},
            "placeholders": len(self.plan.placeholders),
        }
